/** Who may enter where, in the plainest words: the simulation's truth, and the source of its snapshots. */
import { createHmac } from 'node:crypto'
import {
  digestInput,
  holdersOf,
  lookAlikeInput,
  normaliseValue,
  type CredentialKind,
  type Residence,
  type Snapshot,
  type SnapshotEntrance,
  type SnapshotOrder,
  type SnapshotPassage,
  type SnapshotPart,
  type StandingGrant,
} from '@loge/features/access/core'
import { asId, DAY_MS, instant } from '@loge/kernel'

/** One person with one credential and one grant, for tests that need no more. */
export interface Right {
  readonly ref: string
  readonly kind: CredentialKind
  readonly value: string
  readonly entranceId: string
  readonly fromMs: number
  /** Exclusive; `null`: open-ended. */
  readonly untilMs: number | null
  /** Hours of the day in UTC, until exclusive; `null`: at every hour. */
  readonly hours: Hours | null
  readonly lost: boolean
  readonly suspended: boolean
}

export type Hours = readonly [from: number, until: number]

export interface Tenancy {
  readonly staircase: string
  readonly fromMs: number
  readonly untilMs: number | null
}

export interface Dweller {
  readonly ref: string
  readonly suspended: boolean
  /** Goes in and out as the work asks. */
  readonly freeToPass?: true
  readonly homes: readonly Tenancy[]
}

export interface Carried {
  readonly ref: string
  readonly owner: string
  readonly kind: CredentialKind
  readonly value: string
  readonly lost: boolean
}

export interface Grant {
  readonly ref: string
  /** One person, or whoever lives in a staircase. */
  readonly to: { readonly person: string } | { readonly staircase: string }
  readonly entranceId: string
  readonly fromMs: number
  readonly untilMs: number | null
  readonly hours: Hours | null
  readonly passesLockdown: boolean
}

export interface Emergency {
  readonly ref: string
  readonly kind: SnapshotOrder['kind']
  readonly fromMs: number
  readonly untilMs: number
}

/** What is asked of a door, whoever comes. */
export interface DoorRules {
  readonly entranceId: string
  /** The hours of the day during which it stays unlocked. */
  readonly openHours: Hours | null
  /** Only once somebody entitled has entered in them. */
  readonly opensForTheFirst?: true
  readonly lockedDown: boolean
  readonly emergencies: readonly Emergency[]
  /** Equipment of this door that was retired. */
  readonly retired: readonly ('reader' | 'lock')[]
  /** What it asks beside a right. */
  readonly passage?: SnapshotPassage
}

/** Everything that says who may enter, from one moment on. */
export interface Version {
  readonly madeAtMs: number
  readonly people: readonly Dweller[]
  readonly carried: readonly Carried[]
  readonly grants: readonly Grant[]
  readonly doors: readonly DoorRules[]
}

export interface DoorPlan {
  readonly entranceId: string
  readonly externalId: string
  /** Of a lift: the reader in its car, which asks for each floor. */
  readonly reader?: string
  readonly hasNoContact?: true
}

export interface SitePlan {
  readonly organizationId: string
  readonly siteId: string
  readonly siteKey: string
  readonly doors: readonly DoorPlan[]
  readonly coversFromMs: number
  readonly coversUntilMs: number
  /** Its doors open when `SMOKE` says so. */
  readonly hearsSmoke?: true
}

export const LEASE_MS = 30 * DAY_MS
/** The detector of smoke in the hall, which lets people out of every door. */
export const SMOKE = { externalId: 'smoke', key: 'smoke' }

/** A house is described anew at each change, its credentials stay. */
const digests = new Map<string, string>()

export const digestWith = (
  siteKey: string,
  kind: CredentialKind,
  value: string,
  inputOf: (kind: CredentialKind, value: string) => string | undefined = digestInput,
): string => {
  const normalised = normaliseValue(kind, value)
  if (!normalised.ok) throw new RangeError('not a credential')
  const input = inputOf(kind, normalised.value)
  if (input === undefined) throw new RangeError('nothing to digest')
  const digest =
    digests.get(siteKey + input) ??
    createHmac('sha256', Buffer.from(siteKey, 'hex')).update(input).digest('hex')
  digests.set(siteKey + input, digest)
  return digest
}

const daily = (plan: SitePlan, [from, until]: Hours): readonly number[] => {
  const intervals: number[] = []
  for (let day = plan.coversFromMs; day < plan.coversUntilMs; day += DAY_MS) {
    intervals.push(day + from * 3_600_000, day + until * 3_600_000)
  }
  return intervals
}

const bounded = (ms: number | null) => (ms === null ? null : instant(ms))

/** What the server's own code makes of "whoever lives there". */
const standingOf = ({ ref, to, fromMs, untilMs }: Grant): StandingGrant => ({
  id: asId('accessGrant', `grant-${ref}`),
  accessProfileId: asId('accessProfile', `profile-${ref}`),
  to:
    'person' in to
      ? { kind: 'person', personId: asId('person', to.person) }
      : { kind: 'residents', buildingId: asId('building', to.staircase) },
  validFrom: instant(fromMs),
  validUntil: bounded(untilMs),
})

const residencesOf = (people: readonly Dweller[]): readonly Residence[] =>
  people.flatMap(({ ref, homes }) =>
    homes.map(({ staircase, fromMs, untilMs }) => ({
      personId: asId('person', ref),
      buildingId: asId('building', staircase),
      unitId: asId('unit', staircase),
      from: instant(fromMs),
      until: bounded(untilMs),
    })),
  )

