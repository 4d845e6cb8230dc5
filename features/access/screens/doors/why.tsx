/** Why may this person enter here, and until when: the answer first, then every check in the order it was made. */
import {
  Field,
  TextField,
  Loading,
  Notice,
  PaneSection,
  State,
  useMoments,
  useNow,
  useProblemText,
  WhyList,
  type WhyStep,
  useWords,
} from '@loge/ui'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import {
  type Entrance,
  type Explanation,
  explainQuery,
  peopleSearchQuery,
  profilesQuery,
  schedulesQuery,
} from '../residence/queries.ts'
import { fullName } from './who.tsx'

interface Picked {
  readonly id: string
  readonly name: string
}

export const Why = ({ entrance }: { entrance: Entrance }) => {
  const t = useTranslations('doors')
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<Picked | undefined>(undefined)
  const [at, setAt] = useState('')
  const asked = useDeferredValue(text)
  const { data: people } = useQuery({ ...peopleSearchQuery(asked.trim()), placeholderData: keepPreviousData })
  const items = (people ?? []).map((person) => ({
    id: person.id,
    name: fullName(person),
  }))
  const pick = (id: string) => {
    const found = items.find((item) => item.id === id)
    if (found === undefined) return
    setPicked(found)
    setText(found.name)
  }
  return (
    <PaneSection title={t('why')}>
      <div className="stack">
        <TextField
          label={t('whyPerson')}
          type="search"
          autoComplete="off"
          value={text}
          onChange={(next) => {
            setText(next)
            setPicked(undefined)
          }}
          hint={t('whyPersonHint')}
        />
        {asked.trim() === '' || picked !== undefined ? null : (
          <ul className="picks" aria-label={t('whyPerson')}>
            {items.map((item) => (
              <li key={item.id}>
                <button type="button" className="pick" onClick={() => pick(item.id)}>
                  {item.name}
                </button>
              </li>
            ))}
            {people !== undefined && items.length === 0 ? <li className="note">{t('whyNobody')}</li> : null}
          </ul>
        )}
        <Field label={t('whyAt')} hint={at === '' ? t('whyNow') : undefined}>
          {(ids) => (
            <input
              className="in"
              type="datetime-local"
              {...ids}
              value={at}
              onChange={(event) => setAt(event.target.value)}
            />
          )}
        </Field>
        <div aria-live="polite">
          {picked === undefined ? null : (
            <Answer
              entrance={entrance}
              person={picked}
              at={at === '' ? undefined : new Date(at).toISOString()}
            />
          )}
        </div>
      </div>
    </PaneSection>
  )
}

interface AnswerProps {
  readonly entrance: Entrance
  readonly person: Picked
  readonly at: string | undefined
}

const Answer = ({ entrance, person, at }: AnswerProps) => {
  const t = useTranslations('doors')
  const problem = useProblemText()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data, error } = useQuery(explainQuery(entrance.id, person.id, at))
  if (error !== null) return <Notice kind="att">{problem(error)}</Notice>
  if (data === undefined) return <Loading label={t('whySteps')} />
  const { decision } = data
  const names = { person: person.name, entrance: entrance.name }
  return (
    <div className="stack">
      <p>
        <State kind={decision.allowed ? 'ok' : 'no'}>
          <b>{decision.allowed ? t('whyYes', names) : t('whyNo', names)}</b>{' '}
          {decision.allowed
            ? decision.until === null
              ? t('whyOpenEnd')
              : t('whyUntil', { time: when(Date.parse(decision.until), now) })
            : decision.retryAt === null
              ? null
              : t('whyRetry', { time: when(Date.parse(decision.retryAt), now) })}
        </State>
      </p>
      {decision.allowed ? <By decision={decision} explanation={data} /> : null}
      <Checks explanation={data} />
    </div>
  )
}

type Allowed = Extract<Explanation['decision'], { allowed: true }>

const By = ({ decision, explanation }: { decision: Allowed; explanation: Explanation }) => {
  const t = useTranslations('doors')
  const { when, time } = useMoments()
  const now = useNow(60_000)
  const { data: profiles } = useQuery(profilesQuery)
  const { data: schedules } = useQuery(schedulesQuery)
  const profile = profiles?.find((one) => one.id === decision.accessProfileId)?.name
  const schedule = schedules?.find((one) => one.id === decision.scheduleId)?.name
  const grant = explanation.lines.find((line) => line.accessGrantId === decision.accessGrantId)
  const window =
    decision.windowFrom === null || decision.windowUntil === null
      ? schedule
      : t('whyWindow', {
          schedule: schedule ?? '…',
          from: time(Date.parse(decision.windowFrom)),
          until: when(Date.parse(decision.windowUntil), now),
        })
  return (
    <dl className="kv">
      <div>
        <dt>{t('whyProfile')}</dt>
        <dd>{profile ?? '…'}</dd>
      </div>
      <div>
        <dt>{t('whySchedule')}</dt>
        <dd>{decision.scheduleId === null ? t('whyAnyTime') : window}</dd>
      </div>
      {grant === undefined ? null : (
        <div>
          <dt>{t('whyGrant')}</dt>
          <dd>
            {when(Date.parse(grant.validFrom), now)} –{' '}
            {grant.validUntil === null ? t('whoAlways') : when(Date.parse(grant.validUntil), now)}
          </dd>
        </div>
      )}
    </dl>
  )
}

const Checks = ({ explanation }: { explanation: Explanation }) => {
  const t = useTranslations('doors')
  const words = useWords()
  const steps = explanation.checks.map(({ refusal, outcome }): WhyStep => {
    const passed = words(`check.${refusal}`) ?? refusal
    if (outcome === 'passed') return { id: refusal, mark: 'ok', text: passed }
    if (outcome === 'notReached') return { id: refusal, mark: 'wait', text: passed, detail: t('notReached') }
    return {
      id: refusal,
      mark: 'no',
      text: words(`refusalHelp.${refusal}`) ?? words(`refusal.${refusal}`) ?? refusal,
      detail: t('decided'),
      decided: true,
    }
  })
  return <WhyList label={t('whySteps')} steps={steps} />
}
