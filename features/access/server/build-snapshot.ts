/** Makes the snapshot of a site: everything an edge needs to decide alone, and nothing else. */
import { readSiteTime } from '@loge/features/places/server'
import { loadDevices } from '@loge/features/equipment/server'
import { compileForSite, readZoneTable } from '@loge/features/schedules/server'
import {
  addMs,
  DAY_MS,
  instant,
  type EntranceId,
  type Instant,
  type OrganizationId,
  type PersonId,
  type ScheduleId,
  type SiteId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  type Community,
  holdersOf,
  leasesOf,
  type Snapshot,
  type SnapshotCredential,
  type SnapshotEntrance,
  type SnapshotGrant,
  type SnapshotRule,
  type SnapshotSchedule,
} from '../core/index.ts'
import { loadEmergencies, ordersAt, type StoredEmergency } from './emergency/store.ts'
import { isInService } from './accept-parts.ts'
import { type When, whenAsked } from './as-of.ts'
import { loadCredentials, loadDigests } from './credential-store.ts'
import type { AccessDeps } from './deps.ts'
import { loadEntrances, type StoredEntrance } from './entrance-store.ts'
import { loadGrants, type StoredGrant } from './grant-store.ts'
import { loadHouseRules } from './house/store.ts'
import { loadProfiles, type StoredProfile } from './profile-store.ts'
import { findCommunity } from './residences.ts'
import { compileRules, type RulesOfSite } from './rules/compile-rules.ts'
import { loadFreeToPass, loadRuledZones } from './rules/store.ts'
import { readMoment, readSnapshotVersion } from './snapshot-version.ts'
import { loadSuspended, nameSubjects } from './subjects.ts'

/** Hours are compiled beyond the longest lease, so that it is the lease that ends, not the calendar. */
const HOURS_AHEAD_MS = 45 * DAY_MS
/** What ended is kept this long, so that the door can still say that it ended. */
const KEPT_AFTER_END_MS = 30 * DAY_MS

/** Where the day of an instant begins (UTC). What is read for two instants of a day differs only by what was recorded. */
export const dayOf = (at: Instant): Instant => instant(at - (at % DAY_MS))

export interface Site {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
}

type Positions<Key> = ReadonlyMap<Key, number>
const positionsOf = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Positions<Key> =>
  new Map(items.map((item, position) => [keyOf(item), position]))

const known = <Key>(positions: Positions<Key>, keys: readonly Key[]): readonly number[] =>
  keys.flatMap((key) => positions.get(key) ?? []).toSorted((one, other) => one - other)

interface SettingsOfDoors {
  readonly schedules: Positions<ScheduleId>
  readonly emergencies: readonly StoredEmergency[]
  readonly when: When
}

/** What is forgotten at an hour is forgotten at instants, compiled as far as the hours are. */
const rulesOfDoors = async (
  transaction: Transaction,
  { siteId }: Site,
  { at, asOf }: When,
  known: Pick<RulesOfSite, 'entrances' | 'devices'>,
) => {
  const zones = await loadRuledZones(transaction, { siteIds: [siteId], asOf })
  const isTimed = zones.some(
    ({ rules }) => rules.antiPassback !== null && rules.antiPassback.resetAt !== null,
  )
  const site = isTimed ? await readSiteTime(transaction, siteId, asOf) : undefined
  const today = dayOf(at)
  const period = { from: addMs(today, -2 * DAY_MS), until: addMs(today, HOURS_AHEAD_MS) }
  const clock =
    site === undefined
      ? undefined
      : readZoneTable(site.timeZone, addMs(period.from, -DAY_MS), addMs(period.until, 2 * DAY_MS))
  return compileRules({ ...known, zones, clock, period })
}

const describeEntrances = async (
  transaction: Transaction,
  site: Site,
  entrances: readonly StoredEntrance[],
  { schedules, emergencies, when }: SettingsOfDoors,
): Promise<readonly SnapshotEntrance[]> => {
  const deviceIds = new Set(entrances.flatMap(({ parts }) => parts.map((part) => part.deviceId)))
  const devices = await loadDevices(transaction, { ids: [...deviceIds] })
  const inService = devices.filter((device) => isInService(device, site.siteId))
  const passageOf = await rulesOfDoors(transaction, site, when, {
    entrances,
    devices: new Map(inService.map((device) => [device.id, device])),
  })
  const externalIds = new Map(inService.map((device) => [device.id, device.external_id]))
  return entrances.map((entrance) => ({
    id: entrance.id,
    parts: entrance.parts.flatMap(({ role, deviceId, componentKey, resets }) => {
      const externalId = externalIds.get(deviceId)
      return externalId === undefined
        ? []
        : [{ role, externalId, key: componentKey, ...(resets === undefined ? {} : { resets }) }]
    }),
    unlockMs: entrance.unlockMs,
    heldOpenMs: entrance.heldOpenMs,
    failMode: entrance.failMode,
    accepts: entrance.accepts,
    ...(entrance.takesLookAlikes === true ? { takesLookAlikes: true as const } : {}),
    holdOpenSchedule:
      entrance.holdOpenScheduleId === null ? null : (schedules.get(entrance.holdOpenScheduleId) ?? null),
    ...(entrance.holdsAfterEntry === true ? { holdsAfterEntry: true as const } : {}),
    lockedDown: entrance.lockedDown,
    ...(entrance.fireOverAt === undefined ? {} : { fireOverAt: entrance.fireOverAt }),
    ...ordersAt(emergencies, entrance.id),
    ...passageOf(entrance),
  }))
}

