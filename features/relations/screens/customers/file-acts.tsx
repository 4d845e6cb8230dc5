/** What may be done next: log a contact, review, say no for them, make them a customer, or end it. */
import { Button, DayField, isDay, Notice, PaneSection, Select, type TypedDay, useProblemText } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { File } from './queries.ts'
import { useAct } from './use-act.ts'

const CHANNELS = ['email', 'telephone', 'post', 'meeting', 'form'] as const
const DIRECTIONS = ['inbound', 'outbound'] as const
const ENDS = ['over', 'left', 'error'] as const
const MINUTE_MS = 60_000

/** At noon of that day, and never ahead of what the server calls now. */
const momentOf = (day: string): string =>
  new Date(Math.min(Date.now() - MINUTE_MS, Date.parse(`${day}T12:00:00Z`))).toISOString()

interface ActsProps {
  readonly one: File
  readonly mayConvert: boolean
}

export const FileActs = ({ one, mayConvert }: ActsProps) => {
  const t = useTranslations('customers')
  const problem = useProblemText()
  const [why, setWhy] = useState<(typeof ENDS)[number]>('over')
  const act = useAct(one)
  const isProspect = one.kind === 'prospect'
  return (
    <PaneSection title={t('next')}>
      <LogForm one={one} />
      {act.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
      <div className="row">
        {isProspect ? (
          <Button onClick={() => act.mutate({ kind: 'activate' })}>{t('reviewed')}</Button>
        ) : null}
        {isProspect && one.isActive ? (
          <Button onClick={() => act.mutate({ kind: 'deactivate' })}>{t('deactivate')}</Button>
        ) : null}
        {isProspect && mayConvert ? (
          <Button onClick={() => act.mutate({ kind: 'convert' })}>{t('convert')}</Button>
        ) : null}
        {one.hasObjected ? null : (
          <Button onClick={() => act.mutate({ kind: 'object' })}>{t('object')}</Button>
        )}
      </div>
      <Select
        label={t('endWhy')}
        value={why}
        options={ENDS.map((value) => ({ value, label: t(`end_.${value}`) }))}
        onChange={setWhy}
        hint={t('endHint')}
      />
      <div>
        <Button kind="text" onClick={() => act.mutate({ kind: 'end', why })}>
          {t('end')}
        </Button>
      </div>
    </PaneSection>
  )
}

const LogForm = ({ one }: { readonly one: File }) => {
  const t = useTranslations('customers')
  const problem = useProblemText()
  const [day, setDay] = useState<TypedDay>('')
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>('telephone')
  const [direction, setDirection] = useState<(typeof DIRECTIONS)[number]>('inbound')
  const [isTried, setTried] = useState(false)
  const log = useAct(one)
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('log')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (isDay(day)) log.mutate({ kind: 'contact', at: momentOf(day), channel, direction })
      }}
    >
      <DayField
        label={`${t('contactDay')} *`}
        value={day}
        onChange={setDay}
        error={isTried && day === '' ? t('needed') : undefined}
      />
      <Select
        label={t('channel')}
        value={channel}
        options={CHANNELS.map((value) => ({ value, label: t(`channel_.${value}`) }))}
        onChange={setChannel}
      />
      <Select
        label={t('direction')}
        value={direction}
        options={DIRECTIONS.map((value) => ({ value, label: t(`direction_.${value}`) }))}
        onChange={setDirection}
        hint={t('logHint')}
      />
      {log.error === null ? null : (
        <Notice kind="bad" announce="urgent">
          {problem(log.error)}
        </Notice>
      )}
      <div>
        <Button kind="main" type="submit" busy={log.isPending}>
          {t('log')}
        </Button>
      </div>
    </form>
  )
}
