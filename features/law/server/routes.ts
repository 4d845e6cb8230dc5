/** The register over HTTP: whoever may read it reads it as it was at any moment; its officer keeps it. */
import { createCursor, type Endpoint, Problem, type Principal, type Reach, serve, toPage } from '@loge/http'
import { ACTIVITY_IDS, type Instant, type OrganizationId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { z } from 'zod'
import { completed, defaultRegister, noticeOf, type Place, usesOf } from '../core/index.ts'
import { lawRoutes as routes } from '../wire.ts'
import {
  discardDraft,
  draftRegister,
  type Judged,
  type Keeping,
  publishRegister,
  type RegisterFact,
  withdrawRegister,
} from './keep-register.ts'
import { exportRecord } from './export-record.ts'
import { findInForce, findVersion, listVersions, registerAt, type VersionHead } from './register-store.ts'

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
  readonly places?: readonly Place[]
}

const cursor = createCursor('register-versions', z.number().int())

const stateOf = (row: VersionHead, inForce: number | undefined, now: Instant) => {
  if (row.effective_at === null) return 'draft'
  if (row.withdrawn_at !== null) return 'withdrawn'
  if (row.effective_at > now) return 'scheduled'
  return row.number === inForce ? 'in_force' : 'archived'
}

const view = (row: VersionHead, inForce: number | undefined, now: Instant) =>
  ({
    number: row.number,
    hash: row.hash,
    state: stateOf(row, inForce, now),
    recordedAt: row.recorded_at,
    publishedAt: row.published_at,
    effectiveAt: row.effective_at,
    withdrawnAt: row.withdrawn_at,
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
  serve(routes.versions, ({ organizationId, query }) =>
    database.transaction(organizationId, async (transaction) => {
      const now = world.now()
      const current = await findInForce(transaction, organizationId, now)
      const { limit } = query
      const before = cursor.decode(query.cursor)
      const rows = await listVersions(transaction, organizationId, { before, limit: limit + 1 })
      const page = toPage(rows, limit, { cursor, positionOf: ({ number }) => number })
      return { ...page, data: page.data.map((row) => view(row, current?.number, now)) }
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
    ...(deps.places === undefined ? {} : { places: deps.places }),
  }
}

const exporting = ({ database, world }: LawDeps): Endpoint =>
  serve(routes.export, ({ organizationId, query, language }) =>
    database.transaction(organizationId, async (transaction) => {
      const at = query.at ?? world.now()
      const register = await registerAt(transaction, organizationId, at)
      return exportRecord(register, { ...query, language: query.language ?? language, at })
    }),
  )

export const lawEndpoints = (deps: LawDeps): readonly Endpoint[] => [
  ...reading(deps),
  exporting(deps),
  serve(routes.draft, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) =>
      answerOf(await draftRegister(keeping(deps, call, transaction), call.body), deps.world.now()),
    ),
  ),
  serve(routes.discard, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) => {
      await discardDraft(keeping(deps, call, transaction), call.query)
      return undefined
    }),
  ),
  serve(routes.withdraw, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) =>
      view(
        await withdrawRegister(keeping(deps, call, transaction), call.params),
        undefined,
        deps.world.now(),
      ),
    ),
  ),
  serve(routes.publish, (call) =>
    deps.database.transaction(call.organizationId, async (transaction) =>
      answerOf(await publishRegister(keeping(deps, call, transaction), call.body), deps.world.now()),
    ),
  ),
]
