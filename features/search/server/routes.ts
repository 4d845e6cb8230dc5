/** The one route of the search. */
import { serve, type Endpoint } from '@loge/http'
import { searchRoutes } from '../wire.ts'
import { search, type SearchDeps } from './search.ts'

export const searchEndpoints = (deps: SearchDeps): readonly Endpoint[] => [
  serve(searchRoutes.search, ({ principal, organizationId, body }) =>
    search(deps, { principal, organizationId, ...body, siteId: body.siteId }),
  ),
]
