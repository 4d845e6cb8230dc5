/** Whoever takes care of the house goes in and out without being counted: chosen by name, for a reason, undone here. */
import { Button, Loading, Notice, Select, State, useMoments, useNow, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { PersonField, type Picked } from '../doors/person-field.tsx'
import { type FreeReason, freePassageQuery, setFreePassage } from './queries.ts'
import { useRulesChanged } from './undo-notice.tsx'

const REASONS: readonly FreeReason[] = ['caretaker', 'security', 'works']

export const NotCounted = ({ siteId }: { siteId: string }) => {
  const t = useTranslations('rules')
  const [isOpen, setOpen] = useState(false)
  const [picked, setPicked] = useState<Picked>()
  if (!isOpen)
    return (
      <div className="row">
        <Button small onClick={() => setOpen(true)}>
          {t('notCounted')}
        </Button>
      </div>
    )
  return (
    <div className="stack" role="group" aria-label={t('notCounted')}>
      <p className="soft">{t('notCountedText')}</p>
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

const OfPerson = ({ person, siteId }: { person: Picked; siteId: string }) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const changed = useRulesChanged()
  const [reason, setReason] = useState<FreeReason>('caretaker')
  const { data, error } = useQuery(freePassageQuery(person.id))
  const set = useMutation({
    mutationFn: (wanted: FreeReason | null) => setFreePassage(person.id, siteId, wanted),
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
        </>
      ) : (
        <p className="fact">
          <State kind="ok">
            {t('isFree', {
              person: person.name,
              reason: t(`freeReason.${free.reason}`),
              time: when(Date.parse(free.since), now),
            })}
          </State>
        </p>
      )}
      <div className="row">
        <Button busy={set.isPending} onClick={() => set.mutate(free === undefined ? reason : null)}>
          {t(free === undefined ? 'countNoMore' : 'countAgain')}
        </Button>
      </div>
    </div>
  )
}
