/**
 * Databases for tests: one PostgreSQL per test process, started when first asked for, and a fresh migrated database
 * for whoever asks. On the embedded server, or on LOGE_TEST_DATABASE_URL (an owner's URL, PostgreSQL 15 or newer).
 */
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { migrate, openDatabase, type Database } from '@loge/storage'
import { startEmbeddedPostgres } from '@loge/storage/launcher'
import pg from 'pg'

interface TestServer {
  /** Of the application and of the owner, for a database of this name. */
  urlOf(database: string): string
  ownerUrlOf(database: string): string
  run(sql: string): Promise<void>
  readonly template: string
}

export interface TestDatabase extends Database {
  readonly url: string
  readonly ownerUrl: string
}

const named = (url: string, database: string): string => {
  const [address = '', query] = url.split('?')
  return `${address.slice(0, address.lastIndexOf('/'))}/${database}${query === undefined ? '' : `?${query}`}`
}

const withClient = async <Value>(
  url: string,
  work: (client: pg.Client) => Promise<Value>,
): Promise<Value> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** On a server that outlives us, databases of test processes that are gone are in the way. */
const dropLeftOvers = (ownerUrl: string): Promise<void> =>
  withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select datname as name from pg_database where datname ~ '^loge_test_[0-9]+_'`,
    )
    for (const { name } of rows) {
      if (!isAlive(Number(name.split('_')[2])))
        await client.query(`drop database if exists ${name} with (force)`)
    }
  })

const urls = async (): Promise<{ url: string; ownerUrl: string }> => {
  const external = process.env['LOGE_TEST_DATABASE_URL']
  if (external !== undefined) {
    await dropLeftOvers(external)
    return { url: external, ownerUrl: external }
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'loge-test-'))
  return startEmbeddedPostgres({ dataDir, durable: false, removeAfter: dataDir })
}

const startServer = async (): Promise<TestServer> => {
  const { url, ownerUrl } = await urls()
  const template = `loge_test_${process.pid}_template`
  const run = (sql: string): Promise<void> =>
    withClient(named(ownerUrl, 'postgres'), async (client) => {
      await client.query(sql)
    })
  await run(`drop database if exists ${template}`)
  await run(`create database ${template}`)
  await migrate({ url: named(ownerUrl, template) })
  return { urlOf: (name) => named(url, name), ownerUrlOf: (name) => named(ownerUrl, name), run, template }
}

// Kept on the process and not in this module, which a test runner may load once per test file.
interface Shared {
  logeTestServer?: Promise<TestServer>
  logeTestDatabases?: number
}
const shared: typeof globalThis & Shared = globalThis

/** The server of this process. It ends with the process, however that ends. */
export const testServer = (): Promise<TestServer> => (shared.logeTestServer ??= startServer())

const nextName = (): string => {
  shared.logeTestDatabases = (shared.logeTestDatabases ?? 0) + 1
  return `loge_test_${process.pid}_${shared.logeTestDatabases}`
}

/** An empty database of this process without any table, for tests of migrations. */
export const emptyDatabase = async (): Promise<{ readonly url: string; readonly ownerUrl: string }> => {
  const server = await testServer()
  const name = nextName()
  await server.run(`create database ${name}`)
  return { url: server.urlOf(name), ownerUrl: server.ownerUrlOf(name) }
}

/** A fresh database with every migration applied. Its idle connections close by themselves. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const server = await testServer()
  const name = nextName()
  await server.run(`create database ${name} template ${server.template}`)
  const url = server.urlOf(name)
  const database = await openDatabase({ url, maxConnections: 5 })
  return {
    url,
    ownerUrl: server.ownerUrlOf(name),
    transaction: (organization, work) => database.transaction(organization, work),
    consistent: (organization, work) => database.consistent(organization, work),
    organizations: () => database.organizations(),
    createOrganization: (organization) => database.createOrganization(organization),
    listen: (channel, hear, afterGap) => database.listen(channel, hear, afterGap),
    ping: () => database.ping(),
    close: () => database.close(),
  }
}

/** A new organization in it. */
export const testOrganization = async (
  database: Database,
  name = 'Résidence des Tilleuls',
): Promise<OrganizationId> => {
  const id = newId(realWorld, 'organization')
  await database.createOrganization({ id, slug: `org-${id}`, name })
  return id
}
