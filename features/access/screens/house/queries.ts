/** What the page of the house rules asks the server, and settles. */
import { api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { houseRoutes } from '../../wire.ts'

type Routes = typeof houseRoutes
export type SettledRules = WireAnswer<Routes['readHouseRules']>
export type WantedRules = WireBody<Routes['changeHouseRules']>

export const houseRulesQuery = (id: string) =>
  queryOptions({
    queryKey: ['house-rules', id],
    queryFn: ({ signal }) =>
      api.call<Routes['readHouseRules']>('GET', '/sites/{id}/house-rules', { params: { id }, signal }),
  })

/** From the version that is shown. */
export const settleRules = ({ siteId, revision }: SettledRules, body: WantedRules) =>
  api.call<Routes['changeHouseRules']>('PUT', '/sites/{id}/house-rules', {
    params: { id: siteId },
    body,
    ifMatch: String(revision),
  })
