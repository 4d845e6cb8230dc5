/** The measures that protect people over HTTP: each with its evidence and what every look found. */
import { evidenceOf } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { type Endpoint, serve } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import { measureRoutes as routes } from '../../measures-wire.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import { lookAtMeasures, type MeasureDeps } from './look.ts'
import { tablesOf } from './tables.ts'

const SHOWN = 30

const measuresAt = ({ database, world }: MeasureDeps, organizationId: OrganizationId) =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const { security } = await registerAt(transaction, organizationId, world.now())
    const data = []
    for (const { id, sentence, evidence } of security) {
      const looks = await tablesOf(transaction)
        .selectFrom('measure_check')
        .select(['at', 'outcome', 'found'])
        .where('measure', '=', id)
        .orderBy('at', 'desc')
        .limit(SHOWN)
        .execute()
      const shown = evidenceOf({ id, evidence })
      data.push({
        id,
        sentence,
        evidence,
        check: shown === undefined ? null : 'on' in shown ? shown.on : shown.check,
        looks: [...looks],
      })
    }
    return { data }
  })

export const measureEndpoints = (deps: MeasureDeps): readonly Endpoint[] => [
  serve(routes.list, ({ organizationId, reach }) => {
    requireWhole(reach)
    return measuresAt(deps, organizationId)
  }),
  serve(routes.look, async ({ organizationId, reach }) => {
    requireWhole(reach)
    await lookAtMeasures(deps, organizationId)
    return measuresAt(deps, organizationId)
  }),
]
