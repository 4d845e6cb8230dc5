/** Reads credentials: what they are and their status at an instant. Their digests are read only for snapshots. */
import type { CredentialId, Instant, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { CredentialKind } from '../core/index.ts'
import { heldAt } from './as-of.ts'
import type { AccessTables } from './tables.ts'

export interface StoredCredential {
  readonly id: CredentialId
  readonly siteId: SiteId
  readonly personId: PersonId
  readonly kind: CredentialKind
  /** What tells it from the others of its kind; older ones have none. */
  readonly label: string | null
  readonly status: 'active' | 'suspended' | 'lost'
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  readonly createdAt: Instant
  /** Since when it has this status. */
  readonly statusSince: Instant
}

export interface CredentialFilter {
  readonly ids?: readonly CredentialId[]
  readonly siteIds?: readonly SiteId[] | undefined
  readonly personId?: PersonId | undefined
  readonly asOf?: Instant | undefined
  readonly after?: CredentialId | undefined
  readonly limit?: number
}

export const loadCredentials = async (
  transaction: Transaction,
  { ids, siteIds, personId, asOf, after, limit }: CredentialFilter,
): Promise<readonly StoredCredential[]> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('credential as c')
    .innerJoin('credential_status as s', (join) =>
      join.onRef('s.organization_id', '=', 'c.organization_id').onRef('s.credential_id', '=', 'c.id'),
    )
    .select([
      'c.id',
      'c.site_id',
      'c.person_id',
      'c.kind',
      'c.label',
      'c.valid_from',
      'c.valid_until',
      'c.created_at',
      's.status',
      's.valid_from as status_since',
    ])
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`c.id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`c.site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(personId !== undefined, (query) => query.where(sql<boolean>`c.person_id = ${personId}`))
    .$if(asOf === undefined, (query) => query.where('s.valid_until', 'is', null))
    .$if(asOf !== undefined, (query) => query.where(heldAt('s.valid_from', 's.valid_until', asOf as Instant)))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`c.id > ${after}`))
    .orderBy('c.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    personId: row.person_id,
    kind: row.kind,
    label: row.label,
    status: row.status,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    createdAt: row.created_at,
    statusSince: row.status_since,
  }))
}

export interface Digests {
  readonly digest: string
  /** Of a plate: of its folded value. */
  readonly lookAlike: string | null
}

export const loadDigests = async (
  transaction: Transaction,
  siteId: SiteId,
): Promise<ReadonlyMap<CredentialId, Digests>> => {
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('credential_secret')
    .select(['credential_id', 'digest', 'look_alike'])
    .where('site_id', '=', siteId)
    .execute()
  return new Map(rows.map((row) => [row.credential_id, { digest: row.digest, lookAlike: row.look_alike }]))
}
