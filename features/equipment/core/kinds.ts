/**
 * Kinds of equipment as descriptions. A kind is recognised by what the parts can do; a new kind is a new entry here
 * and two texts, never a change of a table.
 */
import { describeCompartments } from './compartments.ts'
import type { Capability, ComponentDescription } from './description.ts'

interface Facts {
  readonly capabilities: ReadonlySet<Capability>
  readonly classes: ReadonlySet<string>
  readonly lockedCompartments: number
  readonly sensedCompartments: number
  readonly components: number
}

interface Kind {
  readonly id: string
  /** What a person expects to see about it first. */
  readonly shows: readonly ('opening' | 'lock' | 'compartments' | 'state' | 'text' | 'readings')[]
  readonly recognises: (facts: Facts) => boolean
}

/** Enough alike to be a bank of compartments and not two doors of one controller. */
const BANK = 3

/** The first that fits wins, so the more particular come first. */
const KINDS = [
  {
    id: 'parcelLockers',
    shows: ['compartments'],
    recognises: ({ lockedCompartments }) => lockedCompartments >= BANK,
  },
  {
    id: 'letterboxes',
    shows: ['compartments'],
    recognises: ({ sensedCompartments, capabilities }) =>
      sensedCompartments >= BANK && !capabilities.has('unlock'),
  },
  {
    id: 'intercom',
    shows: ['state', 'lock'],
    recognises: ({ classes }) => classes.has('doorbell'),
  },
  {
    id: 'door',
    shows: ['opening', 'lock'],
    recognises: ({ capabilities, classes }) =>
      capabilities.has('presentCredential') ||
      capabilities.has('unlock') ||
      ['door', 'garage_door', 'gate', 'lock', 'opening'].some((name) => classes.has(name)),
  },
  {
    id: 'noticeBoard',
    shows: ['text'],
    recognises: ({ capabilities }) => capabilities.has('showText'),
  },
  {
    id: 'machine',
    shows: ['state', 'readings'],
    recognises: ({ capabilities }) => capabilities.has('switch'),
  },
  {
    id: 'gateway',
    shows: ['state'],
    recognises: ({ components, classes }) => components === 0 || classes.has('connectivity'),
  },
  {
    id: 'sensor',
    shows: ['readings'],
    recognises: ({ capabilities }) => capabilities.has('reportState') || capabilities.has('reportOpening'),
  },
] as const satisfies readonly Kind[]

export type EquipmentKind = (typeof KINDS)[number]['id']

export const EQUIPMENT_KINDS: readonly EquipmentKind[] = KINDS.map(({ id }) => id)

export const isEquipmentKind = (text: string): text is EquipmentKind =>
  EQUIPMENT_KINDS.some((kind) => kind === text)

export const showsOf = (kind: EquipmentKind): Kind['shows'] =>
  KINDS.find(({ id }) => id === kind)?.shows ?? []

/** The kind its parts make likely; a person confirms it at adoption. `null`: only a person can say. */
export const matchKind = (components: readonly ComponentDescription[]): EquipmentKind | null => {
  const compartments = describeCompartments(components)
  const facts: Facts = {
    capabilities: new Set(components.flatMap(({ capabilities }) => capabilities)),
    classes: new Set(components.flatMap(({ deviceClass }) => (deviceClass === null ? [] : [deviceClass]))),
    lockedCompartments: compartments.filter(({ lockKey }) => lockKey !== null).length,
    sensedCompartments: compartments.filter(({ occupancyKey }) => occupancyKey !== null).length,
    components: components.length,
  }
  return KINDS.find(({ recognises }) => recognises(facts))?.id ?? null
}
