/**
 * The residence as a manager looks at it: entrances with what their equipment reports, then the rest of the
 * equipment. Pure: from what the server answered to what is in order, what needs a person, and why.
 */
import type { WireLocation } from '@loge/features/places/wire'
import type { Device, Entrance, LogEvent, Placement } from './queries.ts'

export type Condition = 'ok' | 'att' | 'bad' | 'off' | 'wait'

export interface Alarm {
  readonly kind: 'forced' | 'heldOpen'
  readonly event: LogEvent
}

type Role = NonNullable<Entrance['parts']>[number]['role']

export interface EntrancePiece {
  readonly kind: 'entrance'
  readonly id: string
  readonly name: string
  readonly number: string | null
  readonly entrance: Entrance
  readonly devices: readonly Device[]
  /** What unlocks it when there is danger: equipment of its own, not of this door. */
  readonly fireInputs: readonly Device[]
  /** What one of them reports now, while the door is held unlocked for it. */
  readonly danger: Danger | undefined
  readonly location: WireLocation
  readonly condition: Condition
  readonly opening: 'open' | 'closed' | null
  readonly alarm: Alarm | undefined
  readonly needs: readonly string[]
  /** Since when the building decides without being heard; what is shown is of then. */
  readonly aloneSince: number | null
  /** Whether what its parts report may be seen; nothing is said of a door otherwise. */
  readonly isSeen: boolean
  /** Without its reader or its lock nobody gets in, whatever their right. */
  readonly shut: Shut | undefined
  readonly heardAt: number | null
  readonly batteryPercent: number | null
}

export interface Shut {
  readonly parts: 'both' | 'lock' | 'reader'
  readonly since: number | null
}

export interface DevicePiece {
  readonly kind: 'device'
  readonly id: string
  readonly name: string
  readonly device: Device
  readonly location: WireLocation
  readonly condition: Condition
  readonly needs: readonly string[]
  readonly aloneSince: number | null
  readonly heardAt: number | null
  readonly batteryPercent: number | null
}

export type Piece = EntrancePiece | DevicePiece

type Danger = NonNullable<Device['health']['danger']>

const NOWHERE: WireLocation = { buildingId: null, floorId: null, unitId: null, area: null }

const BAD = new Set(['tampered', 'danger'])
const OFF = new Set(['offline', 'silent'])

const conditionOf = (needs: readonly string[], alarm: Alarm | undefined): Condition => {
  if (alarm?.kind === 'forced' || needs.some((need) => BAD.has(need))) return 'bad'
  if (needs.some((need) => OFF.has(need))) return 'off'
  if (needs.includes('to_be_adopted')) return 'wait'
  return needs.length > 0 || alarm !== undefined ? 'att' : 'ok'
}

const instantOf = (text: string | null): number | null => (text === null ? null : Date.parse(text))

const earliest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.min(...known)
}

const latest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** The newest alarm of the entrance, unless somebody has looked into it since. */
const alarmOf = (entranceId: string, alarms: readonly LogEvent[]): Alarm | undefined => {
  const event = alarms.find((candidate) => candidate.entranceId === entranceId)
  return event === undefined || event.type === 'door.inspected'
    ? undefined
    : { kind: event.type === 'door.forced' ? 'forced' : 'heldOpen', event }
}

const shutOf = (entrance: Entrance, devices: readonly Device[]): Shut | undefined => {
  const lost = devices.filter((device) => device.needs.includes('offline'))
  const isLost = (role: Role) =>
    entrance.parts?.some((part) => part.role === role && lost.some(({ id }) => id === part.deviceId)) === true
  const [lock, reader] = [isLost('lock'), isLost('reader')]
  if (!lock && !reader) return undefined
  return {
    parts: lock && reader ? 'both' : lock ? 'lock' : 'reader',
    since: earliest(lost.map(({ health }) => instantOf(health.since))),
  }
}

const conditionOfEntrance = ({
  alarm,
  needs,
  aloneSince,
  danger,
  isSeen,
  shut,
  entrance,
}: Pick<
  EntrancePiece,
  'alarm' | 'needs' | 'aloneSince' | 'danger' | 'isSeen' | 'shut' | 'entrance'
>): Condition => {
  const own = danger === undefined ? conditionOf(needs, alarm) : 'bad'
  if (own === 'bad') return own
  if (aloneSince !== null || !isSeen) return 'off'
  return shut === undefined && entrance.emergency === null ? own : 'att'
}

const devicesAs = (
  plays: (role: Role) => boolean,
  parts: NonNullable<Entrance['parts']>,
  devices: readonly Device[] = [],
): readonly Device[] =>
  devices.filter(({ id }) => parts.some((part) => part.deviceId === id && plays(part.role)))

