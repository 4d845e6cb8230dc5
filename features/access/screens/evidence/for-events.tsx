/** What the log is told by whoever knows doors and people: it knows neither. A page of its own, so that its words come with it. */
import { RIGHT_REFUSALS } from '../../core/index.ts'
import { FindPerson, usePersonName } from '../doors/find-person.tsx'
import { usePlaces } from '../residence/use-places.ts'
import { EventEvidence } from './event-evidence.tsx'

export const forEvents = {
  /** In which order a door looks for reasons. */
  checks: RIGHT_REFUSALS,
  /** What an entry rested on. */
  About: EventEvidence,
  FindPerson,
  usePersonName,
  usePlaces,
}