export const DOOR_PARTS = ['reader', 'lock', 'doorSensor', 'exitButton'] as const

const partsAt = (
  { hearsSmoke }: SitePlan,
  { externalId, reader = externalId, hasNoContact }: DoorPlan,
  { retired }: DoorRules,
): readonly SnapshotPart[] => [
  ...DOOR_PARTS.filter((role) => !retired.some((gone) => gone === role))
    .filter((role) => role !== 'doorSensor' || hasNoContact !== true)
    .map((role) => ({ role, externalId: role === 'reader' ? reader : externalId, key: role })),
  ...(hearsSmoke === true ? [{ role: 'fireInput' as const, ...SMOKE }] : []),
]

const ordersOf = ({ emergencies }: DoorRules): readonly SnapshotOrder[] =>
  emergencies.map(({ ref, kind, fromMs, untilMs }) => ({
    id: ref,
    kind,
    from: instant(fromMs),
    until: instant(untilMs),
  }))

interface Hold {
  readonly position: number
  readonly holder: { readonly personId: string; readonly from: number; readonly until: number | null }
}

interface Around {
  readonly house: Version
  readonly hours: readonly Hours[]
}

const entranceOf = (plan: SitePlan, door: DoorPlan, { house, hours }: Around): SnapshotEntrance => {
  const { entranceId } = door
  const rules = house.doors.find((own) => own.entranceId === entranceId) ?? plainDoor(entranceId)
  const { openHours, opensForTheFirst, passage } = rules
  return {
    id: entranceId,
    parts: partsAt(plan, door, rules),
    unlockMs: 5_000,
    heldOpenMs: 60_000,
    failMode: 'secure',
    accepts: ['card', 'pin', 'qr', 'mobileKey', 'licencePlate'],
    holdOpenSchedule: openHours === null ? null : hours.indexOf(openHours),
    lockedDown: rules.lockedDown,
    orders: ordersOf(rules),
    ...(opensForTheFirst === true ? { holdsAfterEntry: true as const } : {}),
    ...(passage === undefined ? {} : { passage }),
  }
}

/** The snapshot of a house as it stands. */
export const snapshotOfHouse = (plan: SitePlan, house: Version, version: number): Snapshot => {
  const { people, carried, grants, doors, madeAtMs } = house
  const residences = residencesOf(people)
  const holds: readonly Hold[] = grants.flatMap((grant, position) =>
    holdersOf(standingOf(grant), { residences, roles: [] }).map((holder) => ({ position, holder })),
  )
  const hours = [
    ...grants.flatMap(({ hours: own }) => (own === null ? [] : [own])),
    ...doors.flatMap(({ openHours }) => (openHours === null ? [] : [openHours])),
  ]
  return {
    organizationId: plan.organizationId,
    siteId: plan.siteId,
    version,
    madeAt: instant(madeAtMs),
    leaseMs: { visitor: LEASE_MS, resident: LEASE_MS, staff: LEASE_MS },
    entrances: plan.doors.map((door) => entranceOf(plan, door, { house, hours })),
    schedules: hours.map((own, index) => ({
      id: `schedule-${index}`,
      intervals: daily(plan, own),
      coversUntil: instant(plan.coversUntilMs),
    })),
    rules: grants.map((grant) => ({
      profileId: `profile-${grant.ref}`,
      entrances: [plan.doors.findIndex((door) => door.entranceId === grant.entranceId)],
      schedule: grant.hours === null ? null : hours.indexOf(grant.hours),
      ...(grant.passesLockdown ? { passesLockdown: true as const } : {}),
    })),
    grants: holds.map(({ position, holder: { from, until } }) => ({
      id: `grant-${grants[position]?.ref}`,
      rules: [position],
      validFrom: instant(from),
      validUntil: bounded(until),
      leaseClass: 'resident',
    })),
    subjects: people.map(({ ref, suspended, freeToPass }) => ({
      ref,
      suspended,
      ...(freeToPass === true ? { freeToPass } : {}),
      grants: holds.flatMap(({ holder }, index) => (holder.personId === ref ? [index] : [])),
    })),
    credentials: carried.map(({ ref, owner, kind, value, lost }) => ({
      id: `credential-${ref}`,
      kind,
      digest: digestWith(plan.siteKey, kind, value),
      ...(kind === 'licencePlate'
        ? { lookAlike: digestWith(plan.siteKey, kind, value, lookAlikeInput) }
        : {}),
      subject: people.findIndex((person) => person.ref === owner),
      status: lost ? 'lost' : 'active',
      validFrom: instant(0),
      validUntil: null,
    })),
  }
}

export const plainDoor = (entranceId: string): DoorRules => ({
  entranceId,
  openHours: null,
  lockedDown: false,
  emergencies: [],
  retired: [],
})

/** One grant, rule, subject and credential for each right: nothing is shared, so nothing can be confused. */
export const snapshotOf = (
  plan: SitePlan,
  rights: readonly Right[],
  version: number,
  madeAtMs: number,
): Snapshot =>
  snapshotOfHouse(
    plan,
    {
      madeAtMs,
      people: rights.map(({ ref, suspended }) => ({ ref, suspended, homes: [] })),
      carried: rights.map(({ ref, kind, value, lost }) => ({ ref, owner: ref, kind, value, lost })),
      grants: rights.map(({ ref, entranceId, fromMs, untilMs, hours }) => ({
        ref,
        to: { person: ref },
        entranceId,
        fromMs,
        untilMs,
        hours,
        passesLockdown: false,
      })),
      doors: plan.doors.map(({ entranceId }) => plainDoor(entranceId)),
    },
    version,
  )
