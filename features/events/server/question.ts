/** What a caller asks of the log, judged: the period, the types, and whom a filter would unfold. */
import { Problem, type Principal, type Reach } from '@loge/http'
import type { DeviceId, EntranceId, Instant, OrganizationId, PersonId, SiteId, World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Actor, type EventFilter, lookFor, type OpenLook } from '../core/index.ts'
import { isOneself, mayReadPeople, type Caller, type Reader } from './answer.ts'
import { findOpenLooks, openLookOf } from './looks/look-store.ts'
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

interface QuestionDeps {
  readonly world: Pick<World, 'now'>
}

/** Whoever asks, with the looks they have open now. */
export const readerOf = async (
  transaction: Transaction,
  { world }: QuestionDeps,
  call: Caller & { readonly organizationId: OrganizationId },
): Promise<Reader> => {
  const { organizationId, principal, reach } = call
  const rows = await findOpenLooks(transaction, { organizationId, principal, now: world.now() })
  return { principal, reach, looks: rows.map(openLookOf) }
}

/** Whom a search for one person would unfold, it may not be used to watch: it needs the right, and a reason. */
const requireLook = ({ query, ...call }: Asking, { looks }: Reader): OpenLook | undefined => {
  const { personId, siteId, from, until } = query
  if (personId === undefined || isOneself(call, personId)) return undefined
  if (!mayReadPeople(call, siteId))
    throw new Problem(
      403,
      'person_filter_forbidden',
      'Leave personId out, or ask for the right to see people.',
    )
  const look = lookFor(looks, { personId, from, until })
  if (look !== undefined) return look
  throw new Problem(
    403,
    'look_required',
    'Say first why you look at the movements of this person, and for which period: POST /people/{id}/look.',
  )
}

export interface Judged {
  readonly question: EventQuestion
  /** For the answer: it folds by the same looks the question was judged by. */
  readonly reader: Reader
}

export const questionOf = async (
  transaction: Transaction,
  deps: QuestionDeps,
  call: Asking,
): Promise<Judged> => {
  const { siteId, entranceId, deviceId, personId, type, from, until } = call.query
  const reader = await readerOf(transaction, deps, call)
  const look = requireLook(call, reader)
  if (from !== undefined && until !== undefined && from >= until)
    throw new Problem(400, 'time_range_invalid', '`from` must lie before `until`.')
  const types = await readTypes(transaction, call.organizationId, type)
  const filter: EventFilter = {
    siteId,
    entranceId,
    deviceId,
    personId,
    types,
    from: from ?? look?.from,
    until: until ?? look?.until,
  }
  return { question: { organizationId: call.organizationId, reach: call.reach, filter }, reader }
}

export const actorOf = (principal: Principal): Actor => {
  if (principal.kind === 'account') return { kind: 'account', id: principal.accountId }
  if (principal.kind === 'apiKey') return { kind: 'apiKey', id: principal.apiKeyId }
  return { kind: 'unknown' }
}
