/** What people are besides residents, as the pages ask for it. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { queryOptions } from '@tanstack/react-query'
import type { lawRoutes } from '@loge/features/law/wire'
import type { relationRoutes } from '../../wire.ts'

type Routes = typeof relationRoutes
export type Relation = WireAnswer<Routes['list']>['data'][number]

const MOST = { limit: 200 } as const

export const relationsQuery = queryOptions({
  queryKey: ['relations'],
  queryFn: ({ signal }): Promise<readonly Relation[]> =>
    allPages((page) =>
      api.call<Routes['list']>('GET', '/relations', { query: { ...MOST, ...page }, signal }),
    ),
})

export const relationsOfQuery = (personId: string) =>
  queryOptions({
    queryKey: ['relations', personId],
    queryFn: ({ signal }): Promise<readonly Relation[]> =>
      allPages((page) =>
        api.call<Routes['list']>('GET', '/relations', { query: { ...MOST, personId, ...page }, signal }),
      ),
  })

/** What the register in force says to people: another period there is another sentence here. */
export const noticeQuery = queryOptions({
  queryKey: ['register', 'notice'],
  queryFn: ({ signal }) => api.call<(typeof lawRoutes)['notice']>('GET', '/register/notice', { signal }),
})

export const openRelation = (body: WireBody<Routes['open']>) =>
  api.call<Routes['open']>('POST', '/relations', { body })

export const changeRelation = ({ id, version }: Relation, body: WireBody<Routes['change']>) =>
  api.call<Routes['change']>('PATCH', '/relations/{id}', { params: { id }, body, ifMatch: String(version) })

/** Entered by mistake. */
export const removeRelation = ({ id, version }: Relation) =>
  api.call<Routes['remove']>('DELETE', '/relations/{id}', { params: { id }, ifMatch: String(version) })
