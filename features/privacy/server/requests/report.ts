/** What became of the requests of one year, in figures. */
import type { Instant, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { casesNow } from './case-at.ts'
import { requestsWithin } from './store.ts'

export const reportOf = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { year, now }: { readonly year: number; readonly now: Instant },
) => {
  const from = new Date(Date.UTC(year, 0, 1))
  const until = new Date(Date.UTC(year + 1, 0, 1))
  const cases = await casesNow(
    transaction,
    await requestsWithin(transaction, organizationId, { from, until }),
    now,
  )
  const count = (is: (one: (typeof cases)[number]) => boolean): number => cases.filter(is).length
  return {
    year,
    received: cases.length,
    answered: count(({ request: { state } }) => state === 'answered' || state === 'partly_refused'),
    refused: count(({ request: { state } }) => state === 'refused'),
    withdrawn: count(({ request: { state } }) => state === 'withdrawn'),
    /** Answered after their last day. */
    late: count(({ request: { ended_at: endedAt }, clock }) => endedAt !== null && endedAt >= clock.dueAt),
    /** Not answered, and their last day is over. */
    overdue: count(({ request: { ended_at: endedAt }, clock }) => endedAt === null && clock.state === 'late'),
  }
}
