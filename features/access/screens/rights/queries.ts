/** What the screen of rights asks the server. */
import { allPages as all, api } from '@loge/http/client'
import type { WireAnswer, WireBody } from '@loge/http/contract'
import type { scheduleRoutes } from '@loge/features/schedules/wire'
import type { siteRoutes } from '@loge/features/places/wire'
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { changeRoutes, gridRoutes, reviewRoutes } from '../../wire.ts'

type Grids = typeof gridRoutes
type Schedules = typeof scheduleRoutes

export type Grid = WireAnswer<Grids['readGrid']>
type Changes = typeof changeRoutes

export type RightsEdits = WireBody<Changes['previewChange']>['edits']
export type Preview = WireAnswer<Changes['previewChange']>
export type MadeChange = WireAnswer<Changes['applyChange']> & {
  /** Somebody gains or loses by it; a new group that nobody has yet is nothing to any door. */
  readonly changesDoors: boolean
}
export type PastChange = WireAnswer<Changes['listChanges']>['data'][number]
export type ReviewedGrant = WireAnswer<(typeof reviewRoutes)['reviewAccess']>['data'][number]
export type ReviewKind = 'expiring' | 'never_used' | 'orphaned' | 'excessive'
export type HeldGrant = WireAnswer<Grids['grantsOfProfile']>['data'][number]
export type Schedule = WireAnswer<Schedules['readSchedule']>
export type Site = WireAnswer<(typeof siteRoutes)['list']>['data'][number]

const atOf = (at: string | undefined) => (at === undefined ? {} : { at })

type GridEntrance = Grid['entrances'][number]

/** As on the plan; those without a number by name, last. */
const byPlan = (one: GridEntrance, other: GridEntrance): number =>
  Number(one.number === null) - Number(other.number === null) ||
  (one.number ?? one.name).localeCompare(other.number ?? other.name, undefined, { numeric: true })

export const siteQuery = queryOptions({
  queryKey: ['sites'],
  queryFn: ({ signal }) => api.call<(typeof siteRoutes)['list']>('GET', '/sites', { query: {}, signal }),
  staleTime: 10 * 60_000,
})

/** What is open now changes with the clock, not only with events. */
export const gridQuery = (siteId: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['access-profiles', 'grid', siteId, at ?? 'now'],
    queryFn: async ({ signal }) => {
      const query = { siteId, ...atOf(at) }
      const grid = await api.call<Grids['readGrid']>('GET', '/access-grid', { query, signal })
      return { ...grid, entrances: grid.entrances.toSorted(byPlan) }
    },
    placeholderData: keepPreviousData,
    ...(at === undefined ? { refetchInterval: 60_000 } : {}),
  })

export const grantsOfProfileQuery = (id: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['access-profiles', id, 'grants', at ?? 'now'],
    queryFn: ({ signal }) =>
      all((page) =>
        api.call<Grids['grantsOfProfile']>('GET', '/access-profiles/{id}/grants', {
          params: { id },
          query: { limit: 200, ...atOf(at), ...page },
          signal,
        }),
      ),
  })

/** The schedules one can choose; those of a past instant are read one by one. */
export const schedulesQuery = queryOptions({
  queryKey: ['schedules'],
  queryFn: ({ signal }) =>
    all((page) =>
      api.call<Schedules['listSchedules']>('GET', '/schedules', {
        query: { limit: 200, effect: 'allow', ...page },
        signal,
      }),
    ),
})

export const scheduleQuery = (id: string, at: string | undefined) =>
  queryOptions({
    queryKey: ['schedules', id, at ?? 'now'],
    queryFn: ({ signal }) =>
      api.call<Schedules['readSchedule']>('GET', '/schedules/{id}', {
        params: { id },
        query: atOf(at),
        signal,
      }),
  })

export interface Span {
  readonly from: string
  readonly until: string
}

