/** What says that there is a fire: which doors each input unlocks, when it was heard, changed and reset here. */
import {
  Button,
  Fold,
  Ledger,
  LedgerItem,
  Notice,
  Section,
  useMoments,
  useNow,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { usePartName } from '../doors/use-part-name.ts'
import type { EntrancePiece } from '../residence/pieces.ts'
import { useAskedFor } from '../residence/use-asked-for.ts'
import { FireInputForm } from './fire-input-form.tsx'
import { FireOver } from './fire-over.tsx'
import { type FireInput, fireInputsQuery, resetFireInput } from './queries.ts'

interface FireInputsProps {
  readonly entrances: readonly EntrancePiece[]
  readonly mayChange: boolean
}

const keyOf = ({ deviceId, componentKey }: FireInput): string => `${deviceId} ${componentKey}`

export const FireInputs = ({ entrances, mayChange }: FireInputsProps) => {
  const t = useTranslations('emergency.fire')
  const problem = useProblemText()
  const { data, error } = useQuery({ ...fireInputsQuery, throwOnError: false })
  const box = useAskedFor<HTMLDivElement>(
    'fire',
    'button, summary',
    data !== undefined && entrances.length > 0,
  )
  return (
    <Section title={t('title')}>
      <div className="stack" ref={box}>
        <p className="soft">{data?.length === 0 ? t('none') : t('text')}</p>
        {error !== null && data === undefined ? <Notice kind="att">{problem(error)}</Notice> : null}
        <Ledger>
          {(data ?? []).map((input) => (
            <Input key={keyOf(input)} input={input} {...{ entrances, mayChange }} />
          ))}
        </Ledger>
        {data === undefined || data.length === 0 ? null : <p className="soft">{t('test')}</p>}
        {entrances.length === 0 ? null : (
          <Fold summary={t('waysOut')}>
            <WaysOut entrances={entrances} inputs={data ?? []} />
          </Fold>
        )}
      </div>
    </Section>
  )
}

const useInputWords = (entrances: readonly EntrancePiece[]) => {
  const t = useTranslations('emergency.fire')
  const { when } = useMoments()
  const now = useNow(60_000)
  return ({ entranceIds, waitsForReset, heardAt, lastAlarmAt, silent }: FireInput): string => {
    const doors = entrances.filter(({ id }) => entranceIds.includes(id)).map(({ name }) => name)
    const opens =
      doors.length === 0
        ? [t('opensNone')]
        : [t('opens', { doors: doors.join(', ') }), t(`after.${waitsForReset}`)]
    const heard = heardAt === null ? t('neverHeard') : t('heard', { time: when(Date.parse(heardAt), now) })
    const alarm =
      lastAlarmAt === null ? t('neverAlarmed') : t('alarmed', { time: when(Date.parse(lastAlarmAt), now) })
    return [...opens, silent ? `${t('silent')} ${heard}` : heard, alarm].join(' ')
  }
}

interface InputProps extends FireInputsProps {
  readonly input: FireInput
}

const Input = ({ input, entrances, mayChange }: InputProps) => {
  const t = useTranslations('emergency.fire')
  const problem = useProblemText()
  const words = useInputWords(entrances)
  const nameOf = usePartName()
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const { siteId, deviceId, componentKey, waitsForReset, alarmed, silent, entranceIds } = input
  const reset = useMutation({
    mutationFn: () => resetFireInput({ siteId, deviceId, componentKey }),
    onSettled: () => queries.invalidateQueries({ queryKey: fireInputsQuery.queryKey }),
  })
  const name = t('input', { device: input.deviceName, name: nameOf(input.name) })
  const mark = alarmed === true ? 'bad' : silent ? 'att' : entranceIds.length === 0 ? 'off' : 'ok'
  return (
    <LedgerItem
      mark={mark}
      title={name}
      when={alarmed === null ? t('state.unknown') : t(`state.${alarmed}`)}
      acts={
        isOpen ? (
          <FireInputForm {...{ input, name, entrances }} close={() => setIsOpen(false)} />
        ) : mayChange ? (
          <>
            <Button small aria-label={t('changeOf', { name })} onClick={() => setIsOpen(true)}>
              {t('change')}
            </Button>
            {waitsForReset && entranceIds.length > 0 ? (
              <Button small busy={reset.isPending} onClick={() => reset.mutate()}>
                {t('reset')}
              </Button>
            ) : null}
            {alarmed === true && entranceIds.length > 0 ? <FireOver input={input} /> : null}
            {reset.isSuccess ? (
              <Notice kind="ok" announce="polite">
                {t('resetDone')}
              </Notice>
            ) : null}
            {reset.error === null ? null : <Notice kind="att">{problem(reset.error)}</Notice>}
          </>
        ) : undefined
      }
    >
      {words(input)}
    </LedgerItem>
  )
}

/** Getting out is never a matter of rights: said of each door as its equipment lets it. */
const WaysOut = ({
  entrances,
  inputs,
}: {
  entrances: readonly EntrancePiece[]
  inputs: readonly FireInput[]
}) => {
  const t = useTranslations('emergency.fire')
  return (
    <dl className="kv">
      {entrances.map(({ id, name, entrance }) => {
        const hasButton = entrance.parts?.some(({ role }) => role === 'exitButton') === true
        const isReleased = inputs.some(({ entranceIds }) => entranceIds.includes(id))
        return (
          <div key={id}>
            <dt>{name}</dt>
            <dd>
              {t(hasButton ? 'byButton' : 'byHandle')} {t(isReleased ? 'byFire' : 'noFire')}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
