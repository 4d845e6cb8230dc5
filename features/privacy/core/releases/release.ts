/** A release: data leave on request, for an authority that asks by a provision, or for a possible buyer in a data room. Pure. */
import { defineFacts } from '@loge/features/events/core'
import type { Register } from '@loge/features/law/core'
import type { ActivityId, Category } from '@loge/kernel'

export const RELEASE_KINDS = ['requisition', 'data_room'] as const
export type ReleaseKind = (typeof RELEASE_KINDS)[number]

export const RELEASE_STATES = ['open', 'approved', 'refused', 'given'] as const
export type ReleaseState = (typeof RELEASE_STATES)[number]

/** Of the letter to one of the people. */
export const RELEASE_LETTERS = ['not_told', 'waiting', 'to_post', 'sent', 'failed', 'given_up'] as const
export type ReleaseLetter = (typeof RELEASE_LETTERS)[number]

const which = { releaseId: 'the release' }

export const releaseFacts = defineFacts({
  opened: {
    type: 'privacy.release_opened',
    version: 1,
    retention: 'audit',
    payload: { ...which, kind: 'requisition or data_room', people: 'about how many people' },
  },
  decided: {
    type: 'privacy.release_decided',
    version: 1,
    retention: 'audit',
    payload: { ...which, decision: 'approved or refused' },
  },
  read: {
    type: 'privacy.release_read',
    version: 1,
    retention: 'audit',
    payload: { ...which, contentHash: 'SHA-256 of what was shown' },
  },
  given: {
    type: 'privacy.release_given',
    version: 1,
    retention: 'audit',
    payload: { ...which, contentHash: 'SHA-256 of what was handed over' },
  },
})

/** By which case a kind of recipient gets data, and by no other way; undefined: by a contract. */
export const releaseFor = ({ recipientKinds }: Register, kind: string): ReleaseKind | undefined => {
  const own = recipientKinds.find(({ id }) => id === kind)
  if (own?.role === 'authority') return 'requisition'
  return own?.work === 'acquisition' ? 'data_room' : undefined
}

export const RELEASE_REFUSALS = [
  'release_wrong_kind',
  'release_purpose_missing',
  'release_not_open',
  'release_not_approved',
  'release_officer_only',
  'release_people_untold',
  'release_person_frozen',
  'release_empty',
  'release_changed',
] as const
export type ReleaseRefusal = (typeof RELEASE_REFUSALS)[number]

/** What may stand beside a number instead of a name: none of these says who somebody is, or where they live. */
const PSEUDONYMOUS: ReadonlySet<Category> = new Set(['professional', 'prospect', 'relation'])

/** Digests and what opens something are handed to nobody, and what somebody else could be known by is no part of a room. */
const NEVER: ReadonlySet<Category> = new Set(['authentication_secret'])

export interface Scope {
  readonly kind: ReleaseKind
  readonly activity: string
  readonly categories: readonly string[]
}

/** Whether one column is within what was asked for: of the activity, of the categories, and nameless in a data room. */
export const isWithin = (
  { activities, categories }: Register,
  scope: Scope,
  column: { readonly category: Category; readonly purposes: readonly string[] },
): boolean => {
  const runs: readonly ActivityId[] = activities.find(({ id }) => id === scope.activity)?.runs ?? []
  const covers = categories.filter(({ id }) => scope.categories.includes(id)).flatMap((one) => one.covers)
  return (
    !NEVER.has(column.category) &&
    covers.includes(column.category) &&
    column.purposes.some((purpose) => runs.some((run) => run === purpose)) &&
    (scope.kind === 'requisition' || PSEUDONYMOUS.has(column.category))
  )
}

/** Whether everybody concerned was told, where they are to be. */
export const isToldToAll = (kind: ReleaseKind, letters: readonly ReleaseLetter[]): boolean =>
  kind === 'requisition' || letters.every((state) => state === 'sent')
