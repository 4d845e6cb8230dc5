/**
 * Which rows a restriction hides, worked out from the declarations: those an erasure would delete, and those that are
 * about the person otherwise than as whoever did something. What a member of staff did stays the record of the house:
 * it tells the number of an account, and of a restricted one nobody else can ask whose it is.
 */
import type { Paths, Strand } from './paths.ts'

/** The ground of the wall: they say who is restricted, and who is in the archive. */
const GROUND: ReadonlySet<string> = new Set(['restriction', 'archived'])

const isHidden = ({ table, part, does, leads }: Strand): boolean =>
  !GROUND.has(table) &&
  (does === 'delete' || (part === 'row' && leads.every((lead) => lead.table !== 'account')))

/** The columns of each table by which its rows are hidden. */
export const wallOf = ({ strands }: Paths): ReadonlyMap<string, readonly string[]> => {
  const leads = strands
    .filter(isHidden)
    .flatMap((strand) => strand.leads.map(({ via }) => ({ table: strand.table, via })))
  const byTable = Map.groupBy(leads, ({ table }) => table)
  return new Map(
    [...byTable].map(([table, own]) => [table, [...new Set(own.map(({ via }) => via))].toSorted()]),
  )
}
