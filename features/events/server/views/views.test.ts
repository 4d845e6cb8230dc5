/** Saved views over the API: whose they are, who shares them, and what they never open. */
import { asId, formatId, newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { PermissionGrant } from '@loge/http'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { EventHub } from '../event-hub.ts'
import { eventEndpoints } from '../routes.ts'

const site = newId(realWorld, 'site')
const camille = formatId('person', newId(realWorld, 'person'))
const everywhere = (permission: string): PermissionGrant => ({ permission, scope: { kind: 'organization' } })
const atSite: PermissionGrant = { permission: 'events.read', scope: { kind: 'site', siteId: site } }
const MINE = { name: 'Refus de la semaine', siteId: null, filters: { range: 'week', kind: 'refused' } }

let database: TestDatabase
let hub: EventHub
let organization: OrganizationId
const apis: TestApi[] = []

const sit = async (grants: readonly PermissionGrant[] = [everywhere('events.read')]): Promise<TestApi> => {
  const endpoints = eventEndpoints({
    database,
    hub,
    world: realWorld,
    homeBuildings: async () => () => 'B',
    siteZones: async () => () => 'Europe/Paris',
    namesOf: async () => new Map(),
    wordsOf: () => () => undefined,
    requirePerson: async () => undefined,
    accountNames: async () => new Map(),
  })
  const personId = newId(realWorld, 'person')
  const api = await testApi({
    database,
    world: realWorld,
    organizationId: organization,
    endpoints,
    grants,
    personId,
  })
  apis.push(api)
  return api
}
const saved = async (api: TestApi, body: object = MINE) => {
  const answer = await api.call('POST', '/events/views', { body })
  expect(answer.status).toBe(201)
  return answer.body as { id: string; version: number }
}
const names = async (api: TestApi): Promise<readonly string[]> => {
  const { body } = await api.call('GET', '/events/views')
  return (body as { data: readonly { name: string }[] }).data.map(({ name }) => name)
}

beforeAll(async () => {
  database = await testDatabase()
  hub = new EventHub(database, realWorld)
})
beforeEach(async () => {
  organization = await testOrganization(database)
})
afterEach(async () => {
  for (const api of apis.splice(0)) await api.close()
})
afterAll(async () => {
  await hub.stop()
  await database.close()
})

test('a view comes back as it was saved, to its author alone', async () => {
  const author = await sit()
  const { id } = await saved(author)
  expect((await author.call('GET', '/events/views')).body).toEqual({
    data: [{ ...MINE, id, own: true, version: 1 }],
  })
  expect(await names(await sit())).toEqual([])
})

test('a shared one is seen by whoever reads the log of that site, and changed by its author only', async () => {
  const { id } = await saved(await sit(), { ...MINE, siteId: formatId('site', site) })
  const caretaker = await sit([atSite])
  expect((await caretaker.call('GET', '/events/views')).body).toMatchObject({ data: [{ id, own: false }] })
  const elsewhere = {
    permission: 'events.read',
    scope: { kind: 'site', siteId: newId(realWorld, 'site') },
  } as const
  expect(await names(await sit([elsewhere]))).toEqual([])
  const theirs = { body: { ...MINE, name: 'À moi' }, ifMatch: '1' }
  expect(await caretaker.call('PUT', `/events/views/${id}`, theirs)).toMatchObject({
    status: 404,
    body: { code: 'saved_view_unknown' },
  })
  expect((await caretaker.call('DELETE', `/events/views/${id}`)).status).toBe(404)
  const stranger = { body: { ...MINE, siteId: formatId('site', newId(realWorld, 'site')) } }
  expect((await caretaker.call('POST', '/events/views', stranger)).body).toMatchObject({
    code: 'not_found',
  })
})

test('it is renamed from the version that was read, and removed', async () => {
  const author = await sit()
  const { id } = await saved(author)
  const renamed = { body: { ...MINE, name: 'Refus' }, ifMatch: '1' }
  expect((await author.call('PUT', `/events/views/${id}`, renamed)).body).toMatchObject({
    name: 'Refus',
    version: 2,
  })
  expect(await author.call('PUT', `/events/views/${id}`, renamed)).toMatchObject({ status: 412 })
  expect((await author.call('DELETE', `/events/views/${id}`)).status).toBe(204)
  expect(await names(author)).toEqual([])
})

test('one about a person opens nothing: each use needs a reason of its own', async () => {
  const author = await sit([
    everywhere('events.read'),
    everywhere('people.read'),
    everywhere('people.manage'),
  ])
  await saved(author, { ...MINE, filters: { person: camille } })
  const { body } = await author.call('GET', '/events/views')
  expect(body).toMatchObject({ data: [{ filters: { person: camille } }] })
  expect((await author.call('GET', `/events?personId=${camille}`)).body).toMatchObject({
    code: 'look_required',
  })
})

test.each([
  ['a name that says nothing', { ...MINE, name: ' \u200b ' }],
  ['a filter that is none', { ...MINE, filters: { colour: 'red' } }],
  ['a kind that is none', { ...MINE, filters: { kind: 'melted' } }],
  ['an id of something else', { ...MINE, filters: { entrance: camille } }],
])('%s is refused', async (_name, body) => {
  expect((await (await sit()).call('POST', '/events/views', { body })).status).toBe(400)
})

test('fifty are kept for one person, and none for a key', async () => {
  const author = await sit()
  await database.transaction(organization, async (transaction) => {
    const { accountId } = await firstOwner(author)
    for (let count = 1; count < 50; count += 1)
      await transaction
        .$extendTables<{ saved_view: Record<string, unknown> }>()
        .insertInto('saved_view')
        .values({
          organization_id: organization,
          id: newId(realWorld, 'savedView'),
          account_id: accountId,
          name: `Vue ${count}`,
          filters: '{}',
          version: 1,
        })
        .execute()
  })
  expect((await author.call('POST', '/events/views', { body: MINE })).body).toMatchObject({
    code: 'too_many_views',
  })
})

/** The account behind the API, as its first view names it. */
const firstOwner = async (api: TestApi) => {
  const { id } = await saved(api)
  return database.transaction(organization, async (transaction) => {
    const row = await transaction
      .$extendTables<{ saved_view: { id: string; account_id: string } }>()
      .selectFrom('saved_view')
      .select('account_id')
      .where('id', '=', id.slice(4).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'))
      .executeTakeFirstOrThrow()
    return { accountId: asId('account', row.account_id) }
  })
}
