/** Links on their way stop working: with the sessions they would bring back, or because their address is not theirs any more. */
import type { AccountId, OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { tablesOf } from './account-store.ts'

export const voidLinks = async (
  transaction: Transaction,
  { organizationId, accountId }: { readonly organizationId: OrganizationId; readonly accountId: AccountId },
): Promise<void> => {
  await tablesOf(transaction)
    .updateTable('sign_in_link')
    // In no clock's future, whichever replica's it is.
    .set({ expires_at: sql<Date>`created_at` })
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .execute()
}
