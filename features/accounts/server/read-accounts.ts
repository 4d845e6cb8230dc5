/** Accounts as administrators see them: all, or those that hold a role at their sites. */
import { createCursor, Problem, toPage } from '@loge/http'
import type { AccountId, Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Actor } from '@loge/features/events/core'
import { searchForm } from '@loge/kernel'
import type { PeopleTables } from '@loge/features/people/server'
import { heldAt, loadAssignments } from './account-store.ts'
import type { AccountsDeps } from './deps.ts'
import { livesThere } from './neighbours.ts'
import type { Giver } from './roles.ts'
import type { AccountTables } from './tables.ts'

/** Who asks, and how far they see: only accounts that hold a role at these sites, or all. */
export interface Asker {
  readonly organizationId: OrganizationId
  readonly giver: Giver
  readonly actor: Actor
  readonly siteIds: readonly SiteId[] | undefined
  /** When they ask: a role that is over by then is not held. */
  readonly at: Instant
}

export const accountUnknown = () => new Problem(404, 'not_found', 'There is no such account.')

/** Of a role at these sites, or over what is their own by somebody who lives there. */
const heldThere = (organizationId: OrganizationId, siteIds: readonly SiteId[], at: Instant) => {
  const lives = livesThere(organizationId, sql.ref('account.person_id'), { siteIds, at })
  return sql<boolean>`(assignment.site_id = any(${[...siteIds]}::uuid[]) or (assignment.scope = 'own' and ${lives}))`
}

const visible = (transaction: Transaction, { organizationId, siteIds, at }: Asker) => {
  const all = transaction
    .$extendTables<AccountTables & Pick<PeopleTables, 'person'>>()
    .selectFrom('account')
    .innerJoin('person', (join) =>
      join
        .onRef('person.organization_id', '=', 'account.organization_id')
        .onRef('person.id', '=', 'account.person_id'),
    )
    .where('account.organization_id', '=', organizationId)
  if (siteIds === undefined) return all
  return all.where((query) =>
    query.exists(
      query
        .selectFrom('role_assignment as assignment')
        .select('assignment.id')
        .where('assignment.organization_id', '=', organizationId)
        .whereRef('assignment.account_id', '=', 'account.id')
        .where(heldAt(at))
        .where(heldThere(organizationId, siteIds, at)),
    ),
  )
}

const columns = [
  sql<string>`person.given_name || ' ' || person.family_name`.as('personName'),
  'account.id',
  'account.person_id as personId',
  'account.email',
  'account.status',
  'account.suspended_at as suspendedAt',
  'account.suspension_article as article',
  'account.suspension_reason as reason',
  'account.created_at as createdAt',
  'account.last_signed_in_at as lastSignedInAt',
  'account.version',
] as const

interface SuspendedFor {
  readonly suspendedAt: Instant | null
  readonly article: string | null
  readonly reason: string | null
}

const withRoles = async <Row extends { readonly id: AccountId } & SuspendedFor>(
  transaction: Transaction,
  { organizationId, at }: Asker,
  rows: readonly Row[],
) => {
  const accountIds = rows.map(({ id }) => id)
  const assignments = await loadAssignments(transaction, organizationId, { accountIds, at })
  return rows.map(({ suspendedAt, article, reason, ...row }) => ({
    ...row,
    suspension:
      suspendedAt === null ? null : { at: suspendedAt, article: article ?? '', reason: reason ?? '' },
    roles: assignments.filter(({ accountId }) => accountId === row.id),
  }))
}

export const viewAccount = async (transaction: Transaction, asker: Asker, accountId: AccountId) => {
  const rows = await visible(transaction, asker).select(columns).where('account.id', '=', accountId).execute()
  const [account] = await withRoles(transaction, asker, rows)
  if (account === undefined) throw accountUnknown()
  return account
}

const cursor = createCursor(
  'accounts',
  z.custom<AccountId>((value) => typeof value === 'string'),
)

const wordsOf = (q = ''): readonly string[] =>
  q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')

export interface AccountList {
  readonly limit: number
  readonly cursor?: string | undefined
  /** Every word of it is part of the name, or of the address. */
  readonly q?: string | undefined
  readonly personId?: PersonId | undefined
  readonly status?: 'active' | 'suspended' | undefined
}

export const listAccounts = ({ database }: AccountsDeps, asker: Asker, list: AccountList) =>
  database.transaction(asker.organizationId, async (transaction) => {
    const after = cursor.decode(list.cursor)
    let query = visible(transaction, asker)
      .select(columns)
      .orderBy('account.id')
      .limit(list.limit + 1)
    if (after !== undefined) query = query.where('account.id', '>', after)
    for (const word of wordsOf(list.q))
      query = query.where(
        sql<boolean>`(person.sort_name like ${`%${searchForm(word)}%`} or position(${word} in account.email) > 0)`,
      )
    if (list.personId !== undefined) query = query.where('account.person_id', '=', list.personId)
    if (list.status !== undefined) query = query.where('account.status', '=', list.status)
    const page = toPage(await query.execute(), list.limit, { cursor, positionOf: ({ id }) => id })
    return { ...page, data: await withRoles(transaction, asker, page.data) }
  })
