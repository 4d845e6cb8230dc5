/** What the page of sites asks and tells the server. */
import type { buildingRoutes, siteRoutes, unitRoutes } from '@loge/features/places/wire'
import { allPages, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { scheduleRoutes } from '../../wire.ts'

export type Site = WireAnswer<(typeof siteRoutes)['read']>
export type SiteChange = WireBody<(typeof siteRoutes)['change']>
export type Building = WireAnswer<(typeof buildingRoutes)['read']>
export type TimePreview = WireAnswer<(typeof scheduleRoutes)['previewSiteTime']>

/** Under the name the shell asks for it by: it shows the same list. */
export const sitesQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
})

export const buildingsQuery = (siteId: string) =>
  queryOptions({
    queryKey: ['places', 'buildings', siteId],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.call<(typeof buildingRoutes)['list']>('GET', '/buildings', {
          query: { siteId, limit: 200, ...cursor },
          signal,
        }),
      ),
  })

export const unitsQuery = (buildingId: string) =>
  queryOptions({
    queryKey: ['places', 'units', buildingId],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        api.call<(typeof unitRoutes)['list']>('GET', '/units', {
          query: { buildingId, limit: 200, ...cursor },
          signal,
        }),
      ),
  })

export interface SiteTime {
  readonly timeZone: string
  readonly holidayRegion: string | null
}

export const timePreviewQuery = (id: string, { timeZone, holidayRegion }: SiteTime) =>
  queryOptions({
    queryKey: ['sites', id, 'time', timeZone, holidayRegion],
    queryFn: ({ signal }) =>
      api.call<(typeof scheduleRoutes)['previewSiteTime']>('GET', '/sites/{id}/time-preview', {
        params: { id },
        query: { timeZone, ...(holidayRegion === null ? {} : { holidayRegion }) },
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
  })

export const changeSite = ({ id, version }: Pick<Site, 'id' | 'version'>, body: SiteChange) =>
  api.call<(typeof siteRoutes)['change']>('PATCH', '/sites/{id}', {
    params: { id },
    body,
    ifMatch: String(version),
  })

export type Part = { readonly kind: 'building' | 'unit' } & Pick<Building, 'id' | 'name' | 'version'>

export const renamePart = async ({ kind, id, version }: Part, name: string): Promise<void> => {
  const input = { params: { id }, body: { name }, ifMatch: String(version) }
  if (kind === 'building')
    await api.call<(typeof buildingRoutes)['change']>('PATCH', '/buildings/{id}', input)
  else await api.call<(typeof unitRoutes)['change']>('PATCH', '/units/{id}', input)
}

export const removePart = async ({ kind, id, version }: Part): Promise<void> => {
  const input = { params: { id }, ifMatch: String(version) }
  if (kind === 'building')
    await api.call<(typeof buildingRoutes)['remove']>('DELETE', '/buildings/{id}', input)
  else await api.call<(typeof unitRoutes)['remove']>('DELETE', '/units/{id}', input)
}
