/** The rights of a person over HTTP, for whoever answers for them over the whole organization. */
import { appendEvents } from '@loge/features/events/server'
import { callerOf } from '@loge/features/places/server'
import { type Endpoint, Problem, serve } from '@loge/http'
import { newId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { privacyFacts } from '../core/index.ts'
import { privacyRoutes as routes } from '../wire.ts'
import { copyPerson, type CopyLine, portableCopy, withFiles } from './copy.ts'
import { archiveEndpoints } from './archive/routes.ts'
import { breachEndpoints } from './breaches/routes.ts'
import { contractEndpoints } from './contracts/routes.ts'
import type { PrivacyDeps } from './deps.ts'
import { deedEndpoints } from './deeds/routes.ts'
import { disclosureEndpoints } from './disclosures/routes.ts'
import { askErasure, readErasure, type StoredErasure } from './erase.ts'
import { decisionEndpoints } from './my-data/decisions.ts'
import { myDataEndpoints } from './my-data/routes.ts'
import { releaseEndpoints } from './releases/routes.ts'
import { requestEndpoints } from './requests/routes.ts'
import { previewErasure } from './preview.ts'
import { insideAsPrivacy } from './purpose.ts'
import { requireWhole } from './require-whole.ts'
import { restrictionEndpoints } from './restriction/routes.ts'
import { retentionEndpoints } from './retention/routes.ts'
import { pendingOf, readStores } from './stores/read-stores.ts'
import { supportEndpoints } from './support/routes.ts'

const viewErasure = async (transaction: Transaction, deps: PrivacyDeps, erasure: StoredErasure) => ({
  id: erasure.id,
  personId: erasure.person_id,
  reason: erasure.reason,
  askedAt: erasure.asked_at,
  state: erasure.state,
  steps: [...erasure.steps],
  found: [...erasure.found],
  endedAt: erasure.ended_at,
  pending: await pendingOf(transaction, deps, erasure),
  stores: [...(await readStores(transaction, deps, erasure))],
})

async function* linesOf(copied: AsyncIterable<CopyLine>): AsyncGenerator<Uint8Array> {
  for await (const line of copied) {
    const told = line.kind === 'row' ? { ...line, values: withFiles(line.values) } : line
    yield Buffer.from(`${JSON.stringify(told)}\n`)
  }
}

const preview = (deps: PrivacyDeps): Endpoint =>
  serve(routes.preview, async ({ organizationId, params, reach }) => {
    requireWhole(reach)
    const steps = await previewErasure(deps, { organizationId, personId: params.id })
    return {
      data: steps.map(({ changes, kept, within = null, ...step }) => ({
        ...step,
        changes: Object.keys(changes),
        kept: kept.map(({ column, rule }) => ({
          column,
          rule: rule.id,
          ground: rule.ground,
          sentence: rule.sentence,
        })),
        within,
      })),
    }
  })

const copy = (deps: PrivacyDeps): Endpoint =>
  serve(routes.copy, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const asked = { organizationId, personId: call.params.id }
    const { scope } = call.body
    const copied = await (scope === 'access' ? copyPerson : portableCopy)(deps, asked)
    // Committed before the first line leaves.
    await deps.database.transaction(organizationId, (transaction) =>
      appendEvents(transaction, deps.world, organizationId, [
        {
          id: newId(deps.world, 'event'),
          type: privacyFacts.copied.type,
          occurredAt: deps.world.now(),
          actor,
          personId: asked.personId,
          payload: { scope },
        },
      ]),
    )
    return { fileName: `${scope}.ndjson`, content: linesOf(copied) }
  })

const erase = (deps: PrivacyDeps): Endpoint =>
  serve(routes.erase, async (call) => {
    requireWhole(call.reach)
    const { organizationId, actor } = callerOf(call)
    const { principal, params, body } = call
    if (principal.kind === 'account' && principal.personId === params.id)
      throw new Problem(409, 'erasure_of_oneself', 'Somebody else carries out your own erasure.')
    const erasure = await askErasure(deps, {
      organizationId,
      personId: params.id,
      reason: body.reason,
      actor,
    })
    return insideAsPrivacy(deps.database, organizationId, (transaction) =>
      viewErasure(transaction, deps, erasure),
    )
  })

const progress = (deps: PrivacyDeps): Endpoint =>
  serve(routes.progress, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const erasure = await readErasure(transaction, params.id)
      if (erasure === undefined) throw new Problem(404, 'not_found', 'There is no such erasure here.')
      return viewErasure(transaction, deps, erasure)
    })
  })

export const privacyEndpoints = (deps: PrivacyDeps): readonly Endpoint[] => [
  ...archiveEndpoints(deps),
  preview(deps),
  copy(deps),
  erase(deps),
  progress(deps),
  ...myDataEndpoints(deps),
  ...decisionEndpoints(deps),
  ...disclosureEndpoints(deps),
  ...releaseEndpoints(deps),
  ...contractEndpoints(deps),
  ...restrictionEndpoints(deps),
  ...retentionEndpoints(deps),
  ...supportEndpoints(deps),
  ...requestEndpoints(deps),
  ...deedEndpoints(deps),
  ...breachEndpoints(deps),
]
