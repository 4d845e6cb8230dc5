/** The screens of signing in, and who is signed in. */
export { LetIn } from './accounts/let-in.tsx'
export {
  loadAccountsPage,
  loadKeysPage,
  loadRolesPage,
  loadSetUpPage,
  loadSignInAgain,
  loadSignInPage,
} from './pages.ts'
export { isInUse, keysQuery } from './keys/queries.ts'
export { accountsQuery, delegationsQuery, rolesQuery } from './roles/queries.ts'
export { useAccountRole } from './roles/use-account-role.ts'
export { useRoleName } from './roles/use-role-name.ts'
export { endSession, type Session, sessionsQuery, signOut, signOutEverywhere } from './sign-in/actions.ts'
export { forgetSignedIn, mayBeSignedIn } from './sign-in/hint.ts'
export { Confirm, isUnconfirmed } from './sign-in/confirm.tsx'
export { keepLanguage } from './sign-in/keep-language.ts'
export { isNamed, type Me, meQuery } from './sign-in/me.ts'
export { rememberResidence } from './sign-in/residence.ts'
