/** Copies every declared table out of one moment of the database, while it goes on working. */
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { TableDeclaration, World } from '@loge/kernel'
import pg from 'pg'
import { type ArchiveWriter, createArchive, type PartDigest } from './archive.ts'
import { BackupProblem } from './backup-problem.ts'
import { copyOut } from './copy.ts'
import { type BackedUpTable, type Manifest, MANIFEST_NAME, writeManifest } from './manifest.ts'
import { createSeal, type PartSeal } from './sealing.ts'

const compress = promisify(gzip)
/** Before it is compressed: what a backup holds in memory at once. */
const PART_BYTES = 4 * 1024 * 1024
/** Any fixed number: whoever makes a backup of this database holds it. */
const LOCK = 8421

export interface BackupSettings {
  /** Of the owner of the tables, not of the application. */
  readonly ownerUrl: string
  /** Ends in `.tar`: one file; else a folder. */
  readonly path: string
  readonly declarations: readonly TableDeclaration[]
  /** Questions whose one answer, a text, a restore will need. */
  readonly marks: Readonly<Record<string, string>>
  readonly about: Readonly<Record<string, string>>
  readonly extras: readonly { readonly name: string; readonly content: Uint8Array }[]
  readonly passphrase: string | undefined
  readonly world: World
  readonly partBytes?: number
  /** Told after each table. */
  readonly onTable?: (done: number, total: number) => void
}

export interface BackupReport {
  readonly path: string
  readonly manifest: Manifest
  /** Of all parts together. */
  readonly bytes: number
  readonly durationMs: number
}

interface Work {
  readonly client: pg.Client
  readonly archive: ArchiveWriter
  readonly seal: PartSeal | undefined
  readonly partBytes: number
}

const add = (
  { archive, seal }: Pick<Work, 'archive' | 'seal'>,
  name: string,
  content: Uint8Array,
): Promise<PartDigest> => archive.add(name, seal === undefined ? content : seal.seal(name, content))

interface Columns {
  readonly table: string
  readonly columns: readonly string[]
}

const readColumns = async (client: pg.Client): Promise<readonly Columns[]> => {
  const { rows } = await client.query<Columns>(`
    select t.relname as "table", array_agg(c.attname::text order by c.attnum) as columns
    from pg_class t join pg_attribute c on c.attrelid = t.oid
    where t.relnamespace = 'loge'::regnamespace and t.relkind in ('r', 'p') and not t.relispartition
      and c.attnum > 0 and not c.attisdropped and c.attgenerated = ''
    group by t.relname order by t.relname`)
  return rows
}

/** A table nobody declared would be left out in silence. */
const requireDeclared = (found: readonly Columns[], declarations: readonly TableDeclaration[]): void => {
  const declared = new Set(declarations.map(({ table }) => table))
  const known = new Set(found.map(({ table }) => table))
  const unknown = found.find(({ table }) => !declared.has(table))?.table
  const missing = declarations.find(({ table }) => !known.has(table))?.table
  if (unknown === undefined && missing === undefined) return
  throw new BackupProblem(
    'backup_table_undeclared',
    unknown === undefined
      ? `The database has no table ${missing}. Bring it up to date with \`npx loge migrate\`, then make the backup.`
      : `The database has a table ${unknown} which this version of Loge does not know. Make the backup with the version that runs on it.`,
  )
}

/** The organization whose rows this transaction sees: the wall holds for a backup too. */
const inside = async (client: pg.Client, organization: string): Promise<void> => {
  await client.query(
    `select set_config('role', 'loge_app', true), set_config('loge.organization_id', $1, true),
            set_config('loge.purpose', 'keeping', true)`,
    [organization],
  )
}

const readOrganizations = async (client: pg.Client): Promise<readonly string[]> => {
  await inside(client, '')
  const { rows } = await client.query<{ id: string }>('select id from loge.list_organizations() order by id')
  await client.query(`select set_config('role', 'none', true)`)
  return rows.map(({ id }) => id)
}

const isWalled = ({ table, columns }: Columns): boolean =>
  table === 'organization' || columns.includes('organization_id')

