/** Everything that says who may enter, as plain values, so that a change of it can be tried out before it is made. */
import {
  type AccessGrantId,
  type AccessProfileId,
  type BuildingId,
  type EntranceId,
  type Instant,
  instant,
  type PersonId,
  type ScheduleId,
} from '@loge/kernel'

/** These entrances at these hours; without a schedule, at any hour. */
export interface ProfileLine {
  readonly entranceIds: readonly EntranceId[]
  readonly scheduleId: ScheduleId | null
}

export interface StandingProfile {
  readonly id: AccessProfileId
  readonly lines: readonly ProfileLine[]
}

/** One person, or everyone who lives in a building (`null`: anywhere on the site). */
export type GrantedTo =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'residents'; readonly buildingId: BuildingId | null }

export interface StandingGrant {
  readonly id: AccessGrantId
  readonly accessProfileId: AccessProfileId
  readonly to: GrantedTo
  readonly validFrom: Instant
  /** Exclusive; `null`: open-ended. */
  readonly validUntil: Instant | null
}

export interface Residence {
  readonly personId: PersonId
  readonly buildingId: BuildingId | undefined
  readonly from: Instant
  /** Exclusive; `null`: no end is known. */
  readonly until: Instant | null
}

/** Effective intervals, flat and ascending, `until` exclusive; compiled as far as anything is asked. */
export interface StandingSchedule {
  readonly id: ScheduleId
  readonly intervals: readonly number[]
  readonly coversUntil: Instant
}

export interface Standing {
  readonly entranceIds: ReadonlySet<EntranceId>
  readonly schedules: ReadonlyMap<ScheduleId, StandingSchedule>
  readonly profiles: ReadonlyMap<AccessProfileId, StandingProfile>
  readonly grants: ReadonlyMap<AccessGrantId, StandingGrant>
  readonly residences: readonly Residence[]
  readonly suspended: ReadonlySet<PersonId>
}

export interface Holder {
  readonly personId: PersonId
  readonly from: Instant
  readonly until: Instant | null
}

type ByBuilding = ReadonlyMap<BuildingId | undefined, readonly Residence[]>

/** Asked for each grant to a building, of the same residences: sorted once. */
const sorted = new WeakMap<readonly Residence[], ByBuilding>()

const livingIn = (residences: readonly Residence[], buildingId: BuildingId): readonly Residence[] => {
  const byBuilding: ByBuilding = sorted.get(residences) ?? Map.groupBy(residences, (one) => one.buildingId)
  sorted.set(residences, byBuilding)
  return byBuilding.get(buildingId) ?? []
}

/** Who holds a grant and while: a person, or the residents for as long as they live there. */
export const holdersOf = (
  { to, validFrom, validUntil }: Pick<StandingGrant, 'to' | 'validFrom' | 'validUntil'>,
  residences: readonly Residence[],
): readonly Holder[] => {
  if (to.kind === 'person') return [{ personId: to.personId, from: validFrom, until: validUntil }]
  const holders: Holder[] = []
  const there = to.buildingId === null ? residences : livingIn(residences, to.buildingId)
  for (const { personId, from, until } of there) {
    const begins = instant(Math.max(validFrom, from))
    const ends = Math.min(validUntil ?? Infinity, until ?? Infinity)
    if (ends > begins)
      holders.push({ personId, from: begins, until: ends === Infinity ? null : instant(ends) })
  }
  return holders
}
