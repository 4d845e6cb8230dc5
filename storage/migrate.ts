/** Brings a database forward to the code, one migration at a time, alone, and never backward. */
import pg from 'pg'
import { findMigrations, type Migration } from './migration-files.ts'
import { StorageError } from './storage-error.ts'

export interface MigrationSettings {
  /** Of the owner of the tables, not of the application. */
  readonly url: string
  /** Where `storage/` and `features/` lie; the repository unless a test says otherwise. */
  readonly root?: string
  readonly say?: (line: string) => void
  /** No others than these: the tables of a backup are made as they were. */
  readonly only?: ReadonlySet<string>
}

export interface MigrationPlan {
  readonly applied: readonly string[]
  readonly pending: readonly Migration[]
}

export interface MigrationReport {
  /** File names, in the order they were applied now. */
  readonly applied: readonly string[]
  readonly alreadyApplied: number
}

interface AppliedRow {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** Any fixed number: whoever migrates this database holds it. */
const LOCK = 8420

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, application_name: 'loge migrate' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const readApplied = async (client: pg.Client): Promise<readonly AppliedRow[]> => {
  const { rows } = await client.query<{ known: boolean }>(
    `select to_regclass('loge.migration') is not null as known`,
  )
  if (rows[0]?.known !== true) return []
  const applied = await client.query<AppliedRow>(
    'select number, name, checksum from loge.migration order by number',
  )
  return applied.rows
}

/** What is left to do, or why nothing may be done. */
const plan = (files: readonly Migration[], applied: readonly AppliedRow[]): MigrationPlan => {
  const byNumber = new Map(files.map((file) => [file.number, file]))
  for (const row of applied) {
    const file = byNumber.get(row.number)
    if (file === undefined) {
      throw new StorageError(
        'database_newer_than_code',
        `The database has ${row.name}, which this version of Loge does not know. Start the newer version of Loge.`,
      )
    }
    if (file.checksum !== row.checksum) {
      throw new StorageError(
        'migration_changed',
        `${file.name} was changed after it was applied. Put the file back as it was and add a new migration.`,
      )
    }
  }
  const done = new Set(applied.map((row) => row.number))
  return { applied: applied.map((row) => row.name), pending: files.filter((file) => !done.has(file.number)) }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

const apply = async (client: pg.Client, migration: Migration): Promise<void> => {
  await client.query('begin')
  try {
    // With row_security off, a data change that a policy would silently narrow to nothing is an error instead.
    await client.query(`set local search_path = loge; set local row_security = off`)
    await client.query(migration.sql)
    await client.query(
      'insert into loge.migration (number, name, checksum, applied_at) values ($1, $2, $3, now())',
      [migration.number, migration.name, migration.checksum],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new StorageError(
      'migration_failed',
      `${migration.name} failed and changed nothing: ${reasonOf(error)}. Earlier migrations stay applied.`,
      { cause: error },
    )
  }
}

const makeRoom = async (client: pg.Client): Promise<void> => {
  try {
    await client.query(`
      create schema if not exists loge;
      create table if not exists loge.migration (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null
      )`)
  } catch (error) {
    throw new StorageError(
      'migration_failed',
      `The schema loge cannot be made: ${reasonOf(error)}. Migrate as a user who may create schemas in this database.`,
      { cause: error },
    )
  }
}

/** What `migrate` would do; changes nothing. */
export const planMigrations = async (settings: MigrationSettings): Promise<MigrationPlan> => {
  const files = await findMigrations(settings.root)
  const client = await connect(settings.url)
  try {
    return plan(files, await readApplied(client))
  } finally {
    await client.end()
  }
}

/** The plan as somebody reads it before agreeing. */
export const describePlan = ({ applied, pending }: MigrationPlan): string =>
  pending.length === 0
    ? `Nothing to do: all ${applied.length} migrations are applied.`
    : [
        `${applied.length} applied, ${pending.length} to apply:`,
        ...pending.map(({ name }) => `  ${name}`),
      ].join('\n')

export const migrate = async (settings: MigrationSettings): Promise<MigrationReport> => {
  const files = await findMigrations(settings.root)
  const client = await connect(settings.url)
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK])
    const { applied, pending: missing } = plan(files, await readApplied(client))
    const pending = missing.filter(({ name }) => settings.only?.has(name) !== false)
    if (pending.length > 0) await makeRoom(client)
    for (const migration of pending) {
      settings.say?.(migration.name)
      await apply(client, migration)
    }
    return { applied: pending.map(({ name }) => name), alreadyApplied: applied.length }
  } finally {
    await client.end()
  }
}
