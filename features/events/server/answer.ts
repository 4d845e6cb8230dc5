/** An event as one caller may see it. Names stay folded: who it was is told only to those who may read people. */
import type { Principal, Reach } from '@loge/http'
import type { AnswerOf } from '@loge/http/contract'
import { asId, formatId, type Instant, type OrganizationId, type PersonId, type SiteId } from '@loge/kernel'
import type { Actor, StoredEvent } from '../core/index.ts'
import type { readEvent } from '../wire.ts'

export type EventAnswer = AnswerOf<typeof readEvent>['event']

export interface Caller {
  readonly principal: Principal
  readonly reach: Reach
}

/** With a site: may they read the people of that site? Without: of the whole organization? */
export const mayReadPeople = ({ principal }: Caller, siteId: SiteId | undefined): boolean =>
  principal.kind !== 'anonymous' &&
  principal.grants.some(
    ({ permission, scope }) =>
      permission === 'people.read' &&
      (scope.kind === 'organization' || (scope.kind === 'site' && scope.siteId === siteId)),
  )

const actorId = (actor: Actor, mayKnow: (personId: PersonId) => boolean): string | null => {
  switch (actor.kind) {
    case 'unknown':
      return null
    case 'system':
      return actor.id
    case 'person':
      return mayKnow(actor.id) ? formatId('person', actor.id) : null
    case 'account':
    case 'apiKey':
    case 'edge':
    case 'device':
      return formatId(actor.kind, asId(actor.kind, actor.id))
  }
}

/** In which building they lived then, as the composition of the server knows it. */
export type BuildingsOf = (
  organizationId: OrganizationId,
  personIds: readonly PersonId[],
) => Promise<BuildingOf>

export type BuildingOf = (personId: PersonId, at: Instant) => string | undefined

const subjectOf = (
  { erased, personId, filedAt }: StoredEvent,
  mayKnow: (personId: PersonId) => boolean,
  buildingOf: BuildingOf,
): EventAnswer['subject'] => {
  if (erased) return { kind: 'erased', personId: null, building: null }
  if (personId === undefined) return { kind: 'nobody', personId: null, building: null }
  const building = buildingOf(personId, filedAt) ?? null
  return mayKnow(personId)
    ? { kind: 'person', personId, building }
    : { kind: 'folded', personId: null, building }
}

export const answerEvent = (event: StoredEvent, caller: Caller, buildingOf: BuildingOf): EventAnswer => {
  const seesPeople = mayReadPeople(caller, event.siteId)
  const mayKnow = (personId: PersonId): boolean => seesPeople || personId === caller.reach.ownPersonId
  return {
    id: event.id,
    number: event.number,
    type: event.type,
    version: event.version,
    occurredAt: event.occurredAt,
    receivedAt: event.receivedAt,
    filedAt: event.filedAt,
    late: event.late,
    siteId: event.siteId ?? null,
    entranceId: event.entranceId ?? null,
    deviceId: event.deviceId ?? null,
    edge: event.edge ?? null,
    actor: { kind: event.actor.kind, id: actorId(event.actor, mayKnow) },
    subject: subjectOf(event, mayKnow, buildingOf),
    payload: { ...event.payload },
  }
}
