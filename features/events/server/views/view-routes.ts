/** Saved views: a name for a filter. What a view asks is judged anew at each use, so it opens no door to anybody. */
import { Problem, requireVersion, serve, type Endpoint, type Principal, type Reach } from '@loge/http'
import { newId, type AccountId, type OrganizationId, type SavedViewId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import { z } from 'zod'
import { viewRoutes as routes } from '../../wire.ts'
import type { EventTables, SavedViewRow } from '../tables.ts'

interface ViewDeps {
  readonly database: Database
  readonly world: World
}

interface Caller {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

type Stored = Selectable<SavedViewRow>
type Input = z.output<typeof routes.save.body>

/** More than anybody finds again. */
const MOST_VIEWS = 50
const MOST_LISTED = 200

const tables = (transaction: Transaction) => transaction.$extendTables<EventTables>()

const accountOf = ({ principal }: Pick<Caller, 'principal'>): AccountId => {
  if (principal.kind === 'account') return principal.accountId
  throw new Problem(403, 'account_required', 'Sign in: a key has no views of its own.')
}

const unknown = () => new Problem(404, 'saved_view_unknown', 'You have no such view.')

const requireSite = ({ reach }: Caller, { siteId }: Input): void => {
  if (siteId !== null && !reach.wholeOrganization && !reach.siteIds.includes(siteId))
    throw new Problem(404, 'not_found', 'There is no such site that you may see.')
}

const filterShape = routes.save.body.shape.filters

/** As it is stored: in wire form, the person apart. */
const columnsOf = ({ name, siteId, filters: { person, ...filters } }: Input) => ({
  name,
  site_id: siteId,
  person_id: person ?? null,
  filters: JSON.stringify(z.encode(filterShape, filters)),
})

const view = (row: Stored, accountId: AccountId | undefined) => ({
  id: row.id,
  name: row.name,
  siteId: row.site_id,
  filters: {
    ...filterShape.parse(row.filters),
    ...(row.person_id === null ? {} : { person: row.person_id }),
  },
  own: row.account_id === accountId,
  version: row.version,
})

const findOwn = async (transaction: Transaction, caller: Caller, id: SavedViewId): Promise<Stored> => {
  const row = await tables(transaction)
    .selectFrom('saved_view')
    .selectAll()
    .where('organization_id', '=', caller.organizationId)
    .where('id', '=', id)
    .where('account_id', '=', accountOf(caller))
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw unknown()
  return row
}

const list = ({ database }: ViewDeps): Endpoint =>
  serve(routes.list, ({ organizationId, principal, reach }) =>
    database.transaction(organizationId, async (transaction) => {
      const accountId = principal.kind === 'account' ? principal.accountId : undefined
      const rows = await tables(transaction)
        .selectFrom('saved_view')
        .selectAll()
        .where('organization_id', '=', organizationId)
        .where((row) =>
          row.or([
            ...(accountId === undefined ? [] : [row('account_id', '=', accountId)]),
            ...(reach.wholeOrganization ? [row('site_id', 'is not', null)] : []),
            ...(reach.siteIds.length > 0 ? [row('site_id', 'in', reach.siteIds)] : []),
          ]),
        )
        .orderBy('name')
        .orderBy('id')
        .limit(MOST_LISTED)
        .execute()
      return { data: rows.map((row) => view(row, accountId)) }
    }),
  )

const save = ({ database, world }: ViewDeps): Endpoint =>
  serve(routes.save, (call) => {
    const accountId = accountOf(call)
    const { organizationId, body } = call
    requireSite(call, body)
    return database.transaction(organizationId, async (transaction) => {
      const { count } = await tables(transaction)
        .selectFrom('saved_view')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('organization_id', '=', organizationId)
        .where('account_id', '=', accountId)
        .executeTakeFirstOrThrow()
      if (Number(count) >= MOST_VIEWS)
        throw new Problem(409, 'too_many_views', `Remove a view first: ${MOST_VIEWS} are kept at most.`)
      const row = await tables(transaction)
        .insertInto('saved_view')
        .values({
          organization_id: organizationId,
          id: newId(world, 'savedView'),
          account_id: accountId,
          version: 1,
          ...columnsOf(body),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return view(row, accountId)
    })
  })

const change = ({ database }: ViewDeps): Endpoint =>
  serve(routes.change, (call) => {
    requireSite(call, call.body)
    return database.transaction(call.organizationId, async (transaction) => {
      const before = await findOwn(transaction, call, call.params.id)
      requireVersion(call.ifMatch, before.version)
      const row = await tables(transaction)
        .updateTable('saved_view')
        .set({ ...columnsOf(call.body), version: before.version + 1 })
        .where('organization_id', '=', call.organizationId)
        .where('id', '=', before.id)
        .returningAll()
        .executeTakeFirstOrThrow()
      return view(row, before.account_id)
    })
  })

const remove = ({ database }: ViewDeps): Endpoint =>
  serve(routes.remove, (call) =>
    database.transaction(call.organizationId, async (transaction) => {
      const { id } = await findOwn(transaction, call, call.params.id)
      await tables(transaction)
        .deleteFrom('saved_view')
        .where('organization_id', '=', call.organizationId)
        .where('id', '=', id)
        .execute()
      return undefined
    }),
  )

export const viewEndpoints = (deps: ViewDeps): readonly Endpoint[] => [
  list(deps),
  save(deps),
  change(deps),
  remove(deps),
]
