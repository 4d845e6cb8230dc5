/** A backup and its restore: everything comes back as it was, or nothing is written and somebody is told why. */
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  appendEvents,
  installCatalogue,
  prepareDrawers,
  sealBlocks,
  verifyLog,
} from '@loge/features/events/server'
import { silentLogger } from '@loge/http'
import { instant, newId, type OrganizationId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { migrate, openDatabase } from '@loge/storage'
import { BackupProblem, loadBackup, makeBackup, openBackup } from '@loge/storage/backup'
import { emptyDatabase, testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { declarations } from '../declarations.ts'
import { everyFact } from '../facts.ts'
import { loadKeys } from '../keys.ts'
import { keysOf } from './keys.ts'
import { backUp } from './make.ts'
import { backUpWhenDue, dueBackup } from './nightly.ts'
import { BACKUP_MARKS, RESTORE_RULES } from './rules.ts'

const PASSPHRASE = 'correct horse battery staple'

let folder: string
let database: TestDatabase
let organizations: readonly OrganizationId[]

const record = async (organization: OrganizationId, count: number): Promise<void> => {
  await database.transaction(organization, (transaction) =>
    appendEvents(
      transaction,
      world,
      organization,
      Array.from({ length: count }, () => ({
        id: newId(world, 'event'),
        type: 'backup.failed',
        occurredAt: world.now(),
        actor: { kind: 'system' as const, id: 'test' },
        payload: { code: 'a\tb\\c\né' },
      })),
    ),
  )
}

const sealed = async (organization: OrganizationId): Promise<void> => {
  // Older transactions of the whole server end first.
  while ((await sealBlocks(database, world, organization)) === 0);
}

beforeAll(async () => {
  installCatalogue(everyFact)
  folder = await mkdtemp(join(tmpdir(), 'loge-backup-'))
  database = await testDatabase()
  organizations = [await testOrganization(database), await testOrganization(database, 'Les Érables')]
  await prepareDrawers(database, world)
  for (const organization of organizations) {
    await record(organization, 30)
    await sealed(organization)
  }
  await loadKeys(folder)
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
})

let made = 0
const take = async (more: { readonly passphrase?: string; readonly asFolder?: boolean } = {}) => {
  made += 1
  const path = join(folder, more.asFolder === true ? `b${made}` : `b${made}.tar`)
  const { ownerUrl } = database
  return backUp({ ownerUrl, dataDir: folder, path, passphrase: more.passphrase, world })
}

const ask = async <Row extends object>(url: string, question: string): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(question)).rows
  } finally {
    await client.end()
  }
}

/** Every row of these tables as text, whatever organization it is of. */
const contents = async (url: string, ...tables: readonly string[]): Promise<readonly string[]> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found: string[] = []
    for (const organization of organizations) {
      await client.query(`select set_config('loge.organization_id', $1, false)`, [organization])
      for (const table of tables) {
        const column = table === 'organization' ? 'id' : 'organization_id'
        const { rows } = await client.query<{ row: string }>(
          `select t::text as row from loge.${table} t where ${column} = $1 order by 1`,
          [organization],
        )
        found.push(...rows.map(({ row }) => `${table} ${row}`))
      }
    }
    return found
  } finally {
    await client.end()
  }
}

const restored = async (path: string, passphrase?: string): Promise<{ url: string; ownerUrl: string }> => {
  const target = await emptyDatabase()
  const backup = await openBackup({ path, passphrase })
  try {
    await loadBackup({ ownerUrl: target.ownerUrl, backup, rules: RESTORE_RULES })
  } finally {
    await backup.close()
  }
  return target
}

const refusal = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof BackupProblem)) throw new Error(`no refusal but ${String(error)}`)
  // What happened, why, and what to do.
  expect(error.message.split('. ').length).toBeGreaterThan(1)
  return error.code
}

