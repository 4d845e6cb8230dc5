/** What the people behind accounts are called, for features to the left that know accounts by their id only. */
import { mayReadAccounts, mayReadPeople } from '@loge/features/events/server'
import type { PeopleTables } from '@loge/features/people/server'
import type { Principal } from '@loge/http'
import type { AccountId, OrganizationId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { AccountTables } from './tables.ts'

export type AccountNames = ReadonlyMap<AccountId, string>

export const accountNames = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  accountIds: readonly AccountId[],
): Promise<AccountNames> => {
  if (accountIds.length === 0) return new Map()
  const rows = await transaction
    .$extendTables<AccountTables & Pick<PeopleTables, 'person'>>()
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organization_id', '=', 'account.organization_id')
        .onRef('person.id', '=', 'account.person_id'),
    )
    .select(['account.id', 'person.given_name', 'person.family_name'])
    .where('account.organization_id', '=', organizationId)
    .where('account.id', 'in', [...new Set(accountIds)])
    .execute()
  return new Map(rows.map((row) => [row.id, `${row.given_name} ${row.family_name}`]))
}

/** Who reads neither the people nor the accounts of a site knows colleagues by their id, and themselves by name. */
export const namesKnownTo = (
  caller: { readonly principal: Principal },
  siteId: SiteId,
  names: AccountNames,
): AccountNames => {
  if (mayReadPeople(caller, siteId) || mayReadAccounts(caller, siteId)) return names
  const { principal } = caller
  return new Map([...names].filter(([id]) => principal.kind === 'account' && id === principal.accountId))
}
