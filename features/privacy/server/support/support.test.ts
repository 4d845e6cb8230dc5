/** Support access against the database: nothing outside its case, scope and time; all of it told and reviewed. */
import { accessTables } from '@loge/features/access/server'
import { accountTables } from '@loge/features/accounts/server'
import { eventTables, installCatalogue } from '@loge/features/events/server'
import { lawTables } from '@loge/features/law/server'
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
import { afterEach, beforeEach, expect, test } from 'vitest'
import { disclosureFacts, privacyFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { erasePerson } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { privacyTables } from '../tables.ts'
import { supportEndpoints } from './routes.ts'

const START = Date.parse('2026-11-22T10:00:00Z')
let clock = START
const world: World = { ...realWorld, now: () => instant(clock) }

let database: TestDatabase
let organizationId: OrganizationId
let ada: PersonId
let engineer: TestApi
let second: TestApi
let adaAlone: TestApi
let stranger: TestApi
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
const endpoints = () => supportEndpoints(deps())

const addPerson = async (given: string): Promise<PersonId> => {
  const id = newId(world, 'person')
  await insideAsPrivacy(database, organizationId, (transaction) =>
    insertTestPerson({ organizationId, id, givenName: given, email: `${given}@example.org` }).execute(
      transaction,
    ),
  )
  return id
}

const signedIn = async (personId: PersonId, ...permissions: readonly string[]): Promise<TestApi> => {
  const grants = permissions.map((permission) => ({ permission, scope: { kind: 'organization' } as const }))
  const api = await testApi({ database, world, organizationId, endpoints: endpoints(), personId, grants })
  opened.push(api)
  return api
}

beforeEach(async () => {
  clock = START
  opened = []
  forget = installCatalogue([privacyFacts, disclosureFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  ada = await addPerson('Ada')
  engineer = await signedIn(await addPerson('Engineer'), 'support.use')
  second = await signedIn(await addPerson('Second'), 'support.use')
  adaAlone = await signedIn(ada)
  stranger = await signedIn(await addPerson('Stranger'), 'people.read', 'people.manage')
})
afterEach(async () => {
  for (const api of opened) await api.close()
  await database.close()
  forget()
})

const ABOUT = {
  deviceKind: 'door_equipment',
  device: 'Reader 4',
  aboutFrom: '2026-11-21T08:00:00.000Z',
  aboutUntil: '2026-11-22T08:00:00.000Z',
}
const CASE = { ticket: 'SAV-118', reason: 'The badge reader refuses twice a day', origin: 'person', ...ABOUT }

const ask = async (more: object = {}) =>
  engineer.call('POST', '/privacy/support', {
    body: { personId: formatId('person', ada), basis: 'contract', ...CASE, ...more },
  })
const openOne = async (more: object = {}): Promise<string> => {
  const answer = await ask(more)
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return (answer.body as { id: string }).id
}
const read = (id: string, category: string) =>
  engineer.call('GET', `/privacy/support/${id}/data?category=${category}`)
const mine = async () =>
  ((await adaAlone.call('GET', '/me/support')).body as { data: Record<string, unknown>[] }).data
const codeOf = ({ status, body }: { status: number; body: unknown }) => [
  status,
  (body as { code?: string }).code,
]
const logged = async (type: string): Promise<number> => {
  const counted = sql<{ count: number }>`select count(*)::int as count from event
    where type = ${type} and person_id = ${ada}`
  const { rows } = await insideAsPrivacy(database, organizationId, (transaction) =>
    counted.execute(transaction),
  )
  return rows[0]?.count ?? 0
}

test('shows what its scope names, row by row, and nothing of any other kind', async () => {
  const id = await openOne({ categories: ['identity'] })
  const shown = await read(id, 'identity')
  expect(shown.status).toBe(200)
  expect(JSON.stringify(shown.body)).toContain('Ada')
  expect(JSON.stringify(shown.body)).not.toContain('Ada@example.org')
  expect(codeOf(await read(id, 'contact'))).toEqual([403, 'support_out_of_scope'])
})

test('without a case there is none, and without a choice the scope is what the equipment tells [S3-127 partly, S3-129 3/3]', async () => {
  expect((await ask({ ticket: '' })).status).toBe(400)
  expect((await ask({ reason: '' })).status).toBe(400)
  expect((await ask({ hours: 25 })).status).toBe(400)
  expect((await ask({ categories: ['movement'] })).status).toBe(400)
  expect((await ask({ categories: ['authentication_secret'] })).status).toBe(400)
  expect((await ask()).body).toMatchObject({ categories: ['equipment_use'], state: 'open' })
})

test('on a consent nothing is read before the person says yes, and nothing once they take it back', async () => {
  const id = await openOne({ basis: 'consent', categories: ['identity'] })
  expect(codeOf(await read(id, 'identity'))).toEqual([409, 'support_not_agreed'])
  expect((await adaAlone.call('POST', `/me/support/${id}/agree`)).body).toMatchObject({ state: 'open' })
  expect((await read(id, 'identity')).status).toBe(200)
  expect(codeOf(await adaAlone.call('POST', `/me/support/${id}/agree`))).toEqual([409, 'support_not_asked'])
  expect((await adaAlone.call('POST', `/me/support/${id}/end`)).body).toMatchObject({
    state: 'over',
    endedBy: 'person',
  })
  expect(codeOf(await read(id, 'identity'))).toEqual([409, 'support_over'])
})

test('ends by itself with its time, asked for or agreed to or not', async () => {
  const id = await openOne({ categories: ['identity'], hours: 2 })
  clock = START + 2 * HOUR_MS - 1
  expect((await read(id, 'identity')).status).toBe(200)
  clock = START + 2 * HOUR_MS
  expect(codeOf(await read(id, 'identity'))).toEqual([409, 'support_over'])
  const late = await openOne({ basis: 'consent', hours: 1 })
  clock += HOUR_MS
  expect(codeOf(await adaAlone.call('POST', `/me/support/${late}/agree`))).toEqual([409, 'support_not_asked'])
})

test('every read is a line that the person reads: what, when and why; a refused one is none', async () => {
  const id = await openOne({ categories: ['identity', 'contact'] })
  await read(id, 'identity')
  clock += HOUR_MS
  await read(id, 'contact')
  await read(id, 'home')
  const [told] = await mine()
  expect(told).toMatchObject({ ...CASE, state: 'open', categories: ['identity', 'contact'] })
  expect(told?.['reads']).toMatchObject([
    { category: 'identity', rows: 1, at: new Date(START).toISOString() },
    { category: 'contact', rows: 1, at: new Date(START + HOUR_MS).toISOString() },
  ])
  expect(told).not.toHaveProperty('review')
  expect(await logged('privacy.support_read')).toBe(2)
})

test('is reviewed once it is over, by a second person who neither used it nor is concerned', async () => {
  const id = await openOne({ categories: ['identity'] })
  await read(id, 'identity')
  const review = (api: TestApi) =>
    api.call('POST', `/privacy/support/${id}/review`, { body: { finding: 'in_order' } })
  expect(codeOf(await review(second))).toEqual([409, 'support_still_open'])
  expect((await engineer.call('POST', `/privacy/support/${id}/end`)).body).toMatchObject({ endedBy: 'desk' })
  expect(codeOf(await review(engineer))).toEqual([409, 'support_own_review'])
  const herself = await signedIn(ada, 'support.use')
  expect(codeOf(await review(herself))).toEqual([409, 'support_own_review'])
  expect((await review(second)).body).toMatchObject({ review: { finding: 'in_order' } })
})

test('is nobody else’s: not of a manager, not of another person, not of a key', async () => {
  const id = await openOne({ basis: 'consent' })
  expect((await stranger.call('GET', '/privacy/support')).status).toBe(403)
  expect((await stranger.call('GET', `/privacy/support/${id}/data?category=identity`)).status).toBe(403)
  expect((await stranger.call('GET', '/me/support')).body).toEqual({ data: [] })
  expect((await stranger.call('POST', `/me/support/${id}/agree`)).status).toBe(404)
  expect((await stranger.call('POST', `/me/support/${id}/end`)).status).toBe(404)
  const key = await testApi({ database, world, organizationId, endpoints: endpoints() })
  opened.push(key)
  expect(codeOf(await key.call('GET', `/privacy/support/${id}/data?category=identity`))).toEqual([
    403,
    'account_required',
  ])
})

test('reads nothing of somebody who is frozen, also when it was opened before', async () => {
  const id = await openOne({ categories: ['identity'] })
  await insideAsPrivacy(database, organizationId, (transaction) =>
    sql`insert into restriction (organization_id, person_id, ground, since, restricted_by, door)
      values (${organizationId}, ${ada}, 'objected', ${new Date(clock)}, '{"kind":"system","id":"test"}', 'keep')`.execute(
      transaction,
    ),
  )
  expect(codeOf(await read(id, 'identity'))).toEqual([409, 'support_frozen'])
  expect(codeOf(await ask())).toEqual([409, 'support_frozen'])
})

test('goes with the person it was about', async () => {
  const id = await openOne({ categories: ['identity'] })
  await read(id, 'identity')
  await erasePerson(deps(), {
    organizationId,
    personId: ada,
    reason: 'not_needed',
    actor: { kind: 'system', id: 'test' },
  })
  expect((await engineer.call('GET', '/privacy/support')).body).toMatchObject({ data: [] })
})