describe('what comes back', () => {
  test.each([
    { name: 'one file', passphrase: undefined, asFolder: false },
    { name: 'a folder', passphrase: undefined, asFolder: true },
    { name: 'one sealed file', passphrase: PASSPHRASE, asFolder: false },
  ])(
    'is every row of every organization, from $name [S1-120 4/4, S0-77 partly, S4-11 partly]',
    async ({ passphrase, asFolder }) => {
      const { path } = await take({ asFolder, ...(passphrase === undefined ? {} : { passphrase }) })
      const target = await restored(path, passphrase)
      const tables = declarations.map(({ table }) => table).filter((table) => table !== 'migration')
      expect(await contents(target.ownerUrl, ...tables)).toEqual(await contents(database.ownerUrl, ...tables))
      expect(await contents(target.ownerUrl, 'event')).toHaveLength(60)
    },
  )

  test('is a log that verifies, and goes on above everything the lost server can have given out', async () => {
    const { path } = await take()
    const [organization] = organizations
    if (organization === undefined) throw new Error('there is one')
    // What happens between the backup and the loss: a reader elsewhere has seen it.
    await record(organization, 5)
    const cursor = `select xact_id::text as xact, position::int8 as position from loge.event order by xact_id desc, position desc limit 1`
    const lost = (await ask<{ xact: string; position: string }>(database.ownerUrl, cursor))[0]

    const target = await restored(path)
    const opened = await openDatabase({ url: target.url, maxConnections: 2 })
    try {
      await prepareDrawers(opened, world)
      expect((await verifyLog(opened, world, organization)).broken).toBeNull()
      await opened.transaction(organization, (transaction) =>
        appendEvents(transaction, world, organization, [
          {
            id: newId(world, 'event'),
            type: 'backup.failed',
            occurredAt: world.now(),
            actor: { kind: 'system', id: 'test' },
            payload: { code: 'after' },
          },
        ]),
      )
      const next = (await ask<{ xact: string; position: string }>(target.ownerUrl, cursor))[0]
      expect(BigInt(next?.xact ?? 0)).toBeGreaterThan(BigInt(lost?.xact ?? 0))
      expect(BigInt(next?.position ?? 0)).toBeGreaterThan(BigInt(lost?.position ?? 0))
      while ((await sealBlocks(opened, world, organization)) === 0);
      const after = await verifyLog(opened, world, organization)
      expect(after).toMatchObject({ broken: null, events: 31 })
    } finally {
      await opened.close()
    }
  })

  test('is walled off again: an organization sees its own rows only', async () => {
    const target = await restored((await take()).path)
    const walls = await ask<{ forced: boolean }>(
      target.ownerUrl,
      `select distinct relforcerowsecurity as forced from pg_class where relnamespace = 'loge'::regnamespace and relrowsecurity`,
    )
    expect(walls).toEqual([{ forced: true }])
  })

  test('is one moment: what is written while it is made is not in it, or is in it whole', async () => {
    const [organization] = organizations
    if (organization === undefined) throw new Error('there is one')
    let isOver = false
    const writing = (async () => {
      while (!isOver) await record(organization, 3)
    })()
    const { manifest } = await take()
    isOver = true
    await writing
    const events = manifest.tables.find(({ table }) => table === 'event')?.rows ?? 0
    expect((events - 5) % 3).toBe(0)
  })

  test('is read in small parts, so that memory is bounded whatever the size', async () => {
    made += 1
    const { manifest } = await makeBackup({
      ownerUrl: database.ownerUrl,
      path: join(folder, `b${made}.tar`),
      declarations,
      marks: BACKUP_MARKS,
      about: {},
      extras: [],
      passphrase: undefined,
      world,
      partBytes: 1_000,
    })
    expect(manifest.tables.find(({ table }) => table === 'event')?.parts.length).toBeGreaterThan(5)
    const target = await restored(join(folder, `b${made}.tar`))
    expect(await contents(target.ownerUrl, 'event')).toEqual(await contents(database.ownerUrl, 'event'))
  })
})

