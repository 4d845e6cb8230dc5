/** An event as one caller may see it. Names stay folded: who it was is told only to those who may read people. */
import type { Principal, Reach } from '@loge/http'
import { type AnswerOf, toWireId } from '@loge/http/contract'
import { asId, formatId, type Instant, type OrganizationId, type PersonId, type SiteId } from '@loge/kernel'
import {
  type Actor,
  foldedPayload,
  idKindOfKey,
  type OpenLook,
  shows,
  type StoredEvent,
} from '../core/index.ts'
import type { readEvent } from '../wire.ts'
import { currentCatalogue } from './current-catalogue.ts'

export type EventAnswer = AnswerOf<typeof readEvent>['event']

export interface Caller {
  readonly principal: Principal
  readonly reach: Reach
}

/** Whoever reads the log, with the looks they have open: without one, whoever passed a door stays folded. */
export interface Reader extends Caller {
  readonly looks: readonly OpenLook[]
}

const mayRead = (
  { principal }: Pick<Caller, 'principal'>,
  what: string,
  siteId: SiteId | undefined,
): boolean =>
  principal.kind !== 'anonymous' &&
  principal.grants.some(
    ({ permission, scope }) =>
      permission === what &&
      (scope.kind === 'organization' || (scope.kind === 'site' && scope.siteId === siteId)),
  )

/** With a site: may they read the people of that site? Without: of the whole organization? */
export const mayReadPeople = (caller: Pick<Caller, 'principal'>, siteId: SiteId | undefined): boolean =>
  mayRead(caller, 'people.read', siteId)

/** Whoever sees who signs in knows what they are called. */
export const mayReadAccounts = (caller: Pick<Caller, 'principal'>, siteId: SiteId): boolean =>
  mayRead(caller, 'accounts.read', siteId)

/** A file tells no more than the lists of doors and equipment do, which need these rights. */
export const namesSeenBy = (caller: Caller, siteId: SiteId | undefined) => ({
  entrances: mayRead(caller, 'access.read', siteId),
  devices: mayRead(caller, 'equipment.read', siteId),
})

/** An account is folded with the person it belongs to, when it acted for that person's own passage. */
const actorId = (actor: Actor, isKnown: boolean, isPassage: boolean): string | null => {
  switch (actor.kind) {
    case 'unknown':
      return null
    case 'system':
      return actor.id
    case 'person':
      return isKnown ? formatId('person', actor.id) : null
    case 'account':
      return isKnown || !isPassage ? formatId('account', asId('account', actor.id)) : null
    case 'apiKey':
    case 'edge':
    case 'device':
      return formatId(actor.kind, asId(actor.kind, actor.id))
  }
}

/** One's own passages need no reason, whatever else one's rights reach. */
export const isOneself = ({ principal }: Pick<Caller, 'principal'>, personId: PersonId): boolean =>
  principal.kind === 'account' && principal.personId === personId

/** In which building they lived then, as the composition of the server knows it. */
export type BuildingsOf = (
  organizationId: OrganizationId,
  personIds: readonly PersonId[],
) => Promise<BuildingOf>

export type BuildingOf = (personId: PersonId, at: Instant) => string | undefined

const subjectOf = (
  { erased, personId, filedAt }: StoredEvent,
  isKnown: boolean,
  buildingOf: BuildingOf,
): EventAnswer['subject'] => {
  if (erased) return { kind: 'erased', personId: null, building: null }
  if (personId === undefined) return { kind: 'nobody', personId: null, building: null }
  const building = buildingOf(personId, filedAt) ?? null
  return isKnown ? { kind: 'person', personId, building } : { kind: 'folded', personId: null, building }
}

/** Whether it tells that somebody passed. A type nobody declared is taken for one: nobody knows what it tells. */
const tellsPassage = (type: string): boolean => {
  const fact = currentCatalogue().definitionOf(type)
  return fact === undefined || fact.retention === 'movement' || fact.isPassage === true
}

/** Whether this reader may be told who it was. The one answer to that question, for every way to ask the log. */
export const maySeeWho = (event: StoredEvent, reader: Reader): boolean => {
  const { personId, siteId, filedAt, type } = event
  // Nobody it is about, but perhaps somebody who did it.
  const who = personId ?? (event.actor.kind === 'person' ? event.actor.id : undefined)
  if (who === undefined) return !tellsPassage(type)
  if (isOneself(reader, who)) return true
  return mayReadPeople(reader, siteId) && (!tellsPassage(type) || shows(reader.looks, who, filedAt))
}

/** The log keeps ids as they are stored; outside they are written as everywhere. */
const payloadOutside = (payload: StoredEvent['payload'], type: string): EventAnswer['payload'] =>
  Object.fromEntries(
    Object.entries(payload).map(([key, value]) => {
      const kind = idKindOfKey(key, type)
      if (typeof value === 'string') return [key, toWireId(kind, value)]
      return [key, Array.isArray(value) ? value.map((id: string) => toWireId(kind, id)) : value]
    }),
  )

export const answerEvent = (event: StoredEvent, reader: Reader, buildingOf: BuildingOf): EventAnswer => {
  const isKnown = maySeeWho(event, reader)
  const isPassage = event.personId !== undefined && tellsPassage(event.type)
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
    actor: { kind: event.actor.kind, id: actorId(event.actor, isKnown, isPassage) },
    subject: subjectOf(event, isKnown, buildingOf),
    payload: payloadOutside(
      isKnown ? event.payload : foldedPayload(event.payload, currentCatalogue().definitionOf(event.type)),
      event.type,
    ),
  }
}
