/** Keeps the public form from being flooded: by network, and by the address that would be written to. */
import { Problem } from '@loge/http'
import { addMs, DAY_MS, HOUR_MS, type Instant, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

const MOST_OF_NETWORK = 20
const MOST_TO_ADDRESS = 5

const tooMany = (): Problem =>
  new Problem(
    429,
    'requests_too_many',
    'Many requests came from there. Write a letter, or try again tomorrow.',
    {
      retryAfterS: 3600,
    },
  )

/** Whoever has one IPv6 address has 2^64 of them. */
const networkOf = (address: string): string =>
  address.includes(':') ? address.split(':').slice(0, 4).join(':') : address.split('.').slice(0, 3).join('.')

/** Remembered for an hour by this server alone, and never written down. */
export const createNetworkLimit = (world: Pick<World, 'now'>) => {
  const seen = new Map<string, readonly Instant[]>()
  return (address: string): void => {
    const now = world.now()
    const since = addMs(now, -HOUR_MS)
    for (const [network, times] of seen) if ((times.at(-1) ?? since) <= since) seen.delete(network)
    const network = networkOf(address)
    const times = (seen.get(network) ?? []).filter((at) => at > since)
    if (times.length >= MOST_OF_NETWORK) throw tooMany()
    seen.set(network, [...times, now])
  }
}

/** Nobody’s mailbox is filled from here by somebody else. Whether the address is known changes nothing. */
export const requireFew = async (
  transaction: Transaction,
  email: string | undefined,
  now: Instant,
): Promise<void> => {
  if (email === undefined) return
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from privacy_request
    where lower(requester_email) = ${email.toLowerCase()} and recorded_at > ${new Date(addMs(now, -DAY_MS))}`.execute(
    transaction,
  )
  if ((rows[0]?.count ?? 0) >= MOST_TO_ADDRESS) throw tooMany()
}
