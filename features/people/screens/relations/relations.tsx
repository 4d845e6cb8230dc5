/** Everything somebody is to the residence, each with its days, its purpose and how long it is kept. */
import { Button, Notice, Section, State, useMoments, useNow, useProblemText, useWords } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { activityOf, type HeldKind } from '../../core/index.ts'
import type { Tenancy } from '../residents/queries.ts'
import { kindsHeld, todayOf } from './held.ts'
import { noticeQuery, openRelation, relationsOfQuery, type Relation } from './queries.ts'
import { RelationForm } from './relation-form.tsx'

const MINUTE = 60_000

interface RelationsProps {
  readonly personId: string
  readonly tenancies: readonly Tenancy[]
  readonly may: boolean
}

export const Relations = ({ personId, tenancies, may }: RelationsProps) => {
  const t = useTranslations('relations')
  const now = useNow(MINUTE)
  const { data: relations } = useQuery(relationsOfQuery(personId))
  const [open, setOpen] = useState<string | undefined>(undefined)
  const [removed, setRemoved] = useState<Relation | undefined>(undefined)
  if (relations === undefined) return null
  const held = kindsHeld({ tenancies, relations }, now)
  const close = () => setOpen(undefined)
  const today = todayOf(now)
  return (
    <Section title={t('title')}>
      {held.length === 0 ? <p className="fact">{t('none')}</p> : null}
      {held.length > 0 && held.every(({ is }) => is === 'past') ? <p className="fact">{t('only')}</p> : null}
      <ul className="relations">
        {held.map(({ kind, is }) => (
          <Kind key={kind} kind={kind} is={is}>
            {relations
              .filter((one) => one.kind === kind)
              .toReversed()
              .map((one) =>
                open === one.id ? (
                  <RelationForm
                    key={one.id}
                    personId={personId}
                    relation={one}
                    today={today}
                    close={close}
                    tellRemoved={setRemoved}
                  />
                ) : (
                  <Days
                    key={one.id}
                    relation={one}
                    today={today}
                    change={may ? () => setOpen(one.id) : undefined}
                  />
                ),
              )}
          </Kind>
        ))}
      </ul>
      <div aria-live="polite">
        {removed === undefined ? null : (
          <Removed key={removed.id} relation={removed} done={() => setRemoved(undefined)} />
        )}
      </div>
      {!may ? null : open === 'new' ? (
        <RelationForm personId={personId} today={today} close={close} />
      ) : (
        <div className="row carried-acts">
          <Button small onClick={() => setOpen('new')}>
            {t('add')}
          </Button>
        </div>
      )}
    </Section>
  )
}

/** A press too many costs another press. */
const Removed = ({ relation, done }: { readonly relation: Relation; readonly done: () => void }) => {
  const t = useTranslations('relations')
  const words = useWords()
  const problem = useProblemText()
  const queries = useQueryClient()
  const { personId, kind, startsOn, endsOn, source } = relation
  const undo = useMutation({
    mutationFn: () => openRelation({ personId, kind, startsOn, endsOn, source }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['relations'] })
      done()
    },
  })
  return (
    <Notice
      kind={undo.error === null ? 'ok' : 'att'}
      act={
        <Button small busy={undo.isPending} onClick={() => undo.mutate()}>
          {t('undo')}
        </Button>
      }
    >
      {undo.error === null
        ? t('removed', { kind: words(`personKind.${kind}`) ?? kind })
        : problem(undo.error)}
    </Notice>
  )
}

interface KindProps extends HeldKind {
  readonly children: ReactNode
}

const Kind = ({ kind, is, children }: KindProps) => {
  const t = useTranslations('relations')
  const words = useWords()
  const language = useLocale().startsWith('fr') ? 'fr' : 'en'
  const notice = useQuery(noticeQuery).data?.activities[activityOf[kind]]
  return (
    <li>
      <b>{words(`personKind.${kind}`)}</b> {is === 'past' ? <State kind="off">{t('ended')}</State> : null}
      {children}
      <p className="note">
        {notice?.purpose[language]} {notice?.kept[language]}
      </p>
    </li>
  )
}

interface DaysProps {
  readonly relation: Relation
  readonly today: string
  readonly change: (() => void) | undefined
}

const Days = ({ relation, today, change }: DaysProps) => {
  const t = useTranslations('relations')
  const words = useWords()
  const { date } = useMoments()
  const { kind, source, startsOn, endsOn } = relation
  // A civil day is said as it was chosen, wherever one reads it.
  const said = (day: string) => date(Date.parse(`${day}T12:00:00Z`))
  const from = said(startsOn)
  const days =
    endsOn !== null
      ? t(endsOn < today ? 'between' : 'until', { from, until: said(endsOn) })
      : t(startsOn > today ? 'comes' : 'since', { from })
  return (
    <p>
      {days} <span className="note">{words(`source.${source}`)}</span>{' '}
      {change === undefined ? null : (
        <Button
          kind="text"
          small
          aria-label={t('changeOf', { kind: words(`personKind.${kind}`) ?? kind })}
          onClick={change}
        >
          {t('change')}
        </Button>
      )}
    </p>
  )
}
