/** What furniture and machines are busy with, in one look: places taken, the state of a machine, what a board shows. */
import type { ComponentDescription } from './description.ts'
import type { Reading } from './health.ts'
import type { EquipmentKind } from './kinds.ts'

export interface InUse {
  /** Of compartments or letterboxes that sense what they hold: how many hold something, and how many there are. */
  readonly occupied: number | null
  readonly places: number | null
  /** A machine's own word for what it does, such as `running`. */
  readonly state: string | null
  readonly message: string | null
}

type Part = Pick<ComponentDescription, 'kind' | 'deviceClass' | 'capabilities'> & {
  readonly reading: Reading | null
}

/** Elsewhere a sensor of presence senses people, which is nobody's business here. */
const HOLDS: ReadonlySet<EquipmentKind> = new Set<EquipmentKind>(['parcelLockers', 'letterboxes'])

const textOf = (parts: readonly Part[], fits: (part: Part) => boolean): string | null => {
  const value = parts.find(fits)?.reading?.value
  return typeof value === 'string' && value !== '' ? value : null
}

export const describeInUse = (kind: EquipmentKind | null, parts: readonly Part[]): InUse => {
  const senses =
    kind !== null && HOLDS.has(kind)
      ? parts.filter(({ deviceClass, reading }) => deviceClass === 'occupancy' && reading !== null)
      : []
  const holds = senses.length > 0
  return {
    occupied: holds ? senses.filter(({ reading }) => reading?.value === true).length : null,
    places: holds ? senses.length : null,
    state:
      kind === 'machine'
        ? textOf(parts, (part) => part.kind === 'sensor' && part.deviceClass === 'enum')
        : null,
    message:
      kind === 'noticeBoard' ? textOf(parts, ({ capabilities }) => capabilities.includes('showText')) : null,
  }
}
