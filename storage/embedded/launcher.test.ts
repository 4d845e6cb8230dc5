/** The embedded database through what happens to a machine: restarts, kills, locks, odd paths, full disks. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import { openDatabase } from '../open-database.ts'
import { StorageError } from '../storage-error.ts'
import { asDiskProblem } from './data-dir.ts'
import { prepareDataDir, startEmbeddedPostgres, type EmbeddedPostgres } from './launcher.ts'
import { isReachable } from './place.ts'

let folder: string
const started: EmbeddedPostgres[] = []

const start = async (dataDir: string, onExit: () => void = () => undefined): Promise<EmbeddedPostgres> => {
  const embedded = await startEmbeddedPostgres({ dataDir, durable: false, onExit })
  started.push(embedded)
  return embedded
}

const ask = async (url: string, command: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(command)).rows
  } finally {
    await client.end()
  }
}

const codeOf = async (attempt: Promise<unknown>): Promise<unknown> => {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof StorageError ? error.code : error
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-launcher-'))
  await chmod(folder, 0o755)
})
afterAll(async () => {
  await Promise.all(started.map((embedded) => embedded.stop()))
  await rm(folder, { recursive: true, force: true })
})

describe('one data folder', () => {
  test('keeps its rows over a stop, a kill of the server, and a path with a space', async () => {
    const dataDir = join(folder, 'a résidence')
    const first = await start(dataDir)
    await ask(first.ownerUrl, 'create table kept as select 1 as row')
    expect(await codeOf(startEmbeddedPostgres({ dataDir }))).toBe('data_dir_in_use')
    await first.stop()

    const warmFrom = performance.now()
    let died: () => void = () => undefined
    const death = new Promise<void>((resolve) => (died = resolve))
    const second = await start(dataDir, died)
    expect(performance.now() - warmFrom).toBeLessThan(2_000)
    process.kill(second.pid() ?? 0, 'SIGKILL')
    await death
    await expect
      .poll(() => ask(second.ownerUrl, 'select * from kept').catch(() => []), { timeout: 15_000 })
      .toEqual([{ row: 1 }])
    await second.stop()
  })

  test('what was committed is there after a kill of the server, for a pool that outlives it', async () => {
    const embedded = await startEmbeddedPostgres({ dataDir: join(folder, 'killed') })
    started.push(embedded)
    await migrate({ url: embedded.ownerUrl })
    const database = await openDatabase({ url: embedded.url })
    const id = newId(realWorld, 'organization')
    await database.createOrganization({ id, slug: 'tilleuls', name: 'Tilleuls' })
    process.kill(embedded.pid() ?? 0, 'SIGKILL')
    await expect.poll(() => database.organizations().catch(() => []), { timeout: 15_000 }).toHaveLength(1)
    await database.close()
    await embedded.stop()
  })

  test('the application signs in as a user that owns nothing and bypasses nothing', async () => {
    const embedded = await start(join(folder, 'roles'))
    expect(
      await ask(
        embedded.url,
        `select rolsuper, rolbypassrls, rolinherit from pg_roles where rolname = current_user`,
      ),
    ).toEqual([{ rolsuper: false, rolbypassrls: false, rolinherit: false }])
    expect((await stat(join(folder, 'roles', 'password'))).mode & 0o777).toBe(0o600)
    await embedded.stop()
  })

  test('the application has a password of its own, another at each start, that opens nothing of the owner', async () => {
    const dataDir = join(folder, 'passwords')
    const first = await start(dataDir)
    const passwords = [first.url, first.ownerUrl].map((url) => new URL(url.replace('@/', '@here/')).password)
    expect(new Set(passwords).size).toBe(2)
    const [own = '', owner = ''] = passwords
    await expect(ask(first.ownerUrl.replace(owner, own), 'select 1')).rejects.toThrow(
      'password authentication',
    )
    // As an earlier Loge left it: one password for both.
    await ask(first.ownerUrl, `alter role loge_login password ${pg.escapeLiteral(owner)}`)
    await first.stop()

    const second = await start(dataDir)
    expect(await ask(second.url, 'select 1 as row')).toEqual([{ row: 1 }])
    expect(await ask(second.ownerUrl, 'select 1 as row')).toEqual([{ row: 1 }])
    for (const old of [own, owner])
      await expect(
        ask(second.ownerUrl.replace(owner, old).replace('loge_owner', 'loge_login'), 'select 1'),
      ).rejects.toThrow('password authentication')
    await second.stop()
  })

  test('its server ends with the process that started it, even by kill -9', async () => {
    const dataDir = join(folder, 'orphan')
    const script = `import { startEmbeddedPostgres } from '@loge/storage/launcher'
      const { pid } = await startEmbeddedPostgres({ dataDir: process.argv[1], durable: false, removeAfter: process.argv[1] })
      console.log(pid()); setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, dataDir], {
      cwd: fileURLToPath(new URL('../..', import.meta.url)),
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [output]: unknown[] = await once(child.stdout, 'data')
    const pid = Number(String(output))
    expect(isRunning(pid)).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(() => isRunning(pid), { timeout: 10_000 }).toBe(false)
    await expect.poll(() => stat(dataDir).catch(() => 'gone'), { timeout: 10_000 }).toBe('gone')
  })

  test('a note about a process that is none of ours does not stop the start', async () => {
    const dataDir = join(folder, 'stale')
    await (await start(dataDir)).stop()
    const note = join(dataDir, 'database', 'cluster', 'postmaster.pid')
    await writeFile(note, `${process.pid}\n`)
    await (await start(dataDir)).stop()
  })

  test('where no folder can be made, that is said at once, before anything is started', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    expect(await codeOf(prepareDataDir(join(file, 'data'), 'logs'))).toBe('data_dir_read_only')
    expect(await codeOf(prepareDataDir('/proc/loge', 'logs'))).toBe('data_dir_read_only')
  })

  test('a database that lies beside the keys, as it once did, is found there', async () => {
    const dataDir = join(folder, 'before')
    const first = await start(dataDir)
    expect(first.place).toBe(join(dataDir, 'database'))
    await ask(first.ownerUrl, 'create table kept as select 1 as row')
    await first.stop()
    await rename(join(dataDir, 'database', 'cluster'), join(dataDir, 'cluster'))
    await rm(join(dataDir, 'database'), { recursive: true })
    const second = await start(dataDir)
    expect(second.place).toBe(dataDir)
    expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([{ row: 1 }])
    await second.stop()
  })

  test('another version of PostgreSQL is refused', async () => {
    const cluster = join(folder, 'old', 'database', 'cluster')
    await mkdir(cluster, { recursive: true })
    await writeFile(join(cluster, 'PG_VERSION'), '15\n')
    expect(await codeOf(start(join(folder, 'old')))).toBe('data_dir_other_version')
  })
})

describe('where the database cannot lie', () => {
  test('a file in place of the folder is named as the reason', async () => {
    const file = join(folder, 'file')
    await writeFile(file, '')
    expect(await codeOf(start(join(file, 'data')))).toBe('data_dir_read_only')
  })

  test('a full disk is named as the reason', async () => {
    const error: unknown = await writeFile('/dev/full', 'x').catch((reason: unknown) => reason)
    expect(asDiskProblem(error, folder)).toMatchObject({ code: 'data_dir_full' })
  })

  test('an unknown error passes through as it is', () => {
    const error = new Error('something else')
    expect(asDiskProblem(error, folder)).toBe(error)
  })
})

describe.runIf(process.getuid?.() === 0)('as root', () => {
  test('a folder closed to others is not reachable for nobody', async () => {
    const closed = join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const nobody = { uid: 65_534, gid: 65_534 }
    expect(await isReachable(join(closed, 'data'), nobody)).toBe(false)
    expect(await isReachable(join(folder, 'data'), nobody)).toBe(true)
  })

  test('below a closed home the database lies elsewhere, says where, and is found again', async () => {
    const home = join(folder, 'home')
    await mkdir(home, { mode: 0o700 })
    const dataDir = join(home, 'data')
    const said: string[] = []
    const first = await startEmbeddedPostgres({ dataDir, durable: false, say: (line) => said.push(line) })
    const elsewhere = first.place
    try {
      expect(said.join('\n')).toContain(elsewhere)
      expect((await readFile(join(dataDir, 'elsewhere'), 'utf8')).trim()).toBe(elsewhere)
      await ask(first.ownerUrl, 'create table kept as select 1 as row')
      await first.stop()
      await chmod(home, 0o755)
      const second = await start(dataDir)
      expect(await ask(second.ownerUrl, 'select * from kept')).toEqual([{ row: 1 }])
      await second.stop()
    } finally {
      await rm(elsewhere, { recursive: true, force: true })
    }
  })
})
