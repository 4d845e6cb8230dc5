/** Looks over HTTP: opened with a reason, reviewed by whoever answers for them, read by the person concerned. */
import { createCursor, serve, toPage, type Endpoint } from '@loge/http'
import {
  asId,
  instant,
  isUuid,
  type AccountId,
  type Instant,
  type LookId,
  type OrganizationId,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { z } from 'zod'
import { eventFacts, type PayloadValue, type StoredEvent } from '../../core/index.ts'
import { lookRoutes as routes } from '../../wire.ts'
import { isOneself } from '../answer.ts'
import { currentCatalogue } from '../current-catalogue.ts'
import { listEvents, storedEventOf, type ListPosition } from '../read-events.ts'
import { findLooks, findOpenLooks, listLooks, type StoredLook } from './look-store.ts'
import { endLook, openLook, type LookDeps } from './open-look.ts'

export interface LookEndpointDeps extends LookDeps {
  /** What the people behind these accounts are called; the log itself knows nothing of accounts. */
  readonly accountNames: (
    transaction: Transaction,
    organizationId: OrganizationId,
    accountIds: readonly AccountId[],
  ) => Promise<ReadonlyMap<AccountId, string>>
}

type Names = ReadonlyMap<AccountId, string>

const view = (row: StoredLook, names: Names, now: Instant) => ({
  id: row.id,
  personId: row.person_id,
  accountId: row.account_id,
  by: names.get(row.account_id) ?? null,
  from: row.covers_from,
  until: row.covers_until,
  reason: row.reason,
  words: row.words,
  openedAt: row.opened_at,
  closesAt: row.closes_at,
  open: row.closes_at > now,
})

const lookCursor = createCursor(
  'looks',
  z.custom<LookId>((value) => typeof value === 'string'),
)
const mineCursor = createCursor<ListPosition>(
  'my-looks',
  z.object({ filedAt: z.number().int(), id: z.uuid() }),
)

const accountOf = ({ actor }: StoredEvent): AccountId | undefined =>
  actor.kind === 'account' ? asId('account', actor.id) : undefined

const lookIdOf = ({ payload }: StoredEvent): LookId | undefined => {
  const { lookId } = payload
  return typeof lookId === 'string' && isUuid(lookId) ? asId('look', lookId) : undefined
}

const instantOf = (value: PayloadValue | undefined): Instant | null =>
  typeof value === 'string' ? instant(Date.parse(value)) : null

const lookTypes = (): readonly string[] =>
  currentCatalogue().definitions.flatMap(({ type, isLook }) => (isLook === true ? [type] : []))

/** About oneself: every fact that says somebody looked, with the words it was done in. */
const mine = ({ database, accountNames }: LookEndpointDeps): Endpoint =>
  serve(routes.mine, async ({ organizationId, principal, query }) => {
    if (principal.kind !== 'account') return { data: [], nextCursor: null }
    const { personId } = principal
    const reach = { wholeOrganization: false, siteIds: [], ownPersonId: personId }
    const filter = { personId, types: lookTypes() }
    return database.transaction(organizationId, async (transaction) => {
      const rows = await listEvents(
        transaction,
        { organizationId, reach, filter },
        { limit: query.limit, after: mineCursor.decode(query.cursor) },
      )
      const page = toPage(rows, query.limit, {
        cursor: mineCursor,
        positionOf: (row) => ({ filedAt: row.filed_at, id: row.id }),
      })
      const events = page.data.map(storedEventOf)
      const looks = await findLooks(
        transaction,
        organizationId,
        events.flatMap((one) => lookIdOf(one) ?? []),
      )
      const names = await accountNames(
        transaction,
        organizationId,
        events.flatMap((one) => accountOf(one) ?? []),
      )
      const data = events.map((event) => {
        const account = accountOf(event)
        const { reason, from, until } = event.payload
        return {
          id: event.id,
          at: event.occurredAt,
          what: event.type === eventFacts.lookOpened.type ? ('movements' as const) : ('name' as const),
          by: (account === undefined ? undefined : names.get(account)) ?? null,
          reason: String(reason ?? ''),
          words: looks.find(({ id }) => id === lookIdOf(event))?.words ?? null,
          from: instantOf(from),
          until: instantOf(until),
        }
      })
      return { data, nextCursor: page.nextCursor }
    })
  })

const review = ({ database, world, accountNames }: LookEndpointDeps): Endpoint =>
  serve(routes.list, ({ organizationId, principal, reach, query }) =>
    database.transaction(organizationId, async (transaction) => {
      if (!reach.wholeOrganization && principal.kind !== 'account') return { data: [], nextCursor: null }
      const accountId =
        reach.wholeOrganization || principal.kind !== 'account' ? undefined : principal.accountId
      const after = lookCursor.decode(query.cursor)
      const rows = await listLooks(transaction, organizationId, { accountId, after, limit: query.limit })
      const page = toPage(rows, query.limit, { cursor: lookCursor, positionOf: ({ id }) => id })
      const names = await accountNames(
        transaction,
        organizationId,
        page.data.map((row) => row.account_id),
      )
      const now = world.now()
      return { data: page.data.map((row) => view(row, names, now)), nextCursor: page.nextCursor }
    }),
  )

const read = ({ database, world, accountNames }: LookEndpointDeps): Endpoint =>
  serve(routes.read, ({ organizationId, principal, params }) =>
    database.transaction(organizationId, async (transaction) => {
      if (isOneself({ principal }, params.id)) return { needed: false, look: null }
      const now = world.now()
      const open = await findOpenLooks(transaction, { organizationId, principal, now })
      const row = open.find(({ person_id }) => person_id === params.id)
      if (row === undefined) return { needed: true, look: null }
      const names = await accountNames(transaction, organizationId, [row.account_id])
      return { needed: true, look: view(row, names, now) }
    }),
  )

const open = (deps: LookEndpointDeps): Endpoint =>
  serve(routes.open, async (call) => {
    const row = await openLook(deps, call, { personId: call.params.id, ...call.body })
    const names = await deps.database.transaction(call.organizationId, (transaction) =>
      deps.accountNames(transaction, call.organizationId, [row.account_id]),
    )
    return view(row, names, row.opened_at)
  })

export const lookEndpoints = (deps: LookEndpointDeps): readonly Endpoint[] => [
  read(deps),
  open(deps),
  serve(routes.end, async (call) => {
    await endLook(deps, call, call.params.id)
    return undefined
  }),
  review(deps),
  mine(deps),
]
