/** Whoever takes care of the house goes in and out of its zones without being counted. */
import { findPlace } from '@loge/features/places/server'
import type { Instant, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type FreePassageReason } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { requirePerson } from '../grant-access.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import type { RuleTables } from './tables.ts'

export interface FreePassage {
  readonly siteId: SiteId
  readonly since: Instant
  readonly reason: FreePassageReason
}

export const readFreePassages = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<readonly FreePassage[]> => {
  const rows = await transaction
    .$extendTables<RuleTables>()
    .selectFrom('free_passage')
    .select(['site_id', 'valid_from', 'reason'])
    .where('person_id', '=', personId)
    .where('valid_until', 'is', null)
    .orderBy('site_id')
    .execute()
  return rows.map((row) => ({ siteId: row.site_id, since: row.valid_from, reason: row.reason }))
}

interface Wanted {
  readonly personId: PersonId
  readonly siteId: SiteId
  /** `null`: counted again. */
  readonly reason: FreePassageReason | null
}

/** Doing it twice is doing it once. */
export const setFreePassage = (
  deps: AccessDeps,
  asker: Asker,
  { personId, siteId, reason }: Wanted,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    await requirePerson(transaction, personId)
    if ((await findPlace(transaction, 'site', siteId)) === undefined) throw notFound()
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    const known = (await readFreePassages(transaction, personId)).find((one) => one.siteId === siteId)
    if ((known?.reason ?? null) === reason) return undefined
    const tables = transaction.$extendTables<RuleTables>()
    const now = new Date(deps.world.now())
    await tables
      .updateTable('free_passage')
      .set({ valid_until: sql<Date>`greatest(valid_from, ${now})` })
      .where('person_id', '=', personId)
      .where('site_id', '=', siteId)
      .where('valid_until', 'is', null)
      .execute()
    if (reason !== null) {
      const row = { organization_id: organizationId, person_id: personId, site_id: siteId, valid_from: now }
      await tables
        .insertInto('free_passage')
        .values({ ...row, valid_until: null, reason })
        // Ended and given again within one instant: it was never away.
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'person_id', 'site_id', 'valid_from'])
            .doUpdateSet({ valid_until: null, reason }),
        )
        .execute()
    }
    const about = { siteId, personId }
    await record(
      transaction,
      deps,
      asker,
      reason === null
        ? { ...about, fact: accessFacts.freePassageEnded, payload: {} }
        : { ...about, fact: accessFacts.freePassageGiven, payload: { reason } },
    )
    return undefined
  })
