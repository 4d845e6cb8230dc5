/** Taking a device out for good: what goes with it is read before; how far its wiping is, is said after. */
import {
  bringIntoView,
  Button,
  Notice,
  PaneSection,
  State,
  TextField,
  useMoments,
  useNow,
  useProblemText,
  useWords,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { DeviceDetail } from '../residence/queries.ts'
import { useMoved } from '../replace/queries.ts'
import { useMayChange } from '../rollouts/use-may-change.ts'
import { confirmWiped, type Disposal, type DisposalPlan, disposalQuery, takeOut } from './queries.ts'

export const DisposeSection = ({ device }: { device: DeviceDetail }) => {
  const t = useTranslations('dispose')
  const may = useMayChange()
  const isAdopted = device.state !== 'to_be_adopted'
  const { data: plan } = useQuery({ ...disposalQuery(device.id), enabled: isAdopted, throwOnError: false })
  const [isOpen, setOpen] = useState(false)
  if (plan === undefined || !isAdopted || (plan.disposal === null && !may)) return null
  return (
    <PaneSection title={t('title')}>
      {plan.disposal !== null ? (
        <HowFar disposal={plan.disposal} may={may} />
      ) : isOpen ? (
        <DisposeForm {...{ device, plan }} onClose={() => setOpen(false)} />
      ) : (
        <Button small onClick={() => setOpen(true)}>
          {t('open')}
        </Button>
      )}
    </PaneSection>
  )
}

interface DisposeFormProps {
  readonly device: DeviceDetail
  readonly plan: DisposalPlan
  readonly onClose: () => void
}

const DisposeForm = ({ device, plan, onClose }: DisposeFormProps) => {
  const t = useTranslations('dispose')
  const problem = useProblemText()
  const moved = useMoved()
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = reason.trim().length < 3
  const act = useMutation({ mutationFn: () => takeOut(device.id, reason.trim()), onSuccess: moved })
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (form.current !== null) bringIntoView(form.current)
  }, [])
  return (
    <form
      ref={form}
      tabIndex={-1}
      className="stack"
      noValidate
      aria-label={t('title')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isShort) act.mutate()
      }}
    >
      <p className="fact">{t('lead')}</p>
      <WhatGoes plan={plan} />
      {act.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        maxLength={300}
        hint={t('reasonHint')}
        error={tried && isShort ? t('reasonShort') : undefined}
      />
      <div className="row">
        <Button kind="danger" type="submit" busy={act.isPending}>
          {t('save', { name: device.name })}
        </Button>
        <Button kind="text" onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

const WhatGoes = ({ plan }: { plan: DisposalPlan }) => {
  const t = useTranslations('dispose')
  const words = useWords()
  const { entrances, settings, texts, isThere } = plan
  const roles = (own: readonly string[]): string =>
    [...new Set(own)].map((role) => words(`doors.role.${role}`) ?? role).join(', ')
  return (
    <>
      {isThere ? null : <Notice kind="att">{t('away')}</Notice>}
      <ul className="what-goes">
        <li>
          {t('doors', { count: entrances.length })}
          {entrances.length === 0 ? null : (
            <ul>
              {entrances.map((one) => (
                <li key={one.id}>{t('door', { name: one.name, roles: roles(one.roles) })}</li>
              ))}
            </ul>
          )}
        </li>
        <li>{t('settings', { count: settings })}</li>
        {texts.map((one) => (
          <li key={one.name}>{t('text', one)}</li>
        ))}
        <li>{t('kept')}</li>
        <li>{t('maker')}</li>
      </ul>
    </>
  )
}

const MARKS = {
  clearing: 'wait',
  waiting: 'wait',
  cleared: 'ok',
  by_hand: 'att',
  said_wiped: 'off',
  back_in_use: 'off',
} as const

const HowFar = ({ disposal, may }: { disposal: Disposal; may: boolean }) => {
  const t = useTranslations('dispose')
  const { when } = useMoments()
  const now = useNow(60_000)
  const { state, why, reason, startedAt, attempts, confirmedAt, note, heardAgainAt } = disposal
  const isOpen = state === 'by_hand' || state === 'waiting'
  const at = (time: string): string => when(Date.parse(time), now)
  return (
    <div className="stack">
      <p className="fact">{t('gone', { time: at(startedAt), reason })}</p>
      <p className="fact" role="status">
        <State kind={MARKS[state]}>{t(`state.${state}`)}</State>
      </p>
      {why === null ? null : <p className="fact">{t(`why.${why}`, { count: attempts })}</p>}
      {confirmedAt === null ? null : (
        <p className="fact">{t('said', { time: at(confirmedAt), note: note ?? '' })}</p>
      )}
      {heardAgainAt === null ? null : <p className="fact">{t('heardAgain', { time: at(heardAgainAt) })}</p>}
      {isOpen && may ? <ByHand id={disposal.id} /> : null}
    </div>
  )
}

const ByHand = ({ id }: { id: string }) => {
  const t = useTranslations('dispose')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = note.trim().length < 3
  const act = useMutation({
    mutationFn: () => confirmWiped(id, note.trim()),
    onSettled: () => queries.invalidateQueries({ queryKey: ['devices'] }),
  })
  return (
    <form
      className="stack"
      noValidate
      aria-label={t('done')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isShort) act.mutate()
      }}
    >
      {act.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(act.error)}
        </Notice>
      )}
      <TextField
        label={t('how')}
        value={note}
        onChange={setNote}
        maxLength={300}
        hint={t('howHint')}
        error={tried && isShort ? t('reasonShort') : undefined}
      />
      <div>
        <Button type="submit" busy={act.isPending}>
          {t('done')}
        </Button>
      </div>
    </form>
  )
}
