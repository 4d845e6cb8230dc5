/** Counts what arrived without a declaration, so that it is seen instead of lost. */
import type { Clock, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Described } from '../core/index.ts'
import type { EventTables } from './tables.ts'

/** A foreign type with a thousand keys is one mistake, not a thousand rows. */
const KEYS_NOTED = 5
const KEY_LENGTH = 60

const keysOf = (described: Described): readonly string[] =>
  described.known
    ? described.undeclaredKeys.slice(0, KEYS_NOTED).map((key) => key.slice(0, KEY_LENGTH))
    : ['']

export const noteUndeclared = async (
  transaction: Transaction,
  clock: Clock,
  organizationId: OrganizationId,
  events: readonly { readonly type: string; readonly described: Described }[],
): Promise<void> => {
  const times = new Map<string, { type: string; key: string; times: number }>()
  for (const { type, described } of events) {
    for (const key of keysOf(described)) {
      const note = times.get(`${type}\n${key}`) ?? { type, key, times: 0 }
      times.set(`${type}\n${key}`, { ...note, times: note.times + 1 })
    }
  }
  if (times.size === 0) return
  const now = new Date(clock.now())
  // In one order, so that two transactions which note the same names wait for each other instead of deadlocking.
  const notes = [...times.values()].sort((a, b) => (`${a.type}\n${a.key}` < `${b.type}\n${b.key}` ? -1 : 1))
  await transaction
    .$extendTables<EventTables>()
    .insertInto('undeclared_event')
    .values(notes.map((note) => ({ ...note, organization_id: organizationId, first_at: now, last_at: now })))
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'type', 'key']).doUpdateSet({
        times: sql`undeclared_event.times + excluded.times`,
        last_at: sql`excluded.last_at`,
      }),
    )
    .execute()
}
