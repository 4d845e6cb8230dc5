/** The table of what decisions changed, and what each column is under the law. */
import type { Actor } from '@loge/features/events/core'
import {
  declareTable,
  type Field,
  type Id,
  notPersonal,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp, Transaction } from '@loge/storage'
import type { JSONColumnType, Selectable } from 'kysely'
import type { Correction, DeedKind } from '../../core/index.ts'
import type { Found } from '../erasure.ts'

export type DeedState = 'due' | 'done' | 'proven' | 'doubtful'

export interface RequestDeedRow {
  organization_id: OrganizationId
  request_id: Id<'privacyRequest'>
  kind: DeedKind
  details: JSONColumnType<Readonly<Record<string, string | number | readonly string[]>>>
  changes: JSONColumnType<readonly Correction[]> | null
  state: DeedState
  found: JSONColumnType<readonly Found[]>
  content_hash: string | null
  content_bytes: string | null
  done_at: Timestamp
  done_by: JSONColumnType<Actor>
  checked_at: Timestamp | null
}

export const tablesOf = (transaction: Transaction) =>
  transaction.$extendTables<{ request_deed: RequestDeedRow }>()

const course = notPersonal('what was done about a right, in codes and counts')
const about: Field = {
  pd: 'link',
  for: ['rights_requests'],
  source: 'derived',
  portable: false,
  erase: 'keep',
}

export const deedTables: readonly TableDeclaration[] = [
  declareTable<RequestDeedRow>({
    table: 'request_deed',
    subject: { via: 'request_id', table: 'privacy_request' },
    rows: 'anonymise',
    starts: { case_closed: 'done_at' },
    columns: {
      organization_id: notPersonal('the tenant'),
      request_id: about,
      kind: course,
      details: course,
      // Whoever is erased is erased here too.
      changes: { ...about, pd: 'identity', source: 'provided', erase: 'null' },
      state: course,
      found: course,
      content_hash: notPersonal('a digest of what was handed over, kept nowhere here'),
      content_bytes: course,
      done_at: course,
      done_by: {
        pd: 'action_record',
        for: ['staff_accountability'],
        source: 'observed',
        portable: false,
        erase: 'keep',
        whose: [{ via: 'done_by.id', table: 'account' }],
      },
      checked_at: course,
    },
  }),
]

export type StoredDeed = Selectable<RequestDeedRow>

export const readDeed = (
  transaction: Transaction,
  requestId: Id<'privacyRequest'>,
): Promise<StoredDeed | undefined> =>
  tablesOf(transaction)
    .selectFrom('request_deed')
    .selectAll()
    .where('request_id', '=', requestId)
    .executeTakeFirst()

export const unchecked = (
  transaction: Transaction,
  organizationId: OrganizationId,
  most: number,
): Promise<readonly StoredDeed[]> =>
  tablesOf(transaction)
    .selectFrom('request_deed')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('state', '=', 'done')
    .orderBy('done_at')
    .limit(most)
    .execute()
