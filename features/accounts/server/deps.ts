/** What the use cases of accounts stand on. */
import type { Logger } from '@loge/http'
import type { AccountId, Instant, OrganizationId, World } from '@loge/kernel'
import type { Database } from '@loge/storage'

/** A link on its way to its owner. It is in nobody's hands but the messenger's: only a digest is stored. */
export interface LinkToDeliver {
  readonly organizationId: OrganizationId
  readonly accountId: AccountId
  readonly email: string
  readonly url: string
  readonly expiresAt: Instant
  readonly language: 'en' | 'fr'
}

export interface AccountsDeps {
  readonly database: Database
  readonly world: World
  readonly logger: Logger
  /** What browsers call this server. */
  readonly origin: string
  /** Without it, links are handed over in person and never offered by e-mail. */
  readonly deliverLink?: (link: LinkToDeliver) => Promise<void>
}
