/** Whether somebody who asked for what goes on by itself may still have it: asked again before each step. */
import { asId, type Instant, type OrganizationId, type SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { grantsOf, type Grant } from '../core/index.ts'
import { scopeOf, tablesOf } from './account-store.ts'
import { loadEveryGrant } from './delegations.ts'

export interface Acting {
  readonly organizationId: OrganizationId
  readonly siteId: SiteId
  readonly actor: { readonly kind: string; readonly id?: string }
  readonly at: Instant
}

const accountGrants = async (
  transaction: Transaction,
  { organizationId, at }: Acting,
  id: string,
): Promise<readonly Grant[]> => {
  const accountId = asId('account', id)
  const account = await tablesOf(transaction)
    .selectFrom('account')
    .select('status')
    .where('organization_id', '=', organizationId)
    .where('id', '=', accountId)
    .executeTakeFirst()
  return account?.status === 'active' ? loadEveryGrant(transaction, organizationId, { accountId, at }) : []
}

const keyGrants = async (
  transaction: Transaction,
  { organizationId, at }: Acting,
  id: string,
): Promise<readonly Grant[]> => {
  const key = await tablesOf(transaction)
    .selectFrom('api_key')
    .innerJoin('role', (join) =>
      join
        .onRef('role.organization_id', '=', 'api_key.organization_id')
        .onRef('role.id', '=', 'api_key.role_id'),
    )
    .select(['api_key.scope', 'api_key.site_id', 'api_key.expires_at', 'role.permissions'])
    .where('api_key.organization_id', '=', organizationId)
    .where('api_key.id', '=', asId('apiKey', id))
    .where('api_key.revoked_at', 'is', null)
    .executeTakeFirst()
  if (key === undefined || (key.expires_at !== null && key.expires_at <= at)) return []
  return grantsOf([{ permissions: key.permissions, scope: scopeOf(key.scope, key.site_id) }])
}

/** The system may what it was built to do; a person or a key what they hold at that instant. */
export const mayStill = async (
  transaction: Transaction,
  acting: Acting,
  permission: string,
): Promise<boolean> => {
  const { kind, id } = acting.actor
  if (kind === 'system') return true
  if (id === undefined || (kind !== 'account' && kind !== 'apiKey')) return false
  const grants = await (kind === 'account' ? accountGrants : keyGrants)(transaction, acting, id)
  return grants.some(
    (grant) =>
      grant.permission === permission &&
      (grant.scope.kind === 'organization' ||
        (grant.scope.kind === 'site' && grant.scope.siteId === acting.siteId)),
  )
}
