/** A backup older than an erasure is put back: nothing of the person is there when the first answer is given. */
import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installCatalogue } from '@loge/features/events/server'
import { erasePerson, readTombstones, replayErasures } from '@loge/features/privacy/server'
import { newId, type OrganizationId, type PersonId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { openDatabase } from '@loge/storage'
import { BackupProblem } from '@loge/storage/backup'
import {
  emptyDatabase,
  testDatabase,
  type TestDatabase,
  testOrganization,
  insertTestPerson,
} from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readConfiguration } from '../configuration.ts'
import { declarations } from '../declarations.ts'
import { everyFact } from '../facts.ts'
import { loadKeys } from '../keys.ts'
import { keepLedger, ledgerBeside, ledgerIn, readLedger } from './ledger.ts'
import { backUpAndRecord } from './make.ts'
import { restore } from './restore.ts'

let folder: string
let database: TestDatabase
let organizationId: OrganizationId
let forgetCatalogue: () => void
let backup: string
let erased: PersonId

const actor = { kind: 'account', id: '01980007-0000-7000-8000-000000000007' } as const

const personNamed = (familyName: string): Promise<PersonId> =>
  database.transaction(organizationId, async (transaction) => {
    const id = newId(world, 'person')
    await insertTestPerson({ organizationId, id, familyName }).execute(transaction)
    return id
  })

const erase = (personId: PersonId) =>
  erasePerson({ database, world, declarations }, { organizationId, personId, reason: 'objected', actor })

beforeAll(async () => {
  forgetCatalogue = installCatalogue(everyFact)
  folder = await mkdtemp(join(tmpdir(), 'loge-ledger-'))
  database = await testDatabase()
  organizationId = await testOrganization(database)
  await loadKeys(folder)
  erased = await personNamed('Forgotten')
  await personNamed('Kept')
  backup = join(folder, 'house.tar')
  const { ownerUrl } = database
  await backUpAndRecord(database, { ownerUrl, dataDir: folder, path: backup, passphrase: undefined, world })
})
afterAll(async () => {
  await database.close()
  await rm(folder, { recursive: true, force: true })
  forgetCatalogue()
})

const restored = async (ledger?: string | null) => {
  const empty = await emptyDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'loge-restored-'))
  const { configuration } = readConfiguration(
    { LOGE_DATA_DIR: dataDir, LOGE_DATABASE_URL: empty.ownerUrl },
    dataDir,
  )
  await restore({
    configuration,
    path: backup,
    passphrase: undefined,
    keysFile: undefined,
    world,
    say: () => undefined,
    ...(ledger === undefined ? {} : { ledger }),
  })
  const there = await openDatabase({ url: empty.url, maxConnections: 2 })
  const replayed = await replayErasures({ database: there, world, declarations }, organizationId)
  const names = await there.transaction(organizationId, async (transaction) => {
    const found = await sql<{ name: string }>`select family_name as name from person order by 1`.execute(
      transaction,
    )
    return found.rows.map(({ name }) => name)
  })
  await there.close()
  await rm(dataDir, { recursive: true, force: true })
  return { names, replayed }
}

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'no refusal',
    (error: unknown) => (error instanceof BackupProblem ? error.code : error),
  )

test('a backup has a ledger beside it from the first day, even while nobody was erased', async () => {
  expect(await readLedger(ledgerBeside(backup))).toEqual([])
  expect(await restored()).toEqual({ names: ['Forgotten', 'Kept'], replayed: 0 })
})

test('[S0-77] whoever was erased after the backup is erased again before anybody is answered', async () => {
  await erase(erased)
  await keepLedger(database, organizationId, ledgerBeside(backup))
  expect(await restored()).toEqual({ names: ['Kept'], replayed: 1 })
  // Another copy, of another place.
  const elsewhere = join(folder, 'elsewhere.ledger')
  await copyFile(ledgerBeside(backup), elsewhere)
  expect(await restored(elsewhere)).toEqual({ names: ['Kept'], replayed: 1 })
})

test('a ledger holds ids that lead to nobody, only ever grows, and leaves nothing half written', async () => {
  const path = ledgerIn(folder)
  await keepLedger(database, organizationId, path)
  const [first] = await readLedger(path)
  expect(first?.subjects['person']).toEqual([erased])
  expect(await readFile(path, 'utf8')).not.toContain('Forgotten')
  await erase(await personNamed('Another'))
  await keepLedger(database, organizationId, path)
  expect((await readLedger(path)).map(({ id }) => id)).toEqual(
    (await readTombstones(database, organizationId)).map(({ id }) => id),
  )
  expect((await readdir(folder)).filter((name) => name.endsWith('.unfinished'))).toEqual([])
})

test('a restore without a ledger, or with a damaged one, is refused; who lost it says so', async () => {
  const kept = await readFile(ledgerBeside(backup), 'utf8')
  await rm(ledgerBeside(backup))
  expect(await refusal(restored())).toBe('restore_ledger_missing')
  expect((await restored(null)).names).toEqual(['Forgotten', 'Kept'])
  const damages = {
    'cut off': kept.slice(0, -20),
    'a line less': kept.replace(/[^\n]*\n$/, ''),
    'another person': kept.replace(erased, newId(world, 'person')),
    empty: '',
    'something else': 'no ledger\n',
  }
  for (const [what, damaged] of Object.entries(damages)) {
    await writeFile(ledgerBeside(backup), damaged)
    expect(await refusal(restored()), what).toBe('restore_ledger_damaged')
  }
})