const compileSchedules = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  { siteId }: Site,
  when: When & { readonly ids: ReadonlySet<ScheduleId> },
): Promise<readonly SnapshotSchedule[]> => {
  const site = await readSiteTime(transaction, siteId, when.asOf)
  if (site === undefined || when.ids.size === 0) return []
  // Whole days: two snapshots of one day hold the same hours, so the difference between them stays small.
  const today = dayOf(when.at)
  const compiled = await compileForSite(transaction, site, {
    ids: [...when.ids],
    ...(when.asOf === undefined ? {} : { asOf: when.asOf }),
    now: deps.world.now(),
    from: addMs(today, -DAY_MS),
    until: addMs(today, HOURS_AHEAD_MS),
  })
  return compiled.map(({ id, intervals, coversUntil }) => ({ id, intervals, coversUntil }))
}

const rulesOf = (
  profiles: readonly StoredProfile[],
  entrances: Positions<EntranceId>,
  schedules: Positions<ScheduleId>,
): readonly SnapshotRule[] =>
  profiles.flatMap((profile) =>
    profile.lines.flatMap(({ entranceIds, scheduleId }): readonly SnapshotRule[] => {
      const schedule = scheduleId === null ? null : schedules.get(scheduleId)
      // A line whose schedule is not there gives nothing: never "at any hour".
      if (schedule === undefined) return []
      const passes = profile.passesLockdown ? { passesLockdown: true as const } : {}
      return [{ profileId: profile.id, entrances: known(entrances, entranceIds), schedule, ...passes }]
    }),
  )

interface HeldGrant {
  readonly personId: PersonId
  readonly grant: SnapshotGrant
}

const heldBy = (grant: StoredGrant, rules: readonly number[], community: Community): readonly HeldGrant[] => {
  const { id, leaseClass } = grant
  return holdersOf(grant, community).map(({ personId, from, until }) => ({
    personId,
    grant: { id, rules, leaseClass, validFrom: from, validUntil: until },
  }))
}

const heldGrants = async (
  transaction: Transaction,
  { siteId }: Site,
  when: When & { readonly rules: readonly SnapshotRule[] },
): Promise<readonly HeldGrant[]> => {
  const from = addMs(dayOf(when.at), -KEPT_AFTER_END_MS)
  const grants = await loadGrants(transaction, { siteIds: [siteId], asOf: when.asOf })
  const community = await findCommunity(transaction, siteId, grants, { from, asOf: when.asOf })
  const rulePositions = Map.groupBy(when.rules.keys(), (position) => when.rules[position]?.profileId)
  return grants
    .filter(({ validUntil }) => validUntil === null || validUntil > from)
    .flatMap((grant) => heldBy(grant, rulePositions.get(grant.accessProfileId) ?? [], community))
}

/** Grants held alike (everyone who always lived there) are one entry that many subjects name. */
const shareGrants = (held: readonly HeldGrant[]) => {
  const keyOf = ({ id, validFrom, validUntil }: SnapshotGrant): string => `${id} ${validFrom} ${validUntil}`
  const shared = new Map(held.map(({ grant }) => [keyOf(grant), grant]))
  const grants = [...shared.values()]
  const positions = positionsOf(grants, keyOf)
  const byPerson = Map.groupBy(held, ({ personId }) => personId)
  return {
    grants,
    of: (personId: PersonId): readonly number[] =>
      known(positions, [...new Set((byPerson.get(personId) ?? []).map(({ grant }) => keyOf(grant)))]),
  }
}

const loadSnapshotCredentials = async (
  transaction: Transaction,
  { siteId }: Site,
  when: When & { readonly entrances: readonly StoredEntrance[] },
) => {
  // A folded plate is easier to guess than the plate: no edge has it that does not need it.
  const takesLookAlikes = when.entrances.some((entrance) => entrance.takesLookAlikes === true)
  const credentials = await loadCredentials(transaction, { siteIds: [siteId], asOf: when.asOf })
  const digests = await loadDigests(transaction, siteId)
  const from = addMs(dayOf(when.at), -KEPT_AFTER_END_MS)
  return credentials.flatMap((credential) => {
    const found = digests.get(credential.id)
    const ended = credential.validUntil !== null && credential.validUntil <= from
    if (found === undefined || ended) return []
    const { digest, lookAlike } = found
    const alike = takesLookAlikes && lookAlike !== null ? { lookAlike } : {}
    return [{ ...credential, digests: { digest, ...alike } }]
  })
}

