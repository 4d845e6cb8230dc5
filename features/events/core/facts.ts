/** What the log itself has to tell: an edge's numbering is evidence, so its holes are facts. */
import { defineFacts } from './fact.ts'

const firstAndLast = {
  firstSequence: 'the first number concerned',
  lastSequence: 'the last number concerned',
}

export const eventFacts = defineFacts({
  gapDetected: { type: 'edge.gap_detected', version: 1, retention: 'audit', payload: firstAndLast },
  gapClosed: { type: 'edge.gap_closed', version: 1, retention: 'audit', payload: firstAndLast },
  eventsLost: { type: 'edge.events_lost', version: 1, retention: 'audit', payload: firstAndLast },
})