/** `devices` is `undefined` when they may not be seen, or could not be asked for. */
export const entrancePiece = (
  entrance: Entrance,
  devices: readonly Device[] | undefined,
  alarms: readonly LogEvent[],
): EntrancePiece => {
  const parts = entrance.parts ?? []
  const fireInputs = devicesAs((role) => role === 'fireInput', parts, devices)
  const own = devicesAs((role) => role !== 'fireInput', parts, devices)
  // Once somebody said that the fire is over, its lock is locked though the input still reports danger.
  const isLocked = own.some(({ health }) => health.lock === 'locked')
  const danger = isLocked ? undefined : fireInputs.flatMap(({ health }) => health.danger ?? [])[0]
  const alarm = alarmOf(entrance.id, alarms)
  const aloneSince = instantOf(entrance.placement?.aloneSince ?? null)
  const isSeen = parts.every((part) => [...own, ...fireInputs].some(({ id }) => id === part.deviceId))
  const shut = aloneSince === null ? shutOf(entrance, own) : undefined
  const doubted = entrance.unconfirmed?.needsLook === true ? ['unconfirmed'] : []
  const blocked = entrance.codesBlocked ? ['codesBlocked'] : []
  const needs = [...new Set([...own.flatMap((device) => device.needs), ...doubted, ...blocked])]
  const openings = own.map((device) => device.health.opening).filter((opening) => opening !== null)
  return {
    kind: 'entrance',
    id: entrance.id,
    name: entrance.name,
    number: entrance.number ?? null,
    entrance,
    devices: own,
    fireInputs,
    danger,
    location: entrance.location ?? NOWHERE,
    condition: conditionOfEntrance({ alarm, needs, aloneSince, danger, isSeen, shut, entrance }),
    opening: openings.length === 0 ? null : openings.includes('open') ? 'open' : 'closed',
    alarm,
    needs,
    aloneSince,
    isSeen,
    shut,
    heardAt: latest(own.map((device) => instantOf(device.health.lastContactAt))),
    batteryPercent: earliest(own.map((device) => device.health.batteryPercent)),
  }
}

export const devicePiece = (device: Device, placements: readonly Placement[]): DevicePiece => {
  const own = placements.find(({ edgeId }) => edgeId === device.edgeId)
  const aloneSince = instantOf(own?.aloneSince ?? null)
  const condition = conditionOf(device.needs, undefined)
  return {
    kind: 'device',
    id: device.id,
    name: device.name,
    device,
    location: device.location,
    condition: aloneSince !== null && condition !== 'bad' && condition !== 'wait' ? 'off' : condition,
    needs: device.needs,
    aloneSince,
    heardAt: instantOf(device.health.lastContactAt),
    batteryPercent: device.health.batteryPercent,
  }
}

/** A building on its own is one thing to look into, however many doors it has. */
export const needsPerson = (piece: Piece): boolean =>
  piece.needs.length > 0 || (piece.kind === 'entrance' && piece.alarm !== undefined)

export const isAnswering = (piece: EntrancePiece): boolean =>
  piece.aloneSince === null && piece.isSeen && piece.shut === undefined && piece.condition !== 'off'

/** Since when all of them are unheard together; then that is one thing to say, not one for each. */
export const aloneTogether = (pieces: readonly Piece[]): number | undefined => {
  const since = pieces.flatMap(({ aloneSince }) => aloneSince ?? [])
  return since.length > 0 && since.length === pieces.length ? Math.min(...since) : undefined
}

/** Numbers on the plan in counting order; entrances without one after them. */
export const byNumber = (one: EntrancePiece, other: EntrancePiece): number => {
  const rank = (piece: EntrancePiece) =>
    piece.number === null ? Infinity : Number.parseInt(piece.number, 10) || 1e6
  return rank(one) - rank(other) || one.name.localeCompare(other.name)
}

/** What waits for a person, one line each. */
/** A detector that reports danger: it stands above everything else, and is not said a second time. */
export const isAlarm = ({ code, piece }: Need): boolean => code === 'danger' && piece?.kind === 'device'

export interface Need {
  readonly id: string
  readonly condition: Condition
  readonly code: string
  readonly piece: Piece | undefined
  readonly event: LogEvent | undefined
  readonly since: number | null
  /** How many entrances it touches, where it is not about one of them. */
  readonly doors?: number
}

const URGENCY: readonly string[] = [
  'danger',
  'forced',
  'tampered',
  'edgeRevoked',
  'alone',
  'shut',
  'unconfirmed',
  'codesBlocked',
  'heldOpen',
  'jammed',
  'problem',
  'offline',
  'battery_low',
  'silent',
  'drift',
  'notTold',
  'to_be_adopted',
]

