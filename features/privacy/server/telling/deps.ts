/** What telling recipients stands on besides the engine. */
import type { SendLetter } from '@loge/features/notices/server'
import type { PrivacyDeps } from '../deps.ts'

export interface Posting {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Undefined: nobody answered. Follows no redirection. */
export type PostToRecipient = (
  posting: Posting,
) => Promise<{ readonly status: number; readonly body: string } | undefined>

export interface SigningDeps {
  /** Ed25519 by the installation. */
  readonly sign: (content: Uint8Array) => Uint8Array
  readonly publicKey: Uint8Array
  /** What recipients call this server. */
  readonly origin: string
}

export interface TellingDeps extends PrivacyDeps, SigningDeps {
  readonly sendLetter?: SendLetter
  readonly postToRecipient: PostToRecipient
}
