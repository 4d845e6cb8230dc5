/** A residence as the API would describe it: enough of the Résidence des Tilleuls to look at every screen. */

export const wireId = (prefix: string, number: number): string =>
  `${prefix}_${String(number).padStart(32, '0')}`

const iso = (at: number): string => new Date(at).toISOString()
const HOUR = 3_600_000
const SITE = wireId('sit', 1)
const EDGE = wireId('edg', 1)

const NAMES = [
  'Carriage door',
  'Hall A',
  'Hall B',
  'Hall C',
  'Garden gate',
  'Bike room',
  'Cellars C',
  'The lodge',
]
const BUILDING_OF = [null, 1, 2, 3, null, null, 3, 1]

interface DeviceFacts {
  readonly number: number
  readonly name: string
  readonly kind: string | null
  readonly building?: number | null
  readonly needs?: readonly string[]
  readonly health?: Readonly<Record<string, unknown>>
  readonly inUse?: Readonly<Record<string, unknown>>
}

const locationIn = (building: number | null) => ({
  buildingId: building === null ? null : wireId('bld', building),
  floorId: building === null ? null : wireId('flo', building),
  unitId: null,
  area: null,
})

const device = (
  { number, name, kind, building = null, needs = [], health = {}, inUse = {} }: DeviceFacts,
  now: number,
) => ({
  id: wireId('dev', number),
  siteId: SITE,
  edgeId: EDGE,
  state: kind === null ? 'to_be_adopted' : 'adopted',
  kind,
  likelyKind: kind ?? 'door',
  name,
  announcedName: name,
  externalId: `piece-${number}`,
  protocol: 'mqtt',
  manufacturer: 'Serrurerie Atlantique',
  model: 'SA-200',
  hardwareVersion: null,
  softwareVersion: '1.14.2',
  suggestedArea: kind === null ? 'Roof terrace' : null,
  location: locationIn(building),
  health: {
    online: true,
    since: iso(now - HOUR),
    lastContactAt: iso(now - 20_000),
    batteryPercent: null,
    batteryLow: false,
    signal: null,
    tampered: false,
    problem: false,
    opening: 'closed',
    lock: 'locked',
    ...health,
  },
  inUse: { occupied: null, places: null, state: null, message: null, ...inUse },
  needs,
  announcedAt: iso(now - 4 * 60_000),
  adoptedAt: kind === null ? null : iso(now - HOUR),
  retiredAt: null,
  withdrawnAt: null,
  version: 1,
})

export const devicesAt = (now: number) => [
  ...NAMES.map((name, index) =>
    device(
      {
        number: index + 1,
        name: `${name} controller`,
        kind: 'door',
        building: BUILDING_OF[index] ?? null,
        ...(name === 'Bike room'
          ? { needs: ['battery_low'], health: { batteryPercent: 9, batteryLow: true } }
          : name === 'Hall C'
            ? { needs: ['offline'], health: { online: false, since: iso(now - 24 * 60_000) } }
            : {}),
      },
      now,
    ),
  ),
  device({ number: 20, name: 'Street panel', kind: 'intercom' }, now),
  device({ number: 30, name: 'Washer 1', kind: 'machine', inUse: { state: 'running' } }, now),
  device(
    { number: 31, name: 'Parcel lockers', kind: 'parcelLockers', inUse: { occupied: 3, places: 18 } },
    now,
  ),
  device({ number: 50, name: 'badge-reader-7f', kind: null, needs: ['to_be_adopted'] }, now),
]

export const entrancesAt = (now: number) =>
  NAMES.map((name, index) => ({
    id: wireId('ent', index + 1),
    siteId: SITE,
    location: locationIn(BUILDING_OF[index] ?? null),
    name,
    number: String(index + 1),
    kind: 'common',
    parts: (['reader', 'lock', 'doorSensor'] as const).map((role) => ({
      role,
      deviceId: wireId('dev', index + 1),
      componentKey: role,
    })),
    unlockMs: 8000,
    heldOpenMs: 60_000,
    failMode: 'secure',
    accepts: ['card', 'pin', 'qr', 'mobileKey'],
    holdOpenScheduleId: null,
    revision: 3,
    lockedDown: false,
    emergency: null,
    placement: { inForce: 'yes', since: iso(now - HOUR), aloneSince: null },
  }))

