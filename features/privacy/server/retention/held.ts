/** Whose rows stay although their time is over: where a hold keeps them, or where somebody asked that nothing be done. */
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Anchor } from '../../core/index.ts'
import { findIdentities, type Identities } from '../ask-table.ts'

export interface Hold {
  readonly personId: string
  /** None: everything of the person. */
  readonly tables: readonly string[]
}

/** `day`: today, where the organization is. Restrictions keep everything: nothing may be done to it (GDPR art. 18). */
export const findHolds = async (transaction: Transaction, day: string): Promise<readonly Hold[]> => {
  const asked = sql<Hold>`
    select person_id::text as "personId", tables from legal_hold where lifted_at is null and ends_on > ${day}::date
    union all select person_id::text, '{}'::text[] from restriction`
  return (await asked.execute(transaction)).rows
}

export interface Held {
  /** The ids that lead to whoever's rows of a table are kept. */
  readonly inTable: (table: string) => Identities
  /** Whoever is kept as a whole. */
  readonly people: readonly string[]
}

const merge = (all: readonly Identities[]): Identities => {
  const tables = new Set(all.flatMap((one) => Object.keys(one)))
  return Object.fromEntries([...tables].map((table) => [table, all.flatMap((one) => one[table] ?? [])]))
}

export const readHeld = async (
  transaction: Transaction,
  anchors: readonly Anchor[],
  day: string,
): Promise<Held> => {
  const holds = await findHolds(transaction, day)
  const known = new Map<Hold, Identities>()
  for (const hold of holds) known.set(hold, await findIdentities(transaction, anchors, hold.personId))
  const isWhole = ({ tables }: Hold): boolean => tables.length === 0
  return {
    people: holds.filter(isWhole).map(({ personId }) => personId),
    inTable: (table) =>
      merge(
        [...known].filter(([hold]) => isWhole(hold) || hold.tables.includes(table)).map(([, ids]) => ids),
      ),
  }
}
