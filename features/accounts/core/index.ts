export {
  acceptPassword,
  LONGEST,
  plainPassword,
  SHORTEST,
  type PasswordRefusal,
} from './accept-password.ts'
export { describeDevice } from './device-label.ts'
export { acceptRoleContent, type RoleContent, type RoleRefusal } from './decide-role.ts'
export {
  acceptHandOver,
  handedOverAt,
  mayBeHandedOver,
  type Delegation,
  type HandOver,
  type HandOverRefusal,
} from './delegation.ts'
export { isNobody, NOBODY, normaliseEmail } from './email.ts'
export { accountFacts } from './facts.ts'
export { grantsOf, mayPassOn, type Grant, type HeldRole, type Scope } from './grants.ts'
export {
  CHALLENGE_MS,
  CONFIRMED_MS,
  FAILURES_MS,
  INVITATION_MS,
  isConfirmed,
  LINK_MS,
  LOCK_OUT,
  sessionLifetime,
  TOUCH_MS,
  waitAfter,
  type SessionLifetime,
} from './lifetimes.ts'
export { isPermission, PERMISSIONS, readsOthers, SERVES, type Permission } from './permissions.ts'
export {
  BUILT_IN_ROLES,
  goesWith,
  ROLE_CODES,
  type RoleCode,
  type RoleDefinition,
  type ScopeKind,
} from './roles.ts'
