/** The first account of an organization: there is no default password, only a one-time link for whoever starts it. */
import type { AccountId, OrganizationId, PersonId } from '@loge/kernel'
import { insertAccount } from './create-account.ts'
import { tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { ensureRoles, findRoleByCode } from './roles.ts'

export interface FirstAdministrator {
  readonly personId: PersonId
  readonly email: string
}

/** Makes this person administrator unless the organization has one; answers an administrator's account. Also brings the built-in roles up to date. */
export const ensureFirstAdministrator = (
  deps: Pick<AccountsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
  first: FirstAdministrator,
): Promise<{ readonly accountId: AccountId; readonly created: boolean }> =>
  deps.database.transaction(organizationId, async (transaction) => {
    await ensureRoles(transaction, deps.world, organizationId)
    const role = await findRoleByCode(transaction, organizationId, 'administrator')
    const present = await tablesOf(transaction)
      .selectFrom('role_assignment as assignment')
      .innerJoin('account', (join) =>
        join
          .onRef('account.organization_id', '=', 'assignment.organization_id')
          .onRef('account.id', '=', 'assignment.account_id'),
      )
      .select('account.id')
      .where('assignment.organization_id', '=', organizationId)
      .where('assignment.role_id', '=', role.id)
      .where('assignment.ended_at', 'is', null)
      .where('account.status', '=', 'active')
      .orderBy('assignment.given_at')
      .limit(1)
      .executeTakeFirst()
    if (present !== undefined) return { accountId: present.id, created: false }
    const asker = {
      organizationId,
      giver: { kind: 'system' },
      actor: { kind: 'system', id: 'first-start' },
      siteIds: undefined,
    } as const
    const roles = [{ roleId: role.id, scope: { kind: 'organization' } }] as const
    const accountId = await insertAccount(transaction, deps, asker, { ...first, roles })
    return { accountId, created: true }
  })
