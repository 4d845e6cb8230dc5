/** What becomes of the service itself, as the log keeps it. */
import { defineFacts } from '@loge/features/events/core'

const which = {
  interruptionId: 'the interruption',
  cause: 'why, as a code; null as long as nobody said',
  startsAt: 'when it begins',
  endsAt: 'when it ends; null as long as it goes on',
}

export const serviceFacts = defineFacts({
  planned: { type: 'service.planned', version: 1, retention: 'audit', payload: which },
  cancelled: { type: 'service.cancelled', version: 1, retention: 'audit', payload: which },
  /** Measured by the servers, or said by whoever runs them. */
  stopped: { type: 'service.stopped', version: 1, retention: 'audit', payload: which },
  changed: { type: 'service.changed', version: 1, retention: 'audit', payload: which },
})
