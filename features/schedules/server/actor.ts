/** Who asked, as the log names them. */
import type { Actor } from '@loge/features/events/core'
import type { Principal } from '@loge/http'

export const actorOf = (principal: Principal): Actor => {
  switch (principal.kind) {
    case 'account':
      return { kind: 'account', id: principal.accountId }
    case 'apiKey':
      return { kind: 'apiKey', id: principal.apiKeyId }
    case 'anonymous':
      return { kind: 'unknown' }
  }
}
