/** A time zone as data, so that core never asks a time-zone library: which offset holds from which instant. */
import type { Instant } from '@loge/kernel'

export interface ZoneTable {
  /** IANA name, for people; nothing is looked up by it. */
  readonly zone: string
  /** Ascending, never empty; the first entry is where the table begins. */
  readonly offsets: readonly { readonly at: Instant; readonly offsetMs: number }[]
  /** Exclusive. Beyond it the table is silent and asking is an error, never a guess. */
  readonly coversUntil: Instant
}

/** A stretch of time with one offset. */
export interface ZoneStretch {
  readonly from: number
  readonly until: number
  readonly offsetMs: number
}

/** The stretches of constant offset that make up [from, until), cut to it. */
export const stretchesOf = (table: ZoneTable, from: Instant, until: Instant): readonly ZoneStretch[] => {
  const first = table.offsets[0]
  if (first === undefined || from < first.at || until > table.coversUntil)
    throw new RangeError(`the table of ${table.zone} does not cover ${from} to ${until}`)
  const stretches: ZoneStretch[] = []
  table.offsets.forEach((entry, index) => {
    const start = Math.max(from, entry.at)
    const end = Math.min(until, table.offsets[index + 1]?.at ?? table.coversUntil)
    if (start < end) stretches.push({ from: start, until: end, offsetMs: entry.offsetMs })
  })
  return stretches
}

/** What to add to an instant to read the local clock. */
export const offsetAt = (table: ZoneTable, at: Instant): number => {
  const [stretch] = stretchesOf(table, at, (at + 1) as Instant)
  if (stretch === undefined) throw new RangeError(`the table of ${table.zone} has a hole at ${at}`)
  return stretch.offsetMs
}
