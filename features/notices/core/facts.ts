/** What became of letters. */
import { defineFacts } from '@loge/features/events/core'

const which = { noticeId: 'the letter', template: 'what it was about, as a code' }

export const noticeFacts = defineFacts({
  sent: { type: 'notice.sent', version: 1, retention: 'audit', payload: which },
  failed: {
    type: 'notice.failed',
    version: 1,
    retention: 'audit',
    payload: { ...which, code: 'why it is not tried any more' },
  },
  retried: { type: 'notice.retried', version: 1, retention: 'audit', payload: which },
})
