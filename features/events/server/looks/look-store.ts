/** Looks as they are stored. */
import type { Principal } from '@loge/http'
import type { AccountId, Instant, LookId, OrganizationId, PersonId } from '@loge/kernel'
import { executePrepared, type Transaction } from '@loge/storage'
import { sql, type Insertable, type Selectable } from 'kysely'
import type { OpenLook } from '../../core/index.ts'
import type { EventTables, LookRow } from '../tables.ts'

export type StoredLook = Selectable<LookRow>

const looks = (transaction: Transaction, organizationId: OrganizationId) =>
  transaction
    .$extendTables<EventTables>()
    .selectFrom('look')
    .selectAll()
    .where('organization_id', '=', organizationId)

const isManager = (principal: Principal): boolean =>
  principal.kind === 'account' &&
  principal.grants.some(({ permission, scope }) => permission === 'people.manage' && scope.kind !== 'own')

/** The looks an account has open: none for whoever may no longer manage people, none ever for a key. */
export const findOpenLooks = async (
  transaction: Transaction,
  { organizationId, principal, now }: Looking,
): Promise<readonly StoredLook[]> =>
  principal.kind === 'account' && isManager(principal)
    ? executePrepared(
        transaction,
        looks(transaction, organizationId)
          .where('account_id', '=', principal.accountId)
          .where(sql<boolean>`closes_at > ${new Date(now)}`)
          .orderBy('id', 'desc'),
      )
    : []

export interface Looking {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly now: Instant
}

export const openLookOf = (row: StoredLook): OpenLook => ({
  id: row.id,
  personId: row.person_id,
  from: row.covers_from,
  until: row.covers_until,
})

export const insertLook = async (transaction: Transaction, row: Insertable<LookRow>): Promise<void> => {
  await transaction.$extendTables<EventTables>().insertInto('look').values(row).execute()
}

export const findLooks = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  ids: readonly LookId[],
): Promise<readonly StoredLook[]> =>
  ids.length === 0 ? [] : looks(transaction, organizationId).where('id', 'in', ids).execute()

/** Newest first; `accountId`: only theirs. */
export const listLooks = (
  transaction: Transaction,
  organizationId: OrganizationId,
  page: {
    readonly accountId: AccountId | undefined
    readonly after: LookId | undefined
    readonly limit: number
  },
): Promise<readonly StoredLook[]> => {
  const { accountId, after, limit } = page
  let query = looks(transaction, organizationId)
    .orderBy('id', 'desc')
    .limit(limit + 1)
  if (accountId !== undefined) query = query.where('account_id', '=', accountId)
  if (after !== undefined) query = query.where('id', '<', after)
  return query.execute()
}

/** Returns those it ended. */
export const endLooks = async (
  transaction: Transaction,
  ending: {
    readonly organizationId: OrganizationId
    readonly accountId: AccountId
    readonly personId: PersonId
    readonly now: Instant
  },
): Promise<readonly LookId[]> => {
  const { organizationId, accountId, personId, now } = ending
  const ended = await transaction
    .$extendTables<EventTables>()
    .updateTable('look')
    // A look opened this very millisecond still lasts one.
    .set({ closes_at: sql`greatest(${new Date(now)}::timestamptz, opened_at + interval '1 millisecond')` })
    .where('organization_id', '=', organizationId)
    .where('account_id', '=', accountId)
    .where('person_id', '=', personId)
    .where(sql<boolean>`closes_at > ${new Date(now)}`)
    .returning('id')
    .execute()
  return ended.map(({ id }) => id)
}
