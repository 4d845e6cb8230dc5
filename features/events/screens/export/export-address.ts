/** Where the log is taken as a file. */
import { filtersOf } from '../log/queries.ts'
import type { EventSearch } from '../log/search.ts'

interface Wanted {
  readonly from: string
  readonly until: string
  readonly language: string
  readonly format: 'csv' | 'ndjson'
}

export const exportAddress = (search: EventSearch, wanted: Wanted): string =>
  `/api/v1/events/export?${new URLSearchParams({ ...filtersOf(search), ...wanted }).toString()}`
