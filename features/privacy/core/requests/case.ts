/** A case of rights: what somebody asked, what was done with it, and what may be done next. */
import type { IdentityMode } from '@loge/features/law/core'
import { type Instant, ok, type PersonId, refuse, type Result } from '@loge/kernel'
import type { ClockEvent, RequestClock } from '../clock.ts'
import type { Element } from './complete.ts'
import type { ExcessCriterion, FeeTerms } from './excess.ts'
import { ENDED, stateOf, takeStep, type RequestState, type RequestStep, type StepRefusal } from '../states.ts'

/** Each right with the provision it rests on; `question` asks for no right and is answered all the same. */
export const RIGHTS = {
  information: 'GDPR art. 13, 14',
  access: 'GDPR art. 15',
  rectification: 'GDPR art. 16',
  completion: 'GDPR art. 16',
  erasure: 'GDPR art. 17',
  restriction: 'GDPR art. 18',
  portability: 'GDPR art. 20(1)',
  portability_to_third_party: 'GDPR art. 20(2)',
  objection: 'GDPR art. 21(1)',
  objection_to_marketing: 'GDPR art. 21(2)',
  consent_withdrawal: 'GDPR art. 7(3)',
  post_mortem: 'Act 78-17 of 6 January 1978, art. 85',
  automated_decision: 'GDPR art. 22(3)',
  complaint_information: 'GDPR art. 77',
  safeguards: 'GDPR art. 13(1)(f), 14(1)(f), 15(2)',
  question: 'GDPR art. 38(4)',
} as const
export type Right = keyof typeof RIGHTS
export const RIGHT_NAMES = Object.keys(RIGHTS) as readonly Right[]

/** The ways by which it may reach us; `forwarded`: by whoever works for us, or whom we work for. */
export const ARRIVALS = ['web_form', 'in_app', 'email', 'post', 'phone', 'counter', 'forwarded'] as const
export type Arrival = (typeof ARRIVALS)[number]

/** `to_check`: nothing personal leaves before somebody looked. */
export type IdentityState = 'not_needed' | 'to_check' | 'asked' | 'proven'

/** `document`: it was seen and destroyed. No copy is kept. */
export const PROOFS = ['session', 'code', 'called_back', 'known_facts', 'document'] as const
export type Proof = (typeof PROOFS)[number]

interface Refused {
  readonly reason: string
  readonly article: string
  readonly remedies: readonly string[]
}

export type CaseAct =
  | { readonly kind: 'received' }
  | { readonly kind: 'matched'; readonly personId: PersonId | null }
  | { readonly kind: 'classified'; readonly right: Right }
  | {
      readonly kind: 'asked'
      readonly about: 'identity' | 'request'
      readonly words: string
      readonly doubt: string
      /** Asked by itself, because a request is incomplete without it. */
      readonly missing?: readonly Element[]
    }
  | { readonly kind: 'person_wrote'; readonly words: string }
  | {
      readonly kind: 'identity_proven'
      readonly proof: Proof
      /** What they were asked; what they answered is kept nowhere. */
      readonly questions?: string
    }
  | { readonly kind: 'extended'; readonly reasons: string }
  | { readonly kind: 'granted'; readonly words: string }
  | ({ readonly kind: 'partly_refused'; readonly words: string } & Refused)
  | ({ readonly kind: 'refused'; readonly words: string } & Refused)
  | { readonly kind: 'withdrawn' }
  | {
      readonly kind: 'excess_found'
      readonly criterion: ExcessCriterion
      readonly reason: string
      /** References of what they asked before. */
      readonly earlier: readonly string[]
    }
  | {
      readonly kind: 'fee_announced'
      readonly criterion: ExcessCriterion
      readonly reason: string
      readonly earlier: number
      readonly minutes: number
      readonly postage: number
      readonly terms: FeeTerms
      readonly cents: number
    }
  | { readonly kind: 'fee_accepted' }
  | { readonly kind: 'fee_declined' }

export interface CaseEntry {
  readonly at: Instant
  readonly act: CaseAct
  /** Who did it, as an id. */
  readonly by?: string | undefined
  /** Of the letter it wrote: when it left; null as long as it has not. */
  readonly sentAt?: Instant | null
}

