/** Who asks a use case: the organization, the actor the facts name, and how far their permission reaches. */
import type { Actor } from '@loge/features/events/core'
import type { Principal, Reach } from '@loge/http'
import type { OrganizationId } from '@loge/kernel'

export interface Caller {
  readonly organizationId: OrganizationId
  readonly actor: Actor
  readonly reach: Reach
}

const actorOf = (principal: Principal): Actor => {
  if (principal.kind === 'account') return { kind: 'account', id: principal.accountId }
  if (principal.kind === 'apiKey') return { kind: 'apiKey', id: principal.apiKeyId }
  return { kind: 'unknown' }
}

export const callerOf = (call: {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}): Caller => ({ organizationId: call.organizationId, actor: actorOf(call.principal), reach: call.reach })

/** A job or a command of the installation itself: it reaches the whole organization, and the facts name it. */
export const systemCaller = (organizationId: OrganizationId, name: string): Caller => ({
  organizationId,
  actor: { kind: 'system', id: name },
  reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
})
