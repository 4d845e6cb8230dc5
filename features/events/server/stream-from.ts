/**
 * Where to begin the stream so that nothing falls between an answer and it: every transaction below the horizon had
 * ended before the answer was read, and the stream brings all others. Asked once a second at most: earlier is safe.
 */
import type { Principal } from '@loge/http'
import type { OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { sql } from 'kysely'

const KEPT_MS = 1_000

interface Kept {
  readonly place: Promise<string | undefined>
  readonly askedAtMs: number
}

export const createStreamFrom = (
  database: Database,
  world: Pick<World, 'monotonicMs'>,
): ((principal: Principal) => Promise<string | undefined>) => {
  const kept = new Map<OrganizationId, Kept>()
  const ask = async (organizationId: OrganizationId): Promise<string | undefined> => {
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{ horizon: string }>`select loge.event_horizon()::text as horizon`.execute(transaction),
    )
    return rows[0] === undefined ? undefined : `${rows[0].horizon}.0`
  }
  return async (principal) => {
    if (principal.kind === 'anonymous') return undefined
    if (!principal.grants.some(({ permission }) => permission === 'events.read')) return undefined
    const { organizationId } = principal
    const known = kept.get(organizationId)
    if (known !== undefined && world.monotonicMs() - known.askedAtMs < KEPT_MS) return known.place
    // A database that is away says so through the answer itself; this is only a place.
    const place = ask(organizationId).catch(() => undefined)
    kept.set(organizationId, { place, askedAtMs: world.monotonicMs() })
    return place
  }
}
