/** Every route of accounts. */
import type { Endpoint } from '@loge/http'
import { forPurpose } from '@loge/storage'
import { administrationEndpoints } from './account-routes.ts'
import type { AccountsDeps } from './deps.ts'
import { meEndpoints } from './me-routes.ts'
import { signInEndpoints } from './sign-in-routes.ts'

/** Nobody is known yet, so nobody is themselves yet. */
const forSignIn = (endpoint: Endpoint): Endpoint => ({
  route: endpoint.route,
  handle: (call, lastEventId) => forPurpose('sign_in', () => endpoint.handle(call, lastEventId)),
})

export const accountsEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  ...signInEndpoints(deps).map(forSignIn),
  ...meEndpoints(deps),
  ...administrationEndpoints(deps),
]