export interface FixtureEvent {
  readonly id: string
  readonly number: number
  readonly type: string
  readonly entranceId: string | null
  readonly [key: string]: unknown
}

export const eventAt = (
  at: number,
  number: number,
  what: {
    readonly type: string
    readonly entrance: number
    readonly payload?: Readonly<Record<string, unknown>>
  },
): FixtureEvent => ({
  id: wireId('evt', number),
  number,
  type: what.type,
  version: 1,
  occurredAt: iso(at),
  receivedAt: iso(at),
  filedAt: iso(at),
  late: false,
  siteId: SITE,
  entranceId: wireId('ent', what.entrance),
  deviceId: null,
  edge: { id: EDGE, sequence: number, clockTrusted: true },
  actor: { kind: 'edge', id: EDGE },
  subject:
    what.payload?.['kind'] === undefined
      ? { kind: 'nobody', personId: null, building: null }
      : { kind: 'folded', personId: null, building: 'B' },
  payload: what.payload ?? {},
})

/** As the log stores the id of the first grant. */
const STORED_GRANT = '00000000-0000-0000-0000-000000000001'

export const eventsAt = (now: number): FixtureEvent[] => [
  ...Array.from({ length: 14 }, (_, index) =>
    eventAt(now - (index + 1) * 150_000, 140 - index, {
      type: index % 7 === 3 ? 'door.refused' : 'door.opened',
      entrance: ((index * 5) % NAMES.length) + 1,
      payload: {
        kind: 'card',
        accessGrantId: STORED_GRANT,
        ...(index % 7 === 3 ? { reason: 'outside_hours' } : {}),
      },
    }),
  ),
  eventAt(now - 6 * HOUR, 100, { type: 'door.forced', entrance: 7 }),
]

export const people = ['Ada Okafor', 'Noé Girard', 'Inès Belkacem'].map((name, index) => {
  const [givenName = '', familyName = ''] = name.split(' ')
  const empty = { civility: null, street: null, postalCode: null, city: null, country: null, email: null }
  return {
    id: wireId('per', index + 1),
    givenName,
    familyName,
    bornOn: null,
    formReceivedOn: null,
    ...empty,
    landline: null,
    mobile: null,
    language: 'fr',
    sources: {},
    version: 1,
  }
})

/** Each in a home of their own, but for the third, who owns the first one's. */
export const tenanciesAt = (now: number) =>
  people.map(({ id }, index) => ({
    id: wireId('ten', index + 1),
    personId: id,
    siteId: SITE,
    unitId: wireId('uni', index === 2 ? 1 : index + 1),
    role: index === 2 ? 'owner' : 'holder',
    movesInAt: iso(now - 400 * 24 * HOUR),
    movesOutAt: null,
    version: 1,
    recordedAt: iso(now - 400 * 24 * HOUR),
    supersededAt: null,
  }))

export const units = ['C 33', 'C 4'].map((name, index) => ({
  id: wireId('uni', index + 1),
  siteId: SITE,
  buildingId: wireId('bld', 3),
  floorId: null,
  name,
  kind: 'home',
  version: 1,
}))

export const site = {
  id: SITE,
  name: 'Résidence des Tilleuls',
  timeZone: 'Europe/Paris',
  holidayRegion: 'FR',
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
  version: 1,
}

export const placementAt = (now: number) => ({
  edgeId: EDGE,
  siteId: SITE,
  desiredVersion: 212,
  desiredAt: iso(now - HOUR),
  sentVersion: 212,
  sentAt: iso(now - HOUR),
  reportedVersion: 212,
  reportedAt: iso(now - HOUR),
  lastContactAt: iso(now - 4000),
  aloneSince: null,
  inForce: 'yes',
  since: iso(now - HOUR),
})
