/** Reads grants. A grant never changes: it is revoked and another is made. */
import type { AccessGrantId, AccessProfileId, Instant, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { GrantedTo, LeaseClass } from '../core/index.ts'
import { heldAt } from './as-of.ts'
import type { AccessTables } from './tables.ts'

export interface StoredGrant {
  readonly id: AccessGrantId
  readonly siteId: SiteId
  readonly accessProfileId: AccessProfileId
  readonly to: GrantedTo
  readonly leaseClass: LeaseClass
  readonly validFrom: Instant
  readonly validUntil: Instant | null
  readonly reason: string
  readonly grantedAt: Instant
  readonly grantedBy: { readonly kind: string; readonly id: string | null }
  readonly revokedAt: Instant | null
  readonly revokeReason: string | null
}

export interface GrantFilter {
  readonly ids?: readonly AccessGrantId[]
  readonly siteIds?: readonly SiteId[] | undefined
  readonly personId?: PersonId | undefined
  readonly profileId?: AccessProfileId | undefined
  /** Those recorded then and not revoked by then. */
  readonly asOf?: Instant | undefined
  readonly withRevoked?: boolean
  readonly after?: AccessGrantId | undefined
  readonly limit?: number
}

type Granted = Pick<
  AccessTables['access_grant'],
  'person_id' | 'residents_of_building_id' | 'residents_of_unit_id' | 'role_id'
>

const grantedTo = ({
  person_id: personId,
  residents_of_unit_id: unitId,
  role_id: roleId,
  residents_of_building_id: buildingId,
}: Granted): GrantedTo => {
  if (personId !== null) return { kind: 'person', personId }
  if (unitId !== null) return { kind: 'home', unitId }
  return roleId === null ? { kind: 'residents', buildingId } : { kind: 'role', roleId }
}

export const loadGrants = async (
  transaction: Transaction,
  filter: GrantFilter,
): Promise<readonly StoredGrant[]> => {
  const { ids, siteIds, personId, profileId, asOf, withRevoked = false, after, limit } = filter
  const rows = await transaction
    .$extendTables<AccessTables>()
    .selectFrom('access_grant')
    .selectAll()
    .$if(ids !== undefined, (query) => query.where(sql<boolean>`id = any(${[...(ids ?? [])]}::uuid[])`))
    .$if(siteIds !== undefined, (query) =>
      query.where(sql<boolean>`site_id = any(${[...(siteIds ?? [])]}::uuid[])`),
    )
    .$if(personId !== undefined, (query) => query.where(sql<boolean>`person_id = ${personId}`))
    .$if(profileId !== undefined, (query) => query.where(sql<boolean>`access_profile_id = ${profileId}`))
    .$if(asOf !== undefined, (query) => query.where(heldAt('granted_at', 'revoked_at', asOf as Instant)))
    .$if(asOf === undefined && !withRevoked, (query) => query.where('revoked_at', 'is', null))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`id > ${after}`))
    .orderBy('id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    siteId: row.site_id,
    accessProfileId: row.access_profile_id,
    to: grantedTo(row),
    leaseClass: row.lease_class,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    reason: row.reason,
    grantedAt: row.granted_at,
    grantedBy: {
      kind: row.granted_by.kind,
      id: row.granted_by.kind === 'unknown' ? null : row.granted_by.id,
    },
    revokedAt: row.revoked_at,
    revokeReason: row.revoke_reason,
  }))
}
