/** Who sits at the desk of those outside, and whether they recruit. */
import { callerOf } from '@loge/features/places/server'
import { type Principal, Problem, type Reach } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'
import type { Desk } from './contact/act-on-message.ts'

export interface Calling {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

export const deskOf = (call: Calling): Desk => {
  const { principal } = call
  if (!call.reach.wholeOrganization)
    throw new Problem(403, 'permission_denied', 'Those outside write to the whole organization.')
  const { organizationId, actor } = callerOf(call)
  return {
    organizationId,
    actor,
    accountId: principal.kind === 'account' ? principal.accountId : null,
    mayRecruit:
      principal.kind !== 'anonymous' &&
      principal.grants.some(
        ({ permission, scope }) => permission === 'applications.manage' && scope.kind === 'organization',
      ),
  }
}
