/** The screens of signing in, and who is signed in. */
export { loadRolesPage, loadSetUpPage, loadSignInAgain, loadSignInPage } from './pages.ts'
export {
  endSession,
  type Me,
  meQuery,
  type Session,
  sessionsQuery,
  signOut,
  signOutEverywhere,
} from './sign-in/actions.ts'
export { rememberResidence } from './sign-in/residence.ts'
