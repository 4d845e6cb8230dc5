/** Faults put in on purpose, one for each rule, and what the oracle has to say of each. */
import type { Snapshot, SnapshotEntrance, SnapshotOrder, SnapshotPart } from '@loge/features/access/core'
import { DAY_MS, instant } from '@loge/kernel'
import { codeOf } from './house-life.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import { DOOR_PARTS, digestWith } from './rights.ts'
import type { Mutation } from './simulate.ts'
import { STRANGER } from './story.ts'

/** As if the rights were misread: they change on their way to the door. */
const misreading =
  (distort: (snapshot: Snapshot) => Snapshot): Mutation =>
  (house) => {
    house.distort = distort
  }

const misreadingDoors = (distort: (door: SnapshotEntrance) => SnapshotEntrance): Mutation =>
  misreading((snapshot) => ({ ...snapshot, entrances: snapshot.entrances.map(distort) }))

const misreadingGrants = (distort: (grant: Snapshot['grants'][number]) => object): Mutation =>
  misreading((snapshot) => ({
    ...snapshot,
    grants: snapshot.grants.map((grant) => ({ ...grant, ...distort(grant) })),
  }))

const ordersOf = ({ orders = [] }: SnapshotEntrance, kind: SnapshotOrder['kind']): readonly SnapshotOrder[] =>
  orders.filter((order) => order.kind === kind)

const withEveryPart = ({ parts }: SnapshotEntrance): readonly SnapshotPart[] => {
  const [{ externalId } = { externalId: '' }] = parts.filter(({ role }) => role === 'doorSensor')
  const others = parts.filter(({ role }) => role === 'fireInput')
  return [...DOOR_PARTS.map((role) => ({ role, externalId, key: role })), ...others]
}

/** A credential of each code that anybody has in any house. */
const knowingEveryCode: Mutation = (house) => {
  const { siteKey } = house.building.plan
  house.distort = (snapshot) => ({
    ...snapshot,
    credentials: [
      ...snapshot.credentials.filter(({ kind }) => kind !== 'pin'),
      ...snapshot.subjects.map((_, subject) => ({
        id: `code of ${subject}`,
        kind: 'pin' as const,
        digest: digestWith(siteKey, 'pin', codeOf(subject)),
        subject,
        status: 'active' as const,
        validFrom: instant(0),
        validUntil: null,
      })),
    ],
  })
}

export const PLANTED_FAULTS: Readonly<Record<string, readonly [plant: Mutation, told: RegExp]>> = {
  'a disk that says it synced and did not': [
    ({ building }) => {
      building.disk.skipSync = true
    },
    /promised but not in the log|where \d+ belongs|healed, but/,
  ],
  'a command carried out past its deadline': [
    ({ building }) => {
      building.deadlinesIgnored = true
    },
    /ms late/,
  ],
  'a door that opens for everybody': [
    ({ building }) => {
      building.opensForEverybody = true
    },
    /opened without a right|opened for nobody/,
  ],
  'a door left open by a loss of power': [
    ({ building }) => {
      building.neverLocks = true
    },
    /left open|stays open/,
  ],
  'a forced door that nobody is told of': [
    ({ building }) => {
      building.sensesNothing = true
    },
    /was forced at \d+, and is told so 0 times/,
  ],
  'an event delivered twice under two numbers': [
    ({ building }) => {
      building.recordsTwice = true
    },
    /times in the log|ends/,
  ],
  'codes that may be guessed as fast as one types': [
    ({ building }) => {
      building.codesNeverWait = true
    },
    /did not have to wait/,
  ],
  'smoke that lets nobody out': [
    ({ building }) => {
      building.smokeUnheard = true
    },
    /is shut at \d+, and is to stay open/,
  ],
  'the digits of another house': [knowingEveryCode, /opened without a right/],
  'a suspended person who is let in': [
    misreading((snapshot) => ({
      ...snapshot,
      subjects: snapshot.subjects.map((subject) => ({ ...subject, suspended: false })),
    })),
    /opened without a right/,
  ],
  'a right that outlives a moving out': [
    misreadingGrants(() => ({ validUntil: null })),
    /opened without a right/,
  ],
  'a right from before a moving in': [
    misreadingGrants(() => ({ validFrom: instant(0) })),
    /opened without a right/,
  ],
  'a newcomer kept outside': [
    misreading((snapshot) => ({
      ...snapshot,
      grants: snapshot.grants.map((grant) =>
        grant.validFrom > snapshot.madeAt ? { ...grant, rules: [] } : grant,
      ),
    })),
    /kept outside in spite of a right/,
  ],
  'a lockdown that nobody minds': [
    misreadingDoors((door) => ({ ...door, lockedDown: false, orders: ordersOf(door, 'evacuation') })),
    /opened without a right/,
  ],
  'a lockdown that nobody passes': [
    misreading((snapshot) => ({
      ...snapshot,
      rules: snapshot.rules.map(({ passesLockdown: _passes, ...rule }) => rule),
    })),
    /kept outside in spite of a right/,
  ],
  'an evacuation that opens nothing': [
    misreadingDoors((door) => ({ ...door, orders: ordersOf(door, 'lockdown') })),
    /is shut at \d+, and is to stay open/,
  ],
  'an evacuation without an end': [
    misreadingDoors((door) => ({
      ...door,
      orders: (door.orders ?? []).map((order) => ({ ...order, until: instant(order.until + DAY_MS) })),
    })),
    /stays open at \d+, and nothing holds it/,
  ],
  'hours that leave a door shut': [
    misreadingDoors((door) => ({ ...door, holdOpenSchedule: null })),
    /is shut at \d+, and is to stay open/,
  ],
  'hours without an end': [
    misreading((snapshot) => ({
      ...snapshot,
      schedules: snapshot.schedules.map((schedule) => ({
        ...schedule,
        intervals: [SIMULATION_EPOCH_MS, SIMULATION_EPOCH_MS + DAY_MS],
      })),
    })),
    /stays open at \d+, and nothing holds it|opened without a right/,
  ],
  'equipment that was retired and still opens': [
    misreadingDoors((door) => ({ ...door, parts: withEveryPart(door) })),
    /a lock that was retired|opened without a right/,
  ],
  'a reader nobody adopted': [
    misreadingDoors((door) => ({
      ...door,
      parts: [...door.parts, { role: 'reader', externalId: STRANGER, key: 'reader' }],
    })),
    /opened for nobody/,
  ],
  'older rights put back on the disk': [
    ({ building }) => {
      building.forgetsItsNewest = true
    },
    /version \d+ is in force at/,
  ],
  'rights that somebody else signed': [
    ({ building }) => {
      building.trustsAnySignature = true
    },
    /opened without a right/,
  ],
}
