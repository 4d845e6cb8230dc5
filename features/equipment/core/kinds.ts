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
  /** By a contact at their flap, or by what senses their content. */
  readonly watchedCompartments: number
  readonly components: number
}

interface Kind {
  readonly id: string
  readonly recognises: (facts: Facts) => boolean
}

/** Enough alike to be a bank of compartments and not two doors of one controller. */
const BANK = 3

/** The first that fits wins, so the more particular come first. */
const KINDS = [
  {
    id: 'parcelLockers',
    // Behind one reader, relays that watch no flap are rather the floors of a lift, numbered as well.
    recognises: ({ lockedCompartments, watchedCompartments, capabilities }) =>
      lockedCompartments >= BANK && (watchedCompartments > 0 || !capabilities.has('presentCredential')),
  },
  {
    id: 'letterboxes',
    recognises: ({ sensedCompartments, capabilities }) =>
      sensedCompartments >= BANK && !capabilities.has('unlock'),
  },
  {
    id: 'intercom',
    recognises: ({ classes }) => classes.has('doorbell'),
  },
  {
    id: 'door',
    recognises: ({ capabilities, classes }) =>
      capabilities.has('presentCredential') ||
      capabilities.has('unlock') ||
      ['door', 'garage_door', 'gate', 'lock', 'opening'].some((name) => classes.has(name)),
  },
  {
    id: 'noticeBoard',
    recognises: ({ capabilities }) => capabilities.has('showText'),
  },
  {
    id: 'machine',
    recognises: ({ capabilities }) => capabilities.has('switch'),
  },
  {
    id: 'gateway',
    recognises: ({ components, classes }) => components === 0 || classes.has('connectivity'),
  },
  {
    id: 'sensor',
    recognises: ({ capabilities }) => capabilities.has('reportState') || capabilities.has('reportOpening'),
  },
] as const satisfies readonly Kind[]

export type EquipmentKind = (typeof KINDS)[number]['id']

export const EQUIPMENT_KINDS: readonly EquipmentKind[] = KINDS.map(({ id }) => id)

/** The kind its parts make likely; a person confirms it at adoption. `null`: only a person can say. */
export const matchKind = (components: readonly ComponentDescription[]): EquipmentKind | null => {
  const compartments = describeCompartments(components)
  const facts: Facts = {
    capabilities: new Set(components.flatMap(({ capabilities }) => capabilities)),
    classes: new Set(components.flatMap(({ deviceClass }) => (deviceClass === null ? [] : [deviceClass]))),
    lockedCompartments: compartments.filter(({ lockKey }) => lockKey !== null).length,
    sensedCompartments: compartments.filter(({ occupancyKey }) => occupancyKey !== null).length,
    watchedCompartments: compartments.filter(
      ({ openingKey, occupancyKey }) => (openingKey ?? occupancyKey) !== null,
    ).length,
    components: components.length,
  }
  return KINDS.find(({ recognises }) => recognises(facts))?.id ?? null
}
