/** Puts a backup into an empty database: one transaction, so that there is all of it or nothing. */
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import pg from 'pg'
import { migrate } from '../migrate.ts'
import { findMigrations } from '../migration-files.ts'
import { type ArchiveReader, openArchive, type PartDigest, readChecked } from './archive.ts'
import { BackupProblem } from './backup-problem.ts'
import { copyIn } from './copy.ts'
import { columnList } from './dump.ts'
import { type BackedUpTable, type Manifest, MANIFEST_NAME, readManifest } from './manifest.ts'
import { createSeal, type PartSeal } from './sealing.ts'

const decompress = promisify(gunzip)
/** What one part may grow to: our own are of 4 MB and a chunk. */
const LARGEST_CONTENT_BYTES = 256 * 1024 * 1024

export interface OpenedBackup {
  readonly path: string
  readonly manifest: Manifest
  readonly archive: ArchiveReader
  readonly seal: PartSeal | undefined
  /** A part that is no table, opened; `undefined` when the backup has none of this name. */
  extra(name: string): Promise<Buffer | undefined>
  close(): Promise<void>
}

const contentOf = async (
  { path, archive, seal }: Pick<OpenedBackup, 'path' | 'archive' | 'seal'>,
  part: PartDigest,
): Promise<Buffer> => {
  const content = await readChecked(archive, path, part)
  return seal === undefined ? content : seal.open(part.name, content)
}

const sealOf = async (
  path: string,
  { manifest, isProvenBy }: Awaited<ReturnType<typeof readManifest>>,
  passphrase: string | undefined,
): Promise<PartSeal | undefined> => {
  if (manifest.salt === null) return undefined
  if (passphrase === undefined)
    throw new BackupProblem(
      'backup_passphrase_needed',
      `${path} is sealed with a passphrase. Write the passphrase into a file that only you can read, and name it with --passphrase-file.`,
    )
  const seal = await createSeal(passphrase, manifest.salt)
  if (isProvenBy(seal)) return seal
  throw new BackupProblem(
    'backup_passphrase_wrong',
    `The passphrase does not open ${path}: it is another one, or the manifest was changed. Nothing was restored. Check the passphrase, or take another backup.`,
  )
}

/** Nothing of a backup is used before all of it was found whole. */
const verifyParts = async (path: string, manifest: Manifest, archive: ArchiveReader): Promise<void> => {
  const parts = [...manifest.extras, ...manifest.tables.flatMap((table) => table.parts)]
  for (const part of parts) await readChecked(archive, path, part)
  const expected = new Set([MANIFEST_NAME, ...parts.map(({ name }) => name)])
  const stranger = archive.names.find((name) => !expected.has(name))
  if (stranger !== undefined)
    throw new BackupProblem(
      'backup_damaged',
      `${path} is damaged: it holds ${stranger}, which its manifest does not know. Nothing was restored. Copy it again from where it was made, or take another backup.`,
    )
}

/** Refuses a backup of a version that this code does not know. */
const requireKnownMigrations = async (
  path: string,
  { migrations }: Manifest,
  root?: string,
): Promise<void> => {
  const ours = new Map((await findMigrations(root)).map(({ name, checksum }) => [name, checksum]))
  const unknown = migrations.find(({ name, checksum }) => ours.get(name) !== checksum)
  if (unknown === undefined) return
  throw new BackupProblem(
    'backup_newer_than_code',
    `${path} was made by another version of Loge: this one does not know its ${unknown.name}. Install the version that made it, or a newer one, then restore with that.`,
  )
}

export interface OpenBackup {
  readonly path: string
  readonly passphrase: string | undefined
  /** Where `storage/` and `features/` lie; the repository unless a test says otherwise. */
  readonly root?: string
}

/** A backup that is whole, of a version this code knows, and open. */
export const openBackup = async ({ path, passphrase, root }: OpenBackup): Promise<OpenedBackup> => {
  const archive = await openArchive(path)
  try {
    const read = await readManifest(path, archive)
    const { manifest } = read
    await requireKnownMigrations(path, manifest, root)
    await verifyParts(path, manifest, archive)
    const seal = await sealOf(path, read, passphrase)
    return {
      path,
      manifest,
      archive,
      seal,
      extra: async (name) => {
        const part = manifest.extras.find((one) => one.name === name)
        return part === undefined ? undefined : contentOf({ path, archive, seal }, part)
      },
      close: () => archive.close(),
    }
  } catch (error) {
    await archive.close()
    throw error
  }
}

/** What a feature asks for around the loading of its rows. */
export interface RestoreRule {
  /** Asked while the backup is made; each answers one text. */
  readonly marks?: Readonly<Record<string, string>>
  /** Statements before the rows come. */
  readonly before?: (marks: Readonly<Record<string, string>>) => readonly string[]
  /** Statements once all rows are there, in the same transaction. */
  readonly after?: (marks: Readonly<Record<string, string>>) => readonly string[]
}

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, application_name: 'loge restore' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

