/** The door of what travels about accounts: every route, by what it is for. */
import { accountRoutes } from './wire/account-routes.ts'
import { delegationRoutes } from './wire/delegation-routes.ts'
import { meRoutes } from './wire/me-routes.ts'
import { signInRoutes } from './wire/sign-in-routes.ts'

export const accountsRoutes = { ...signInRoutes, ...meRoutes, ...accountRoutes, ...delegationRoutes } as const
