/** Takes a person out of the log: who and payload go, with the salt; the fact and its seal stay. */
import type { PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

/** Returns how many events lost their subject. */
export const forgetPersonInEvents = async (transaction: Transaction, personId: PersonId): Promise<number> => {
  const forgotten = sql<{ count: number }>`select loge.forget_events_of(${personId}) as count`
  return (await forgotten.execute(transaction)).rows[0]?.count ?? 0
}
