/** Looks into every other store where something of an erased person may still be (`core/stores.ts`). */
import { listPlacements } from '@loge/features/access/server'
import type { Instant } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { judgeStores, type StoreReport } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { StoredErasure } from '../erase.ts'

/** Whose doors may still know the person: the version they reported is older than the one without. */
export const pendingOf = async (
  transaction: Transaction,
  { world }: Pick<PrivacyDeps, 'world'>,
  { sites }: Pick<StoredErasure, 'sites'>,
) => {
  const versions = new Map(sites.map(({ siteId, version }) => [siteId, version]))
  if (versions.size === 0) return []
  const placements = await listPlacements(transaction, [...versions.keys()], world.now())
  return placements
    .filter(({ siteId, reportedVersion }) => (reportedVersion ?? 0) < (versions.get(siteId) ?? 0))
    .map(({ siteId, edgeId, lastContactAt }) => ({ siteId, edgeId, lastContactAt }))
}

const HAS_ROWS: ReadonlySet<StoredErasure['state']> = new Set(['asked', 'held'])

/** Files that came before the rows went, and of which rows are left. */
const filesSince = async (transaction: Transaction, before: Instant): Promise<readonly Instant[]> => {
  const { rows } = await sql<{ at: Instant }>`
    select greatest(created_at, applied_at) as at from import_batch b
    where created_at <= ${new Date(before)} and exists (select from import_row r where r.import_id = b.id)`.execute(
    transaction,
  )
  return rows.map(({ at }) => at)
}

/** By the ids the ledger keeps of them. */
const lettersTo = async (transaction: Transaction, { id }: Pick<StoredErasure, 'id'>): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from notice
    where state = 'waiting' and account_id::text in (
      select jsonb_array_elements_text(coalesce(subjects -> 'account', '[]')) from loge_ledger.tombstone where id = ${id})`.execute(
    transaction,
  )
  return rows[0]?.count ?? 0
}

/** Told because of it, and silent so far. */
const silentRecipients = async (
  transaction: Transaction,
  { id }: Pick<StoredErasure, 'id'>,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from recipient_notice n join privacy_request q on q.id = n.request_id
    where q.erasure_id = ${id} and n.state <> 'answered'`.execute(transaction)
  return rows[0]?.count ?? 0
}

export const readStores = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'world' | 'copies'>,
  erasure: StoredErasure,
): Promise<readonly StoreReport[]> => {
  const now = deps.world.now()
  const copies = (await deps.copies?.()) ?? []
  // They went some moment before it ended; until it has ended, this one.
  const rowsGoneAt = HAS_ROWS.has(erasure.state) ? null : (erasure.ended_at ?? now)
  return judgeStores({
    rowsGoneAt,
    now,
    files: await filesSince(transaction, rowsGoneAt ?? now),
    letters: await lettersTo(transaction, erasure),
    doors: (await pendingOf(transaction, deps, erasure)).length,
    recipients: await silentRecipients(transaction, erasure),
    copies: copies.map(({ madeAt }) => madeAt),
  })
}
