/** How the rest of the house reaches PostgreSQL: always in a transaction, always inside one organization. */
import type { Instant, OrganizationId } from '@loge/kernel'
import type { ColumnType, Transaction as KyselyTransaction } from 'kysely'

/** A `timestamptz` column: read as an `Instant` (a type parser does it), written as a `Date`. */
export type Timestamp = ColumnType<Instant, Date, Date>

/** Each feature names its own tables: `transaction.$extendTables<AccessTables>()`. */
export type Transaction = KyselyTransaction<object>

export interface OrganizationRow {
  readonly id: OrganizationId
  readonly slug: string
  readonly name: string
}

export interface Database {
  /**
   * One transaction inside one organization: row-level security shows only its rows. Serialization failures and
   * deadlocks are tried again, so `work` must have no effect outside the transaction.
   */
  transaction<Value>(
    organization: OrganizationId,
    work: (transaction: Transaction) => Promise<Value>,
  ): Promise<Value>
  /** The same, and every question of `work` sees the database as it was at one moment: repeatable read. */
  consistent<Value>(
    organization: OrganizationId,
    work: (transaction: Transaction) => Promise<Value>,
  ): Promise<Value>
  /** The organizations of this installation, the one it was made for first (the one question that crosses them). */
  organizations(): Promise<readonly OrganizationRow[]>
  createOrganization(organization: OrganizationRow): Promise<void>
  /**
   * Hears what `pg_notify(channel, payload)` says after commit; reconnects by itself. What was said while the
   * connection was broken is lost, so `afterGap` is called once it is back: read again then. Returns how to stop.
   */
  listen(
    channel: string,
    hear: (payload: string) => void,
    afterGap?: () => void,
  ): Promise<() => Promise<void>>
  /** Answers when the server answers; throws otherwise. */
  ping(): Promise<void>
  close(): Promise<void>
}
