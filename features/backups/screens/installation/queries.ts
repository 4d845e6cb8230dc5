/** What the page of the installation asks the server. */
import { api } from '@loge/http/client'
import { queryOptions } from '@tanstack/react-query'
import type { backupRoutes } from '../../wire.ts'

export const installationQuery = queryOptions({
  queryKey: ['installation'],
  queryFn: ({ signal }) =>
    api.call<(typeof backupRoutes)['installation']>('GET', '/installation', { signal }),
})
