/** The first account of an organization: there is no default password, only a one-time link for whoever starts it. */
import type { AccountId, OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { insertAccount } from './create-account.ts'
import { heldAt, tablesOf } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { ensureRoles, findRoleByCode } from './roles.ts'

export interface FirstAdministrator {
  readonly personId: PersonId
  readonly email: string
}

/** An active administrator of the organization, the longest serving one, if there is any. Also brings the built-in roles up to date. */
const administratorIn = async (
  transaction: Transaction,
  { world }: Pick<AccountsDeps, 'world'>,
  organizationId: OrganizationId,
) => {
  await ensureRoles(transaction, world, organizationId)
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
    .where(heldAt(world.now()))
    .where('account.status', '=', 'active')
    .orderBy('assignment.given_at')
    .limit(1)
    .executeTakeFirst()
  return { role, accountId: present?.id }
}

export const findAdministrator = (
  deps: Pick<AccountsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
): Promise<AccountId | undefined> =>
  deps.database.transaction(
    organizationId,
    async (transaction) => (await administratorIn(transaction, deps, organizationId)).accountId,
  )

/** Makes this person administrator unless the organization has one; answers an administrator's account. */
export const ensureFirstAdministrator = (
  deps: Pick<AccountsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
  first: FirstAdministrator,
): Promise<{ readonly accountId: AccountId; readonly created: boolean }> =>
  deps.database.transaction(organizationId, async (transaction) => {
    const { role, accountId: present } = await administratorIn(transaction, deps, organizationId)
    if (present !== undefined) return { accountId: present, created: false }
    const asker = {
      organizationId,
      giver: { kind: 'system' },
      actor: { kind: 'system', id: 'first-start' },
      siteIds: undefined,
      at: deps.world.now(),
    } as const
    const roles = [{ roleId: role.id, scope: { kind: 'organization' } }] as const
    const accountId = await insertAccount(transaction, deps, asker, { ...first, roles })
    return { accountId, created: true }
  })
