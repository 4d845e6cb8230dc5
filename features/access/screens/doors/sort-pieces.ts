/** By what the pieces of one kind can be sorted; otherwise they stand as the house numbers them. */
import type { Piece } from '../residence/pieces.ts'
import type { Sort } from './search.ts'

/** What needs somebody first. */
const URGENCY: readonly Piece['condition'][] = ['bad', 'att', 'off', 'wait', 'ok']

export const sortKeys = {
  name: ({ name }) => name,
  state: ({ condition }) => URGENCY.indexOf(condition),
  /** The latest heard first. */
  heard: ({ heardAt }) => (heardAt === null ? null : -heardAt),
  power: ({ batteryPercent }) => batteryPercent,
} as const satisfies Readonly<Record<Sort, (piece: Piece) => string | number | null>>
