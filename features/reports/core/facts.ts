/** What becomes of regular reports. */
import { defineFacts } from '@loge/features/events/core'

const which = { reportId: 'the report' }

export const reportFacts = defineFacts({
  setUp: { type: 'report.set_up', version: 1, retention: 'audit', payload: which },
  changed: { type: 'report.changed', version: 1, retention: 'audit', payload: which },
  removed: { type: 'report.removed', version: 1, retention: 'audit', payload: which },
  restored: { type: 'report.restored', version: 1, retention: 'audit', payload: which },
  made: {
    type: 'report.made',
    version: 1,
    retention: 'audit',
    payload: {
      ...which,
      runId: 'this run of it',
      cause: 'schedule or asked',
      from: 'the beginning of what it covers',
      until: 'its end',
      readers: 'how many accounts it goes to, if they may still read it then',
    },
  },
})
