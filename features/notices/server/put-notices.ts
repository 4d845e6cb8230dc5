/** A letter is owed from the moment what it tells is true: in the same transaction, once for each account. */
import { addMs, newId, type AccountId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { WORTH_MS } from '../core/index.ts'
import type { NoticeTables } from './tables.ts'

export interface Owed {
  readonly template: string
  readonly aboutId: string
  readonly accountIds: readonly AccountId[]
  readonly language: 'en' | 'fr'
}

export const putNotices = async (
  transaction: Transaction,
  world: World,
  organizationId: OrganizationId,
  { template, aboutId, accountIds, language }: Owed,
): Promise<void> => {
  if (accountIds.length === 0) return
  const now = world.now()
  await transaction
    .$extendTables<NoticeTables>()
    .insertInto('notice')
    .values(
      accountIds.map((accountId) => ({
        organization_id: organizationId,
        id: newId(world, 'notice'),
        account_id: accountId,
        template,
        about_id: aboutId,
        language,
        state: 'waiting',
        code: null,
        attempts: 0,
        created_at: new Date(now),
        next_try_at: new Date(now),
        deadline_at: new Date(addMs(now, WORTH_MS)),
        ended_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'template', 'about_id', 'account_id']).doNothing(),
    )
    .execute()
}
