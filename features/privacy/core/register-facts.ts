/** What becomes of the register of processing. */
import { defineFacts } from '@loge/features/events/core'

const which = {
  number: 'its number in the organization',
  hash: 'the digest of what it says',
  effectiveAt: 'from when it is in force; null for a draft',
  level: 'none, minor or material: against what was in force',
}

export const registerFacts = defineFacts({
  drafted: { type: 'register.drafted', version: 1, retention: 'audit', payload: which },
  discarded: { type: 'register.discarded', version: 1, retention: 'audit', payload: which },
  withdrawn: { type: 'register.withdrawn', version: 1, retention: 'audit', payload: which },
  published: { type: 'register.published', version: 1, retention: 'audit', payload: which },
})