describe('every day', () => {
  test('one is due from its hour on, once', () => {
    const at = (text: string) => instant(Date.parse(text))
    expect(dueBackup(at('2026-11-22T01:59:00Z'), 2, [])).toBeUndefined()
    expect(dueBackup(at('2026-11-22T02:00:00Z'), 2, [])).toBe('loge-2026-11-22.tar')
    expect(dueBackup(at('2026-11-22T23:00:00Z'), 2, ['loge-2026-11-22.tar'])).toBeUndefined()
  })

  test('is made into its folder, where the newest stay and nothing else is touched', async () => {
    const place = await mkdtemp(join(folder, 'daily-'))
    for (const name of ['loge-2026-01-01.tar', 'loge-2026-01-01.tar.keys', 'loge-2026-01-02.tar', 'mine.tar'])
      await writeFile(join(place, name), '')
    const backup = { folder: place, hour: 0, keep: 2, passphraseFile: undefined }
    const { ownerUrl } = database
    const parts = {
      database,
      ownerUrl,
      configuration: { dataDir: folder, backup },
      world,
      logger: silentLogger,
    }
    await backUpWhenDue(parts)
    await backUpWhenDue(parts)
    const today = `loge-${new Date(world.now()).toISOString().slice(0, 10)}.tar`
    expect((await readdir(place)).sort()).toEqual([
      'erasures.ledger',
      'loge-2026-01-02.tar',
      today,
      `${today}.keys`,
      'mine.tar',
    ])
  })

  test('is not sealed with a passphrase anybody could guess', async () => {
    const place = join(folder, 'guessed')
    await mkdir(place)
    const passphraseFile = join(folder, 'empty-passphrase')
    await writeFile(passphraseFile, '\n')
    const backup = { folder: place, hour: 0, keep: 2, passphraseFile }
    const parts = { database, ownerUrl: database.ownerUrl, configuration: { dataDir: folder, backup }, world }
    await expect(backUpWhenDue({ ...parts, logger: silentLogger })).rejects.toThrow(
      'shorter than 12 characters',
    )
    expect(await readdir(place)).toEqual([])
  })
})

