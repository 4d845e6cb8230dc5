/** What a caller asks of the log, judged: the period, the types, and whom a filter would unfold. */
import { Problem, type Principal, type Reach } from '@loge/http'
import type { DeviceId, EntranceId, Instant, OrganizationId, PersonId, SiteId } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { Actor, EventFilter } from '../core/index.ts'
import { mayReadPeople } from './answer.ts'
import type { EventQuestion } from './read-events.ts'
import { readTypes } from './read-types.ts'

interface FilterQuery {
  readonly siteId?: SiteId | undefined
  readonly entranceId?: EntranceId | undefined
  readonly deviceId?: DeviceId | undefined
  readonly personId?: PersonId | undefined
  readonly type?: string | undefined
  readonly from?: Instant | undefined
  readonly until?: Instant | undefined
}

export interface Asking {
  readonly principal: Principal
  readonly organizationId: OrganizationId
  readonly reach: Reach
  readonly query: FilterQuery
}

/** Whom a search for one person would unfold, it may not be used to watch. */
export const questionOf = async (
  { database }: { readonly database: Database },
  call: Asking,
): Promise<EventQuestion> => {
  const { siteId, entranceId, deviceId, personId, type, from, until } = call.query
  const isOwn = personId !== undefined && personId === call.reach.ownPersonId
  if (personId !== undefined && !isOwn && !mayReadPeople(call, siteId))
    throw new Problem(
      403,
      'person_filter_forbidden',
      'Leave personId out, or ask for the right to see people.',
    )
  if (from !== undefined && until !== undefined && from >= until)
    throw new Problem(400, 'time_range_invalid', '`from` must lie before `until`.')
  const types = await readTypes(database, call.organizationId, type)
  const filter: EventFilter = { siteId, entranceId, deviceId, personId, types, from, until }
  return { organizationId: call.organizationId, reach: call.reach, filter }
}

export const actorOf = (principal: Principal): Actor => {
  if (principal.kind === 'account') return { kind: 'account', id: principal.accountId }
  if (principal.kind === 'apiKey') return { kind: 'apiKey', id: principal.apiKeyId }
  return { kind: 'unknown' }
}
