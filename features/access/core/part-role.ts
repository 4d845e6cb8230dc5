/** Which part a component can play at a door. One rule, for the server that accepts it and the screens that propose it. */
import type { EquipmentKind } from '@loge/features/equipment/core'
import type { SnapshotPart } from './snapshot.ts'

export type PartRole = SnapshotPart['role']

/** As much of a component's description as decides it; its words are those of equipment. */
interface Described {
  readonly kind: string
  readonly deviceClass: string | null
  readonly capabilities: readonly string[]
  readonly unsupportedReason: string | null
}

const DOOR_CLASSES: ReadonlySet<string> = new Set(['door', 'garage_door', 'opening', 'gate'])

/** What may say that there is danger inside. `safety` is the contact of a fire panel. */
const FIRE_CLASSES: ReadonlySet<string> = new Set(['smoke', 'gas', 'heat', 'safety', 'carbon_monoxide'])

/** A bare contact, or what notices somebody at the inside; never what says that a machine is out of order. */
const EXIT_CLASSES: ReadonlySet<string | null> = new Set([null, 'motion', 'occupancy', 'presence'])

/** An event may carry a typed code or be the bell outside: only a press lets somebody out. */
const isPress = ({ kind, deviceClass, capabilities }: Described): boolean =>
  capabilities.includes('reportEvent') &&
  (kind !== 'event' || deviceClass === null || deviceClass === 'button')

const CAN: Readonly<Record<PartRole, (component: Described) => boolean>> = {
  reader: ({ capabilities }) => capabilities.includes('presentCredential'),
  lock: ({ capabilities }) => capabilities.includes('unlock'),
  doorSensor: ({ kind, deviceClass }) => kind === 'binary_sensor' && DOOR_CLASSES.has(deviceClass ?? ''),
  fireInput: ({ kind, deviceClass }) => kind === 'binary_sensor' && FIRE_CLASSES.has(deviceClass ?? ''),
  exitButton: (part) =>
    isPress(part) || (part.kind === 'binary_sensor' && EXIT_CLASSES.has(part.deviceClass)),
}

export const canPlay = (role: PartRole, component: Described): boolean =>
  component.unsupportedReason === null && CAN[role](component)

/**
 * The part a component was made for; `undefined` when it has no business at a door. Never a fire input: that a detector
 * unlocks a door is somebody's decision, not a guess.
 */
export const likelyRole = (component: Described): PartRole | undefined => {
  // Before the reader: an `event` may carry a typed code, so it counts as one too.
  if (component.kind === 'event' && component.deviceClass === 'button') return 'exitButton'
  return (['reader', 'lock', 'doorSensor'] as const).find((role) => canPlay(role, component))
}

const WITH_DOORS: ReadonlySet<string | null> = new Set<EquipmentKind>([
  'door',
  'intercom',
  'sensor',
  'gateway',
])

/** The locks of a locker bank open compartments and those of a machine its hatch: neither is a way into a place. */
export const hasDoor = (kind: string | null): boolean => WITH_DOORS.has(kind)
