/** The order of the pieces of one kind: as the house numbers them, or by a column. */
import type { Piece } from '../residence/pieces.ts'
import type { DoorSearch, Sort } from './search.ts'

/** What needs somebody first. */
const URGENCY: readonly Piece['condition'][] = ['bad', 'att', 'off', 'wait', 'ok']
const byName = new Intl.Collator(undefined, { numeric: true })

const compare: Readonly<Record<Sort, (one: Piece, other: Piece) => number>> = {
  name: (one, other) => byName.compare(one.name, other.name),
  state: (one, other) => URGENCY.indexOf(one.condition) - URGENCY.indexOf(other.condition),
  // Whoever was never heard, or has no battery, comes last.
  heard: (one, other) => (other.heardAt ?? 0) - (one.heardAt ?? 0),
  power: (one, other) => (one.batteryPercent ?? 101) - (other.batteryPercent ?? 101),
}

export const sortPieces = (
  pieces: readonly Piece[],
  { sort, down }: Pick<DoorSearch, 'sort' | 'down'>,
): readonly Piece[] => {
  if (sort === undefined) return pieces
  const sorted = pieces.toSorted((one, other) => compare[sort](one, other) || compare.name(one, other))
  return down === true ? sorted.reverse() : sorted
}
