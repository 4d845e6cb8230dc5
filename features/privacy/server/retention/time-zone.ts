/** Where the organization counts its days: at its first residence. */
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

export const timeZoneOf = async (transaction: Transaction): Promise<string> => {
  const asked = sql<{ zone: string }>`select time_zone as zone from site order by id limit 1`
  return (await asked.execute(transaction)).rows[0]?.zone ?? 'UTC'
}
