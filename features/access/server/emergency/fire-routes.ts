/** The routes of fire inputs, joined to what answers them. */
import { callerOf } from '@loge/features/places/server'
import { serve } from '@loge/http'
import { fireRoutes as routes } from '../../fire-wire.ts'
import type { AccessDeps } from '../deps.ts'
import { requireSite, sitesWithin } from '../reach.ts'
import { endFire, listFireInputs, resetFireInput, settleFireInput } from './fire-inputs.ts'

export const fireEndpoints = (deps: AccessDeps) => [
  serve(routes.listFireInputs, (call) => {
    const { organizationId } = call
    const siteIds = sitesWithin(call.reach, call.query.siteId)
    return deps.database.transaction(organizationId, async (transaction) => ({
      data: await listFireInputs(transaction, { organizationId, siteIds }),
    }))
  }),
  serve(routes.settleFireInput, (call) => {
    requireSite(call.reach, call.body.siteId)
    return settleFireInput(deps, callerOf(call), call.body)
  }),
  serve(routes.resetFireInput, (call) => {
    requireSite(call.reach, call.body.siteId)
    return resetFireInput(deps, callerOf(call), call.body)
  }),
  serve(routes.endFire, (call) => {
    requireSite(call.reach, call.body.siteId)
    return endFire(deps, callerOf(call), call.body)
  }),
]
