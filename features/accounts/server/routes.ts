/** Every route of accounts. */
import type { Endpoint } from '@loge/http'
import { administrationEndpoints } from './account-routes.ts'
import type { AccountsDeps } from './deps.ts'
import { meEndpoints } from './me-routes.ts'
import { signInEndpoints } from './sign-in-routes.ts'

export const accountsEndpoints = (deps: AccountsDeps): readonly Endpoint[] => [
  ...signInEndpoints(deps),
  ...meEndpoints(deps),
  ...administrationEndpoints(deps),
]
