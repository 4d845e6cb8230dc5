/** Gate 8: whatever leaves the database for a file, another machine or a device is a store that the privacy centre knows. */
import type { StoreId } from '@loge/features/privacy/core'
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import { runErasures } from '@loge/features/privacy/server'
import type { Principal } from '@loge/http'
import { newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { addOrganization } from '../../server/first-run.ts'
import { openRealHouse, settleSmall } from './real-house.ts'

const ROOT = new URL('../../', import.meta.url).pathname
const LEAVES =
  /createTransport\(|(?<![.\w])fetch\(|writeFile\(|appendFile\(|createWriteStream\(|pino\.destination\(|connectAsync\(|\.publish\(/

/** By file: in which store it puts something. */
const KNOWN: Readonly<Record<string, StoreId>> = {
  'server/run-server.ts': 'logs',
  'server/child.ts': 'logs',
  'server/mail.ts': 'queued_mail',
  'server/post-to-recipient.ts': 'recipients',
  'server/backup/ledger.ts': 'backups',
  'storage/backup/archive.ts': 'backups',
  'kernel/real-world.ts': 'doors',
  'edge/broker/broker.ts': 'devices',
  'edge/drivers/mqtt/connection.ts': 'devices',
  'edge/drivers/mqtt/driver.ts': 'devices',
}

/** What it writes is about nobody. */
const NOBODY: Readonly<Record<string, string>> = {
  'server/keys.ts': 'keys of the installation',
  'server/backup/keys.ts': 'keys of the installation',
  'server/backup/unfinished.ts': 'that a restore began',
  'server/commands/uplink.ts': 'a question to the edge on this machine',
  'storage/embedded/place.ts': 'a folder',
  'storage/embedded/cluster.ts': 'a password of the database',
  'storage/embedded/data-dir.ts': 'a password of the database',
  'edge/folder-lock.ts': 'the number of a process',
  'edge/enrolment.ts': 'the key of an edge',
}

const sourcesThatLeave = async (): Promise<readonly string[]> => {
  const found: string[] = []
  for await (const path of glob('{features,server,http,storage,edge,kernel}/**/*.ts', { cwd: ROOT })) {
    if (/\.(test|spec|fixture)\.ts$|-for-tests\.ts$|\/screens\/|^http\/client/.test(path)) continue
    if (LEAVES.test(await readFile(`${ROOT}${path}`, 'utf8'))) found.push(path)
  }
  return found.toSorted()
}

test('every file that writes elsewhere than into the database is of a known store, or about nobody', async () => {
  const known = new Set([...Object.keys(KNOWN), ...Object.keys(NOBODY)])
  const leaving = await sourcesThatLeave()
  expect(leaving.filter((path) => !known.has(path))).toEqual([])
  // And nothing is listed that does not any more.
  expect([...known].filter((path) => !leaving.includes(path))).toEqual([])
})

test('one that does is found by what it calls', () => {
  for (const call of [
    "await fetch('https://elsewhere.example')",
    'createTransport({',
    "writeFile('x', person.name)",
  ])
    expect(LEAVES.test(call)).toBe(true)
  expect(LEAVES.test('api.fetch(person)')).toBe(false)
})

test('the receipt of an erasure says of each store whether it is gone, and until when it is not', async () => {
  const principal: Principal[] = []
  const house = await openRealHouse(() => principal[0] ?? { kind: 'anonymous' })
  const first = { givenName: 'Ada', familyName: 'Okafor', language: 'fr', email: 'ada@example.org' } as const
  const link = { origin: 'http://localhost:8420' }
  await addOrganization(house, link, { slug: 'first', name: 'Maison', first })
  const [organization] = await house.database.organizations()
  const organizationId = organization?.id ?? expect.fail()
  const grants = grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }])
  principal.push({ kind: 'apiKey', organizationId, apiKeyId: newId(realWorld, 'apiKey'), grants })
  const made = await settleSmall(house)
  const call = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer test' }
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
    return (await house.server.inject({ method, url: `/api/v1${path}`, headers, ...payload })).json()
  }
  const uploaded = await house.server.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: { 'content-type': 'application/octet-stream', authorization: 'Bearer test' },
    payload: 'Prénom;Nom\nCamille;Lefèvre\n',
  })
  expect([uploaded.statusCode, uploaded.body]).toEqual([201, expect.any(String)])
  const asked = await call('POST', `/people/${made['person']}/privacy/erasure`, { reason: 'not_needed' })
  const states = ({ stores }: { stores: readonly { store: StoreId; state: string }[] }) =>
    Object.fromEntries(stores.map(({ store, state }) => [store, state]))
  expect(states(asked)).toMatchObject({
    search: 'pending',
    caches: 'pending',
    doors: 'pending',
    logs: 'nothing',
  })
  await runErasures({ database: house.database, world: realWorld, declarations }, organizationId)
  const done = await call('GET', `/erasures/${asked.id}`)
  expect(states(done)).toEqual({
    imported_files: 'pending',
    queued_mail: 'gone',
    search: 'with_rows',
    caches: 'pending',
    logs: 'nothing',
    doors: 'gone',
    devices: 'nothing',
    recipients: 'gone',
    backups: 'gone',
  })
  const files = done.stores.find(({ store }: { store: StoreId }) => store === 'imported_files')
  expect([files.count, Date.parse(files.until) > Date.parse(done.endedAt)]).toEqual([1, true])
  await house.close()
})