const quote = (name: string): string => pg.escapeIdentifier(name)

export const columnList = (columns: readonly string[]): string => columns.map(quote).join(', ')

const dumpTable = async (
  work: Work,
  described: Columns,
  organizations: readonly string[],
): Promise<BackedUpTable> => {
  const { client, partBytes } = work
  const { table, columns } = described
  const parts: PartDigest[] = []
  let chunks: Buffer[] = []
  let held = 0
  const flush = async (): Promise<void> => {
    const name = `tables/${table}/${String(parts.length + 1).padStart(6, '0')}.copy.gz`
    parts.push(await add(work, name, await compress(Buffer.concat(chunks))))
    chunks = []
    held = 0
  }
  const drain = async (): Promise<number> => {
    const copying = copyOut(
      client,
      `copy (select ${columnList(columns)} from loge.${quote(table)}) to stdout`,
    )
    for (;;) {
      const { done, value } = await copying.next()
      if (done === true) return value
      chunks.push(value)
      held += value.length
      if (held >= partBytes) await flush()
    }
  }
  let rows = 0
  if (isWalled(described)) {
    for (const organization of organizations) {
      await inside(client, organization)
      rows += await drain()
    }
    await client.query(`select set_config('role', 'none', true)`)
  } else rows = await drain()
  if (held > 0) await flush()
  return { table, columns: [...columns], rows, parts }
}

const readMarks = async (
  client: pg.Client,
  marks: BackupSettings['marks'],
): Promise<Readonly<Record<string, string>>> => {
  const answers: Record<string, string> = {}
  for (const [name, question] of Object.entries(marks)) {
    const { rows } = await client.query<{ answer: string }>(question)
    answers[name] = rows[0]?.answer ?? ''
  }
  return answers
}

const dumpAll = async (work: Work, settings: BackupSettings): Promise<Manifest> => {
  const { client } = work
  const { rows: migrations } = await client.query<Manifest['migrations'][number]>(
    'select number, name, checksum from loge.migration order by number',
  )
  const described = await readColumns(client)
  requireDeclared(described, settings.declarations)
  const marks = await readMarks(client, settings.marks)
  const organizations = await readOrganizations(client)
  const extras: PartDigest[] = []
  for (const { name, content } of settings.extras) extras.push(await add(work, name, content))
  const tables: BackedUpTable[] = []
  for (const one of described) {
    tables.push(await dumpTable(work, one, organizations))
    settings.onTable?.(tables.length, described.length)
  }
  return {
    madeAt: new Date(settings.world.now()).toISOString(),
    migrations,
    tables,
    extras,
    marks,
    about: settings.about,
    salt: work.seal?.salt ?? null,
  }
}

const begin = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ free: boolean }>('select pg_try_advisory_lock($1) as free', [LOCK])
  if (rows[0]?.free !== true)
    throw new BackupProblem(
      'backup_running',
      'Another backup of this database is being made. Wait for its end, then try again.',
    )
  await client.query('begin isolation level repeatable read read only')
  await client.query(`set local statement_timeout = 0`)
}

/** A finished backup, or none: nothing is left behind where it could not be made. */
export const makeBackup = async (settings: BackupSettings): Promise<BackupReport> => {
  const { world, ownerUrl, path, passphrase, partBytes = PART_BYTES } = settings
  const began = world.monotonicMs()
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'loge backup' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    await begin(client)
    const seal = passphrase === undefined ? undefined : await createSeal(passphrase)
    const archive = await createArchive(path, world.now())
    try {
      const manifest = await dumpAll({ client, archive, seal, partBytes }, settings)
      await archive.add(MANIFEST_NAME, writeManifest(manifest, seal))
      await archive.finish()
      const parts = [...manifest.extras, ...manifest.tables.flatMap((table) => table.parts)]
      const bytes = parts.reduce((sum, part) => sum + part.bytes, 0)
      return { path, manifest, bytes, durationMs: Math.round(world.monotonicMs() - began) }
    } catch (error) {
      await archive.abandon()
      throw error
    }
  } finally {
    await client.end()
  }
}
