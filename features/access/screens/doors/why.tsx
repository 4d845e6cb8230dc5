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
import { explainQuery, peopleSearchQuery } from '../residence/asked-in-panes.ts'
import type { Entrance, Explanation } from '../residence/queries.ts'
import { Rows, useEvidenceRows } from '../evidence/evidence.tsx'
import { fullName } from './who.tsx'

interface Picked {
  readonly id: string
  readonly name: string
}

interface WhyProps {
  readonly entrance: Entrance
  readonly title?: string
  /** Asked about the instant of the page, not one of its own. `at` left out: now. */
  readonly page?: { readonly at: string | undefined }
}

export const Why = ({ entrance, title, page }: WhyProps) => {
  const t = useTranslations('doors')
  const [text, setText] = useState('')
  const [picked, setPicked] = useState<Picked | undefined>(undefined)
  const [own, setOwn] = useState('')
  const at = page === undefined ? (own === '' ? undefined : new Date(own).toISOString()) : page.at
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
    <PaneSection title={title ?? t('why')}>
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
        {page === undefined ? <AtField at={own} onChange={setOwn} /> : null}
        <div aria-live="polite">
          {picked === undefined ? null : <WhyAnswer entrance={entrance} person={picked} at={at} />}
        </div>
      </div>
    </PaneSection>
  )
}

const AtField = ({ at, onChange }: { at: string; onChange: (at: string) => void }) => {
  const t = useTranslations('doors')
  return (
    <Field label={t('whyAt')} hint={at === '' ? t('whyNow') : undefined}>
      {(ids) => (
        <input
          className="in"
          type="datetime-local"
          {...ids}
          value={at}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

interface AnswerProps {
  readonly entrance: Pick<Entrance, 'id' | 'name'>
  readonly person: Picked
  readonly at: string | undefined
}

export const WhyAnswer = ({ entrance, person, at }: AnswerProps) => {
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
      <By explanation={data} />
      <Checks explanation={data} />
    </div>
  )
}

/** The right that decided or came closest, and the version of the rights at the door. */
const By = ({ explanation }: { explanation: Explanation }) => {
  const t = useTranslations('evidence')
  const { when } = useMoments()
  const now = useNow(60_000)
  const rowsOf = useEvidenceRows()
  const { decision, evidence, inForce, lines } = explanation
  const line = decision.allowed
    ? decision
    : lines.find((one) => one.accessGrantId === decision.accessGrantId && one.refusal === decision.refusal)
  const version =
    inForce.version === null || inForce.since === null
      ? t('versionUnknown')
      : t('versionSince', {
          version: String(inForce.version),
          time: when(Date.parse(inForce.since), now),
        })
  return (
    <Rows
      rows={[...(line === undefined ? [] : rowsOf(evidence, line)), { name: t('version'), text: version }]}
    />
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
