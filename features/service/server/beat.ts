/** A job: some server is there. One that comes back after a silence writes down how long nobody was. */
import { type Instant, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { causeOfSilence, serviceFacts, SILENCE_MS } from '../core/index.ts'
import { storedOf, tell } from './store.ts'
import { tablesOf } from './tables.ts'

interface BeatDeps {
  readonly database: Database
  readonly world: World
}

const plannedAround = async (transaction: Transaction, organizationId: OrganizationId, at: Instant) =>
  (
    await tablesOf(transaction)
      .selectFrom('interruption')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('kind', '=', 'planned')
      .where(sql<boolean>`starts_at <= ${new Date(at)}`)
      .orderBy('starts_at', 'desc')
      .limit(20)
      .execute()
  ).map(storedOf)

const writeSilence = async (
  transaction: Transaction,
  { world }: BeatDeps,
  organizationId: OrganizationId,
  silence: { readonly from: Instant; readonly until: Instant },
): Promise<void> => {
  const planned = await plannedAround(transaction, organizationId, silence.from)
  const row = await tablesOf(transaction)
    .insertInto('interruption')
    .values({
      organization_id: organizationId,
      id: newId(world, 'interruption'),
      kind: 'measured',
      starts_at: new Date(silence.from),
      ends_at: new Date(silence.until),
      cause: causeOfSilence(planned, silence),
      words: null,
      recorded_at: new Date(world.now()),
      cancelled_at: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(transaction, world, organizationId, {
    fact: serviceFacts.stopped,
    actor: { kind: 'system', id: 'service' },
    interruption: storedOf(row),
  })
}

export const beat = (deps: BeatDeps, organizationId: OrganizationId): Promise<void> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const now = deps.world.now()
    const tables = tablesOf(transaction)
    const inserted = await tables
      .insertInto('service_beat')
      .values({ organization_id: organizationId, since: new Date(now), at: new Date(now) })
      .onConflict((conflict) => conflict.column('organization_id').doNothing())
      .returning('at')
      .executeTakeFirst()
    if (inserted !== undefined) return
    // Two servers that come back at once: the second waits here, and finds that nothing is missing.
    const last = await tables
      .selectFrom('service_beat')
      .select('at')
      .where('organization_id', '=', organizationId)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (now <= last.at) return
    if (now - last.at > SILENCE_MS)
      await writeSilence(transaction, deps, organizationId, { from: last.at, until: now })
    await tables
      .updateTable('service_beat')
      .set({ at: new Date(now) })
      .where('organization_id', '=', organizationId)
      .execute()
  })