const stepIn = (act: CaseAct, state: RequestState): RequestStep | undefined => {
  switch (act.kind) {
    case 'received':
    case 'withdrawn':
      return { kind: act.kind }
    case 'asked':
      return act.about === 'identity' && state === 'received' ? { kind: 'identity_asked' } : undefined
    case 'identity_proven':
      return state === 'identity_needed' ? { kind: 'identity_proven' } : undefined
    case 'extended':
      return { kind: 'extended', reasons: act.reasons }
    case 'granted':
      return { kind: 'answered' }
    case 'partly_refused':
    case 'refused':
      return { kind: act.kind, reason: act.reason, article: act.article, remedies: act.remedies }
    case 'matched':
    case 'classified':
    case 'person_wrote':
    case 'excess_found':
    case 'fee_announced':
    case 'fee_accepted':
    case 'fee_declined':
      return undefined
  }
}

/** What is decided was begun, whoever begins says so by deciding. */
const withBeginning = (steps: readonly RequestStep[], step: RequestStep): readonly RequestStep[] =>
  stateOf(steps) === 'received' && (step.kind === 'answered' || step.kind === 'partly_refused')
    ? [...steps, { kind: 'begun' }]
    : steps

/** The steps of the request in what is kept of the case. */
export const stepsOf = (entries: readonly CaseEntry[]): readonly RequestStep[] =>
  entries.reduce<readonly RequestStep[]>((steps, { act }) => {
    const state = stateOf(steps)
    const step = ENDED.has(state) ? undefined : stepIn(act, state)
    return step === undefined ? steps : [...withBeginning(steps, step), step]
  }, [])

const isEnd = ({ kind }: CaseAct): boolean =>
  kind === 'granted' || kind === 'partly_refused' || kind === 'refused' || kind === 'withdrawn'

/** What moves the clock. A question stops it from when it left for the person, and not by being written. */
export const clockEventsOf = (entries: readonly CaseEntry[]): readonly ClockEvent[] =>
  entries
    .flatMap(({ at, act, sentAt }): readonly ClockEvent[] => {
      if (act.kind === 'asked') {
        return sentAt === undefined || sentAt === null ? [] : [{ kind: 'question_asked', at: sentAt }]
      }
      if (act.kind === 'person_wrote' || act.kind === 'identity_proven')
        return [{ kind: 'question_answered', at }]
      if (act.kind === 'extended') return [{ kind: 'extended', at, reasons: act.reasons }]
      return isEnd(act) ? [{ kind: 'ended', at }] : []
    })
    .toSorted((one, other) => one.at - other.at)

const MOVES: ReadonlySet<CaseAct['kind']> = new Set([
  'asked',
  'fee_announced',
  'person_wrote',
  'identity_proven',
  'fee_accepted',
  'fee_declined',
])

/** Whether the person was asked something and has not written since. */
export const isWaiting = (entries: readonly CaseEntry[]): boolean => {
  const last = entries.findLast(({ act }) => MOVES.has(act.kind))?.act.kind
  return last === 'asked' || last === 'fee_announced'
}

/** What it lacks to be a request that can be answered; nothing once they wrote again. */
export const missingNow = (entries: readonly CaseEntry[]): readonly Element[] => {
  const last = entries.findLast(
    ({ act }) => act.kind === 'person_wrote' || (act.kind === 'asked' && act.missing !== undefined),
  )?.act
  const missing = last?.kind === 'asked' ? (last.missing ?? []) : []
  return entries.some(({ act }) => act.kind === 'identity_proven')
    ? missing.filter((element) => element !== 'identity')
    : missing
}

export interface CaseStanding {
  readonly entries: readonly CaseEntry[]
  readonly right: Right
  readonly personId: PersonId | null
  readonly identity: IdentityState
  readonly mode: IdentityMode
  readonly clock: Pick<RequestClock, 'state'>
}

export type CaseRefusal =
  | StepRefusal
  | 'request_question_open'
  | 'request_doubt_missing'
  | 'request_questions_missing'
  | 'request_identity_not_asked'
  | 'request_identity_known'
  | 'request_identity_first'
  | 'request_person_first'
  | 'request_late'

/** Done to what is kept of a person, so that somebody said of whom. An access request may be answered: nothing is held. */
const NEEDS_PERSON: ReadonlySet<Right> = new Set([
  'rectification',
  'completion',
  'erasure',
  'restriction',
  'portability',
  'portability_to_third_party',
])

