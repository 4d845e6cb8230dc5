/** Why may this person enter here, and until when: the answer first, then every check in the order it was made. */
import {
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
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { explainQuery } from '../residence/asked-in-panes.ts'
import type { Entrance, Explanation } from '../residence/queries.ts'
import { Rows, useEvidenceRows } from '../evidence/evidence.tsx'
import { AtField } from './at-field.tsx'
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
  const [own, setOwn] = useState<string | undefined>(undefined)
  const at = page === undefined ? own : page.at
  return (
    <PaneSection title={title ?? t('why')}>
      <div className="stack">
        <PersonField picked={picked} onPick={setPicked} />
        {page === undefined ? <AtField onChange={setOwn} /> : null}
        <div aria-live="polite">
          {picked === undefined ? null : <WhyAnswer entrance={entrance} person={picked} at={at} />}
        </div>
      </div>
    </PaneSection>
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
    if (outcome === 'notReached' || outcome === 'atDoor')
      return { id: refusal, mark: 'wait', text: passed, detail: t(outcome) }
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
