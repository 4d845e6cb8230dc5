/** Whoever takes care of the house goes in and out of its zones without being counted. */
import { findPlace } from '@loge/features/places/server'
import type { Instant, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts, type FreePassageReason } from '../../core/index.ts'
import type { AccessDeps, Asker } from '../deps.ts'
import { requirePeriod, requirePerson } from '../grant-access.ts'
import { notFound } from '../keep-entrance.ts'
import { record } from '../record.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import type { RuleTables } from './tables.ts'

export interface FreePassage {
  readonly personId: PersonId
  readonly siteId: SiteId
  readonly since: Instant
  /** Exclusive; `null`: without an end. */
  readonly until: Instant | null
  readonly reason: FreePassageReason
}

/** Those that hold now, of a person or of sites. */
export const readFreePassages = async (
  transaction: Transaction,
  now: Instant,
  { personId, siteIds }: { readonly personId?: PersonId; readonly siteIds?: readonly SiteId[] | undefined },
): Promise<readonly FreePassage[]> => {
  const rows = await transaction
    .$extendTables<RuleTables>()
    .selectFrom('free_passage')
    .select(['person_id', 'site_id', 'valid_from', 'valid_until', 'reason'])
    .where(sql<boolean>`(valid_until is null or valid_until > ${new Date(now)})`)
    .$if(personId !== undefined, (query) => query.where(sql<boolean>`person_id = ${personId}`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .orderBy('valid_from')
    .orderBy('person_id')
    .execute()
  return rows.map((row) => ({
    personId: row.person_id,
    siteId: row.site_id,
    since: row.valid_from,
    until: row.valid_until,
    reason: row.reason,
  }))
}

interface Wanted {
  readonly personId: PersonId
  readonly siteId: SiteId
  /** `null`: counted again. */
  readonly reason: FreePassageReason | null
  readonly until: Instant | null
}

const endNow = async (
  transaction: Transaction,
  { personId, siteId }: Pick<Wanted, 'personId' | 'siteId'>,
  now: Date,
): Promise<void> => {
  await transaction
    .$extendTables<RuleTables>()
    .updateTable('free_passage')
    .set({ valid_until: sql<Date>`greatest(valid_from, ${now})` })
    .where('person_id', '=', personId)
    .where('site_id', '=', siteId)
    .where(sql<boolean>`(valid_until is null or valid_until > ${now})`)
    .execute()
}

/** Doing it twice is doing it once. */
export const setFreePassage = (
  deps: AccessDeps,
  asker: Asker,
  { personId, siteId, reason, until }: Wanted,
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { organizationId } = asker
    const nowAt = deps.world.now()
    if (reason !== null) requirePeriod(nowAt, until)
    await requirePerson(transaction, personId)
    if ((await findPlace(transaction, 'site', siteId)) === undefined) throw notFound()
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    const [known] = await readFreePassages(transaction, nowAt, { personId, siteIds: [siteId] })
    if ((known?.reason ?? null) === reason && (reason === null || known?.until === until)) return undefined
    const tables = transaction.$extendTables<RuleTables>()
    const now = new Date(nowAt)
    await endNow(transaction, { personId, siteId }, now)
    if (reason !== null) {
      const untilDate = until === null ? null : new Date(until)
      const row = { organization_id: organizationId, person_id: personId, site_id: siteId, valid_from: now }
      await tables
        .insertInto('free_passage')
        .values({ ...row, valid_until: untilDate, reason })
        // Ended and given again within one instant: it was never away.
        .onConflict((conflict) =>
          conflict
            .columns(['organization_id', 'person_id', 'site_id', 'valid_from'])
            .doUpdateSet({ valid_until: untilDate, reason }),
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
        : { ...about, fact: accessFacts.freePassageGiven, payload: { reason, until } },
    )
    return undefined
  })
