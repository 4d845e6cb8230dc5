/**
 * Whom a breach concerns, worked out from the tables it touched: from each row that lay open to the person it is about, by
 * the paths every erasure goes. Rows that say when they began count only if they began before the data were safe again.
 */
import { asId, type Category, type Instant, type PersonId, type TableDeclaration } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type RawBuilder, sql } from 'kysely'
import { findPaths, type Anchor, type Strand } from '../../core/index.ts'
import { valueOf } from '../ask-table.ts'

export interface Touched {
  readonly categories: readonly Category[]
  readonly from: Instant | null
  readonly until: Instant | null
}

export interface FoundPerson {
  readonly personId: PersonId
  readonly tables: readonly string[]
}

/** Whose the ids of each anchor are: of an account, of a badge. */
const ownersOf = async (
  transaction: Transaction,
  anchors: readonly Anchor[],
): Promise<(table: string, id: string) => string | undefined> => {
  const owners = new Map<string, ReadonlyMap<string, string>>()
  const ownerOf = (table: string, id: string): string | undefined =>
    table === 'person' ? id : owners.get(table)?.get(id)
  for (const { table, lead } of anchors.filter((anchor) => anchor.table !== 'person')) {
    const asked = sql<{ id: string; leads: string | null }>`
      select t.id::text as id, ${valueOf(lead)}::text as leads from ${sql.table(table)} t`
    const known = (await asked.execute(transaction)).rows.flatMap(({ id, leads }) => {
      const owner = leads === null ? undefined : ownerOf(lead.table, leads)
      return owner === undefined ? [] : [[id, owner] as const]
    })
    owners.set(table, new Map(known))
  }
  return ownerOf
}

/** Rows of the log are of the moment they happened at; every other table holds what is true for a while. */
const within = ({ table }: Strand, { from, until }: Touched): RawBuilder<boolean> => {
  if (table !== 'event') return sql<boolean>`true`
  const after = from === null ? sql<boolean>`true` : sql<boolean>`t.filed_at >= ${new Date(from)}`
  const before = until === null ? sql<boolean>`true` : sql<boolean>`t.filed_at <= ${new Date(until)}`
  return sql<boolean>`(${after} and ${before})`
}

const touches = ({ columns }: Strand, { categories }: Touched): boolean =>
  Object.values(columns).some(({ pd }) => categories.includes(pd))

export const findAffected = async (
  transaction: Transaction,
  declarations: readonly TableDeclaration[],
  touched: Touched,
): Promise<readonly FoundPerson[]> => {
  const { strands, anchors } = findPaths(declarations)
  const ownerOf = await ownersOf(transaction, anchors)
  const found = new Map<string, Set<string>>()
  for (const strand of strands.filter((one) => touches(one, touched)))
    for (const lead of strand.leads) {
      const asked = sql<{ id: string }>`
        select distinct ${valueOf(lead)}::text as id from ${sql.table(strand.table)} t
        where ${valueOf(lead)} is not null and ${within(strand, touched)}`
      for (const { id } of (await asked.execute(transaction)).rows) {
        const owner = ownerOf(lead.table, id)
        if (owner !== undefined) found.set(owner, (found.get(owner) ?? new Set()).add(strand.table))
      }
    }
  return [...found].map(([id, tables]) => ({
    personId: asId('person', id),
    tables: [...tables].toSorted(),
  }))
}
