/** Opens PostgreSQL as the application: never as the owner of the tables, always inside one organization. */
import type { OrganizationId, World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'
import { beforeCommit } from './before-commit.ts'
import type { Database, OrganizationRow, Transaction } from './database.ts'
import { keepPlans } from './prepared.ts'
import { asking } from './purpose.ts'
import { startListener, type Listener } from './listener.ts'
import { retryTransaction } from './retry.ts'
import { StorageError } from './storage-error.ts'
import type { OrganizationTable } from './tables.ts'
import { valueTypes } from './value-types.ts'

export interface DatabaseSettings {
  /** `postgresql://user:password@host/database`; a socket directory goes into `?host=`. */
  readonly url: string
  readonly maxConnections?: number
  /** Told of connections that broke; they are replaced by themselves. */
  readonly onConnectionLost?: (error: Error) => void
  readonly world?: World
}

const CONNECT_TIMEOUT_MS = 10_000
const STATEMENT_TIMEOUT_MS = 30_000

/**
 * The role and the organization hold for one transaction only: nothing is left on the connection, so a pooler
 * between us and the server changes nothing, and a failure here stops the transaction before its first question.
 */
const enter = (organization: OrganizationId | '') => sql`
  select set_config('role', 'loge_app', true),
         set_config('search_path', 'loge', true),
         set_config('loge.organization_id', ${organization}, true),
         set_config('loge.purpose', ${asking().purpose}, true),
         set_config('loge.oneself', ${asking().oneself}, true),
         set_config('loge.uses', ${asking().uses}, true)`

/** The oldest first: their ids begin with when they were made. The first is the one the installation was made for. */
const listOrganizations = sql<OrganizationRow>`select id, slug, name from loge.list_organizations() order by id`

class PostgresDatabase implements Database {
  readonly #kysely: Kysely<object>
  readonly #listener: Listener
  readonly #world: World

  constructor(kysely: Kysely<object>, listener: Listener, world: World) {
    this.#kysely = kysely
    this.#listener = listener
    this.#world = world
  }

  transaction<Value>(
    organization: OrganizationId,
    work: (transaction: Transaction) => Promise<Value>,
  ): Promise<Value> {
    return this.#inside(organization, work)
  }

  consistent<Value>(
    organization: OrganizationId,
    work: (transaction: Transaction) => Promise<Value>,
  ): Promise<Value> {
    return this.#inside(organization, work, 'repeatable read')
  }

  organizations(): Promise<readonly OrganizationRow[]> {
    return this.#inside('', async (transaction) => (await listOrganizations.execute(transaction)).rows)
  }

  async createOrganization(organization: OrganizationRow): Promise<void> {
    await this.#inside(organization.id, (transaction) =>
      transaction
        .$extendTables<{ organization: OrganizationTable }>()
        .insertInto('organization')
        .values({ id: organization.id, slug: organization.slug, name: organization.name })
        .execute(),
    )
  }

  listen(
    channel: string,
    hear: (payload: string) => void,
    afterGap: () => void = () => undefined,
  ): Promise<() => Promise<void>> {
    return this.#listener.listen(channel, { hear, afterGap })
  }

  async ping(): Promise<void> {
    await sql`select 1`.execute(this.#kysely)
  }

  async close(): Promise<void> {
    await this.#listener.close()
    await this.#kysely.destroy()
  }

  #inside<Value>(
    organization: OrganizationId | '',
    work: (transaction: Transaction) => Promise<Value>,
    isolation: 'read committed' | 'repeatable read' = 'read committed',
  ): Promise<Value> {
    return retryTransaction(this.#world, (begun) =>
      this.#kysely
        .transaction()
        .setIsolationLevel(isolation)
        .execute(async (transaction) => {
          await enter(organization).execute(transaction)
          begun()
          const value = await work(transaction)
          await beforeCommit(transaction)
          return value
        }),
    )
  }
}

const checkMigrated = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<{ ready: boolean }>(
    `select exists (select from pg_class where relname = 'organization'
                    and relnamespace = (select oid from pg_namespace where nspname = 'loge')) as ready`,
  )
  if (rows[0]?.ready === true) return
  throw new StorageError(
    'database_not_migrated',
    'The database has no tables of Loge yet. Run `npx loge migrate`.',
  )
}

export const openDatabase = async (settings: DatabaseSettings): Promise<Database> => {
  const world = settings.world ?? realWorld
  const connection: pg.ClientConfig = {
    connectionString: settings.url,
    types: valueTypes,
    application_name: 'loge',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  }
  const pool = new pg.Pool({
    ...connection,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    max: settings.maxConnections ?? 10,
    allowExitOnIdle: true,
  })
  // Without these two a server that stops ends this process: an idle connection emits its error on the pool, one
  // that is waiting inside a transaction on itself.
  const lost = (error: Error): void => settings.onConnectionLost?.(error)
  pool.on('error', lost)
  pool.on('connect', (client) => {
    client.on('error', lost)
    keepPlans(client)
  })
  try {
    await checkMigrated(pool)
  } catch (error) {
    await pool.end()
    throw error
  }
  const kysely = new Kysely<object>({ dialect: new PostgresDialect({ pool }) })
  return new PostgresDatabase(kysely, startListener(world, connection), world)
}
