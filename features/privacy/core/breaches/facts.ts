/** What the log says of breaches: which, and how far; never about whom. */
import { defineFacts } from '@loge/features/events/core'

const which = { breachId: 'the breach' }

export const breachFacts = defineFacts({
  recorded: { type: 'privacy.breach_recorded', version: 1, retention: 'audit', payload: which },
  moved: {
    type: 'privacy.breach_moved',
    version: 1,
    retention: 'audit',
    payload: { ...which, act: 'what was done about it' },
  },
  alerted: {
    type: 'privacy.breach_alerted',
    version: 1,
    retention: 'audit',
    payload: { ...which, hours: 'how many hours passed without the authority being told' },
  },
  letterSent: {
    type: 'privacy.breach_letter_sent',
    version: 1,
    retention: 'audit',
    payload: which,
  },
  letterFailed: {
    type: 'privacy.breach_letter_failed',
    version: 1,
    retention: 'audit',
    payload: { ...which, code: 'why it did not leave' },
  },
})
