/** What those outside are served from. */
import type { SendLetter } from '@loge/features/notices/server'
import type { World } from '@loge/kernel'
import type { Database } from '@loge/storage'

export interface RelationsDeps {
  readonly database: Database
  readonly world: World
  /** What browsers call this server. */
  readonly origin: string
  /** By the key of this installation. */
  readonly seal: (secret: Uint8Array) => Uint8Array
  readonly open: (sealed: Uint8Array) => Uint8Array
}

export interface OutLetterDeps extends Pick<RelationsDeps, 'database' | 'world'> {
  readonly sendLetter?: SendLetter
}

export interface NewsletterDeps extends RelationsDeps {
  readonly sendLetter?: SendLetter
}
