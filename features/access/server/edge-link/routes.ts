/** The routes of edges, joined to what answers them. */
import { requireConfirmed } from '@loge/features/accounts/server'
import { callerOf } from '@loge/features/places/server'
import { serve, type Endpoint } from '@loge/http'
import type { EdgeId } from '@loge/kernel'
import { edgeRoutes as routes } from '../../edge-wire.ts'
import type { EdgeLinkDeps } from './deps.ts'
import { enrolEdge, issueEnrolment, listEdges, revokeEdge } from './keep-edges.ts'

/** `dismissed` hears of an edge that is not trusted any more. */
export const edgeEndpoints = (
  deps: Pick<EdgeLinkDeps, 'database' | 'world' | 'keys'>,
  dismissed: (edgeId: EdgeId) => void,
): readonly Endpoint[] =>
  [
    serve(routes.listEdges, async (call) => ({
      data: await listEdges(deps, callerOf(call)),
      nextCursor: null,
    })),
    serve(routes.issueEnrolment, (call) => issueEnrolment(deps, callerOf(call), call.body)),
    serve(routes.enrolEdge, ({ body }) => enrolEdge(deps, body)),
    serve(routes.revokeEdge, async (call) => {
      requireConfirmed(call.principal, deps.world.now())
      await revokeEdge(deps, callerOf(call), { id: call.params.id, ifMatch: call.ifMatch })
      dismissed(call.params.id)
      return undefined
    }),
  ] as readonly Endpoint[]