/** A snapshot, and what the server knows of it that no edge is told. */
export interface RightsOfSite {
  readonly snapshot: Snapshot
  /** Of each subject, by position. */
  readonly personIds: readonly PersonId[]
  readonly entrances: readonly StoredEntrance[]
  /** The moment in the database at which everything was read (`pg_snapshot`). */
  readonly seen: string
}

/** `undefined`: counted like everybody. */
const freely = (until: Instant | null | undefined) =>
  until === undefined
    ? {}
    : { freeToPass: true as const, ...(until === null ? {} : { freeToPassUntil: until }) }

const readRights = async (
  transaction: Transaction,
  deps: Pick<AccessDeps, 'world'>,
  site: Site,
  { at, asOf }: When,
): Promise<RightsOfSite> => {
  const seen = await readMoment(transaction)
  const version = (await readSnapshotVersion(transaction, site.siteId))?.version ?? 0
  const entrances = await loadEntrances(transaction, { siteIds: [site.siteId], asOf })
  const profiles = await loadProfiles(transaction, { siteIds: [site.siteId], asOf })
  const scheduleIds = new Set([
    ...profiles.flatMap(({ lines }) => lines.flatMap(({ scheduleId }) => scheduleId ?? [])),
    ...entrances.flatMap(({ holdOpenScheduleId }) => holdOpenScheduleId ?? []),
  ])
  const schedules = await compileSchedules(transaction, deps, site, { ids: scheduleIds, at, asOf })
  const schedulePositions = positionsOf(schedules, ({ id }) => id as ScheduleId)
  const rules = rulesOf(
    profiles,
    positionsOf(entrances, ({ id }) => id),
    schedulePositions,
  )
  const emergencies = await loadEmergencies(transaction, {
    siteIds: [site.siteId],
    standing: { from: dayOf(at), asOf },
  })
  const held = await heldGrants(transaction, site, { rules, at, asOf })
  const credentials = await loadSnapshotCredentials(transaction, site, { at, asOf, entrances })
  const personIds = [...new Set([...held, ...credentials].map(({ personId }) => personId))].toSorted()
  const refs = await nameSubjects(transaction, deps, site, personIds)
  const suspended = await loadSuspended(transaction, asOf)
  const freeToPass = await loadFreeToPass(transaction, site.siteId, { at, asOf })
  const house = await loadHouseRules(transaction, site.siteId, asOf)
  const time = await readSiteTime(transaction, site.siteId, asOf)
  const shared = shareGrants(held)
  const subjectPositions = positionsOf(personIds, (personId) => personId)
  const snapshot: Snapshot = {
    organizationId: site.organizationId,
    siteId: site.siteId,
    version,
    madeAt: at,
    leaseMs: leasesOf(house.rules),
    ...(time === undefined ? {} : { timeZone: time.timeZone }),
    entrances: await describeEntrances(transaction, site, entrances, {
      schedules: schedulePositions,
      emergencies,
      when: { at, asOf },
    }),
    schedules,
    rules,
    grants: shared.grants,
    subjects: personIds.map((personId) => ({
      ref: refs.get(personId) ?? '',
      suspended: suspended.has(personId),
      ...freely(freeToPass.get(personId)),
      grants: shared.of(personId),
    })),
    credentials: credentials.map(
      ({ id, kind, digests, personId, status, validFrom, validUntil }): SnapshotCredential => ({
        id,
        kind,
        ...digests,
        subject: subjectPositions.get(personId) ?? 0,
        status,
        validFrom,
        validUntil,
      }),
    ),
  }
  return { snapshot, personIds, entrances, seen }
}

/**
 * The rights as they are, or as they would have been at another instant from what was recorded by then. Version and
 * rows are read at one moment: what raises the version does so in the transaction that changes the rows, so that none
 * of them can be in the snapshot without the other.
 */
export const buildRights = (
  deps: Pick<AccessDeps, 'database' | 'world'>,
  site: Site,
  when: When,
): Promise<RightsOfSite> =>
  deps.database.consistent(site.organizationId, (transaction) => readRights(transaction, deps, site, when))

export const buildSnapshot = async (
  deps: Pick<AccessDeps, 'database' | 'world'>,
  site: Site,
  at?: Instant,
): Promise<Snapshot> => (await buildRights(deps, site, whenAsked(at, deps.world.now()))).snapshot
