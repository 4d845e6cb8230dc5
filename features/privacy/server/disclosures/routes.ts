/** Disclosures over HTTP, for whoever answers for the rights of people over the whole organization. */
import { callerOf } from '@loge/features/places/server'
import { createCursor, type Endpoint, Problem, type Reach, serve, toPage } from '@loge/http'
import { type DisclosureId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { disclosureRoutes as routes } from '../../disclosures-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { notingStops } from '../contracts/watch.ts'
import { disclose } from './disclose.ts'
import { type DisclosureRow, tablesOf } from './tables.ts'

const cursor = createCursor(
  'disclosures',
  z.custom<DisclosureId>((value) => typeof value === 'string'),
)

const requireWhole = ({ wholeOrganization }: Reach): void => {
  if (!wholeOrganization)
    throw new Problem(403, 'permission_denied', 'Disclosures are of the whole organization.')
}

const view = (row: Selectable<DisclosureRow>) => ({
  id: row.id,
  personId: row.person_id,
  at: row.at,
  recipient: row.recipient,
  recipientName: row.recipient_name,
  country: row.country,
  safeguard: row.safeguard,
  activity: row.activity,
  categories: [...row.categories],
  provision: row.provision,
  procedure: row.procedure,
  contentHash: row.content_hash,
  decidedBy: {
    kind: row.decided_by.kind,
    id: row.decided_by.kind === 'unknown' ? null : row.decided_by.id,
  },
})

const requirePeople = async (transaction: Transaction, ids: readonly PersonId[]): Promise<void> => {
  const { found } = await transaction
    .$extendTables<{ person: { id: PersonId } }>()
    .selectFrom('person')
    .select(({ fn }) => fn.countAll<string>().as('found'))
    .where('id', 'in', [...ids])
    .executeTakeFirstOrThrow()
  if (Number(found) < new Set(ids).size) throw new Problem(404, 'not_found', 'Somebody of these is not here.')
}

export const disclosureEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, query, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const after = cursor.decode(query.cursor)
      const { limit, personId } = query
      let asked = tablesOf(transaction)
        .selectFrom('disclosure')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .orderBy('id', 'desc')
        .limit(limit + 1)
      if (after !== undefined) asked = asked.where('id', '<', after)
      if (personId !== undefined) asked = asked.where('person_id', '=', personId)
      const page = toPage(await asked.execute(), limit, { cursor, positionOf: ({ id }) => id })
      return { ...page, data: page.data.map(view) }
    })
  }),
  serve(routes.record, (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const giving = { organizationId, actor, recipient: call.body.recipient }
    return notingStops(deps, giving, () =>
      insideAsPrivacy(deps.database, organizationId, async (transaction) => {
        await requirePeople(transaction, call.body.personIds)
        const ids = await disclose(transaction, deps, { ...call.body, organizationId, actor })
        const rows = await tablesOf(transaction)
          .selectFrom('disclosure')
          .selectAll()
          .where('id', 'in', [...ids])
          .orderBy('id')
          .execute()
        return { data: rows.map(view) }
      }),
    )
  }),
]
