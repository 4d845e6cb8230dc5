/** Whose home a unit is, from when until when. */
import {
  ok,
  refuse,
  type Instant,
  type PersonId,
  type Result,
  type SiteId,
  type TenancyId,
  type UnitId,
} from '@loge/kernel'

export const tenancyRoles = ['holder', 'housemate', 'minor', 'owner'] as const
export type TenancyRole = (typeof tenancyRoles)[number]

export interface Tenancy {
  readonly id: TenancyId
  readonly personId: PersonId
  readonly unitId: UnitId
  readonly siteId: SiteId
  readonly role: TenancyRole
  readonly movesInAt: Instant
  /** Null: nobody has said when it ends. */
  readonly movesOutAt: Instant | null
  readonly version: number
  readonly recordedAt: Instant
  /** When this version was replaced by the next; null is the present one. */
  readonly supersededAt: Instant | null
}

export type TenancyRefusal = 'tenancy_ends_before_it_begins' | 'tenancy_overlaps'

type Stay = Pick<Tenancy, 'movesInAt' | 'movesOutAt'>

export const livesThereAt = ({ movesInAt, movesOutAt }: Stay, at: Instant): boolean =>
  movesInAt <= at && (movesOutAt === null || at < movesOutAt)

const overlap = (one: Stay, other: Stay): boolean =>
  (other.movesOutAt === null || one.movesInAt < other.movesOutAt) &&
  (one.movesOutAt === null || other.movesInAt < one.movesOutAt)

/** `others` are the same person's present tenancies of the same unit, without the one being changed. */
export const decideTenancy = <Candidate extends Stay>(
  candidate: Candidate,
  others: readonly Stay[],
): Result<Candidate, TenancyRefusal> => {
  if (candidate.movesOutAt !== null && candidate.movesOutAt <= candidate.movesInAt)
    return refuse('tenancy_ends_before_it_begins')
  return others.some((other) => overlap(candidate, other)) ? refuse('tenancy_overlaps') : ok(candidate)
}
