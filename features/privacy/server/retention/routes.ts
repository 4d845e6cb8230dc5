/** Retention and holds over HTTP, for whoever answers for the whole organization. */
import type { Register } from '@loge/features/law/core'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, serve } from '@loge/http'
import { retentionRoutes as routes } from '../../retention-wire.ts'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { liftHold, listHolds, placeHold, type StoredHold } from './holds.ts'
import { previewRetention } from './preview.ts'
import { beginRun, certificateOf, listRuns, readRun, type StoredRun } from './run.ts'
import { situationAt, stepOfWork } from './situation.ts'
import type { RunStep } from './tables.ts'

const viewStep = ({ table, does, rules, triggers, rows, held, oldest, ended }: RunStep) => ({
  table,
  does,
  rules: [...rules],
  triggers: [...triggers],
  rows,
  held,
  oldest,
  ended,
})

const viewRun = (run: StoredRun) => ({
  id: run.id,
  askedBy: { kind: run.asked_by.kind, id: run.asked_by.kind === 'unknown' ? null : run.asked_by.id },
  asOf: run.as_of,
  state: run.state,
  registerHash: run.register_hash,
  steps: run.steps.filter(({ rows, held }) => rows + held > 0).map(viewStep),
  endedAt: run.ended_at,
  hash: run.hash,
  isIntact: run.hash === null || run.hash === certificateOf(run),
})

const viewHold = (hold: StoredHold) => ({
  id: hold.id,
  personId: hold.person_id,
  personName: hold.person_name,
  tables: hold.tables,
  ground: hold.ground,
  caseName: hold.case_name,
  reason: hold.reason,
  placedBy: { kind: hold.placed_by.kind, id: hold.placed_by.kind === 'unknown' ? null : hold.placed_by.id },
  placedAt: hold.placed_at,
  endsOn: hold.ends_on,
  liftedAt: hold.lifted_at,
  holds: hold.holds,
})

/** Each rule of the register that something in the database follows, with the tables that do. */
const rulesInForce = ({ retention }: Register, steps: readonly RunStep[]) =>
  retention.flatMap(({ id, sentence, ground, trigger }) => {
    const tables = [...new Set(steps.filter(({ rules }) => rules.includes(id)).map(({ table }) => table))]
    return tables.length === 0 ? [] : [{ id, sentence, ground, trigger, tables }]
  })

const read = (deps: PrivacyDeps): Endpoint =>
  serve(routes.read, async ({ organizationId, reach }) => {
    requireWhole(reach)
    const { asOf, steps } = await previewRetention(deps, organizationId)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const situation = await situationAt(transaction, deps, organizationId, asOf)
      const every = situation.works.map((work) => stepOfWork(work, situation))
      return {
        asOf,
        due: steps.map(viewStep),
        rules: rulesInForce(situation.register, every),
        runs: (await listRuns(transaction)).map(viewRun),
      }
    })
  })

const run = (deps: PrivacyDeps): Endpoint =>
  serve(routes.run, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    return viewRun(await beginRun(deps, organizationId, actor))
  })

const progress = (deps: PrivacyDeps): Endpoint =>
  serve(routes.progress, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const found = await readRun(transaction, params.id)
      if (found === undefined) throw new Problem(404, 'not_found', 'There is no such run here.')
      return viewRun(found)
    })
  })

const holds = (deps: PrivacyDeps): Endpoint =>
  serve(routes.holds, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => ({
      data: (await listHolds(transaction, deps)).map(viewHold),
    }))
  })

const place = (deps: PrivacyDeps): Endpoint =>
  serve(routes.place, async (call) => {
    requireWhole(call.reach)
    return viewHold(await placeHold(deps, callerOf(call), call.body))
  })

const lift = (deps: PrivacyDeps): Endpoint =>
  serve(routes.lift, async (call) => {
    requireWhole(call.reach)
    return viewHold(await liftHold(deps, callerOf(call), call.params.id))
  })

export const retentionEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  read(deps),
  run(deps),
  progress(deps),
  holds(deps),
  place(deps),
  lift(deps),
]
