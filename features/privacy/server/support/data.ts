/** Data that came with a case of support: added with their provenance, read within the scope, gone with the case. */
import { registerAt, hashOf } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { type Instant, newId, type SupportAccessId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { type CameFrom, type CaseCategory, refuseSupportRead } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { ShownTable } from './read-scope.ts'
import { lockAccess, standingOf, type StoredAccess } from './store.ts'
import type { Asking } from './support.ts'
import { tablesOf } from './tables.ts'

export interface DataToAdd {
  readonly category: CaseCategory
  readonly content: string
  readonly cameFrom: CameFrom
  readonly cameDetail: string
  readonly cameOn: string
}

/** What a category of a case is called in the table. */
const COLUMNS = {
  web_navigation: 'web_navigation',
  tv_viewing: 'tv_viewing',
  device_identity: 'device_identity',
  device_telemetry: 'device_telemetry',
  equipment_use: 'usage',
} as const satisfies Readonly<Record<CaseCategory, string>>

const isCase = (category: string): category is CaseCategory => category in COLUMNS

const EMPTY = {
  web_navigation: null,
  tv_viewing: null,
  device_identity: null,
  device_telemetry: null,
  usage: null,
}

/** Throws a `Problem` where the case is not open, or the kind is not of its scope: nothing is copied that nobody may read. */
export const addData = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { organizationId, actor }: Asking,
  { id, category, content, cameFrom, cameDetail, cameOn }: DataToAdd & { readonly id: SupportAccessId },
): Promise<void> => {
  const access = await lockAccess(transaction, id)
  const now = world.now()
  const refusal = refuseSupportRead(standingOf(access), category, now)
  if (refusal !== undefined)
    throw new Problem(
      refusal === 'support_out_of_scope' ? 403 : 409,
      refusal,
      'Nothing is added to this case.',
    )
  const today = new Date(now).toISOString().slice(0, 10)
  if (cameOn > today) throw new Problem(422, 'support_data_date', 'Data came today or before.')
  const register = await registerAt(transaction, organizationId, now)
  await tablesOf(transaction)
    .insertInto('support_data')
    .values({
      organization_id: organizationId,
      id: newId(world, 'supportData'),
      access_id: id,
      came_from: cameFrom,
      came_detail: cameDetail,
      came_on: cameOn,
      notice_hash: hashOf(register),
      added_at: new Date(now),
      added_by: JSON.stringify(actor),
      over_at: new Date(access.ends_at),
      ...EMPTY,
      [COLUMNS[category]]: content,
    })
    .execute()
}

/** Those of this case alone, whatever other cases of the same person hold. */
export const readData = async (
  transaction: Transaction,
  id: SupportAccessId,
  category: string,
): Promise<ShownTable | undefined> => {
  if (!isCase(category)) return undefined
  const column = COLUMNS[category]
  const rows = await tablesOf(transaction)
    .selectFrom('support_data')
    .select(['came_from', 'came_detail', 'came_on', column])
    .where('access_id', '=', id)
    .where(column, 'is not', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute()
  return rows.length === 0
    ? undefined
    : {
        table: 'support_data',
        columns: [column, 'came_from', 'came_detail', 'came_on'],
        rows: rows.map((row) => [row[column], row.came_from, row.came_detail, row.came_on]),
      }
}

/**
 * In the transaction that ends it. What a hold or a restriction keeps stays, and is read by nobody: retention takes it
 * once it may.
 */
export const purgeData = async (
  transaction: Transaction,
  { id, person_id }: StoredAccess,
  now: Instant,
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('support_data')
    .set({ over_at: new Date(now) })
    .where('access_id', '=', id)
    .execute()
  await sql`delete from support_data where access_id = ${id}
    and not exists (select from restriction where person_id = ${person_id})
    and not exists (select from legal_hold where person_id = ${person_id} and lifted_at is null
      and ends_on > ${new Date(now).toISOString().slice(0, 10)}::date)`.execute(transaction)
}