/** Throws unless there is nothing of Loge, or only tables without an organization. Returns whether there are tables. */
export const requireEmptyDatabase = async (ownerUrl: string): Promise<boolean> => {
  const client = await connect(ownerUrl)
  try {
    const known = await client.query<{ known: boolean }>(
      `select to_regclass('loge.organization') is not null as known`,
    )
    if (known.rows[0]?.known !== true) return false
    const { rows } = await client.query<{ count: string }>('select count(*) from loge.list_organizations()')
    if (rows[0]?.count === '0') return true
    throw new BackupProblem(
      'restore_target_not_empty',
      'The database holds an organization already, and a restore never writes over what is there. Restore into an empty database, or make a new one.',
    )
  } finally {
    await client.end()
  }
}

/** Parents first: a row may only point to rows that are there. */
const inOrder = async (
  client: pg.Client,
  tables: readonly BackedUpTable[],
): Promise<readonly BackedUpTable[]> => {
  const { rows } = await client.query<{ child: string; parent: string }>(`
    select distinct c.relname as child, p.relname as parent from pg_constraint f
    join pg_class c on c.oid = f.conrelid join pg_class p on p.oid = f.confrelid
    where f.contype = 'f' and f.connamespace = 'loge'::regnamespace and c.oid <> p.oid`)
  const ordered: BackedUpTable[] = []
  let left = [...tables]
  while (left.length > 0) {
    const names = new Set(left.map(({ table }) => table))
    const ready = left.filter(
      ({ table }) => !rows.some(({ child, parent }) => child === table && names.has(parent)),
    )
    if (ready.length === 0) throw new Error(`these tables point to each other: ${[...names].join(', ')}`)
    ordered.push(...ready)
    left = left.filter((one) => !ready.includes(one))
  }
  return ordered
}

async function* contentsOf(backup: OpenedBackup, parts: readonly PartDigest[]): AsyncGenerator<Buffer> {
  for (const part of parts)
    yield await decompress(await contentOf(backup, part), { maxOutputLength: LARGEST_CONTENT_BYTES })
}

const loadTable = async (client: pg.Client, backup: OpenedBackup, one: BackedUpTable): Promise<void> => {
  const loaded = await copyIn(
    client,
    `copy loge.${pg.escapeIdentifier(one.table)} (${columnList(one.columns)}) from stdin`,
    contentsOf(backup, one.parts),
  )
  if (loaded !== one.rows) throw new Error(`${one.table} has ${loaded} rows, and its backup says ${one.rows}`)
}

const MIGRATION_TABLE = 'migration'

/** COPY is refused behind the wall, and a rule would silently change nothing; it stands again before anybody comes. */
const withoutWalls = async (client: pg.Client, work: () => Promise<void>): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(`
    select oid::regclass::text as name from pg_class
    where relnamespace = 'loge'::regnamespace and relforcerowsecurity`)
  const each = (what: string): Promise<unknown> =>
    client.query(rows.map(({ name }) => `alter table ${name} ${what} row level security`).join(';'))
  await each('no force')
  await work()
  // What is looked at once everything is there, is looked at now: a table with checks to come takes no wall.
  await client.query('set constraints all immediate')
  await each('force')
}

const load = async (
  client: pg.Client,
  backup: OpenedBackup,
  rules: readonly RestoreRule[],
): Promise<void> => {
  const { marks, tables } = backup.manifest
  await client.query('begin')
  await client.query(
    'set local statement_timeout = 0; set local search_path = loge; set local row_security = off',
  )
  for (const rule of rules) for (const statement of rule.before?.(marks) ?? []) await client.query(statement)
  // The schema was made by these very migrations a moment ago, and says so itself.
  const rest = tables.filter(({ table }) => table !== MIGRATION_TABLE)
  await withoutWalls(client, async () => {
    for (const table of await inOrder(client, rest)) await loadTable(client, backup, table)
    for (const rule of rules) for (const statement of rule.after?.(marks) ?? []) await client.query(statement)
  })
  await client.query('commit')
}

export interface LoadSettings {
  readonly ownerUrl: string
  readonly backup: OpenedBackup
  readonly rules: readonly RestoreRule[]
  readonly say?: (line: string) => void
  readonly root?: string
}

const dropEmptySchema = async (ownerUrl: string): Promise<void> => {
  const client = await connect(ownerUrl)
  try {
    await client.query('drop schema loge cascade')
  } finally {
    await client.end()
  }
}

/** Tables as of the backup, its rows, then every newer migration. */
export const loadBackup = async ({ ownerUrl, backup, rules, say, root }: LoadSettings): Promise<void> => {
  const more = root === undefined ? {} : { root }
  if (await requireEmptyDatabase(ownerUrl)) await dropEmptySchema(ownerUrl)
  const names = new Set(backup.manifest.migrations.map(({ name }) => name))
  await migrate({ url: ownerUrl, only: names, ...more })
  const client = await connect(ownerUrl)
  try {
    await load(client, backup, rules)
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error)
    throw error instanceof BackupProblem
      ? error
      : new BackupProblem(
          'restore_failed',
          `The rows could not be put back, and none were kept: ${cause}. Take another backup, or ask for help with this text.`,
          { cause: error },
        )
  } finally {
    await client.end()
  }
  await migrate({ url: ownerUrl, ...(say === undefined ? {} : { say }), ...more })
}
