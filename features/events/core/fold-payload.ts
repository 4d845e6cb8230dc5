/** What an event tells of itself to who may not know whom it is about. */
import type { FactDefinition, StoredEvent } from './fact.ts'

/**
 * Ids of things that lead to nobody. Every other id may lead to whoever it belongs to, by a list its reader has or will
 * have; so an id that is not here stays folded, and a new fact cannot forget to say so.
 */
const LEADS_TO_NOBODY: ReadonlySet<string> = new Set([
  'id',
  'decisionId',
  'firstDecisionId',
  'commandId',
  'accessProfileId',
  'scheduleId',
  'holidayCalendarId',
  'zoneId',
  'interruptionId',
  'replacementId',
  'disposalId',
  'emergencyId',
  'enrolmentId',
  'roleId',
])

const isId = (key: string): boolean => /(^i|I)ds?$|Refs?$/.test(key)

/** Of a type nobody declared nothing is told: nobody knows what its keys are. */
export const foldedPayload = (
  payload: StoredEvent['payload'],
  fact: FactDefinition | undefined,
): StoredEvent['payload'] =>
  fact === undefined
    ? {}
    : Object.fromEntries(Object.entries(payload).filter(([key]) => !isId(key) || LEADS_TO_NOBODY.has(key)))
