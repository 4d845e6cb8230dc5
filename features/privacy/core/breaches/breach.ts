/**
 * A personal data breach (GDPR art. 4(12)) as a story that is only added to: what was found, how grave it is for people,
 * whom it was told, and why not where it was not. Every breach is written down, also one that is told to nobody (art. 33(5)).
 */
import type { Category, Instant } from '@loge/kernel'

/** For the people concerned (GDPR art. 33(1), 34(1)): unlikely a risk, a risk, a high one. */
export const RISKS = ['none', 'risk', 'high'] as const
export type Risk = (typeof RISKS)[number]

export const CAUSES = [
  'misdirected',
  'lost_device',
  'unauthorised_access',
  'mass_export',
  'loss',
  'alteration',
  'other',
] as const
export type Cause = (typeof CAUSES)[number]

export interface BreachFacts {
  readonly title: string
  readonly cause: Cause
  /** When somebody of the organization became aware: every clock counts from here. */
  readonly foundAt: Instant
  /** Between these moments the data lay open, as far as it is known. */
  readonly beganAt: Instant | null
  readonly endedAt: Instant | null
  /** What happened, what it may lead to, what was done: for the authority, without names. */
  readonly nature: string
  readonly consequences: string
  readonly measures: string
  readonly categories: readonly Category[]
  /** About how many records. */
  readonly records: number
  /** A weakness of the product that is being used against it (Regulation (EU) 2024/2847, art. 14). */
  readonly isExploitedWeakness: boolean
}

export const NOTICE_STAGES = ['first', 'follow_up'] as const
export type NoticeStage = (typeof NOTICE_STAGES)[number]
export const TOLD = ['authority', 'csirt'] as const
export type Told = (typeof TOLD)[number]

export interface PeopleLetter {
  readonly nature: string
  readonly consequences: string
  readonly advice: string
}

export type BreachAct =
  | { readonly kind: 'recorded'; readonly facts: BreachFacts }
  | { readonly kind: 'amended'; readonly facts: BreachFacts }
  | { readonly kind: 'assessed'; readonly risk: Risk; readonly reasons: string }
  | { readonly kind: 'confirmed' }
  | {
      readonly kind: 'notified'
      readonly to: Told
      readonly stage: NoticeStage
      /** What the authority answered with. */
      readonly reference: string
      readonly lateReason: string
    }
  | { readonly kind: 'not_notified'; readonly reasons: string }
  | { readonly kind: 'people_found'; readonly people: number }
  | {
      readonly kind: 'people_told'
      readonly people: number
      readonly en: PeopleLetter
      readonly fr: PeopleLetter
    }
  | { readonly kind: 'people_not_told'; readonly reasons: string }
  | { readonly kind: 'noted'; readonly words: string }
  | { readonly kind: 'closed'; readonly lessons: string }

export interface BreachEntry {
  readonly at: Instant
  /** Who wrote it: an account or a program. */
  readonly by: string
  readonly act: BreachAct
}

export interface BreachStanding {
  readonly facts: BreachFacts
  readonly risk: Risk | null
  /** Less grave than before, as one person says; it holds once another confirms. */
  readonly proposed: { readonly risk: Risk; readonly by: string } | null
  readonly toldAuthorityAt: Instant | null
  readonly toldCsirtAt: Instant | null
  readonly isNotNotified: boolean
  /** How many people are known to be concerned. */
  readonly people: number
  readonly toldPeopleAt: Instant | null
  readonly isPeopleNotTold: boolean
  readonly closedAt: Instant | null
}

const step = (before: BreachStanding, { at, by, act }: BreachEntry): BreachStanding => {
  switch (act.kind) {
    case 'recorded':
    case 'amended':
      return { ...before, facts: act.facts }
    case 'assessed':
      return isLower(act.risk, before.risk)
        ? { ...before, proposed: { risk: act.risk, by } }
        : { ...before, risk: act.risk, proposed: null }
    case 'confirmed':
      return { ...before, risk: before.proposed?.risk ?? before.risk, proposed: null }
    case 'notified':
      return act.to === 'authority'
        ? { ...before, toldAuthorityAt: before.toldAuthorityAt ?? at }
        : { ...before, toldCsirtAt: before.toldCsirtAt ?? at }
    case 'not_notified':
      return { ...before, isNotNotified: true }
    case 'people_found':
      return { ...before, people: act.people }
    case 'people_told':
      return { ...before, toldPeopleAt: at }
    case 'people_not_told':
      return { ...before, isPeopleNotTold: true }
    case 'noted':
      return before
    case 'closed':
      return { ...before, closedAt: at }
  }
}

const isLower = (risk: Risk, than: Risk | null): boolean =>
  than !== null && RISKS.indexOf(risk) < RISKS.indexOf(than)

/** Undefined: nothing was recorded. */
export const standingOf = (entries: readonly BreachEntry[]): BreachStanding | undefined => {
  const [first, ...rest] = entries
  if (first?.act.kind !== 'recorded') return undefined
  return rest.reduce(step, {
    facts: first.act.facts,
    risk: null,
    proposed: null,
    toldAuthorityAt: null,
    toldCsirtAt: null,
    isNotNotified: false,
    people: 0,
    toldPeopleAt: null,
    isPeopleNotTold: false,
    closedAt: null,
  })
}
