/** For `loge key create`: a key that no account makes, but whoever runs the installation. */
import type { Instant, OrganizationId } from '@loge/kernel'
import type { RoleCode, Scope } from '../core/index.ts'
import { createApiKey } from './api-keys.ts'
import type { AccountsDeps } from './deps.ts'
import { ensureRoles, findRoleByCode } from './roles.ts'

export interface KeyForSystem {
  readonly role: RoleCode
  readonly label: string
  readonly scope: Scope
  readonly expiresAt: Instant | null
}

export const createKeyForSystem = async (
  deps: Pick<AccountsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
  { role, ...wanted }: KeyForSystem,
) => {
  const { id: roleId } = await deps.database.transaction(organizationId, async (transaction) => {
    await ensureRoles(transaction, deps.world, organizationId)
    return findRoleByCode(transaction, organizationId, role)
  })
  return createApiKey(
    deps,
    organizationId,
    { ...wanted, roleId },
    {
      giver: { kind: 'system' },
      actor: { kind: 'system', id: 'command-line' },
      accountId: null,
    },
  )
}
