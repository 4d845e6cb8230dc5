export { accountNames, type AccountNames, namesKnownTo } from './account-names.ts'
export { accountRoles, findAccount } from './account-store.ts'
export { createAuthenticate } from './authenticate.ts'
export { type Correspondent, findCorrespondent } from './correspondent.ts'
export { createKeyForSystem, type KeyForSystem } from './create-key-for-system.ts'
export type { AccountsDeps, LinkToDeliver } from './deps.ts'
export {
  ensureFirstAdministrator,
  findAdministrator,
  type FirstAdministrator,
} from './first-administrator.ts'
export { mayStill } from './may-still.ts'
export { accountsRestoreRule } from './restore-rule.ts'
export { accountsEndpoints } from './routes.ts'
export { findRolesHeld, servesHouses } from './roles-held.ts'
export { resolveOrganization } from './organization.ts'
export { requireConfirmed } from './sessions.ts'
export { handOverAsAgreed, takeBack } from './hand-over.ts'
export { issueSignInLink, type IssuedLink } from './sign-in-links.ts'
export { accountTables, type AccountTables } from './tables.ts'
export { forgetOldFailures } from './throttle.ts'
