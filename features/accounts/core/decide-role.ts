/** What makes a role, and who may make it. */
import { ok, refuse, type Result } from '@loge/kernel'
import { grantsOf, mayPassOn, type Grant } from './grants.ts'
import type { Permission } from './permissions.ts'
import type { ScopeKind } from './roles.ts'

export interface RoleContent {
  readonly name: string
  readonly permissions: readonly Permission[]
  readonly scopes: readonly ScopeKind[]
}

export type RoleRefusal = 'role_beyond_own' | 'role_permission_not_own'

/** What has a meaning over what is somebody's own: themselves, their home, its doors. */
const OWN: ReadonlySet<Permission> = new Set([
  'places.read',
  'people.read',
  'people.manage',
  'equipment.read',
  'doors.open',
  'access.read',
  'events.read',
])

/**
 * A role belongs to the whole organization and may be given anywhere in it, so whoever makes or changes it holds there
 * each permission it has, or had.
 */
export const acceptRoleContent = (
  own: readonly Grant[] | 'all',
  after: Pick<RoleContent, 'permissions' | 'scopes'>,
  before: readonly string[] = [],
): Result<void, RoleRefusal> => {
  const everywhere = grantsOf([
    { permissions: [...before, ...after.permissions, 'accounts.manage'], scope: { kind: 'organization' } },
  ])
  if (own !== 'all' && !mayPassOn(own, everywhere)) return refuse('role_beyond_own')
  const isOwnRole = after.scopes.includes('own')
  if (isOwnRole && after.permissions.some((permission) => !OWN.has(permission)))
    return refuse('role_permission_not_own')
  return ok(undefined)
}
