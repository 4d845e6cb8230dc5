/** The routes of rights changes, joined to what answers them. */
import { callerOf } from '@loge/features/places/server'
import { Problem, serve, type Principal } from '@loge/http'
import { changeRoutes as routes, type RightsEdit } from '../wire.ts'
import { previewChange, type ChangeAsked } from './changes/preview-change.ts'
import type { AccessDeps } from './deps.ts'
import { type AskingCall, requireAllSites, requireSite } from './reach.ts'

const managesSchedules = (principal: Principal): boolean =>
  principal.kind !== 'anonymous' &&
  principal.grants.some(
    ({ permission, scope }) => permission === 'schedules.manage' && scope.kind === 'organization',
  )

/** An edit asks for what its own route would ask for. */
const requireEdit = ({ principal, reach }: AskingCall, { kind }: RightsEdit): void => {
  if (kind === 'suspend' || kind === 'restore') requireAllSites(reach)
  if (kind === 'keepSchedule' && !managesSchedules(principal))
    throw new Problem(
      403,
      'permission_denied',
      'A schedule serves every site: ask somebody responsible for all.',
    )
}

const requireChange = (call: AskingCall, { siteId, edits }: ChangeAsked): void => {
  requireSite(call.reach, siteId)
  for (const edit of edits) requireEdit(call, edit)
}

export const changeEndpoints = (deps: AccessDeps) => [
  serve(routes.previewChange, (call) => {
    requireChange(call, call.body)
    return previewChange(deps, callerOf(call), call.body)
  }),
]
