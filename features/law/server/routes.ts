/** The register over HTTP: whoever may read it reads it as it was at any moment; its officer keeps it. */
import { type Endpoint, Problem, type Principal, type Reach, serve } from '@loge/http'
import { ACTIVITY_IDS, type Instant, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { completed, defaultRegister, noticeOf, usesOf } from '../core/index.ts'
import { lawRoutes as routes } from '../wire.ts'
import {
  draftRegister,
  type Judged,
  type Keeping,
  publishRegister,
  type RegisterFact,
} from './keep-register.ts'
import { findInForce, findVersion, listVersions, registerAt, type StoredRegister } from './register-store.ts'

interface Asking {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

export interface LawDeps {
  readonly database: Database
  readonly world: World
  /** Writes the log, which stands to the right. */
  readonly recordRegister: (transaction: Transaction, asking: Asking, fact: RegisterFact) => Promise<void>
}

const stateOf = (row: StoredRegister, inForce: number | undefined, now: Instant) => {
  if (row.effective_at === null) return 'draft'
  if (row.effective_at > now) return 'scheduled'
  return row.number === inForce ? 'in_force' : 'archived'
}

const view = (row: StoredRegister, inForce: number | undefined, now: Instant) =>
  ({
    number: row.number,
    hash: row.hash,
    state: stateOf(row, inForce, now),
    recordedAt: row.recorded_at,
    publishedAt: row.published_at,
    effectiveAt: row.effective_at,
  }) as const

const reading = ({ database, world }: LawDeps): readonly Endpoint[] => [
  serve(routes.read, ({ organizationId, query }) =>
    database.transaction(organizationId, async (transaction) => {
      const now = world.now()
      const row = await findInForce(transaction, organizationId, query.at ?? now)
      if (row === undefined) return { version: null, content: defaultRegister }
      const current = await findInForce(transaction, organizationId, now)
      return { version: view(row, current?.number, now), content: completed(row.content) }
    }),
  ),
  serve(routes.versions, ({ organizationId }) =>
    database.transaction(organizationId, async (transaction) => {
      const now = world.now()
      const current = await findInForce(transaction, organizationId, now)
      const rows = await listVersions(transaction, organizationId)
      return { data: rows.map((row) => view(row, current?.number, now)) }
    }),
  ),
  serve(routes.version, ({ organizationId, params }) =>
    database.transaction(organizationId, async (transaction) => {
      const now = world.now()
      const row = await findVersion(transaction, organizationId, params.number)
      if (row === undefined) throw new Problem(404, 'register_unknown', 'There is no such version.')
      const current = await findInForce(transaction, organizationId, now)
      return { version: view(row, current?.number, now), content: row.content }
    }),
  ),
  serve(routes.notice, ({ organizationId }) =>
    database.transaction(organizationId, async (transaction) => {
      const register = await registerAt(transaction, organizationId, world.now())
      const notices = ACTIVITY_IDS.map((id) => {
        const notice = noticeOf(register, id)
        if (notice === undefined) throw new Error(`the register says nothing of ${id}`)
        return [id, notice] as const
      })
      return {
        activities: Object.fromEntries(notices) as Record<
          (typeof ACTIVITY_IDS)[number],
          (typeof notices)[number][1]
        >,
        uses: usesOf(register).map(({ categories, recipients, sources, rights, ...use }) => ({
          ...use,
          categories: [...categories],
          recipients: [...recipients],
          sources: [...sources],
          rights: [...rights],
        })),
        glossary: register.glossary.map(({ id, term, definition }) => ({ id, term, definition })),
      }
    }),
  ),
]

const answerOf = ({ stored, faults, difference }: Judged, now: Instant) => ({
  version: view(
    stored,
    stored.effective_at !== null && stored.effective_at <= now ? stored.number : undefined,
    now,
  ),
  faults: [...faults],
  difference: {
    level: difference.level,
    changes: difference.changes.map(({ kind, of }) => ({ kind, of: [...of] })),
  },
})

const keeping = (deps: LawDeps, call: Asking, transaction: Transaction): Keeping => {
  if (!call.reach.wholeOrganization)
    throw new Problem(403, 'permission_denied', 'The register is of the whole organization.')
  const { organizationId, principal } = call
  return {
    transaction,
    world: deps.world,
    organizationId,
    accountId: principal.kind === 'account' ? principal.accountId : null,
    record: (fact) => deps.recordRegister(transaction, call, fact),
  }
}

export const lawEndpoints = (deps: LawDeps): readonly Endpoint[] => [
  ...reading(deps),
  serve(routes.draft, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) =>
      answerOf(await draftRegister(keeping(deps, call, transaction), call.body), deps.world.now()),
    ),
  ),
  serve(routes.publish, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) =>
      answerOf(await publishRegister(keeping(deps, call, transaction), call.body), deps.world.now()),
    ),
  ),
]
