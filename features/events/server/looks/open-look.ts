/** Opens and ends a look: why somebody of the staff sees where one person went, said before they see it. */
import { Problem, type Principal, type Reach } from '@loge/http'
import { addMs, newId, type Instant, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { eventFacts, LOOK_MS, type LookReason, periodOfLook } from '../../core/index.ts'
import { appendEvents } from '../append-events.ts'
import { endLooks, insertLook, type StoredLook } from './look-store.ts'

export interface LookDeps {
  readonly database: Database
  readonly world: World
  /** Refuses a person who does not exist within this reach; the log itself knows nothing of people. */
  readonly requirePerson: (transaction: Transaction, reach: Reach, personId: PersonId) => Promise<unknown>
}

export interface LookCaller {
  readonly organizationId: OrganizationId
  readonly principal: Principal
  readonly reach: Reach
}

export interface LookAsked {
  readonly personId: PersonId
  readonly from: Instant
  readonly until: Instant
  readonly reason: LookReason
  readonly words: string
}

/** A key is nobody who could answer for having looked. */
const accountOf = (principal: Principal) => {
  if (principal.kind === 'account') return principal
  throw new Problem(403, 'look_account_required', 'Sign in: only a person can say why they look.')
}

const requireManager = ({ wholeOrganization, siteIds }: Reach): void => {
  if (!wholeOrganization && siteIds.length === 0)
    throw new Problem(
      403,
      'person_filter_forbidden',
      'Your right to people reaches no further than yourself.',
    )
}

export const openLook = (
  { database, world, requirePerson }: LookDeps,
  caller: LookCaller,
  asked: LookAsked,
) => {
  const { organizationId } = caller
  const { accountId } = accountOf(caller.principal)
  requireManager(caller.reach)
  const now = world.now()
  const period = periodOfLook(asked, now)
  if (period === undefined)
    throw new Problem(400, 'time_range_invalid', 'Ask for a period of the past, of 92 days at most.')
  const { personId, reason, words } = asked
  const look: StoredLook = {
    organization_id: organizationId,
    id: newId(world, 'look'),
    account_id: accountId,
    person_id: personId,
    covers_from: period.from,
    covers_until: period.until,
    reason,
    words,
    opened_at: now,
    closes_at: addMs(now, LOOK_MS),
  }
  return database.transaction(organizationId, async (transaction) => {
    await requirePerson(transaction, caller.reach, personId)
    await insertLook(transaction, {
      ...look,
      covers_from: new Date(look.covers_from),
      covers_until: new Date(look.covers_until),
      opened_at: new Date(look.opened_at),
      closes_at: new Date(look.closes_at),
    })
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: eventFacts.lookOpened.type,
        occurredAt: now,
        actor: { kind: 'account', id: accountId },
        personId,
        payload: {
          lookId: look.id,
          reason,
          from: new Date(period.from).toISOString(),
          until: new Date(period.until).toISOString(),
        },
      },
    ])
    return look
  })
}

export const endLook = (
  { database, world }: LookDeps,
  { organizationId, principal }: LookCaller,
  personId: PersonId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    if (principal.kind !== 'account') return
    const { accountId } = principal
    const now = world.now()
    const ended = await endLooks(transaction, { organizationId, accountId, personId, now })
    await appendEvents(
      transaction,
      world,
      organizationId,
      ended.map((lookId) => ({
        id: newId(world, 'event'),
        type: eventFacts.lookEnded.type,
        occurredAt: now,
        actor: { kind: 'account', id: accountId } as const,
        personId,
        payload: { lookId },
      })),
    )
  })
