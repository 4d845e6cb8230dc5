/** What the organization looks for: shown in the public form for as long as it is open. */
import { Problem } from '@loge/http'
import { type Id, newId, type OrganizationId } from '@loge/kernel'
import type { Sentence } from '@loge/features/law/core'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { applicationTablesOf } from './tables.ts'

export const openOpenings = (transaction: Transaction, organizationId: OrganizationId) =>
  applicationTablesOf(transaction)
    .selectFrom('job_opening')
    .select(['id', 'title', 'body'])
    .where('organization_id', '=', organizationId)
    .where('closed_at', 'is', null)
    .orderBy('opened_at', 'desc')
    .limit(50)
    .execute()

export const listOpenings = ({ database }: RelationsDeps, { organizationId }: Desk) =>
  database.transaction(organizationId, async (transaction) => {
    const rows = await applicationTablesOf(transaction)
      .selectFrom('job_opening as o')
      .select(['o.id', 'o.title', 'o.body', 'o.opened_at', 'o.closed_at'])
      .select(
        sql<number>`(select count(*)::int from application_file f
          where f.organization_id = o.organization_id and f.opening_id = o.id)`.as('applications'),
      )
      .where('o.organization_id', '=', organizationId)
      .orderBy(sql`o.closed_at is not null`)
      .orderBy('o.opened_at', 'desc')
      .limit(200)
      .execute()
    return {
      data: rows.map(({ id, title, body, opened_at: openedAt, closed_at: closedAt, applications }) => ({
        id,
        title,
        body,
        openedAt,
        closedAt,
        applications,
      })),
    }
  })

export const beginOpening = (
  { database, world }: RelationsDeps,
  { organizationId }: Desk,
  { title, body }: { readonly title: Sentence; readonly body: Sentence },
) =>
  database.transaction(organizationId, async (transaction) => {
    const id = newId(world, 'jobOpening')
    await applicationTablesOf(transaction)
      .insertInto('job_opening')
      .values({
        organization_id: organizationId,
        id,
        version: 1,
        title: JSON.stringify(title),
        body: JSON.stringify(body),
        opened_at: new Date(world.now()),
        closed_at: null,
      })
      .execute()
    return { id }
  })

export const closeOpening = (
  { database, world }: RelationsDeps,
  { organizationId }: Desk,
  id: Id<'jobOpening'>,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const { numUpdatedRows } = await applicationTablesOf(transaction)
      .updateTable('job_opening')
      .set({ closed_at: sql`coalesce(closed_at, ${new Date(world.now())})` })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) throw new Problem(404, 'not_found', 'There is no such opening.')
  })
