/** Lets a piece of work leave one more trace in every transaction of it that writes: with what was written, or not at all. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
import type { Transaction } from './database.ts'

type LastStatement = (transaction: Transaction) => Promise<void>

/** Emptied when the work is over, so that nothing it left running goes on leaving traces. */
const current = new AsyncLocalStorage<{ last: LastStatement | undefined }>()

/** While `work` runs, `last` is the last thing its transactions do before they commit; if it throws, they do not. */
export const withLastStatement = async <Value>(
  last: LastStatement,
  work: () => Promise<Value>,
): Promise<Value> => {
  const scope = { last: last as LastStatement | undefined }
  try {
    return await current.run(scope, work)
  } finally {
    scope.last = undefined
  }
}

const hasWritten = sql<{ written: boolean }>`select pg_current_xact_id_if_assigned() is not null as written`

/** For the database alone: a transaction that only read has nothing to leave a trace of. */
export const beforeCommit = async (transaction: Transaction): Promise<void> => {
  const last = current.getStore()?.last
  if (last === undefined) return
  const { rows } = await hasWritten.execute(transaction)
  if (rows[0]?.written === true) await last(transaction)
}
