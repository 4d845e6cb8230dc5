/**
 * How many are counted inside a zone, by the same memory as the edge's and from the same records, as far as they have
 * come. Only the number leaves this file.
 */
import { listEvents, storedEventOf } from '@loge/features/events/server'
import { addMs, DAY_MS, type EntranceId, instant, type Instant, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { accessFacts, countInside, DoorMemory, edgeFacts, type Policy } from '../../core/index.ts'
import type { RuledZone } from './store.ts'

const TYPES = [
  edgeFacts.unlockOrdered.type,
  accessFacts.doorOpened.type,
  accessFacts.doorRefused.type,
  accessFacts.doorLeafOpened.type,
  accessFacts.doorClosed.type,
  accessFacts.doorForced.type,
  accessFacts.doorExitPressed.type,
  accessFacts.doorReleased.type,
  accessFacts.doorUnlockFailed.type,
]
/** Whoever went in longer ago is not counted here; a zone with an hour of forgetting never reaches this far. */
const LONGEST_MS = 7 * DAY_MS
const MOST_EVENTS_A_DOOR = 20_000

interface Counting {
  readonly organizationId: OrganizationId
  readonly policy: Policy
  readonly zone: RuledZone
  readonly now: Instant
}

const eventsOf = async (
  transaction: Transaction,
  { organizationId }: Counting,
  entranceId: EntranceId,
  from: Instant,
) => {
  const question = {
    organizationId,
    reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
    filter: { entranceId, types: TYPES, from },
  }
  const rows = await listEvents(transaction, question, { limit: MOST_EVENTS_A_DOOR, after: undefined })
  return rows.map(storedEventOf)
}

export const readInside = async (transaction: Transaction, counting: Counting): Promise<number | null> => {
  const { policy, zone, now } = counting
  if (zone.rules.antiPassback === null || zone.since === null) return null
  const from = instant(Math.max(addMs(now, -LONGEST_MS), zone.forgottenAt ?? 0))
  const events = []
  for (const id of zone.entranceIds) events.push(...(await eventsOf(transaction, counting, id, from)))
  // A zone with rules lies on one edge, so its numbers are the order in which things happened.
  events.sort((one, other) => (one.edge?.sequence ?? 0) - (other.edge?.sequence ?? 0))
  const memory = new DoorMemory()
  for (const { type, occurredAt, entranceId, payload, edge } of events) {
    const subjectRef = payload['subjectRef']
    memory.note(
      {
        type,
        occurredAt,
        clockTrusted: edge?.clockTrusted === true,
        ...(entranceId === undefined ? {} : { entranceId }),
        ...(typeof subjectRef === 'string' ? { subjectRef } : {}),
        payload,
      },
      policy,
    )
  }
  return countInside(policy, memory, zone.id, { now, clockTrusted: true, lastContactAt: now })
}
