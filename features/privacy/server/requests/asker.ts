/** Who does something at the desk of rights. */
import type { Actor } from '@loge/features/events/core'
import { callerOf } from '@loge/features/places/server'
import { Problem, type Principal, type Reach } from '@loge/http'
import type { OrganizationId, PersonId } from '@loge/kernel'

export interface Asker {
  readonly organizationId: OrganizationId
  readonly actor: Actor
  /** Of an account: nobody erases themselves. */
  readonly personId?: PersonId
}

interface Calling {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

export const askerOf = (call: Calling): Asker => {
  const { principal } = call
  if (!call.reach.wholeOrganization)
    throw new Problem(403, 'permission_denied', 'Rights are answered for the whole organization.')
  const { organizationId, actor } = callerOf(call)
  return { organizationId, actor, ...(principal.kind === 'account' ? { personId: principal.personId } : {}) }
}