describe('what is refused', () => {
  const copyOf = async (path: string): Promise<string> => {
    made += 1
    const copy = join(folder, `b${made}.tar`)
    await copyFile(path, copy)
    return copy
  }

  test('half a backup, wherever it was cut', async () => {
    const { path } = await take()
    const whole = (await readFile(path)).length
    for (const size of [300, whole / 10, whole / 2, whole * 0.9, whole - 1_100]) {
      const copy = await copyOf(path)
      await truncate(copy, Math.floor(size))
      expect(await refusal(openBackup({ path: copy, passphrase: undefined }))).toBe('backup_incomplete')
    }
    const inFolder = await take({ asFolder: true })
    await rm(join(inFolder.path, 'manifest.json'))
    expect(await refusal(openBackup({ path: inFolder.path, passphrase: undefined }))).toBe(
      'backup_incomplete',
    )
  })

  test('a damaged one, wherever a byte was changed [S3-185 2/3]', async () => {
    const { path } = await take()
    const content = await readFile(path)
    for (const name of ['tables/event/', 'tables/organization/', 'manifest.json']) {
      const copy = await copyOf(path)
      const at = content.indexOf(name) + 512 + 40
      const changed = Buffer.from(content)
      changed[at] = (changed[at] ?? 0) ^ 0x20
      await writeFile(copy, changed)
      expect(await refusal(openBackup({ path: copy, passphrase: undefined })), name).toBe('backup_damaged')
    }
    const inFolder = await take({ asFolder: true })
    await rm(join(inFolder.path, 'tables', 'event'), { recursive: true })
    expect(await refusal(openBackup({ path: inFolder.path, passphrase: undefined }))).toBe('backup_damaged')
    await writeFile(join(folder, 'letter.tar'), 'Dear neighbour, '.repeat(100))
    expect(await refusal(openBackup({ path: join(folder, 'letter.tar'), passphrase: undefined }))).toBe(
      'backup_damaged',
    )
  })

  test('one that is not there, and one that would replace another', async () => {
    expect(await refusal(openBackup({ path: join(folder, 'none.tar'), passphrase: undefined }))).toBe(
      'backup_not_found',
    )
    const { path } = await take({ passphrase: PASSPHRASE })
    const again = backUp({
      ownerUrl: database.ownerUrl,
      dataDir: folder,
      path,
      passphrase: PASSPHRASE,
      world,
    })
    expect(await refusal(again)).toBe('backup_place_taken')
    const nowhere = join(folder, 'no', 'such', 'folder.tar')
    const lost = backUp({
      ownerUrl: database.ownerUrl,
      dataDir: folder,
      path: nowhere,
      passphrase: undefined,
      world,
    })
    expect(await refusal(lost)).toBe('backup_place_unwritable')
  })

  test('a newer backup by an older version', async () => {
    const { path } = await take()
    const older = await mkdtemp(join(folder, 'older-'))
    await mkdir(join(older, 'storage', 'migrations'), { recursive: true })
    const foundation = '0001-foundation.sql'
    await copyFile(
      new URL(`../../storage/migrations/${foundation}`, import.meta.url),
      join(older, 'storage', 'migrations', foundation),
    )
    expect(await refusal(openBackup({ path, passphrase: undefined, root: older }))).toBe(
      'backup_newer_than_code',
    )
  })

  test('a target that holds an organization', async () => {
    const backup = await openBackup({ path: (await take()).path, passphrase: undefined })
    const loading = loadBackup({ ownerUrl: database.ownerUrl, backup, rules: RESTORE_RULES })
    expect(await refusal(loading)).toBe('restore_target_not_empty')
    await backup.close()
  })

  test('a wrong passphrase, and none', async () => {
    const { path } = await take({ passphrase: PASSPHRASE })
    expect(await refusal(openBackup({ path, passphrase: undefined }))).toBe('backup_passphrase_needed')
    expect(await refusal(openBackup({ path, passphrase: 'something else' }))).toBe('backup_passphrase_wrong')
  })

  test('keys that are missing, and keys of another installation', async () => {
    const { path } = await take()
    const backup = await openBackup({ path, passphrase: undefined })
    expect(Object.keys(await keysOf(backup, undefined))).toEqual(['sealing', 'signing'])
    expect(await refusal(keysOf(backup, join(folder, 'none.keys')))).toBe('backup_keys_missing')
    await writeFile(
      join(folder, 'other.keys'),
      await readFile(`${path}.keys`, 'utf8').then((text) => `${text} `),
    )
    expect(await refusal(keysOf(backup, join(folder, 'other.keys')))).toBe('backup_keys_other')
    await backup.close()
  })

  test('a row that does not fit: none is kept, and the same target takes a good backup later [S3-185 3/3]', async () => {
    const { path } = await take({ asFolder: true })
    const backup = await openBackup({ path, passphrase: undefined })
    const target = await emptyDatabase()
    const rules = [...RESTORE_RULES, { after: () => ['select 1 / 0'] }]
    expect(await refusal(loadBackup({ ownerUrl: target.ownerUrl, backup, rules }))).toBe('restore_failed')
    await loadBackup({ ownerUrl: target.ownerUrl, backup, rules: RESTORE_RULES })
    expect(await contents(target.ownerUrl, 'organization')).toHaveLength(2)
    await backup.close()
  })

  test('a database with a table that nobody declared', async () => {
    const other = await emptyDatabase()
    await migrate({ url: other.ownerUrl })
    await ask(other.ownerUrl, 'create table loge.stranger (id int)')
    const path = join(folder, 'stranger.tar')
    const making = backUp({ ownerUrl: other.ownerUrl, dataDir: folder, path, passphrase: PASSPHRASE, world })
    expect(await refusal(making)).toBe('backup_table_undeclared')
    expect((await readdir(folder)).filter((name) => name.startsWith('stranger'))).toEqual([])
  })
})
