/** The service itself over HTTP: everybody signed in reads how it stands, whoever runs the installation says what is known. */
import type { Actor } from '@loge/features/events/core'
import { putNotices } from '@loge/features/notices/server'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, requireVersion, serve, tagged } from '@loge/http'
import {
  addMs,
  type AccountId,
  asId,
  type Id,
  type Instant,
  newId,
  type OrganizationId,
  type World,
} from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { z } from 'zod'
import { interruptionState, NOTICE_MS, serviceFacts } from '../core/index.ts'
import { serviceRoutes as routes } from '../wire.ts'
import { CANCELLED, PLANNED } from './letters.ts'
import { readStanding, storedOf, type StoredInterruption, tell } from './store.ts'
import { tablesOf } from './tables.ts'

export interface ServiceDeps {
  readonly database: Database
  readonly world: World
}

interface Saying {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

const view = (one: StoredInterruption, now: Instant) => ({
  id: one.id,
  kind: one.kind,
  state: interruptionState(one, now),
  startsAt: one.startsAt,
  endsAt: one.endsAt,
  cause: one.cause,
  words: one.words,
  version: one.version,
})

/** Whoever has an account here may be in the middle of something when it stops. */
const tellEverybody = async (
  { transaction, world, organizationId }: Saying,
  template: string,
  id: Id<'interruption'>,
): Promise<void> => {
  const { rows } = await sql<{ id: AccountId }>`
    select id from account where organization_id = ${organizationId} and status = 'active'`.execute(
    transaction,
  )
  await putNotices(transaction, world, organizationId, {
    template,
    aboutId: id,
    accountIds: rows.map((row) => asId('account', row.id)),
    language: 'fr',
  })
}

const requireTimes = (startsAt: Instant, endsAt: Instant | null, isPlanned: boolean): void => {
  if (endsAt === null ? isPlanned : endsAt <= startsAt)
    throw new Problem(
      422,
      'interruption_times_wrong',
      'It ends after it begins; announced hours have an end.',
    )
}

type NewInterruption = z.output<(typeof routes)['record']['body']>

const record = async (saying: Saying, asked: NewInterruption): Promise<StoredInterruption> => {
  const { transaction, world, organizationId, actor } = saying
  const now = world.now()
  const { startsAt, endsAt, cause, words } = asked
  const isPlanned = startsAt > now
  requireTimes(startsAt, endsAt, isPlanned)
  if (isPlanned && startsAt < addMs(now, NOTICE_MS))
    throw new Problem(
      422,
      'interruption_too_soon',
      `People are told two days before: not before ${new Date(addMs(now, NOTICE_MS)).toISOString()}.`,
    )
  const row = await tablesOf(transaction)
    .insertInto('interruption')
    .values({
      organization_id: organizationId,
      id: newId(world, 'interruption'),
      kind: isPlanned ? 'planned' : 'said',
      starts_at: new Date(startsAt),
      ends_at: endsAt === null ? null : new Date(endsAt),
      cause,
      words: JSON.stringify(words),
      recorded_at: new Date(now),
      cancelled_at: null,
      version: 1,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const made = storedOf(row)
  if (isPlanned) await tellEverybody(saying, PLANNED, made.id)
  const fact = isPlanned ? serviceFacts.planned : serviceFacts.stopped
  await tell(transaction, world, organizationId, { fact, actor, interruption: made })
  return made
}

type Changes = z.output<(typeof routes)['change']['body']>

const change = async (
  saying: Saying,
  {
    id,
    ifMatch,
    changes,
  }: { readonly id: Id<'interruption'>; readonly ifMatch: string | undefined; readonly changes: Changes },
): Promise<StoredInterruption> => {
  const { transaction, world, organizationId, actor } = saying
  const now = world.now()
  const tables = tablesOf(transaction)
  const found = await tables
    .selectFrom('interruption')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw new Problem(404, 'not_found', 'There is no such interruption here.')
  requireVersion(ifMatch, found.version)
  const before = storedOf(found)
  const { cause, words, endsAt, cancelled } = changes
  if (cancelled === true && (before.kind !== 'planned' || interruptionState(before, now) !== 'coming'))
    throw new Problem(409, 'interruption_begun', 'Only announced hours that have not begun are called off.')
  // What was measured is not measured otherwise afterwards.
  if (endsAt !== undefined && (before.kind === 'measured' || endsAt <= before.startsAt))
    throw new Problem(422, 'interruption_times_wrong', 'It ends after it begins; what was measured stays.')
  const row = await tables
    .updateTable('interruption')
    .set({
      ...(cause === undefined ? {} : { cause }),
      ...(words === undefined ? {} : { words: JSON.stringify(words) }),
      ...(endsAt === undefined ? {} : { ends_at: new Date(endsAt) }),
      ...(cancelled === undefined ? {} : { cancelled_at: new Date(now) }),
      version: found.version + 1,
    })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const after = storedOf(row)
  if (cancelled === true) await tellEverybody(saying, CANCELLED, id)
  const fact = cancelled === true ? serviceFacts.cancelled : serviceFacts.changed
  await tell(transaction, world, organizationId, { fact, actor, interruption: after })
  return after
}

export const serviceEndpoints = ({ database, world }: ServiceDeps): readonly Endpoint[] => {
  const saying = (
    call: Parameters<typeof callerOf>[0],
    work: (saying: Saying) => Promise<StoredInterruption>,
  ) => {
    const { organizationId, actor, reach } = callerOf(call)
    if (!reach.wholeOrganization)
      throw new Problem(403, 'permission_denied', 'It stops for every site. Ask who answers for all of them.')
    return database
      .transaction(organizationId, (transaction) => work({ transaction, world, organizationId, actor }))
      .then((one) => view(one, world.now()))
  }
  return [
    serve(routes.read, ({ organizationId }) =>
      database.transaction(organizationId, async (transaction) => {
        const now = world.now()
        const { since, share, interruptions } = await readStanding(transaction, organizationId, now)
        return { since, share, data: interruptions.map((one) => view(one, now)) }
      }),
    ),
    serve(routes.record, (call) =>
      tagged(
        call,
        saying(call, (all) => record(all, call.body)),
      ),
    ),
    serve(routes.change, (call) =>
      tagged(
        call,
        saying(call, (all) => change(all, { id: call.params.id, ifMatch: call.ifMatch, changes: call.body })),
      ),
    ),
  ]
}
