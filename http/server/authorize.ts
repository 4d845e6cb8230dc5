/** May this caller use this route, and how far does it reach? Everything not granted is refused. */
import type { SiteId } from '@loge/kernel'
import type { Route } from '../contract/index.ts'
import type { PermissionGrant, Principal, Reach } from '../endpoint.ts'
import { Problem } from '../problem.ts'

const ownPersonOf = (principal: Principal) => (principal.kind === 'account' ? principal.personId : undefined)

const reachOf = (grants: readonly PermissionGrant[], principal: Principal): Reach => ({
  wholeOrganization: grants.some(({ scope }) => scope.kind === 'organization'),
  siteIds: [
    ...new Set(grants.flatMap(({ scope }): SiteId[] => (scope.kind === 'site' ? [scope.siteId] : []))),
  ],
  ownPersonId: grants.some(({ scope }) => scope.kind === 'own') ? ownPersonOf(principal) : undefined,
})

const isEmpty = (reach: Reach): boolean =>
  !reach.wholeOrganization && reach.siteIds.length === 0 && reach.ownPersonId === undefined

/** How far one permission of a caller reaches; `undefined` when it is not theirs. For a route that asks for several. */
export const reachFor = (principal: Principal, permission: string): Reach | undefined => {
  if (principal.kind === 'anonymous') return undefined
  const grants = principal.grants.filter((grant) => grant.permission === permission)
  const reach = reachOf(grants, principal)
  return isEmpty(reach) ? undefined : reach
}

export const authorize = (principal: Principal, permission: Route['permission']): Reach => {
  if (permission === 'public') return { wholeOrganization: false, siteIds: [], ownPersonId: undefined }
  if (principal.kind === 'anonymous')
    throw new Problem(401, 'sign_in_required', 'Sign in, or send an API key as a bearer token.')
  if (permission === 'signed-in')
    return { wholeOrganization: false, siteIds: [], ownPersonId: ownPersonOf(principal) }
  const reach = reachFor(principal, permission)
  if (reach === undefined)
    throw new Problem(
      403,
      'permission_denied',
      `This needs the permission ${permission}. Ask an administrator for it.`,
    )
  return reach
}

/** A permission nobody declared would be granted to nobody, or by mistake to many: the server does not start with it. */
export const refuseUnknownPermissions = (routes: readonly Route[], known: ReadonlySet<string>): void => {
  for (const { permission, method, path } of routes) {
    if (permission === 'public' || permission === 'signed-in' || known.has(permission)) continue
    throw new Error(`${method} ${path} asks for the permission "${permission}", which no feature declares`)
  }
}
