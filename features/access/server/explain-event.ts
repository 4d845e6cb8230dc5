/** One entry or refusal of the log, explained: what it names is read as it was recorded when it happened. */
import { findEvent, maySeeWho, readerOf, storedEventOf } from '@loge/features/events/server'
import { Problem, type Principal } from '@loge/http'
import { asId, isUuid, type EventId, type IdKind } from '@loge/kernel'
import type { z } from 'zod'
import type { eventEvidenceView } from '../answers-wire.ts'
import { whenAsked } from './as-of.ts'
import type { AccessDeps } from './deps.ts'
import { readEvidence } from './evidence.ts'
import type { AskingCall } from './reach.ts'

const idsIn = <Kind extends IdKind>(kind: Kind, value: unknown) =>
  typeof value === 'string' && isUuid(value) ? [asId(kind, value)] : []

/** A right given to one person leads to them: it is told to whoever may be told who passed. */
export const explainEvent = async (
  deps: AccessDeps,
  call: Pick<AskingCall, 'organizationId' | 'reach'> & { readonly principal: Principal },
  id: EventId,
): Promise<z.output<typeof eventEvidenceView>> => {
  const { organizationId, reach } = call
  return deps.database.transaction(organizationId, async (transaction) => {
    const reader = await readerOf(transaction, deps, call)
    const row = await findEvent(transaction, { organizationId, reach, filter: {} }, id)
    if (row === undefined) throw new Problem(404, 'event_unknown', 'No event you may see has this id.')
    const event = storedEventOf(row)
    const { occurredAt, receivedAt, filedAt, edge, siteId, payload } = event
    const { snapshotVersion, accessGrantId, accessProfileId, scheduleId } = payload
    const grantIds = idsIn('accessGrant', accessGrantId)
    const question = {
      organizationId,
      // By the time that is believed: that of a lost clock would explain the event by rights of another year.
      when: whenAsked(filedAt, deps.world.now()),
      grantIds,
      folded: !maySeeWho(event, reader),
      profileIds: idsIn('accessProfile', accessProfileId),
      scheduleIds: idsIn('schedule', scheduleId),
    }
    return {
      occurredAt,
      receivedAt,
      clockTrusted: edge?.clockTrusted ?? true,
      snapshotVersion: typeof snapshotVersion === 'number' ? snapshotVersion : null,
      evidence:
        siteId === undefined
          ? { grants: [], profiles: [], schedules: [] }
          : await readEvidence(transaction, deps, { ...question, siteId }),
    }
  })
}