const needOfPlacement = (placement: Placement, pieces: readonly EntrancePiece[]): readonly Need[] => {
  const { edgeId: id, aloneSince, inForce } = placement
  const doors = pieces.filter(({ entrance }) => entrance.siteId === placement.siteId).length
  const nothing = { piece: undefined, event: undefined, doors }
  if (inForce === 'edge_revoked')
    return [{ id, condition: 'bad', code: 'edgeRevoked', since: Date.parse(placement.since), ...nothing }]
  if (aloneSince !== null)
    return [{ id, condition: 'off', code: 'alone', since: Date.parse(aloneSince), ...nothing }]
  if (inForce === 'yes') return []
  return [{ id, condition: 'wait', code: 'notTold', since: Date.parse(placement.since), ...nothing }]
}

/** What a device needs, as it touches people: a door whose lock or reader does not answer lets nobody in. */
const codeOf = (code: string, piece: Piece | undefined): string =>
  code === 'offline' && piece?.kind === 'entrance' && piece.shut !== undefined ? 'shut' : code

/** When a device said that it began; of one that said so before yesterday it is not known here. */
const BEGAN: Readonly<Record<string, readonly string[]>> = {
  danger: ['fire.detected', 'device.danger'],
  tampered: ['device.tampered'],
  problem: ['device.failed'],
  jammed: ['device.jammed'],
  battery_low: ['device.battery_low'],
}

const sinceOf = (device: Device, code: string, alarms: readonly LogEvent[]): number | null => {
  if (code === 'to_be_adopted') return instantOf(device.announcedAt)
  if (code === 'offline') return instantOf(device.health.since)
  if (code === 'silent') return instantOf(device.health.lastContactAt)
  const began = alarms.find(
    ({ deviceId, type }) => deviceId === device.id && BEGAN[code]?.includes(type) === true,
  )
  return instantOf(began?.occurredAt ?? null)
}

interface Known {
  readonly pieces: readonly EntrancePiece[]
  readonly placements: readonly Placement[]
  /** Newest first. */
  readonly alarms: readonly LogEvent[]
}

const needsOfDevice = (device: Device, { pieces, placements, alarms }: Known): readonly Need[] => {
  const piece =
    pieces.find(({ devices }) => devices.some((own) => own.id === device.id)) ??
    devicePiece(device, placements)
  return device.needs.map((needed) => {
    const code = codeOf(needed, piece)
    return {
      id: `${device.id}-${needed}`,
      condition: code === 'shut' ? 'att' : conditionOf([code], undefined),
      code,
      piece,
      event: undefined,
      since: sinceOf(device, needed, alarms),
    }
  })
}

/** Where no code is taken: of a site it is one thing to look into, however many doors it has. */
const codesBlocked = (pieces: readonly EntrancePiece[]): readonly Need[] => {
  const needs = pieces.flatMap((piece): readonly Need[] => {
    const { codesBlocked: blocked, siteId } = piece.entrance
    if (!blocked) return []
    const id = `${blocked.scope === 'site' ? siteId : piece.id}-codes`
    const since = Date.parse(blocked.since)
    return [{ id, condition: 'att', code: 'codesBlocked', piece, event: undefined, since }]
  })
  return needs.filter(({ id }, index) => needs.findIndex((need) => need.id === id) === index)
}

/** A change of rights that has been on its way for less than this is nobody's business yet. */
const SETTLING_MS = 60_000

export const listNeeds = (devices: readonly Device[], known: Known, now: number): readonly Need[] => {
  const { pieces, placements } = known
  const alarms = pieces.flatMap((piece): readonly Need[] =>
    piece.alarm === undefined
      ? []
      : [
          {
            id: piece.alarm.event.id,
            condition: piece.alarm.kind === 'forced' ? 'bad' : 'att',
            code: piece.alarm.kind,
            piece,
            event: piece.alarm.event,
            since: Date.parse(piece.alarm.event.occurredAt),
          },
        ],
  )
  const doubted = pieces.flatMap((piece): readonly Need[] => {
    const { unconfirmed } = piece.entrance
    if (unconfirmed?.needsLook !== true) return []
    const since = Date.parse(unconfirmed.since)
    const id = `${piece.id}-unconfirmed`
    return [{ id, condition: 'att', code: 'unconfirmed', piece, event: undefined, since }]
  })
  const rights = placements
    .flatMap((placement) => needOfPlacement(placement, pieces))
    .filter((need) => need.code !== 'notTold' || now - (need.since ?? now) > SETTLING_MS)
  const urgency = (need: Need) => URGENCY.indexOf(need.code)
  const equipment = devices.flatMap((device) => needsOfDevice(device, known))
  return [...alarms, ...doubted, ...codesBlocked(pieces), ...rights, ...equipment].sort(
    (one, other) => urgency(one) - urgency(other) || (other.since ?? 0) - (one.since ?? 0),
  )
}
