/**
 * What every outbox does alike. A letter is claimed for some minutes, sent outside any transaction, then settled: two servers
 * never send the same one at once, and one that dies in between leaves it to be tried again.
 */
import { addMs, type Instant, MINUTE_MS, type OrganizationId } from '@loge/kernel'
import { sql } from 'kysely'
import { afterFailure, type FailureCode } from '../core/index.ts'

/** Longer than any mail server may take. */
const CLAIMED_MS = 10 * MINUTE_MS
const MOST_A_TURN = 200

/** The id of the letter that has waited longest past its time, locked, if nobody else holds it. */
export const longestDue = (table: string, organizationId: OrganizationId, now: Instant) =>
  sql<never>`(select id from ${sql.table(table)} where organization_id = ${organizationId}
    and state = 'waiting' and next_try_at <= ${new Date(now)}
    order by next_try_at limit 1 for update skip locked)`

export const claimedAt = (now: Instant) => ({
  attempts: sql<number>`attempts + 1`,
  next_try_at: new Date(addMs(now, CLAIMED_MS)),
})

interface Tried {
  readonly attempts: number
  readonly deadline_at: Instant | null
}

/** The columns of a letter after a try; without a deadline there is no second one. */
export const afterTry = (
  code: FailureCode | undefined,
  { attempts, deadline_at: deadlineAt }: Tried,
  now: Instant,
) => {
  const next =
    code === undefined
      ? ({ state: 'sent' } as const)
      : afterFailure({ code, attempts, now, deadlineAt: deadlineAt ?? now })
  return {
    state: next.state,
    code: code ?? null,
    ...(next.state === 'waiting' ? { next_try_at: new Date(next.nextTryAt) } : {}),
  }
}

interface Outbox<Claimed> {
  readonly claim: () => Promise<Claimed | undefined>
  /** The code of what went wrong; `skipped` where there was nothing to send after all. */
  readonly send: (claimed: Claimed) => Promise<FailureCode | 'skipped' | undefined>
}

/** Sends what is due, one after the other. */
export const drainOutbox = async <Claimed>({ claim, send }: Outbox<Claimed>): Promise<void> => {
  for (let count = 0; count < MOST_A_TURN; count += 1) {
    const claimed = await claim()
    if (claimed === undefined) return
    // Whoever is away is away for all of them: the next turn asks again.
    if ((await send(claimed)) === 'server_unreachable') return
  }
}
