/** A case of support under the registers people were promised: what it is for, about, and what came with it. */
import { createHash } from 'node:crypto'
import { accessTables } from '@loge/features/access/server'
import { BUILT_IN_ROLES, PERMISSIONS } from '@loge/features/accounts/core'
import { accountTables } from '@loge/features/accounts/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { boundsOn, completed, defaultRegister, type Register } from '@loge/features/law/core'
import { draftRegister, lawTables, publishRegister, readPreset } from '@loge/features/law/server'
import { peopleTables } from '@loge/features/people/server'
import {
  formatId,
  HOUR_MS,
  instant,
  newId,
  type OrganizationId,
  type PersonId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import {
  type TestApi,
  type TestDatabase,
  testApi,
  testDatabase,
  testOrganization,
  insertTestPerson,
} from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  DEVICE_KINDS,
  disclosureFacts,
  privacyFacts,
  refuseDisclosure,
  SUPPORT_CATEGORIES,
} from '../../core/index.ts'
import { copyPerson, type CopyLine, portableCopy } from '../copy.ts'
import type { PrivacyDeps } from '../deps.ts'
import { erasePerson } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { supportEndpoints } from './routes.ts'

// Every kind of data of a whole person, many times over.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 })

const START = Date.parse('2026-11-22T10:00:00Z')
let clock = START
const world: World = { ...realWorld, now: () => instant(clock) }
let database: TestDatabase
let organizationId: OrganizationId
let ada: PersonId
let engineer: TestApi
let adaAlone: TestApi
let opened: TestApi[]
let forget: () => void

const declarations = [
  ...lawTables,
  ...peopleTables,
  ...accountTables,
  ...accessTables,
  ...eventTables,
  ...privacyTables,
]
const deps = (): PrivacyDeps => ({ database, world, declarations })

const inside = <Value>(work: Parameters<typeof insideAsPrivacy<Value>>[2]): Promise<Value> =>
  insideAsPrivacy(database, organizationId, work)

const addPerson = async (given: string): Promise<PersonId> => {
  const id = newId(world, 'person')
  await inside((transaction) =>
    insertTestPerson({ organizationId, id, givenName: given, email: `${given}@example.org` }).execute(
      transaction,
    ),
  )
  return id
}

const signedIn = async (personId: PersonId, ...permissions: readonly string[]): Promise<TestApi> => {
  const grants = permissions.map((permission) => ({ permission, scope: { kind: 'organization' } as const }))
  const endpoints = supportEndpoints(deps())
  const api = await testApi({ database, world, organizationId, endpoints, personId, grants })
  opened.push(api)
  return api
}

const presetOf = async (name: string): Promise<Register> =>
  completed((await readPreset(name)) ?? defaultRegister)

const adopt = async (content: Register): Promise<void> => {
  await database.transaction(organizationId, async (transaction) => {
    const keeping = { transaction, world, organizationId, accountId: null, record: () => Promise.resolve() }
    const { stored } = await draftRegister(keeping, { content, replaces: null })
    await publishRegister(keeping, { hash: stored.hash })
  })
  clock += 60_000
}

