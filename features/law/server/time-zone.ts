/** Where the organization counts its days: at its first residence. */
import { Problem } from '@loge/http'
import { type Instant, parseCivilDay } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { calendarOf } from './calendar.ts'

export const timeZoneOf = async (transaction: Transaction): Promise<string> => {
  const asked = sql<{ zone: string }>`select time_zone as zone from site order by id limit 1`
  return (await asked.execute(transaction)).rows[0]?.zone ?? 'UTC'
}

export interface Effective {
  readonly effectiveAt?: Instant | undefined
  /** `2027-01-31`: its first moment where the organization is, wherever whoever says it sits. */
  readonly effectiveOn?: string | undefined
}

/** From when something holds: a day begins where the organization is. Undefined: from now on. */
export const momentOf = async (
  transaction: Transaction,
  { effectiveAt, effectiveOn }: Effective,
): Promise<Instant | undefined> => {
  if (effectiveOn === undefined) return effectiveAt
  const day = parseCivilDay(effectiveOn)
  if (day === undefined) throw new Problem(400, 'input_invalid', 'There is no such day.')
  return calendarOf(await timeZoneOf(transaction)).startOf(day)
}