/** Of these nothing of anybody is told or changed; a no to advertising counts whoever says it. */
const NEEDS_NO_PROOF: ReadonlySet<Right> = new Set([
  'question',
  'information',
  'complaint_information',
  'safeguards',
  'objection_to_marketing',
])

const isBlank = (text: string): boolean => text.trim() === ''

const mayAsk = (
  { entries, identity, mode, clock }: CaseStanding,
  act: Extract<CaseAct, { kind: 'asked' }>,
): CaseRefusal | undefined => {
  if (isWaiting(entries)) return 'request_question_open'
  if (clock.state === 'late') return 'request_late'
  if (act.about === 'request') return undefined
  if (mode === 'never') return 'request_identity_not_asked'
  if (identity === 'proven') return 'request_identity_known'
  // GDPR art. 12(6): only where there are reasonable doubts; they are written down.
  return mode !== 'always' && isBlank(act.doubt) ? 'request_doubt_missing' : undefined
}

const mayDecide = ({ identity, right, personId }: CaseStanding, act: CaseAct): CaseRefusal | undefined => {
  if (act.kind === 'refused') return undefined
  const isUnsure = identity === 'to_check' || identity === 'asked'
  if (isUnsure && !NEEDS_NO_PROOF.has(right)) return 'request_identity_first'
  return NEEDS_PERSON.has(right) && personId === null ? 'request_person_first' : undefined
}

const mayProve = (
  { identity }: CaseStanding,
  { proof, questions = '' }: Extract<CaseAct, { kind: 'identity_proven' }>,
): CaseRefusal | undefined => {
  if (identity !== 'to_check' && identity !== 'asked') return 'request_identity_known'
  return proof === 'known_facts' && isBlank(questions) ? 'request_questions_missing' : undefined
}

const mayAct = (standing: CaseStanding, act: CaseAct): CaseRefusal | undefined => {
  if (act.kind === 'asked') return mayAsk(standing, act)
  if (act.kind === 'extended' && standing.clock.state === 'late') return 'request_late'
  if (act.kind === 'identity_proven') return mayProve(standing, act)
  return act.kind === 'granted' || act.kind === 'partly_refused' ? mayDecide(standing, act) : undefined
}

export interface CaseAfter {
  readonly state: RequestState
  readonly identity: IdentityState
  readonly right: Right
  readonly personId: PersonId | null
}

const identityAfter = (identity: IdentityState, act: CaseAct): IdentityState => {
  if (act.kind === 'identity_proven') return 'proven'
  return act.kind === 'asked' && act.about === 'identity' ? 'asked' : identity
}

/** What the case is after an act, or why it may not be done. What the person writes is kept even when it is over. */
export const actOn = (standing: CaseStanding, act: CaseAct): Result<CaseAfter, CaseRefusal> => {
  const steps = stepsOf(standing.entries)
  const state = stateOf(steps)
  const { identity, right, personId } = standing
  const unchanged = { state, identity, right, personId }
  if (act.kind === 'person_wrote') return ok(unchanged)
  if (ENDED.has(state)) return refuse('request_ended')
  const why = mayAct(standing, act)
  if (why !== undefined) return refuse(why)
  if (act.kind === 'matched') return ok({ ...unchanged, personId: act.personId })
  if (act.kind === 'classified') return ok({ ...unchanged, right: act.right })
  const step = stepIn(act, state)
  if (step === undefined) return ok({ ...unchanged, identity: identityAfter(identity, act) })
  const taken = takeStep(withBeginning(steps, step), step)
  return taken.ok
    ? ok({ ...unchanged, state: stateOf(taken.value), identity: identityAfter(identity, act) })
    : taken
}

/** Whether a request is incomplete without a proof of who asks, so that it is asked for by itself. */
export const lacksProof = (mode: IdentityMode, identity: IdentityState, right: Right): boolean =>
  mode === 'always' && identity === 'to_check' && !NEEDS_NO_PROOF.has(right)

/** What has to be looked at before anything personal leaves, for somebody who asks by this way. */
export const firstIdentity = (mode: IdentityMode, arrival: Arrival): IdentityState => {
  if (arrival === 'in_app') return 'proven'
  if (mode === 'never') return 'not_needed'
  // Nobody sees who calls, and nothing of what they say can be looked at again.
  return mode === 'on_doubt' && arrival !== 'phone' ? 'not_needed' : 'to_check'
}