beforeEach(async () => {
  clock = START
  opened = []
  forget = installCatalogue([privacyFacts, disclosureFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  ada = await addPerson('Ada')
  engineer = await signedIn(await addPerson('Engineer'), 'support.use')
  adaAlone = await signedIn(ada)
})
afterEach(async () => {
  for (const api of opened) await api.close()
  await database.close()
  forget()
})

const CASE = {
  ticket: 'SAV-118',
  reason: 'The picture freezes every evening',
  origin: 'client',
  basis: 'contract',
  deviceKind: 'set_top_box',
  device: 'STB 4711',
  aboutFrom: '2026-11-20T18:00:00.000Z',
  aboutUntil: '2026-11-21T23:00:00.000Z',
} as const
const ask = (more: object = {}) =>
  engineer.call('POST', '/privacy/support', {
    body: { ...CASE, personId: formatId('person', ada), ...more },
  })
const openOne = async (more: object = {}): Promise<string> => {
  const answer = await ask(more)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return (answer.body as { id: string }).id
}
const read = (id: string, category: string) =>
  engineer.call('GET', `/privacy/support/${id}/data?category=${category}`)
const shown = async (id: string, category: string): Promise<string> => {
  const answer = await read(id, category)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return JSON.stringify(answer.body)
}
const add = (id: string, category: string, content: string, more: object = {}) =>
  engineer.call('POST', `/privacy/support/${id}/data`, {
    body: { category, content, cameFrom: 'client', cameDetail: 'Telecom A', cameOn: '2026-11-22', ...more },
  })
const added = async (id: string, category: string, content: string, more: object = {}): Promise<void> => {
  const answer = await add(id, category, content, more)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
}
const end = (id: string) => engineer.call('POST', `/privacy/support/${id}/end`)
const codeOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  (body as { code?: string }).code,
]
const mine = async () =>
  ((await adaAlone.call('GET', '/me/support')).body as { data: Record<string, unknown>[] }).data
const kept = async (): Promise<number> => {
  const counted = sql<{ count: number }>`select count(*)::int as count from support_data`
  return (await inside((transaction) => counted.execute(transaction))).rows[0]?.count ?? -1
}
const logged = async (type: string): Promise<readonly Record<string, unknown>[]> => {
  const asked = sql<{ payload: Record<string, unknown> }>`select payload from event where type = ${type}`
  return (await inside((transaction) => asked.execute(transaction))).rows.map(({ payload }) => payload)
}
const copyOf = async (copied: Promise<AsyncIterable<CopyLine>>): Promise<readonly CopyLine[]> => {
  const lines: CopyLine[] = []
  for await (const line of await copied) lines.push(line)
  return lines
}
const whose = () => ({ organizationId, personId: ada })
const object = (purpose: string) =>
  inside((transaction) =>
    sql`insert into objection (organization_id, person_id, objected_to, since)
      values (${organizationId}, ${ada}, ${`use:${purpose}`}, ${new Date(clock)})`.execute(transaction),
  )

test('[S0-59 2/2] technical support opens with a ticket alone, reads what the register attaches to it, and stops at a no', async () => {
  await adopt(await presetOf('soone'))
  const categories = ['identity']
  const purpose = 'technical_support'
  expect((await ask({ purpose, categories, ticket: '' })).status).toBe(400)
  const { ticket: _ticket, ...without } = CASE
  const bare = { ...without, personId: formatId('person', ada), purpose, categories }
  expect((await engineer.call('POST', '/privacy/support', { body: bare })).status).toBe(400)
  // Soone attaches equipment to other purposes than this one; and a purpose of nothing like support opens no case.
  expect(codeOf(await ask({ purpose, categories: ['credential'] }))).toEqual([403, 'use_not_in_register'])
  expect(codeOf(await ask({ purpose: 'improve_service', categories }))).toEqual([403, 'use_not_in_register'])
  const id = await openOne({ purpose, categories })
  expect(await shown(id, 'identity')).toContain('Ada')
  await object(purpose)
  expect(codeOf(await read(id, 'identity'))).toEqual([422, 'person_objected'])
  expect(codeOf(await ask({ purpose, categories }))).toEqual([422, 'person_objected'])
  expect(await logged('privacy.use_refused')).toEqual([
    { permission: 'support.use', activity: 'support', category: 'identity' },
  ])
})

test('a register that leaves a kind of data out of the purpose closes it to cases that are open', async () => {
  const register = await presetOf('softathome')
  await adopt(register)
  const id = await openOne({ purpose: 'assistance', categories: ['device_identity'] })
  await added(id, 'device_identity', 'Pixel 9')
  expect(await shown(id, 'device_identity')).toContain('Pixel 9')
  await adopt({
    ...register,
    activities: register.activities.map((activity) =>
      activity.id === 'customers'
        ? { ...activity, categories: activity.categories.filter((one) => one !== 'mobile') }
        : activity,
    ),
  })
  expect(codeOf(await read(id, 'device_identity'))).toEqual([403, 'use_not_in_register'])
  expect(await logged('privacy.use_refused')).toEqual([
    { permission: 'support.use', activity: 'support', category: 'device_identity' },
  ])
})

test.each([
  ['bugs', '[S3-33 2/2]'],
  ['assistance', '[S3-34 2/2]'],
] as const)(
  'a case for %s is about any kind of equipment, is read, told and closed, and stops at a no %s',
  async (purpose, _claim) => {
    await adopt(await presetOf('softathome'))
    for (const deviceKind of [
      'internet',
      'gateway',
      'set_top_box',
      'mobile',
      'phone',
      'iot',
      'connected_device',
    ]) {
      expect(DEVICE_KINDS).toContain(deviceKind)
      const id = await openOne({ purpose, deviceKind, device: `no ${deviceKind}`, ticket: deviceKind })
      await added(id, 'equipment_use', `restarts of ${deviceKind}`)
      expect(await shown(id, 'equipment_use')).toContain(`restarts of ${deviceKind}`)
      const told = (await mine()).find(({ ticket }) => ticket === deviceKind)
      expect(told).toMatchObject({
        ticket: deviceKind,
        deviceKind,
        purpose,
        reads: [{ category: 'equipment_use' }],
      })
      expect((await end(id)).status).toBe(200)
      expect(codeOf(await read(id, 'equipment_use'))).toEqual([409, 'support_over'])
    }
    expect((await ask({ purpose, deviceKind: 'fridge' })).status).toBe(400)
    const last = await openOne({ purpose })
    await object(purpose)
    expect(codeOf(await read(last, 'equipment_use'))).toEqual([422, 'person_objected'])
  },
)

test('a ticket names the person, the equipment and the span of time, at the desk and to the person [S3-28 3/3]', async () => {
  for (const left of ['device', 'deviceKind', 'aboutFrom', 'aboutUntil']) {
    const bare = Object.entries({ ...CASE, personId: formatId('person', ada) }).filter(
      ([key]) => key !== left,
    )
    const answer = await engineer.call('POST', '/privacy/support', { body: Object.fromEntries(bare) })
    expect([left, answer.status]).toEqual([left, 400])
  }
  expect(codeOf(await ask({ aboutUntil: CASE.aboutFrom }))).toEqual([422, 'support_span'])
  const later = { aboutFrom: '2026-11-23T08:00:00Z', aboutUntil: '2026-11-23T09:00:00Z' }
  expect(codeOf(await ask(later))).toEqual([422, 'support_span'])
  await openOne()
  const linked = {
    deviceKind: CASE.deviceKind,
    device: CASE.device,
    aboutFrom: CASE.aboutFrom,
    aboutUntil: CASE.aboutUntil,
  }
  const listed = (await engineer.call('GET', '/privacy/support')).body as { data: readonly object[] }
  expect(listed.data).toMatchObject([{ personId: formatId('person', ada), ticket: CASE.ticket, ...linked }])
  expect(await mine()).toMatchObject([linked])
})

test('[S3-42 2/2] a secret is in no scope, and in nothing a case shows', async () => {
  const secret = 'planted-secret-of-ada'
  const account = newId(world, 'account')
  await inside(async (transaction) => {
    await sql`insert into account (organization_id, id, person_id, email, status, version, created_at)
      values (${organizationId}, ${account}, ${ada}, 'ada@example.org', 'active', 1, ${new Date(clock)})`.execute(
      transaction,
    )
    await sql`insert into account_password (organization_id, account_id, hash, set_at)
      values (${organizationId}, ${account}, ${secret}, ${new Date(clock)})`.execute(transaction)
  })
  expect((await ask({ categories: ['authentication_secret'] })).status).toBe(400)
  const id = await openOne({ categories: [...SUPPORT_CATEGORIES], intimateReason: 'To see all there is' })
  expect(await shown(id, 'account')).toContain('active')
  for (const category of SUPPORT_CATEGORIES) expect(await shown(id, category)).not.toContain(secret)
  expect((await read(id, 'authentication_secret')).status).toBe(400)
})

test('[S3-43 2/2] pages visited stand without a name, and lead to a person through the case alone', async () => {
  const id = await openOne({ categories: ['web_navigation', 'identity'] })
  await added(id, 'web_navigation', '/help/picture, /help/restart')
  const asked = sql<{ target: string }>`
    select distinct confrelid::regclass::text as target from pg_constraint
    where conrelid = 'loge.support_data'::regclass and contype = 'f'`
  expect((await inside((transaction) => asked.execute(transaction))).rows).toEqual([
    { target: 'support_access' },
  ])
  const row = await inside((transaction) =>
    sql<{ row: Record<string, unknown> }>`select to_jsonb(d) as row from support_data d`.execute(transaction),
  )
  const text = JSON.stringify(row.rows)
  for (const about of ['Ada', 'Okafor', 'ada@', ada]) expect(text).not.toContain(about)
  expect(Object.keys(row.rows[0]?.row ?? {})).not.toContain('person_id')
  expect(await shown(id, 'web_navigation')).toContain('/help/picture')
  // By its case, and no other way: not with the rest of what is kept of them, and not in another case.
  expect(await shown(id, 'identity')).not.toContain('/help/picture')
  const other = await openOne({ categories: ['web_navigation'], ticket: 'SAV-119' })
  expect(await shown(other, 'web_navigation')).not.toContain('/help/picture')
})

test('[S3-44 2/2] what was watched is not shown unless it is asked for, with a reason of its own that the person reads', async () => {
  const usual = await openOne()
  expect((await mine())[0]?.['categories']).toEqual(['equipment_use'])
  expect(codeOf(await read(usual, 'tv_viewing'))).toEqual([403, 'support_out_of_scope'])
  expect(codeOf(await add(usual, 'tv_viewing', 'Channel 4'))).toEqual([403, 'support_out_of_scope'])
  const categories = ['equipment_use', 'tv_viewing']
  expect(codeOf(await ask({ categories }))).toEqual([422, 'support_intimate'])
  const intimateReason = 'It freezes on one channel alone'
  const id = await openOne({ categories, intimateReason })
  await added(id, 'tv_viewing', 'Channel 4, 20:10')
  expect(await shown(id, 'equipment_use')).not.toContain('Channel 4')
  expect(await shown(id, 'tv_viewing')).toContain('Channel 4, 20:10')
  expect((await mine()).find((one) => one['intimateReason'] !== null)).toMatchObject({
    intimateReason,
    reads: [{ category: 'equipment_use' }, { category: 'tv_viewing' }],
  })
})

test('[S3-45 2/2] model, number and system of a mobile are kept as data of the person; statistics know a digest that leads nowhere', async () => {
  await adopt(await presetOf('softathome'))
  const imei = '490154203237518'
  const mobile = { purpose: 'bugs', deviceKind: 'mobile', categories: ['device_identity'] }
  const id = await openOne({ ...mobile, device: imei, ticket: 'M-1' })
  await openOne({ ...mobile, device: imei, ticket: 'M-2' })
  await openOne({ ...mobile, device: '356938035643809', ticket: 'M-3' })
  await added(id, 'device_identity', `Pixel 9, Android 16, ${imei}`)
  expect(await shown(id, 'device_identity')).toContain(`Pixel 9, Android 16, ${imei}`)
  const copied = JSON.stringify(await copyOf(copyPerson(deps(), whose())))
  expect(copied).toContain(imei)
  const counted = async () =>
    ((await engineer.call('GET', '/privacy/support/statistics')).body as { data: { device: string }[] }).data
  const first = await counted()
  expect(first).toEqual([
    { deviceKind: 'mobile', device: expect.stringMatching(/^[0-9a-f]{64}$/), cases: 2 },
    { deviceKind: 'mobile', device: expect.stringMatching(/^[0-9a-f]{64}$/), cases: 1 },
  ])
  for (const number of [imei, '356938035643809', 'Pixel', formatId('person', ada)])
    expect(JSON.stringify(first)).not.toContain(number)
  // The digest of one answer is not that of the next: none of them is a name of the device.
  expect((await counted())[0]?.device).not.toBe(first[0]?.device)
  const plain = createHash('sha256').update(imei).digest('hex')
  expect(JSON.stringify(first)).not.toContain(plain)
})

test('[S3-46 2/2] what a device in a home measures is data of whoever lives there: in their copy, and gone with them', async () => {
  const id = await openOne({
    categories: ['device_telemetry'],
    deviceKind: 'iot',
    device: 'Thermostat, home 12',
  })
  await added(id, 'device_telemetry', 'living room 21.5 at 07:10')
  const lines = await copyOf(copyPerson(deps(), whose()))
  expect(lines).toContainEqual(
    expect.objectContaining({
      kind: 'row',
      table: 'support_data',
      values: expect.objectContaining({ device_telemetry: 'living room 21.5 at 07:10' }),
    }),
  )
  const head = lines.find((line) => line.kind === 'table' && line.table === 'support_data')
  expect(head).toMatchObject({
    fields: expect.arrayContaining([
      expect.objectContaining({
        column: 'device_telemetry',
        category: 'device_telemetry',
        source: 'observed',
      }),
    ]),
  })
  const actor = { kind: 'system', id: 'test' } as const
  const erasure = await erasePerson(deps(), { ...whose(), reason: 'not_needed', actor })
  expect([erasure.state, erasure.found, await kept()]).toEqual(['done', [], 0])
})

test('[S3-47 2/2] counters of use, by equipment, are in the copy as observed and in what people take along', async () => {
  await adopt(await presetOf('softathome'))
  for (const device of ['STB 1', 'STB 2']) {
    const id = await openOne({ purpose: 'debug', device, ticket: device })
    await added(id, 'equipment_use', `${device}: 14 restarts`)
  }
  for (const copied of [copyPerson(deps(), whose()), portableCopy(deps(), whose())]) {
    const lines = await copyOf(copied)
    const head = lines.find((line) => line.kind === 'table' && line.table === 'support_data')
    expect(head).toMatchObject({
      fields: expect.arrayContaining([expect.objectContaining({ column: 'usage', source: 'observed' })]),
    })
    const counters = lines.flatMap((line) =>
      line.kind === 'row' && line.table === 'support_data' ? [line.values['usage']] : [],
    )
    expect(new Set(counters)).toEqual(new Set(['STB 1: 14 restarts', 'STB 2: 14 restarts']))
  }
})

test('[S3-91 2/2] of somebody of the web who asks for help, support reads the session of that ticket, and none before', async () => {
  await adopt(await presetOf('softathome'))
  const purpose = 'web_assistance'
  const categories = ['web_navigation']
  const nobody = formatId('supportAccess', newId(world, 'supportAccess'))
  expect((await read(nobody, 'web_navigation')).status).toBe(404)
  const asked = { purpose, categories, origin: 'person', deviceKind: 'service', device: 'The site' }
  const id = await openOne({ ...asked, ticket: 'WEB-1' })
  const other = await openOne({ ...asked, ticket: 'WEB-2' })
  await added(id, 'web_navigation', '/cart, error 500', { cameFrom: 'ticket', cameDetail: 'WEB-1' })
  await added(other, 'web_navigation', '/jobs', { cameFrom: 'ticket', cameDetail: 'WEB-2' })
  expect(await shown(id, 'web_navigation')).toContain('/cart, error 500')
  expect(await shown(id, 'web_navigation')).not.toContain('/jobs')
  expect(await shown(other, 'web_navigation')).not.toContain('/cart')
  // The activity of the site holds nothing else of them.
  expect(codeOf(await ask({ ...asked, categories: ['equipment_use'] }))).toEqual([403, 'use_not_in_register'])
  await end(id)
  expect(codeOf(await read(id, 'web_navigation'))).toEqual([409, 'support_over'])
  expect(await kept()).toBe(1)
  await object(purpose)
  expect(codeOf(await read(other, 'web_navigation'))).toEqual([422, 'person_objected'])
})

test('[S3-126 2/2] what came with a case says from whom, which of them, when and under which notice; without it, it is not kept', async () => {
  await adopt(await presetOf('softathome'))
  const id = await openOne({ purpose: 'debug' })
  const origins = [
    ['client', 'Telecom A'],
    ['sub_processor', 'Telecom A, call centre B'],
    ['ticket', 'SAV-118'],
  ] as const
  for (const [cameFrom, cameDetail] of origins)
    await added(id, 'equipment_use', cameDetail, { cameFrom, cameDetail })
  const notice_hash: unknown = expect.stringMatching(/^[0-9a-f]{64}$/)
  const lines = await copyOf(copyPerson(deps(), whose()))
  const told = lines.flatMap((line) =>
    line.kind === 'row' && line.table === 'support_data' ? [line.values] : [],
  )
  expect(told).toHaveLength(3)
  for (const [came_from, came_detail] of origins)
    expect(told).toContainEqual(
      expect.objectContaining({ came_from, came_detail, came_on: '2026-11-22', notice_hash }),
    )
  expect(await shown(id, 'equipment_use')).toContain('call centre B')
  for (const more of [
    { cameFrom: undefined },
    { cameDetail: '' },
    { cameOn: undefined },
    { cameFrom: 'rumour' },
  ])
    expect((await add(id, 'equipment_use', 'x', more)).status).toBe(400)
  expect(codeOf(await add(id, 'equipment_use', 'x', { cameOn: '2026-11-23' }))).toEqual([
    422,
    'support_data_date',
  ])
  for (const column of ['came_from', 'came_detail', 'came_on', 'notice_hash'])
    await expect(
      inside((transaction) =>
        sql`insert into support_data (organization_id, id, access_id, came_from, came_detail, came_on, notice_hash,
            added_at, added_by, usage, over_at)
          select organization_id, ${newId(world, 'supportData')}, access_id,
            ${sql.raw(column === 'came_from' ? 'null' : 'came_from')},
            ${sql.raw(column === 'came_detail' ? 'null' : 'came_detail')},
            ${sql.raw(column === 'came_on' ? 'null' : 'came_on')},
            ${sql.raw(column === 'notice_hash' ? 'null' : 'notice_hash')},
            added_at, added_by, usage, over_at from support_data limit 1`.execute(transaction),
      ),
    ).rejects.toThrow(column)
  expect(await kept()).toBe(3)
})

test('[S3-128 2/2] debugging needs a ticket, a basis, a box of time and a scope; each read is told, and all of it closes with the ticket', async () => {
  await adopt(await presetOf('softathome'))
  const purpose = 'debug'
  for (const wrong of [
    { ticket: '' },
    { basis: 'legitimate_interests' },
    { hours: 25 },
    { hours: 0 },
    { categories: [] },
  ])
    expect((await ask({ purpose, ...wrong })).status).toBe(400)
  const asked = await openOne({ purpose, basis: 'consent', hours: 2 })
  expect(codeOf(await read(asked, 'equipment_use'))).toEqual([409, 'support_not_agreed'])
  expect((await adaAlone.call('POST', `/me/support/${asked}/agree`)).status).toBe(200)
  const id = await openOne({ purpose, hours: 2 })
  expect(codeOf(await read(id, 'identity'))).toEqual([403, 'support_out_of_scope'])
  await added(id, 'equipment_use', '14 restarts')
  await shown(id, 'equipment_use')
  await shown(asked, 'equipment_use')
  expect(await logged('privacy.support_read')).toHaveLength(2)
  for (const told of await mine())
    expect(told).toMatchObject({ ticket: CASE.ticket, reads: [{ category: 'equipment_use' }] })
  expect((await end(id)).body).toMatchObject({ state: 'over' })
  for (const one of [id, asked])
    expect(codeOf(await read(one, 'equipment_use'))).toEqual([409, 'support_over'])
  expect(await kept()).toBe(0)
  const late = await openOne({ purpose, hours: 2, ticket: 'SAV-120' })
  clock += 2 * HOUR_MS
  expect(codeOf(await read(late, 'equipment_use'))).toEqual([409, 'support_over'])
  expect(codeOf(await add(late, 'equipment_use', 'x'))).toEqual([409, 'support_over'])
})

test('[S3-129 2/3] each kind of data is chosen on its own, and no other is read with it', async () => {
  await adopt(await presetOf('softathome'))
  for (const category of SUPPORT_CATEGORIES) {
    const id = await openOne({
      purpose: 'debug',
      ticket: category,
      categories: [category],
      ...(category === 'tv_viewing' ? { intimateReason: 'One channel alone freezes' } : {}),
    })
    for (const other of SUPPORT_CATEGORIES)
      expect([category, other, (await read(id, other)).status]).toEqual([
        category,
        other,
        other === category ? 200 : 403,
      ])
    await end(id)
  }
})

test('[S3-130 2/2] a case says whether it rests on the contract or on a yes; the yes taken back ends it and purges what was copied', async () => {
  await adopt(await presetOf('softathome'))
  const contract = await openOne({ purpose: 'debug', ticket: 'SAV-1' })
  const consent = await openOne({ purpose: 'debug', basis: 'consent', ticket: 'SAV-2' })
  expect(codeOf(await add(consent, 'equipment_use', 'x'))).toEqual([409, 'support_not_agreed'])
  await adaAlone.call('POST', `/me/support/${consent}/agree`)
  await added(contract, 'equipment_use', 'of the contract')
  await added(consent, 'equipment_use', 'of the consent')
  expect(new Set((await mine()).map(({ basis }) => basis))).toEqual(new Set(['consent', 'contract']))
  expect(await shown(consent, 'equipment_use')).toContain('of the consent')
  expect((await adaAlone.call('POST', `/me/support/${consent}/end`)).body).toMatchObject({
    state: 'over',
    endedBy: 'person',
  })
  expect(codeOf(await read(consent, 'equipment_use'))).toEqual([409, 'support_over'])
  const left = sql<{ usage: string }>`select usage from support_data`
  expect((await inside((transaction) => left.execute(transaction))).rows).toEqual([
    { usage: 'of the contract' },
  ])
})

test('what a hold keeps of a case that is over is read by nobody', async () => {
  const id = await openOne()
  await added(id, 'equipment_use', '14 restarts')
  await inside((transaction) =>
    sql`insert into legal_hold (organization_id, id, person_id, tables, ground, case_name, reason, placed_by, placed_at, ends_on)
      values (${organizationId}, ${newId(world, 'legalHold')}, ${ada}, '{}', 'legal_claims', 'A claim', 'Evidence',
        '{"kind":"system","id":"test"}', ${new Date(clock)}, '2027-01-01')`.execute(transaction),
  )
  await end(id)
  expect(await kept()).toBe(1)
  expect(codeOf(await read(id, 'equipment_use'))).toEqual([409, 'support_over'])
})

test('[S3-132 2/2] data of a case are for whoever debugs: every other role is refused, and so is every other team', async () => {
  await adopt(await presetOf('softathome'))
  const id = await openOne({ purpose: 'debug' })
  await added(id, 'equipment_use', '14 restarts')
  const calls = [
    ['GET', '/privacy/support'],
    ['GET', '/privacy/support/statistics'],
    ['GET', `/privacy/support/${id}/data?category=equipment_use`],
    ['POST', `/privacy/support/${id}/end`],
    ['POST', `/privacy/support/${id}/review`],
    ['POST', `/privacy/support/${id}/data`],
  ] as const
  const others = BUILT_IN_ROLES.filter(({ permissions }) => !permissions.includes('support.use'))
  expect(others.length).toBeGreaterThan(3)
  // Whoever sells, writes newsletters, recruits and keeps accounts all at once, but debugs nothing.
  const office = PERMISSIONS.filter((permission) => permission !== 'support.use')
  for (const permissions of [...others.map((role) => role.permissions), office]) {
    const api = await signedIn(await addPerson('Colleague'), ...permissions)
    for (const [method, path] of calls) {
      const body = method === 'POST' ? { body: {} } : {}
      expect([path, (await api.call(method, path, body)).status]).toEqual([path, 403])
    }
  }
  const register = await presetOf('softathome')
  const teams = register.recipientKinds.filter(({ role }) => role === 'team').map(({ id: team }) => team)
  expect(teams).toEqual(expect.arrayContaining(['team_debug', 'team_commercial', 'team_hr']))
  for (const kind of teams) {
    const recipients = [
      {
        id: 'them',
        kind,
        name: 'Them',
        country: 'FR',
        contractOn: null,
        notify: 'none',
        subProcessors: [],
      } as const,
    ]
    const wanted = { recipient: 'them', activity: 'debug', categories: ['usage'] }
    const refusal = refuseDisclosure({ ...register, recipients }, wanted, {
      bounds: boundsOn('2026-11-22'),
      today: '2026-11-22',
    })
    expect([kind, refusal]).toEqual([kind, kind === 'team_debug' ? undefined : 'recipient_not_of_activity'])
  }
})
