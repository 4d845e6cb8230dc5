/** The residences one may see. */
import { api } from '@loge/http/client'
import type { siteRoutes } from '@loge/features/places/wire'
import { queryOptions } from '@tanstack/react-query'

export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
  staleTime: 10 * 60_000,
})
