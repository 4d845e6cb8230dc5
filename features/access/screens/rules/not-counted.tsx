/** Whoever takes care of the house goes in and out without being counted: chosen by name, for a reason, undone here. */
import {
  Button,
  DayField,
  isDay,
  Loading,
  Notice,
  Select,
  State,
  type TypedDay,
  useMoments,
  useNow,
  useProblemText,
} from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PersonField, type Picked } from '../doors/person-field.tsx'
import { endOfDay } from '../residence/end-of-day.ts'
import { FreeList, FreeUntil } from './free-list.tsx'
import { type FreeReason, freePassageQuery, freePassagesQuery, setFreePassage } from './queries.ts'
import { useRulesChanged } from './undo-notice.tsx'

const REASONS: readonly FreeReason[] = ['caretaker', 'security', 'works']

export const NotCounted = ({ siteId }: { siteId: string }) => {
  const t = useTranslations('rules')
  const [isOpen, setOpen] = useState(false)
  const [picked, setPicked] = useState<Picked>()
  const { data } = useQuery({ ...freePassagesQuery(siteId), throwOnError: false })
  const free = data ?? []
  if (!isOpen)
    return (
      <>
        {data === undefined ? null : <p className="soft">{t('freeCount', { count: free.length })}</p>}
        <div className="row">
          <Button small onClick={() => setOpen(true)}>
            {t('notCounted')}
          </Button>
        </div>
      </>
    )
  return (
    <div className="stack" role="group" aria-label={t('notCounted')}>
      <p className="soft">{t('notCountedText')}</p>
      <FreeList siteId={siteId} passages={free} />
      <PersonField picked={picked} onPick={setPicked} />
      {picked === undefined ? null : <OfPerson key={picked.id} person={picked} siteId={siteId} />}
      <div className="row">
        <Button kind="text" onClick={() => setOpen(false)}>
          {t('close')}
        </Button>
      </div>
    </div>
  )
}

export const OfPerson = ({ person, siteId }: { person: Picked; siteId: string }) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const changed = useRulesChanged()
  const [reason, setReason] = useState<FreeReason>('caretaker')
  const [lastDay, setLastDay] = useState<TypedDay>('')
  const { data, error } = useQuery(freePassageQuery(person.id))
  const set = useMutation({
    mutationFn: (wanted: FreeReason | null) =>
      setFreePassage(person.id, siteId, {
        reason: wanted,
        until: wanted !== null && isDay(lastDay) ? endOfDay(lastDay) : null,
      }),
    onSuccess: changed,
  })
  if (data === undefined)
    return error === null ? <Loading label={person.name} /> : <Notice kind="att">{problem(error)}</Notice>
  const free = data.sites.find((one) => one.siteId === siteId)
  return (
    <div className="stack" aria-live="polite">
      {set.error === null ? null : <Notice kind="att">{problem(set.error)}</Notice>}
      {free === undefined ? (
        <>
          <p className="fact">{t('isCounted', { person: person.name })}</p>
          <Select
            label={t('forgetWhy')}
            value={reason}
            options={REASONS.map((value) => ({ value, label: t(`freeReason.${value}`) }))}
            onChange={setReason}
          />
          <DayField
            label={t('freeLastDay')}
            hint={t('freeLastDayHint')}
            value={lastDay}
            onChange={setLastDay}
          />
        </>
      ) : (
        <p className="fact">
          <State kind="ok">
            {t('isFree', {
              person: person.name,
              reason: t(`freeReason.${free.reason}`),
              time: when(Date.parse(free.since), now),
            })}{' '}
            <FreeUntil until={free.until} />
          </State>
        </p>
      )}
      <div className="row">
        <Button
          busy={set.isPending}
          onClick={() => {
            // What is typed and is no day would else be an exemption without an end.
            if (free !== undefined || lastDay !== 'unreadable') set.mutate(free === undefined ? reason : null)
          }}
        >
          {t(free === undefined ? 'countNoMore' : 'countAgain')}
        </Button>
      </div>
    </div>
  )
}
