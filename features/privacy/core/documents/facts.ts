/** What becomes of documents, as the log keeps it. */
import { defineFacts } from '@loge/features/events/core'

export const documentFacts = defineFacts({
  published: {
    type: 'document.published',
    version: 1,
    retention: 'audit',
    payload: {
      document: 'terms, privacy_policy, cookie_policy, legal_notice or confidentiality',
      number: 'its version in the organization',
      hash: 'the digest of what it says, in both languages',
      effectiveAt: 'from when it is in force',
      level: 'first, minor or material',
    },
  },
  answered: {
    type: 'document.answered',
    version: 1,
    retention: 'audit',
    payload: { document: 'which', number: 'which version', how: 'accepted or seen' },
  },
})
