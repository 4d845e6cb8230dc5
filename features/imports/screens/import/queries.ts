/** What the page of imports asks and tells the server. */
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import type { siteRoutes } from '@loge/features/places/wire'
import { queryOptions } from '@tanstack/react-query'
import type { importRoutes } from '../../wire.ts'

type Routes = typeof importRoutes
export type Batch = WireAnswer<Routes['read']>
export type Listed = WireAnswer<Routes['list']>['data'][number]
export type Row = WireAnswer<Routes['rows']>['data'][number]
export type Settings = WireBody<Routes['settings']>
export type Choice = NonNullable<WireBody<Routes['choose']>['choice']>
export type Outcome = Row['outcome']

const WORKING_MS = 500

export const isWorking = ({ state }: Pick<Batch, 'state'>): boolean =>
  state === 'applying' || state === 'undoing'

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => api.call<Routes['list']>('GET', '/imports', { query: { limit: 200 }, signal }),
})

/** Asked again and again while the work goes on. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal }) => api.call<Routes['read']>('GET', '/imports/{id}', { params: { id }, signal }),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isWorking(data) ? WORKING_MS : false),
  })

export const rowsQuery = (id: string, outcome: Outcome | undefined, version: string) =>
  queryOptions({
    queryKey: ['imports', id, 'rows', outcome ?? 'all', version],
    queryFn: ({ signal }): Promise<readonly Row[]> =>
      allPages((page) =>
        api.call<Routes['rows']>('GET', '/imports/{id}/rows', {
          params: { id },
          query: { limit: 1_000, ...(outcome === undefined ? {} : { outcome }), ...page },
          signal,
        }),
      ),
  })

/** Asked under its own name: the shell knows the same sites, and is not imported from here. */
export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
  staleTime: 10 * 60_000,
})

export const uploadFile = (file: File): Promise<Batch> =>
  api.call<Routes['upload']>('POST', '/imports', { file })

export const saveSettings = (id: string, body: Settings) =>
  api.call<Routes['settings']>('POST', '/imports/{id}/settings', { params: { id }, body })

export const chooseRows = (id: string, body: { readonly rows?: number[]; readonly choice: Choice | null }) =>
  api.call<Routes['choose']>('POST', '/imports/{id}/choices', { params: { id }, body })

export const applyImport = (id: string) =>
  api.call<Routes['apply']>('POST', '/imports/{id}/apply', { params: { id } })

export const undoImport = (id: string) =>
  api.call<Routes['undo']>('POST', '/imports/{id}/undo', { params: { id } })

export const discardImport = (id: string) =>
  api.call<Routes['discard']>('POST', '/imports/{id}/discard', { params: { id } })
