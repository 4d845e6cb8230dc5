/** Letters over HTTP, for those who answer for every account. */
import { accountNames } from '@loge/features/accounts/server'
import { appendEvents } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { createCursor, Problem, serve, toPage, type Endpoint, type Reach } from '@loge/http'
import { addMs, asId, formatId, type Id, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { noticeFacts, WORTH_MS } from '../core/index.ts'
import { noticeRoutes as routes } from '../wire.ts'
import type { SendLetter } from './letter.ts'
import { putNotices } from './put-notices.ts'
import type { NoticeRow, NoticeTables } from './tables.ts'

export interface NoticesDeps {
  readonly database: Database
  readonly world: World
  readonly sendLetter?: SendLetter
}

const requireWhole = ({ wholeOrganization }: Reach): void => {
  if (!wholeOrganization)
    throw new Problem(
      403,
      'permission_denied',
      'Letters go to every account. Ask who answers for all of them.',
    )
}

const notices = (transaction: Transaction) => transaction.$extendTables<NoticeTables>()

const viewAll = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  rows: readonly Selectable<NoticeRow>[],
) => {
  const accountIds = rows.map(({ account_id }) => account_id)
  const names = await accountNames(transaction, organizationId, accountIds)
  return rows.map((row) => ({
    id: row.id,
    accountId: row.account_id,
    accountName: names.get(row.account_id) ?? null,
    template: row.template,
    state: row.state,
    code: row.code,
    attempts: row.attempts,
    createdAt: row.created_at,
    nextTryAt: row.state === 'waiting' ? row.next_try_at : null,
    endedAt: row.ended_at,
  }))
}

const viewOne = async (transaction: Transaction, organizationId: OrganizationId, id: Id<'notice'>) => {
  const rows = await notices(transaction)
    .selectFrom('notice')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .execute()
  const [notice] = await viewAll(transaction, organizationId, rows)
  if (notice === undefined) throw new Problem(404, 'notice_unknown', 'There is no such letter.')
  return notice
}

const cursor = createCursor(
  'notices',
  z.uuid().transform((id) => asId('notice', id)),
)

const list = ({ database, sendLetter }: NoticesDeps): Endpoint =>
  serve(routes.list, ({ organizationId, reach, query: { limit, state, ...query } }) => {
    requireWhole(reach)
    const after = cursor.decode(query.cursor)
    return database.transaction(organizationId, async (transaction) => {
      let wanted = notices(transaction)
        .selectFrom('notice')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('id', 'desc')
        .limit(limit + 1)
      if (state !== undefined) wanted = wanted.where('state', '=', state)
      if (after !== undefined) wanted = wanted.where('id', '<', after)
      const page = toPage(await wanted.execute(), limit, { cursor, positionOf: ({ id }) => id })
      const data = await viewAll(transaction, organizationId, page.data)
      return { data, nextCursor: page.nextCursor, mailIsSetUp: sendLetter !== undefined }
    })
  })

const tryAgain = ({ database, world }: NoticesDeps): Endpoint =>
  serve(routes.tryAgain, (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const { id } = call.params
    return database.transaction(organizationId, async (transaction) => {
      const now = world.now()
      const again = await notices(transaction)
        .updateTable('notice')
        .set({
          state: 'waiting',
          attempts: 0,
          next_try_at: new Date(now),
          deadline_at: new Date(addMs(now, WORTH_MS)),
          ended_at: null,
        })
        .where('organization_id', '=', organizationId)
        .where('id', '=', id)
        .where('state', 'in', ['failed', 'given_up'])
        .returning('template')
        .executeTakeFirst()
      const notice = await viewOne(transaction, organizationId, id)
      if (again === undefined)
        throw new Problem(409, 'notice_not_over', 'This letter left, or is being tried already.')
      await appendEvents(transaction, world, organizationId, [
        {
          id: newId(world, 'event'),
          type: noticeFacts.retried.type,
          occurredAt: now,
          actor,
          payload: { noticeId: formatId('notice', id), template: again.template },
        },
      ])
      return notice
    })
  })

const test = ({ database, world }: NoticesDeps): Endpoint =>
  serve(routes.test, ({ organizationId, principal, reach, language }) => {
    requireWhole(reach)
    if (principal.kind !== 'account')
      throw new Problem(403, 'account_required', 'Sign in: a key has no address to write to.')
    return database.transaction(organizationId, async (transaction) => {
      const aboutId = newId(world, 'notice')
      const accountIds = [principal.accountId]
      await putNotices(transaction, world, organizationId, {
        template: 'test',
        aboutId,
        accountIds,
        language,
      })
      const { id } = await notices(transaction)
        .selectFrom('notice')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('about_id', '=', aboutId)
        .executeTakeFirstOrThrow()
      return viewOne(transaction, organizationId, id)
    })
  })

export const noticesEndpoints = (deps: NoticesDeps): readonly Endpoint[] => [
  list(deps),
  test(deps),
  tryAgain(deps),
]
