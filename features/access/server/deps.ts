/** What access needs from the installation. */
import type { Actor } from '@loge/features/events/core'
import type { CommandAction } from '@loge/features/equipment/core'
import type { CommandId, Instant, OrganizationId, SiteId, World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'

/** Who asks, in which organization. */
export interface Asker {
  readonly organizationId: OrganizationId
  readonly actor: Actor
}

/** A command as equipment records it: inside this transaction, for the edge to receive after commit. */
export interface CommandToAsk {
  readonly siteId: SiteId
  readonly action: CommandAction
  readonly reason: string
  readonly deadlineAt: Instant
}

export interface AccessDeps {
  readonly database: Database
  readonly world: World
  /** Seals with the key of the installation; `open` throws when the content was not sealed by it. */
  readonly seal: (plain: Uint8Array) => Uint8Array
  readonly open: (sealed: Uint8Array) => Uint8Array
  readonly askCommand: (transaction: Transaction, asker: Asker, command: CommandToAsk) => Promise<CommandId>
}
