/** What the screens of contracts ask the server. */
import { api } from '@loge/http/client'
import type { WireAnswer } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { contractRoutes } from '../../contracts-wire.ts'

type Routes = typeof contractRoutes
export type RecipientContract = WireAnswer<Routes['list']>['data'][number]

export const contractsQuery = queryOptions({
  queryKey: ['privacy', 'contracts'],
  queryFn: async ({ signal }) =>
    (await api.call<Routes['list']>('GET', '/privacy/contracts', { signal })).data,
})
