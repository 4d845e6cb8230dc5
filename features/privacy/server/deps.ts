/** What the engine stands on. It knows no table: it is handed what the features declared. */
import type { Bounds } from '@loge/features/law/core'
import type { Instant, TableDeclaration, World } from '@loge/kernel'
import type { Database } from '@loge/storage'

export interface PrivacyDeps {
  readonly database: Database
  readonly world: World
  /** Every table of the house. */
  readonly declarations: readonly TableDeclaration[]
  /** The numbers and decisions of the law; those that come with the product when left out. */
  readonly law?: Bounds
  /** Opens what the key of this installation sealed; without it a copy says that a file is held, and shows none. */
  readonly open?: (sealed: Uint8Array) => Uint8Array
  /** The backups that are kept; left out where none are made. */
  readonly copies?: () => Promise<readonly { readonly madeAt: Instant }[]>
}
