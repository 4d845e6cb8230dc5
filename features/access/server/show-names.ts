/** Shows folded names for a reason. Who looked at whose name, and why, is recorded with the person it concerns. */
import { findEvent } from '@loge/features/events/server'
import { findPeople } from '@loge/features/people/server'
import type { EntranceId, EventId, PersonId, SiteId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts, type NameReason } from '../core/index.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { type AskingCall, reachesSite } from './reach.ts'
import { record } from './record.ts'
import { sitesOfPerson } from './subjects.ts'

export interface NamesAsked {
  readonly personIds: readonly PersonId[]
  readonly reason: NameReason
  readonly entranceId?: EntranceId | undefined
  readonly eventId?: EventId | undefined
}

export interface ShownName {
  readonly personId: PersonId
  readonly givenName: string
  readonly familyName: string
}

/** The site at which the caller may see the person: `null` for the whole organization, `undefined` for none. */
const seenAt = async (
  transaction: Transaction,
  { reach }: Pick<AskingCall, 'reach'>,
  personId: PersonId,
): Promise<SiteId | null | undefined> => {
  const sites = await sitesOfPerson(transaction, personId)
  return sites.find((siteId) => reachesSite(reach, siteId)) ?? (reach.wholeOrganization ? null : undefined)
}

/** Whose name is asked for: those named, or whoever the event is about. */
const subjectsOf = async (
  transaction: Transaction,
  { organizationId, reach }: Asker & Pick<AskingCall, 'reach'>,
  { personIds, eventId }: NamesAsked,
): Promise<readonly PersonId[]> => {
  if (personIds.length > 0 || eventId === undefined) return [...new Set(personIds)]
  const event = await findEvent(transaction, { organizationId, reach, filter: {} }, eventId)
  return event === undefined || event.person_id === null ? [] : [event.person_id]
}

export const showNames = (
  deps: AccessDeps,
  asker: Asker & Pick<AskingCall, 'reach'>,
  asked: NamesAsked,
): Promise<readonly ShownName[]> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const { reason, entranceId, eventId } = asked
    const shown: ShownName[] = []
    const personIds = await subjectsOf(transaction, asker, asked)
    for (const { id, givenName, familyName } of await findPeople(transaction, personIds)) {
      const siteId = await seenAt(transaction, asker, id)
      if (siteId === undefined) continue
      await record(transaction, deps, asker, {
        fact: accessFacts.nameShown,
        personId: id,
        ...(siteId === null ? {} : { siteId }),
        ...(entranceId === undefined ? {} : { entranceId }),
        payload: { reason, ...(eventId === undefined ? {} : { aboutEventId: eventId }) },
      })
      shown.push({ personId: id, givenName, familyName })
    }
    return shown
  })