export const intervalsQuery = (id: string, siteId: string, { from, until }: Span) =>
  queryOptions({
    queryKey: ['schedules', id, 'intervals', siteId, from, until],
    queryFn: ({ signal }) =>
      api.call<Schedules['readIntervals']>('GET', '/schedules/{id}/intervals', {
        params: { id },
        query: { siteId, from, until },
        signal,
      }),
    placeholderData: keepPreviousData,
  })

type Calendar = 'site' | (string & {})

/** The holidays of a year: of the calendar, or of the region of the site, as the house corrected it. */
export const holidaysQuery = (calendar: Calendar, region: string | null, year: number) =>
  queryOptions({
    queryKey: ['holidays', calendar, region, year],
    queryFn: async ({ signal }) => {
      const query = { year: String(year) }
      const known = await api.call<Schedules['listHolidayCalendars']>('GET', '/holiday-calendars', {
        query: { limit: 200 },
        signal,
      })
      const own = known.data.find(
        ({ id, region: of, retiredAt }) =>
          id === calendar || (calendar === 'site' && of === region && retiredAt === null),
      )
      if (own !== undefined)
        return (
          await api.call<Schedules['readHolidayCalendar']>('GET', '/holiday-calendars/{id}', {
            params: { id: own.id },
            query,
            signal,
          })
        ).holidays
      const regions = await api.call<Schedules['listHolidayRegions']>('GET', '/holiday-regions', {
        query,
        signal,
      })
      return regions.data.find((one) => one.region === region)?.holidays ?? []
    },
    staleTime: 10 * 60_000,
  })

export const previewChange = (siteId: string, edits: RightsEdits, signal?: AbortSignal) =>
  api.call<Changes['previewChange']>('POST', '/access-changes/preview', {
    body: { siteId, edits },
    ...(signal === undefined ? {} : { signal }),
  })

/** The people of a side after one of them, fifty at most, each once. */
export const previewPeople = async (
  siteId: string,
  edits: RightsEdits,
  { side, after }: { readonly side: 'gains' | 'losses'; readonly after: string | undefined },
): Promise<readonly string[]> => {
  const body = { siteId, edits, ...(after === undefined ? {} : { namesAfter: after }) }
  const preview = await api.call<Changes['previewChange']>('POST', '/access-changes/preview', { body })
  return namedOf(preview[side])
}

export const NAMES_AT_ONCE = 50

/** Each entry names the first of its people, so the first of them all are among these. */
export const namedOf = (changes: Preview['gains']): readonly string[] =>
  [...new Set(changes.flatMap(({ personIds }) => personIds))].sort().slice(0, NAMES_AT_ONCE)

/** Looked at anew each time: what stands may have changed. */
export const previewQuery = (siteId: string, edits: RightsEdits) =>
  queryOptions({
    queryKey: ['access-changes', 'preview', siteId, edits],
    queryFn: ({ signal }) => previewChange(siteId, edits, signal),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  })

/** The latest first. */
export const changesQuery = (siteId: string) =>
  infiniteQueryOptions({
    queryKey: ['changes', siteId],
    queryFn: ({ signal, pageParam }) =>
      api.call<Changes['listChanges']>('GET', '/access-changes', {
        query: { siteId, limit: 20, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })

export const reviewQuery = (siteId: string, kind: ReviewKind) =>
  infiniteQueryOptions({
    queryKey: ['access-reviews', siteId, kind],
    queryFn: ({ signal, pageParam }) =>
      api.call<(typeof reviewRoutes)['reviewAccess']>('GET', '/access-reviews', {
        query: { siteId, kind, limit: 50, ...(pageParam === undefined ? {} : { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })

export const retireSchedule = ({ id, revision }: Pick<Schedule, 'id' | 'revision'>) =>
  api.call<Schedules['retireSchedule']>('DELETE', '/schedules/{id}', {
    params: { id },
    ifMatch: String(revision),
  })

export const applyChange = (body: WireBody<Changes['applyChange']>) =>
  api.call<Changes['applyChange']>('POST', '/access-changes', { body })

export const undoChange = (id: string) =>
  api.call<Changes['undoChange']>('POST', '/access-changes/{id}/undo', { params: { id } })
