/** A list as data: what its columns say of a row, and by what they sort. */
import type { ReactNode } from 'react'

/** `null` comes last, whichever way the list is sorted. */
export type SortKey = string | number | null

export interface Column<Row> {
  readonly key: string
  readonly head: string
  /** The head is read aloud, not shown: what stands below it speaks for itself. */
  readonly hideHead?: boolean
  readonly cell: (row: Row) => ReactNode
  /** Left out: the list cannot be sorted by it. */
  readonly sort?: (row: Row) => SortKey
  /** `name` tells a row from the others and holds the link that leads on from it; every list has one. */
  readonly as?: 'name' | 'figure' | 'act'
  /** On a phone: at the end of the first line, without its label, or not at all. Left out: on a line of its own, labelled. */
  readonly phone?: 'aside' | 'plain' | 'hide'
  readonly className?: string
}

export interface Order {
  readonly by: string
  readonly down?: true
}

/** What a press on a head asks for: upwards, downwards, then the list's own order again. */
export const nextOrder = (
  pressed: string,
  order: Order | undefined,
  own: Order | undefined,
): Order | undefined => {
  if (order?.by !== pressed) return { by: pressed }
  if (order.down !== true) return { by: pressed, down: true }
  return own?.by === pressed && own.down === true ? { by: pressed } : own
}
