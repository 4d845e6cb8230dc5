/**
 * The residence as a manager looks at it: entrances with what their equipment reports, then the rest of the
 * equipment. Pure: from what the server answered to what is in order, what needs a person, and why.
 */
import type { WireLocation } from '@loge/features/places/wire'
import type { Device, Edge, Entrance, LogEvent, Placement } from './queries.ts'

export type Condition = 'ok' | 'att' | 'bad' | 'off' | 'wait'

export interface Alarm {
  readonly kind: 'forced' | 'heldOpen'
  readonly event: LogEvent
}

export interface EntrancePiece {
  readonly kind: 'entrance'
  readonly id: string
  readonly name: string
  readonly number: string | null
  readonly entrance: Entrance
  readonly devices: readonly Device[]
  readonly location: WireLocation
  readonly condition: Condition
  readonly opening: 'open' | 'closed' | null
  readonly alarm: Alarm | undefined
  /** Its building cannot be reached since then, and decides without us. */
  readonly aloneSince: number | null
  readonly needs: readonly string[]
  readonly heardAt: number | null
  readonly batteryPercent: number | null
}

export interface DevicePiece {
  readonly kind: 'device'
  readonly id: string
  readonly name: string
  readonly device: Device
  readonly location: WireLocation
  readonly condition: Condition
  readonly needs: readonly string[]
  readonly heardAt: number | null
  readonly batteryPercent: number | null
}

export type Piece = EntrancePiece | DevicePiece

const NOWHERE: WireLocation = { buildingId: null, floorId: null, unitId: null, area: null }

const BAD = new Set(['tampered'])
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

/** The newest alarm of the entrance, unless somebody has looked into it since. */
const alarmOf = (entranceId: string, alarms: readonly LogEvent[]): Alarm | undefined => {
  const event = alarms.find((candidate) => candidate.entranceId === entranceId)
  return event === undefined || event.type === 'door.inspected'
    ? undefined
    : { kind: event.type === 'door.forced' ? 'forced' : 'heldOpen', event }
}

interface Known {
  readonly devices: readonly Device[]
  readonly alarms: readonly LogEvent[]
  readonly edges: readonly Edge[]
}

export const entrancePiece = (entrance: Entrance, { devices, alarms, edges }: Known): EntrancePiece => {
  const alone = edges.find((edge) => edge.siteId === entrance.siteId && edge.state === 'alone')
  const own = devices.filter((device) => entrance.parts?.some((part) => part.deviceId === device.id))
  const alarm = alarmOf(entrance.id, alarms)
  const needs = [...new Set(own.flatMap((device) => device.needs))]
  const openings = own.map((device) => device.health.opening).filter((opening) => opening !== null)
  return {
    kind: 'entrance',
    id: entrance.id,
    name: entrance.name,
    number: entrance.number ?? null,
    entrance,
    devices: own,
    location: entrance.location ?? NOWHERE,
    condition: alone !== undefined && alarm?.kind !== 'forced' ? 'off' : conditionOf(needs, alarm),
    opening: openings.length === 0 ? null : openings.includes('open') ? 'open' : 'closed',
    alarm,
    aloneSince: alone === undefined ? null : Date.parse(alone.since),
    needs,
    heardAt: earliest(own.map((device) => instantOf(device.health.lastContactAt))),
    batteryPercent: earliest(own.map((device) => device.health.batteryPercent)),
  }
}

export const devicePiece = (device: Device): DevicePiece => ({
  kind: 'device',
  id: device.id,
  name: device.name,
  device,
  location: device.location,
  condition: conditionOf(device.needs, undefined),
  needs: device.needs,
  heardAt: instantOf(device.health.lastContactAt),
  batteryPercent: device.health.batteryPercent,
})

/** Numbers on the plan in counting order; entrances without one after them. */
export const byNumber = (one: EntrancePiece, other: EntrancePiece): number => {
  const rank = (piece: EntrancePiece) =>
    piece.number === null ? Infinity : Number.parseInt(piece.number, 10) || 1e6
  return rank(one) - rank(other) || one.name.localeCompare(other.name)
}

/** What waits for a person, one line each. */
export interface Need {
  readonly id: string
  readonly condition: Condition
  readonly code: string
  readonly piece: Piece | undefined
  readonly event: LogEvent | undefined
  readonly since: number | null
}

const URGENCY: readonly string[] = [
  'forced',
  'tampered',
  'alone',
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

const needOf = (id: string, code: 'alone' | 'notTold', since: string): Need => ({
  id,
  condition: code === 'alone' ? 'off' : 'wait',
  code,
  piece: undefined,
  event: undefined,
  since: Date.parse(since),
})

const sinceOf = (device: Device, code: string): number | null => {
  if (code === 'to_be_adopted') return instantOf(device.announcedAt)
  if (code === 'offline') return instantOf(device.health.since)
  // Of the rest a device says that it is so, not since when.
  return code === 'silent' ? instantOf(device.health.lastContactAt) : null
}

const needsOfDevice = (device: Device, pieces: readonly EntrancePiece[]): readonly Need[] =>
  device.needs.map((code) => ({
    id: `${device.id}-${code}`,
    condition: conditionOf([code], undefined),
    code,
    piece: pieces.find((piece) => piece.devices.some((own) => own.id === device.id)) ?? devicePiece(device),
    event: undefined,
    since: sinceOf(device, code),
  }))

/** A change of rights that has been on its way for less than this is nobody's business yet. */
const SETTLING_MS = 60_000

export const listNeeds = (
  pieces: readonly EntrancePiece[],
  { devices, edges, placements }: Omit<Known, 'alarms'> & { readonly placements: readonly Placement[] },
  now: number,
): readonly Need[] => {
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
  const alone = edges
    .filter(({ state }) => state === 'alone')
    .map(({ id, since }) => needOf(id, 'alone', since))
  const rights = placements
    .filter(({ inForce, since }) => inForce !== 'yes' && now - Date.parse(since) > SETTLING_MS)
    .filter(({ edgeId }) => alone.every(({ id }) => id !== edgeId))
    .map(({ edgeId, since }) => needOf(edgeId, 'notTold', since))
  const urgency = (need: Need) => URGENCY.indexOf(need.code)
  return [...alarms, ...alone, ...rights, ...devices.flatMap((device) => needsOfDevice(device, pieces))].sort(
    (one, other) => urgency(one) - urgency(other) || (other.since ?? 0) - (one.since ?? 0),
  )
}
