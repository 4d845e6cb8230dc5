/** A request that asks too much: who says so, what may be charged for it, and who alone may refuse it (GDPR art. 12(5)). */
import type { CaseAct, CaseEntry, Right } from './case.ts'

export const EXCESS_CRITERIA = ['number', 'repetition', 'systematic', 'unfounded'] as const
export type ExcessCriterion = (typeof EXCESS_CRITERIA)[number]

/** In cents of the currency. */
export interface FeeTerms {
  readonly hourly: number
  readonly cap: number
  readonly currency: 'EUR' | 'CHF'
}

/** Where an organization says nothing of its own. */
export const USUAL_FEE: FeeTerms = { hourly: 2_000, cap: 5_000, currency: 'EUR' }

export interface FeeCosts {
  readonly minutes: number
  readonly postage: number
}

/** The hours that were counted and the postage, and nothing else. */
export const feeFor = ({ minutes, postage }: FeeCosts, { hourly }: FeeTerms): number =>
  Math.round((minutes * hourly) / 60) + postage

export type Fee = Extract<CaseAct, { kind: 'fee_announced' }>
export type FeeState = 'announced' | 'accepted' | 'declined'

export interface FeeStanding {
  readonly fee: Fee
  readonly state: FeeState
}

const ANSWERS: Readonly<Partial<Record<CaseAct['kind'], FeeState>>> = {
  fee_accepted: 'accepted',
  fee_declined: 'declined',
}

/** What is charged in this case; undefined, as it usually is: nothing. */
export const feeIn = (entries: readonly CaseEntry[]): FeeStanding | undefined => {
  const announced = entries.findLast(({ act }) => act.kind === 'fee_announced')?.act
  if (announced?.kind !== 'fee_announced') return undefined
  const answer = entries.map(({ act }) => ANSWERS[act.kind]).findLast((state) => state !== undefined)
  return { fee: announced, state: answer ?? 'announced' }
}

export const excessIn = (entries: readonly CaseEntry[]) => {
  const found = entries.findLast(({ act }) => act.kind === 'excess_found')
  return found?.act.kind === 'excess_found' ? { act: found.act, by: found.by } : undefined
}

export type ExcessRefusal =
  | 'request_human_decides'
  | 'request_marketing_always_ends'
  | 'request_no_earlier'
  | 'request_excess_first'
  | 'request_fee_beyond_cap'
  | 'request_fee_announced'
  | 'request_fee_open'
  | 'request_fee_not_told'
  | 'request_no_fee_open'
  | 'request_fee_or_refusal'
  | 'request_second_person'
  | 'request_reasons_missing'

export interface Deciding {
  readonly right: Right
  readonly entries: readonly CaseEntry[]
  readonly terms: FeeTerms
  /** An account is a human; a key and the system are not. */
  readonly by: { readonly id: string | undefined; readonly isHuman: boolean }
}

const DECISIONS: ReadonlySet<CaseAct['kind']> = new Set(['granted', 'partly_refused', 'refused'])

/** Each studied by somebody, case by case; none is ever decided by a machine. */
const HUMAN_RIGHTS: ReadonlySet<Right> = new Set([
  'portability',
  'portability_to_third_party',
  'automated_decision',
  'post_mortem',
])
const HUMAN_ACTS: ReadonlySet<CaseAct['kind']> = new Set(['excess_found', 'fee_announced'])

const isRefusing = (act: CaseAct): act is Extract<CaseAct, { kind: 'refused' | 'partly_refused' }> =>
  act.kind === 'refused' || act.kind === 'partly_refused'

const needsHuman = (right: Right, act: CaseAct): boolean =>
  HUMAN_ACTS.has(act.kind) ||
  (DECISIONS.has(act.kind) && HUMAN_RIGHTS.has(right)) ||
  (isRefusing(act) && right === 'objection')

/** However it is written: `GDPR art. 12(5)`, `RGPD, art. 12, § 5`. */
const restsOnExcess = (article: string): boolean => /\b12\b\D{0,6}\b5\b/.test(article)

const mayRefuse = (
  { right, entries, by }: Deciding,
  act: Extract<CaseAct, { kind: 'refused' | 'partly_refused' }>,
): ExcessRefusal | undefined => {
  // GDPR art. 21(3): an objection to advertising has no exception.
  if (right === 'objection_to_marketing') return 'request_marketing_always_ends'
  if (!restsOnExcess(act.article)) return undefined
  const found = excessIn(entries)
  if (found === undefined) return 'request_excess_first'
  const fee = feeIn(entries)
  if (fee !== undefined && fee.state !== 'declined') return 'request_fee_or_refusal'
  return by.id === undefined || by.id === found.by ? 'request_second_person' : undefined
}

const mayFind = (act: Extract<CaseAct, { kind: 'excess_found' }>): ExcessRefusal | undefined => {
  if (act.reason.trim() === '') return 'request_reasons_missing'
  return act.criterion !== 'unfounded' && act.earlier.length === 0 ? 'request_no_earlier' : undefined
}

const mayAnnounce = ({ entries, terms }: Deciding, { cents }: Fee): ExcessRefusal | undefined => {
  if (excessIn(entries) === undefined) return 'request_excess_first'
  if (feeIn(entries) !== undefined) return 'request_fee_announced'
  return cents > terms.cap ? 'request_fee_beyond_cap' : undefined
}

const mayAnswerFee = (entries: readonly CaseEntry[]): ExcessRefusal | undefined => {
  if (feeIn(entries)?.state !== 'announced') return 'request_no_fee_open'
  const letter = entries.findLast(({ act }) => act.kind === 'fee_announced')
  return letter?.sentAt === undefined || letter.sentAt === null ? 'request_fee_not_told' : undefined
}

/** Why this may not be done by this one, or not now. */
export const excessRefusal = (deciding: Deciding, act: CaseAct): ExcessRefusal | undefined => {
  if (needsHuman(deciding.right, act) && !deciding.by.isHuman) return 'request_human_decides'
  switch (act.kind) {
    case 'excess_found':
      return mayFind(act)
    case 'fee_announced':
      return mayAnnounce(deciding, act)
    case 'fee_accepted':
    case 'fee_declined':
      return mayAnswerFee(deciding.entries)
    case 'refused':
      return mayRefuse(deciding, act)
    case 'partly_refused':
      return mayRefuse(deciding, act) ?? beforeWork(deciding)
    case 'granted':
      return beforeWork(deciding)
    case 'received':
    case 'matched':
    case 'classified':
    case 'asked':
    case 'person_wrote':
    case 'identity_proven':
    case 'extended':
    case 'withdrawn':
      return undefined
  }
}

/** Told first, and accepted: nothing is done for a fee that somebody may still turn down. */
const beforeWork = ({ entries }: Deciding): ExcessRefusal | undefined =>
  feeIn(entries)?.state === 'announced' ? 'request_fee_open' : undefined
