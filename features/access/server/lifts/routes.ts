/** The route of lifts, joined to what answers it. */
import { callerOf } from '@loge/features/places/server'
import { reachFor, serve } from '@loge/http'
import { liftRoutes as routes } from '../../lift-wire.ts'
import type { AccessDeps } from '../deps.ts'
import { reachesSite } from '../reach.ts'
import { makeLift } from './make-lift.ts'

export const liftEndpoints = (deps: AccessDeps) => [
  serve(routes.makeLift, async (call) => {
    const adopting = reachFor(call.principal, 'equipment.manage')
    const made = await makeLift(deps, callerOf(call), {
      deviceId: call.params.id,
      lift: call.body,
      mayAdopt: (siteId) => adopting !== undefined && reachesSite(adopting, siteId),
    })
    return { entrances: made.map(({ id, name }) => ({ id, name })) }
  }),
]
