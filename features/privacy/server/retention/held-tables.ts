/** What an erasure must leave for now: the rows a hold names, and whatever they need to still be somebody's. */
import { formatCivilDay, type PersonId } from '@loge/kernel'
import { calendarOf, timeZoneOf } from '@loge/features/law/server'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { findPaths } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'

/** Everything the rows of these tables hang on, up to the person. */
const withAncestors = (
  tables: readonly string[],
  { declarations }: Pick<PrivacyDeps, 'declarations'>,
): ReadonlySet<string> => {
  const { strands } = findPaths(declarations)
  const held = new Set(tables)
  for (const table of held)
    for (const strand of strands)
      if (strand.table === table && strand.part === 'row')
        for (const lead of strand.leads) held.add(lead.table)
  return held
}

/** Where a row cannot be without another, as a file without the source of what it says, that one stays with it. */
const withWhatTheyNeed = async (
  transaction: Transaction,
  tables: readonly string[],
): Promise<readonly string[]> => {
  const asked = sql<{ name: string }>`
    with recursive held (id) as (
      select to_regclass('loge.' || quote_ident(name))::oid from unnest(${[...tables]}::text[]) name
      union
      select c.confrelid from held join pg_constraint c on c.conrelid = held.id
      where c.contype = 'f' and c.confdeltype in ('a', 'r'))
    select relname::text as name from held join pg_class on pg_class.oid = held.id`
  const { rows } = await asked.execute(transaction)
  return [...new Set([...tables, ...rows.map(({ name }) => name)])]
}

export const tablesHeldOf = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'declarations' | 'world'>,
  personId: PersonId,
): Promise<ReadonlySet<string>> => {
  const asked = sql<{ tables: readonly string[] }>`
    select tables from legal_hold
    where person_id = ${personId} and lifted_at is null and ends_on > ${await todayOf(transaction, deps)}::date`
  const { rows } = await asked.execute(transaction)
  if (rows.length === 0) return new Set()
  const everything = rows.some(({ tables }) => tables.length === 0)
  const named = everything
    ? deps.declarations.map(({ table }) => table)
    : [...rows.flatMap(({ tables }) => tables), 'legal_hold', 'person']
  return withAncestors(await withWhatTheyNeed(transaction, named), deps)
}

const todayOf = async (transaction: Transaction, { world }: Pick<PrivacyDeps, 'world'>): Promise<string> =>
  formatCivilDay(calendarOf(await timeZoneOf(transaction)).dayOf(world.now()))
