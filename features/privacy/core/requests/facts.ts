/** What became of a case of rights. Ids and codes only: whoever asked is named in the case alone. */
import { defineFacts } from '@loge/features/events/core'

const which = { privacyRequestId: 'the case' }

export const requestFacts = defineFacts({
  received: {
    type: 'privacy.request_received',
    version: 1,
    retention: 'audit',
    payload: { ...which, right: 'the right, as a code', channel: 'by which way it came' },
  },
  moved: {
    type: 'privacy.request_moved',
    version: 1,
    retention: 'audit',
    payload: { ...which, act: 'what was done, as a code' },
  },
  decided: {
    type: 'privacy.request_decided',
    version: 1,
    retention: 'audit',
    payload: { ...which, outcome: 'granted, partly refused or refused', article: 'of a refusal' },
  },
  letterSent: {
    type: 'privacy.letter_sent',
    version: 1,
    retention: 'audit',
    payload: { ...which, letter: 'which kind of letter' },
  },
  letterFailed: {
    type: 'privacy.letter_failed',
    version: 1,
    retention: 'audit',
    payload: { ...which, letter: 'which kind of letter', code: 'why it did not leave' },
  },
})
