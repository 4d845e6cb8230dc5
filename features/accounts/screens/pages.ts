/** The pages of signing in, each loaded when it is first opened. */
export const loadSignInPage = () => import('./sign-in/sign-in-page.tsx')
export const loadSignInAgain = () => import('./sign-in/sign-in-again.tsx')
export const loadSetUpPage = () => import('./sign-in/set-up-page.tsx')
export const loadRolesPage = () => import('./roles/roles-page.tsx')
export const loadAccountsPage = () => import('./accounts/accounts-page.tsx')
export const loadKeysPage = () => import('./keys/keys-page.tsx')
