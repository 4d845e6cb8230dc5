/** What a granted right changes: which deed each right needs, and whether it may be done. Pure. */
import type { Register } from '@loge/features/law/core'
import type { PersonDetails } from '@loge/features/people/core'
import { ok, refuse, type Result } from '@loge/kernel'
import type { Right } from './case.ts'

/** GDPR art. 18(1). */
export const FREEZING_GROUNDS = ['accuracy_contested', 'unlawful', 'needed_for_claims', 'objected'] as const
export type FreezingGround = (typeof FREEZING_GROUNDS)[number]

export type Corrections = { readonly [Field in keyof PersonDetails]?: PersonDetails[Field] | undefined }

export type Deed =
  | { readonly kind: 'copy'; readonly scope: 'access' | 'portability' }
  | { readonly kind: 'correct'; readonly changes: Corrections }
  | { readonly kind: 'erase' }
  /** Their own doors go on opening only where they agreed (art. 18(2)). */
  | { readonly kind: 'restrict'; readonly ground: FreezingGround; readonly door: 'keep' | 'close' }
  /** Ids of purposes of the register. */
  | { readonly kind: 'stop_use'; readonly purposes: readonly string[] }
  | { readonly kind: 'stop_marketing' }
  | { readonly kind: 'withdraw_consent'; readonly purposes: readonly string[] }
  | {
      readonly kind: 'hand_over'
      /** Ids of the register. */
      readonly recipient: string
      readonly activity: string
      readonly categories: readonly string[]
    }
export type DeedKind = Deed['kind']

/** Each right with what it is carried out by; the others are answered in words. */
const DEEDS: Readonly<Partial<Record<Right, DeedKind>>> = {
  access: 'copy',
  rectification: 'correct',
  completion: 'correct',
  erasure: 'erase',
  restriction: 'restrict',
  portability: 'copy',
  portability_to_third_party: 'hand_over',
  objection: 'stop_use',
  objection_to_marketing: 'stop_marketing',
  consent_withdrawal: 'withdraw_consent',
}

export const deedKindOf = (right: Right): DeedKind | undefined => DEEDS[right]

/** What needs nothing more said than that it is granted. */
const PLAIN: Readonly<Partial<Record<Right, Deed>>> = {
  access: { kind: 'copy', scope: 'access' },
  portability: { kind: 'copy', scope: 'portability' },
  erasure: { kind: 'erase' },
  objection_to_marketing: { kind: 'stop_marketing' },
}

export type DeedRefusal =
  | 'request_deed_missing'
  | 'request_deed_of_another_right'
  | 'request_use_not_objectionable'

/** Only what rests on our interest or a public task ends by an objection; a consent is taken back (GDPR art. 21(1), 7(3)). */
const ENDS_BY: Readonly<Partial<Record<DeedKind, readonly string[]>>> = {
  stop_use: ['legitimate_interests', 'public_task'],
  withdraw_consent: ['consent'],
}

/** The purposes of a register that such a deed may end. */
export const purposesEndedBy = ({ activities }: Pick<Register, 'activities'>, kind: DeedKind) =>
  activities.flatMap(({ purposes }) =>
    purposes.filter(({ basis }) => ENDS_BY[kind]?.includes(basis) ?? false),
  )

/** A third party that cannot be reached: they get the copy themselves, and are told why (GDPR art. 20(2)). */
const INSTEAD: Deed = { kind: 'copy', scope: 'portability' }

export interface WantedDeed {
  readonly right: Right
  readonly outcome: 'granted' | 'partly_refused'
  /** Whether it was said of whom the data are: about nobody there is nothing to change. */
  readonly isSomebody: boolean
  readonly given: Deed | undefined
}

/** What has to be done for this decision; undefined: nothing but the words. */
export const deedFor = (
  register: Pick<Register, 'activities'>,
  { right, outcome, isSomebody, given }: WantedDeed,
): Result<Deed | undefined, DeedRefusal> => {
  const kind = DEEDS[right]
  const deed =
    given ??
    PLAIN[right] ??
    (right === 'portability_to_third_party' && outcome === 'partly_refused' ? INSTEAD : undefined)
  if (kind === undefined) return given === undefined ? ok(undefined) : refuse('request_deed_of_another_right')
  if (!isSomebody) return given === undefined ? ok(undefined) : refuse('request_deed_missing')
  if (deed === undefined) return refuse('request_deed_missing')
  if (deed.kind !== kind && deed !== INSTEAD) return refuse('request_deed_of_another_right')
  if (deed.kind === 'correct' && Object.keys(deed.changes).length === 0) return refuse('request_deed_missing')
  if (deed.kind === 'stop_use' || deed.kind === 'withdraw_consent') {
    const known = new Set(purposesEndedBy(register, deed.kind).map(({ id }) => id))
    // A consent the register asks for no more can be taken back all the same.
    const isUnknown = deed.kind === 'stop_use' && deed.purposes.some((id) => !known.has(id))
    if (deed.purposes.length === 0) return refuse('request_deed_missing')
    if (isUnknown) return refuse('request_use_not_objectionable')
  }
  return ok(deed)
}

/** Of what the recipients of somebody's data are told (GDPR art. 19, 7(3), 21); a copy concerns nobody else. */
export const TOLD_OF = [
  'correct',
  'erase',
  'restrict',
  'stop_use',
  'stop_marketing',
  'withdraw_consent',
] as const
export type ToldOf = (typeof TOLD_OF)[number]
export const isTold = (kind: DeedKind): kind is ToldOf => (TOLD_OF as readonly string[]).includes(kind)

/** One field as it was and as it is. */
export interface Correction {
  readonly field: keyof PersonDetails
  readonly before: string | null
  readonly after: string | null
}

export const correctionsOf = (before: PersonDetails, after: PersonDetails): readonly Correction[] =>
  (Object.keys(after) as (keyof PersonDetails)[])
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field], after: after[field] }))
