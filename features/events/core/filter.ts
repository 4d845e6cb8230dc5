/** Which events a question is about. The list asks PostgreSQL with it; the live stream asks each event. */
import type { DeviceId, EntranceId, Instant, PersonId, SiteId } from '@loge/kernel'
import type { StoredEvent } from './fact.ts'

export interface EventFilter {
  readonly siteId?: SiteId | undefined
  readonly entranceId?: EntranceId | undefined
  readonly deviceId?: DeviceId | undefined
  readonly personId?: PersonId | undefined
  /** Any of these; all types when left out. */
  readonly types?: readonly string[] | undefined
  readonly from?: Instant | undefined
  /** Exclusive. */
  readonly until?: Instant | undefined
}

/** Which events a caller may see at all. */
export interface EventReach {
  readonly wholeOrganization: boolean
  readonly siteIds: readonly SiteId[]
  readonly ownPersonId: PersonId | undefined
}

const isUnless = <Value>(wanted: Value | undefined, value: Value | undefined): boolean =>
  wanted === undefined || wanted === value

export const matchesFilter = (filter: EventFilter, event: StoredEvent): boolean =>
  isUnless(filter.siteId, event.siteId) &&
  isUnless(filter.entranceId, event.entranceId) &&
  isUnless(filter.deviceId, event.deviceId) &&
  isUnless(filter.personId, event.personId) &&
  (filter.types === undefined || filter.types.includes(event.type)) &&
  (filter.from === undefined || event.filedAt >= filter.from) &&
  (filter.until === undefined || event.filedAt < filter.until)

export const isWithinReach = (reach: EventReach, event: StoredEvent): boolean =>
  reach.wholeOrganization ||
  (event.siteId !== undefined && reach.siteIds.includes(event.siteId)) ||
  (event.personId !== undefined && event.personId === reach.ownPersonId)
