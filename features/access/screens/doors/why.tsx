/** Why may this person enter here, and until when: one sentence, the check that decided, and the others folded. */
import {
  Fold,
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
import { ApiProblem } from '@loge/http/client'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { explainQuery } from '../residence/asked-in-panes.ts'
import type { Entrance, Explanation } from '../residence/queries.ts'
import { useAskedFor } from '../residence/use-asked-for.ts'
import { Rows, useEvidenceRows, useHours, useVersionWords } from '../evidence/evidence.tsx'
import { type AskedAt, AtField } from './at-field.tsx'
import { type Picked, PersonField } from './person-field.tsx'

interface WhyProps {
  readonly entrance: Entrance
  readonly title?: string
  /** Asked about the instant of the page, not one of its own. `at` left out: now. */
  readonly page?: { readonly at: string | undefined }
}

export const Why = ({ entrance, title, page }: WhyProps) => {
  const t = useTranslations('doors')
  const [picked, setPicked] = useState<Picked | undefined>(undefined)
  const [own, setOwn] = useState<AskedAt>(undefined)
  const at = page === undefined ? own : page.at
  const box = useAskedFor<HTMLDivElement>('why', 'input')
  return (
    <PaneSection title={title ?? t('why')}>
      <div className="stack" ref={box}>
        <PersonField picked={picked} onPick={setPicked} />
        {page === undefined ? <AtField onChange={setOwn} /> : null}
        <div aria-live="polite">
          {picked === undefined || at === null ? null : (
            <WhyAnswer entrance={entrance} person={picked} at={at} />
          )}
        </div>
      </div>
    </PaneSection>
  )
}

export interface WhyAnswerProps {
  readonly entrance: Pick<Entrance, 'id' | 'name'>
  readonly person: Picked
  readonly at: string | undefined
}

export const WhyAnswer = ({ entrance, person, at }: WhyAnswerProps) => {
  const t = useTranslations('doors')
  const problem = useProblemText()
  const { when, day, time } = useMoments()
  const now = useNow(60_000)
  const sayYes = useYes(person.name)
  const { data, error } = useQuery(explainQuery(entrance.id, person.id, at))
  if (error instanceof ApiProblem && error.code === 'not_found' && at !== undefined)
    return <Notice>{t('whyUnknownThen')}</Notice>
  if (error !== null) return <Notice kind="att">{problem(error)}</Notice>
  if (data === undefined) return <Loading label={t('whySteps')} />
  const { decision } = data
  return (
    <div className="stack">
      {at === undefined ? null : (
        <p className="note">
          {t('answerAt', {
            day: day(Date.parse(at)),
            time: time(Date.parse(at)),
            year: String(new Date(at).getUTCFullYear()),
          })}
        </p>
      )}
      <p>
        <State kind={decision.allowed ? 'ok' : 'no'}>
          <b>{decision.allowed ? sayYes(data, decision) : t('whyNo', { person: person.name })}</b>{' '}
          {decision.allowed || decision.retryAt === null
            ? null
            : t('whyRetry', { time: when(Date.parse(decision.retryAt), now) })}
        </State>
      </p>
      <Checks explanation={data} />
    </div>
  )
}

type Allowed = Extract<Explanation['decision'], { allowed: true }>

const useYes = (person: string) => {
  const t = useTranslations('doors')
  const evidenceWords = useTranslations('evidence')
  const { until: saysUntil } = useMoments()
  const now = useNow(60_000)
  return ({ evidence }: Explanation, { accessProfileId, scheduleId, until }: Allowed): string => {
    const schedule = evidence.schedules.find(({ id }) => id === scheduleId)?.name
    return t('whyYes', {
      person,
      group: evidence.profiles.find(({ id }) => id === accessProfileId)?.name ?? '…',
      hours: schedule === undefined ? evidenceWords('anyTime') : t('whyHours', { schedule }),
      until: until === null ? t('whoAlways') : saysUntil(Date.parse(until), now),
    })
  }
}

/** The line of the rights that decided or came closest. */
const lineOf = ({ decision, lines }: Explanation) =>
  decision.allowed
    ? decision
    : lines.find((one) => one.accessGrantId === decision.accessGrantId && one.refusal === decision.refusal)

/** The right that decided or came closest, and the version of the rights at the door. */
const By = ({ explanation }: { explanation: Explanation }) => {
  const t = useTranslations('evidence')
  const rowsOf = useEvidenceRows()
  const version = useVersionWords()
  const { evidence, inForce } = explanation
  const line = lineOf(explanation)
  const rows = line === undefined ? [] : rowsOf(evidence, line)
  return <Rows rows={[...rows, { name: t('version'), text: version(inForce) }]} />
}

const MARKS = { passed: 'ok', failed: 'no', notReached: 'wait' } as const

/** The check that decided; of a right at its hours that is the hour, of one without hours the right itself. */
const Checks = ({ explanation }: { explanation: Explanation }) => {
  const t = useTranslations('doors')
  const words = useWords()
  const hours = useHours()
  const { checks, decision, evidence } = explanation
  const schedule = evidence.schedules.find(({ id }) => id === lineOf(explanation)?.scheduleId)
  const decider = decision.allowed ? (schedule ? 'outside_hours' : 'no_grant_here') : decision.refusal
  const atDoor = checks.flatMap(({ refusal, outcome }) =>
    outcome === 'atDoor' ? (words(`check.${refusal}`) ?? refusal) : [],
  )
  const steps = checks.flatMap(({ refusal, outcome }): readonly WhyStep[] => {
    if (outcome === 'atDoor') return []
    const detail = outcome === 'notReached' ? t(outcome) : undefined
    const told = outcome === 'failed' ? words(`refusalWhat.${refusal}`) : words(`check.${refusal}`)
    const of = refusal === 'outside_hours' && schedule ? hours(schedule) : undefined
    const decided = refusal === decider
    return [{ id: refusal, mark: MARKS[outcome], text: told ?? refusal, detail: detail ?? of, decided }]
  })
  const others = steps.filter(({ decided }) => decided !== true)
  const last: WhyStep = { id: 'atDoor', mark: 'wait', text: t('atDoor'), detail: atDoor.join(' · ') }
  return (
    <>
      <WhyList label={t('why')} steps={steps.filter(({ decided }) => decided === true)} />
      <Fold summary={t('whySteps')}>
        <div className="stack">
          <By explanation={explanation} />
          <WhyList label={t('whySteps')} steps={atDoor.length === 0 ? others : [...others, last]} />
        </div>
      </Fold>
    </>
  )
}
