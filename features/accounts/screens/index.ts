/** The screens of signing in, and who is signed in. */
export const loadSignInPage = () => import('./sign-in/sign-in-page.tsx')
export const loadSignInAgain = () => import('./sign-in/sign-in-again.tsx')
export const loadSetUpPage = () => import('./sign-in/set-up-page.tsx')
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
