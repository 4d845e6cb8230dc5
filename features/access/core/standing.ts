/** Everything that says who may enter, as plain values, so that a change of it can be tried out before it is made. */
import {
  type AccessGrantId,
  type AccessProfileId,
  type BuildingId,
  type EntranceId,
  type Id,
  type Instant,
  instant,
  type PersonId,
  type ScheduleId,
  type UnitId,
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

/**
 * One person, everyone who lives in a building (`null`: anywhere on the site) or in one home, or whoever holds a role
 * of the house there.
 */
export type GrantedTo =
  | { readonly kind: 'person'; readonly personId: PersonId }
  | { readonly kind: 'residents'; readonly buildingId: BuildingId | null }
  | { readonly kind: 'home'; readonly unitId: UnitId }
  | { readonly kind: 'role'; readonly roleId: Id<'role'> }

export interface StandingGrant {
  readonly id: AccessGrantId
  readonly accessProfileId: AccessProfileId
  readonly to: GrantedTo
  readonly validFrom: Instant
  /** Exclusive; `null`: open-ended. */
  readonly validUntil: Instant | null
}

/** While somebody is what a grant asks for. */
interface While {
  readonly personId: PersonId
  readonly from: Instant
  /** Exclusive; `null`: no end is known. */
  readonly until: Instant | null
}

export interface Residence extends While {
  readonly buildingId: BuildingId | undefined
  readonly unitId: UnitId
}

/** A role held over the site or the whole organization. */
export interface RoleHeld extends While {
  readonly roleId: Id<'role'>
}

/** Who lives at the site, and who serves it: what grants that name nobody mean in persons. */
export interface Community {
  readonly residences: readonly Residence[]
  readonly roles: readonly RoleHeld[]
}

/** Effective intervals, flat and ascending, `until` exclusive; compiled as far as anything is asked. */
export interface StandingSchedule {
  readonly id: ScheduleId
  readonly intervals: readonly number[]
  readonly coversUntil: Instant
}

export interface Standing extends Community {
  readonly entranceIds: ReadonlySet<EntranceId>
  readonly schedules: ReadonlyMap<ScheduleId, StandingSchedule>
  readonly profiles: ReadonlyMap<AccessProfileId, StandingProfile>
  readonly grants: ReadonlyMap<AccessGrantId, StandingGrant>
  readonly suspended: ReadonlySet<PersonId>
}

export type Holder = While

type Sorted = ReadonlyMap<string | undefined, readonly Residence[]>

/** Asked for each grant to a building or a home, of the same residences: sorted once. */
const byBuilding = new WeakMap<readonly Residence[], Sorted>()
const byUnit = new WeakMap<readonly Residence[], Sorted>()

const livingIn = (residences: readonly Residence[], buildingId: BuildingId): readonly Residence[] => {
  const sorted: Sorted = byBuilding.get(residences) ?? Map.groupBy(residences, (one) => one.buildingId)
  byBuilding.set(residences, sorted)
  return sorted.get(buildingId) ?? []
}

const livingAt = (residences: readonly Residence[], unitId: UnitId): readonly Residence[] => {
  const sorted: Sorted = byUnit.get(residences) ?? Map.groupBy(residences, (one) => one.unitId)
  byUnit.set(residences, sorted)
  return sorted.get(unitId) ?? []
}

const thoseOf = (
  to: Exclude<GrantedTo, { readonly kind: 'person' }>,
  { residences, roles }: Community,
): readonly While[] => {
  if (to.kind === 'role') return roles.filter(({ roleId }) => roleId === to.roleId)
  if (to.kind === 'home') return livingAt(residences, to.unitId)
  return to.buildingId === null ? residences : livingIn(residences, to.buildingId)
}

/** Who holds a grant and while: a person, or the others for as long as they live there or hold the role. */
export const holdersOf = (
  { to, validFrom, validUntil }: Pick<StandingGrant, 'to' | 'validFrom' | 'validUntil'>,
  community: Community,
): readonly Holder[] => {
  if (to.kind === 'person') return [{ personId: to.personId, from: validFrom, until: validUntil }]
  const holders: Holder[] = []
  const there = thoseOf(to, community)
  for (const { personId, from, until } of there) {
    const begins = instant(Math.max(validFrom, from))
    const ends = Math.min(validUntil ?? Infinity, until ?? Infinity)
    if (ends > begins)
      holders.push({ personId, from: begins, until: ends === Infinity ? null : instant(ends) })
  }
  return holders
}
