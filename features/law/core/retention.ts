/** What a rule of retention says. The rules themselves are data of a register. */
import type { Sentence } from './basis.ts'
import type { Named, Period } from './named.ts'

/** What starts the clock. Contact is contact *from* the person: what we send, sort or correct starts nothing anew. */
export const TRIGGERS = [
  'recorded',
  'collected',
  'tracker_set',
  'last_contact_from_person',
  'purchased',
  'tenancy_ended',
  'right_ended',
  'account_closed',
  'relation_ended',
  'contract_ended',
  'commercial_relation_ended',
  'purpose_achieved',
  'case_closed',
  'application_received',
  'application_closed',
  'decision_made',
  'became_inactive',
  'consent_withdrawn',
  'anonymised',
  'year_ended',
] as const
export type Trigger = (typeof TRIGGERS)[number]

/**
 * Where no figure is given: until the purpose is achieved; as long as a law says, case by case; for ever, since nobody
 * can be told from it any more.
 */
export const AS_LONG_AS = ['needed', 'law_says', 'anonymous'] as const
export type AsLongAs = (typeof AS_LONG_AS)[number]

/** `max`: gone by then at the latest. `min`: kept until then, and a ground holds it. `need`: until it is not needed. */
export const RETENTION_MODES = ['max', 'min', 'need'] as const
export type RetentionMode = (typeof RETENTION_MODES)[number]

/** Why an erasure must wait (GDPR art. 17(3)(b) and (e)). */
export const HOLD_GROUNDS = ['legal_obligation', 'legal_claims'] as const
export type HoldGround = (typeof HOLD_GROUNDS)[number]

export interface RetentionRule extends Named {
  readonly period: Period | AsLongAs
  readonly mode: RetentionMode
  readonly trigger: Trigger
  /** Where the period comes from. */
  readonly ground: string
  readonly hold?: HoldGround
  /** Meanwhile out of daily work, open to few. */
  readonly archive?: true
  /** Days before the end on which the person is told. */
  readonly warnDays?: number
  readonly sentence: Sentence
}
