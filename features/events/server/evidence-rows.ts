/** Rows of the log and of its chain as the core's proof sees them. */
import type { OrganizationId } from '@loge/kernel'
import type { Selectable } from 'kysely'
import type { EventPublicPart, SealedBlock, SealedRow } from '../core/index.ts'
import { storedEventOf, type StoredRow } from './read-events.ts'
import type { EventBlockRow } from './tables.ts'

const LEAF_BYTES = 32

export const publicPartOf = (row: StoredRow): EventPublicPart => ({
  organizationId: row.organization_id,
  id: row.id,
  type: row.type,
  version: row.version,
  retention: row.retention_class,
  occurredAt: row.occurred_at,
  receivedAt: row.received_at,
  filedAt: row.filed_at,
  late: row.late,
  siteId: row.site_id,
  entranceId: row.entrance_id,
  deviceId: row.device_id,
  edge: storedEventOf(row).edge ?? null,
})

export const sealedRowOf = (row: StoredRow): SealedRow => ({
  position: row.position,
  part: publicPartOf(row),
  commitment: row.commitment,
  opened:
    row.salt === null
      ? undefined
      : {
          salt: row.salt,
          subject: { personId: row.person_id, actor: storedEventOf(row).actor, payload: row.payload ?? {} },
        },
})

export const sealedBlockOf = (row: Selectable<EventBlockRow>): SealedBlock => ({
  header: {
    organizationId: row.organization_id as OrganizationId,
    number: row.number,
    retention: row.retention_class,
    month: row.month,
    count: row.count,
    after: `${row.after_xact}.${row.after_position}`,
    until: `${row.until_xact}.${row.until_position}`,
    root: row.root.toString('hex'),
    previousHash: row.previous_hash.toString('hex'),
    sealedAt: row.sealed_at,
  },
  hash: row.hash,
  positions: row.positions.map(Number),
  leaves: Array.from({ length: Math.ceil(row.leaves.length / LEAF_BYTES) }, (_, at) =>
    row.leaves.subarray(at * LEAF_BYTES, (at + 1) * LEAF_BYTES),
  ),
})
