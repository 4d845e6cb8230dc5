/** What is stored of an erasure: codes and counts, never a name. */
import type { SiteId } from '@loge/kernel'

/** GDPR art. 17(1)(a) to (f). Words would name people. */
export const ERASURE_REASONS = [
  'not_needed',
  'consent_withdrawn',
  'objected',
  'unlawful',
  'legal_obligation',
  'child',
] as const
export type ErasureReason = (typeof ERASURE_REASONS)[number]

/** GDPR art. 18(1)(a) to (d). */
export const RESTRICTION_GROUNDS = [
  'accuracy_contested',
  'unlawful',
  'needed_for_claims',
  'objected',
] as const
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number]

/** What becomes of the person’s own doors: they agreed that these go on opening (GDPR art. 18(2)), or they close. */
export const DOOR_CHOICES = ['keep', 'close'] as const
export type DoorChoice = (typeof DOOR_CHOICES)[number]

/** How somebody was told that their restriction ends (GDPR art. 18(3)). */
export const TOLD_HOW = ['letter', 'email', 'phone', 'in_person'] as const
export type ToldHow = (typeof TOLD_HOW)[number]

/**
 * `held`: a hold keeps some of it; the rest is gone, and it goes on by itself when the hold ends.
 * `doubtful`: it ran to its end and something of the person was found again.
 */
export const ERASURE_STATES = ['asked', 'held', 'rows_gone', 'log_emptied', 'done', 'doubtful'] as const
export type ErasureState = (typeof ERASURE_STATES)[number]

export interface DoneStep {
  readonly table: string
  readonly part: 'row' | 'columns'
  readonly does: 'delete' | 'anonymise' | 'keep'
  /** How many rows led to the person just before. */
  readonly expected: number
  readonly done: number
}

/** Columns where the independent questions still met an id of the person. */
export interface Found {
  readonly table: string
  readonly rows: number
}

export interface SiteToFollow {
  readonly siteId: SiteId
  readonly version: number
}
