/** What the engine stands on. It knows no table: it is handed what the features declared. */
import type { OrganizationId, Instant, TableDeclaration, World } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import type { RuleBook } from '../core/index.ts'

export interface PrivacyDeps {
  readonly database: Database
  readonly world: World
  /** Every table of the house. */
  readonly declarations: readonly TableDeclaration[]
  /** The rules of the organization at that moment; left out: what the law feature ships. */
  readonly rulesAt?: (
    transaction: Transaction,
    organizationId: OrganizationId,
    at: Instant,
  ) => Promise<RuleBook>
}
