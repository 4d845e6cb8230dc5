/** The one table HTTP keeps. */
import {
  declareTable,
  notPersonal,
  type Instant,
  type OrganizationId,
  type TableDeclaration,
} from '@loge/kernel'
import type { Timestamp } from '@loge/storage'

export interface IdempotencyKeyRow {
  organization_id: OrganizationId
  key_hash: Buffer
  fingerprint: Buffer
  claimed_at: Timestamp
  locked_until: Timestamp
  acted_at: Timestamp | null
  sealed_answer: Buffer | null
}

export type HttpTables = {
  idempotency_key: IdempotencyKeyRow
}

export const httpTables: readonly TableDeclaration[] = [
  declareTable<Record<keyof IdempotencyKeyRow, Instant | Buffer | OrganizationId | null>>({
    table: 'idempotency_key',
    subject: 'no_subject',
    rows: 'none',
    columns: {
      organization_id: notPersonal('the tenant'),
      key_hash: notPersonal('a digest of a random key the caller made for one request'),
      fingerprint: notPersonal('a digest of a request under a random key; it cannot be compared across keys'),
      claimed_at: notPersonal('when a request was made, without saying by whom or what for'),
      locked_until: notPersonal('a technical deadline'),
      acted_at: notPersonal('when what was asked was done, without saying what'),
      sealed_answer: notPersonal(
        'sealed with the caller’s own random key, which is not stored: unreadable here',
      ),
    },
  }),
]
