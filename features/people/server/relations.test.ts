/** Somebody who is several things at once, through the real API on the real database: each begins and ends by itself. */
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createBuilding, createSite, createUnit, systemCaller } from '@loge/features/places/server'
import type { PermissionGrant } from '@loge/http'
import {
  formatId,
  instant,
  newId,
  parseId,
  type OrganizationId,
  type PersonId,
  type SiteId,
} from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { peopleFacts } from '../core/index.ts'
import { createPerson, peopleEndpoints } from './index.ts'

let database: TestDatabase
let organizationId: OrganizationId
let siteId: SiteId
let resident: PersonId
let forget: () => void
const apis: TestApi[] = []

const sit = async (
  scope: PermissionGrant['scope'] = { kind: 'organization' },
  personId: PersonId = newId(world, 'person'),
): Promise<TestApi> => {
  const api = await testApi({
    database,
    world,
    organizationId,
    endpoints: peopleEndpoints({ database, world }),
    grants: ['people.read', 'people.manage'].map((permission) => ({ permission, scope })),
    personId,
  })
  apis.push(api)
  return api
}

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([eventFacts, placesFacts, peopleFacts])
})
beforeEach(async () => {
  organizationId = await testOrganization(database)
  const caller = systemCaller(organizationId, 'test')
  const address = { street: '', postalCode: '', city: 'Lyon', country: 'FR' }
  const zone = { timeZone: 'Europe/Paris', holidayRegion: null }
  ;({ id: siteId } = await createSite({ database, world }, caller, { name: 'Tilleuls', ...zone, ...address }))
  const { id: buildingId } = await createBuilding({ database, world }, caller, { siteId, name: 'A' })
  const home = { buildingId, floorId: null, name: 'A1', kind: 'home' } as const
  const { id: unitId } = await createUnit({ database, world }, caller, home)
  const stay = { unitId, role: 'holder', movesInAt: instant(Date.UTC(2020, 0, 1)), movesOutAt: null } as const
  const named = { givenName: 'Ada', familyName: 'Roche', tenancy: stay }
  ;({ id: resident } = await createPerson({ database, world }, caller, named))
})
afterEach(async () => {
  for (const api of apis.splice(0)) await api.close()
})
afterAll(async () => {
  await database.close()
  forget()
})

const wireRelation = z.object({
  id: z.string(),
  kind: z.string(),
  source: z.string(),
  endsOn: z.string().nullable(),
})
const since = (kind: string, startsOn = '2026-03-01', more: object = {}) => ({
  body: { personId: formatId('person', resident), kind, startsOn, ...more },
})
const opened = async (api: TestApi, kind: string): Promise<string> => {
  const answer = await api.call('POST', '/relations', since(kind, undefined, { source: 'self' }))
  expect(answer).toMatchObject({ status: 201, body: { kind, source: 'self', endsOn: null, version: 1 } })
  return wireRelation.parse(answer.body).id
}
const heldBy = async (api: TestApi) => {
  const { status, body } = await api.call('GET', `/relations?personId=${formatId('person', resident)}`)
  expect(status).toBe(200)
  return z.object({ data: z.array(wireRelation) }).parse(body).data
}

test('a resident is staff and a candidate too; ending one touches neither the other nor the home [S0-19 3/3, S1-3 partly]', async () => {
  const api = await sit()
  const candidate = await opened(api, 'candidate')
  await opened(api, 'staff')
  const ended = { body: { endsOn: '2026-06-30' }, ifMatch: '1' }
  expect(await api.call('PATCH', `/relations/${candidate}`, ended)).toMatchObject({
    status: 200,
    body: { endsOn: '2026-06-30', startsOn: '2026-03-01', version: 2 },
  })
  expect(await api.call('PATCH', `/relations/${candidate}`, ended)).toMatchObject({ status: 412 })
  const held = await heldBy(api)
  expect(new Map(held.map(({ kind, endsOn }) => [kind, endsOn]))).toEqual(
    new Map([
      ['candidate', '2026-06-30'],
      ['staff', null],
    ]),
  )
  const { body } = await api.call('GET', `/tenancies?personId=${formatId('person', resident)}`)
  expect(body).toMatchObject({ data: [{ role: 'holder', movesOutAt: null, version: 1 }] })
  const { rows } = await database.transaction(organizationId, (transaction) =>
    sql`select type, person_id, payload->>'kind' as kind from event where type like 'relation.%'
      order by position`.execute(transaction),
  )
  expect(rows).toEqual([
    { type: 'relation.opened', person_id: resident, kind: 'candidate' },
    { type: 'relation.opened', person_id: resident, kind: 'staff' },
    { type: 'relation.changed', person_id: resident, kind: 'candidate' },
  ])
})

test('what cannot be is refused with its reason', async () => {
  const api = await sit()
  const staff = await opened(api, 'staff')
  const refusals: readonly (readonly [Promise<unknown>, number, string])[] = [
    [api.call('POST', '/relations', since('staff', '2026-09-01')), 409, 'relation_overlaps'],
    [
      api.call('POST', '/relations', since('contact', '2026-09-01', { endsOn: '2026-08-31' })),
      422,
      'relation_ends_before_it_begins',
    ],
    [
      api.call('PATCH', `/relations/${staff}`, { body: { endsOn: '2026-02-28' }, ifMatch: '1' }),
      422,
      'relation_ends_before_it_begins',
    ],
    [
      api.call('PATCH', `/relations/${formatId('relation', newId(world, 'relation'))}`, {
        body: { endsOn: null },
        ifMatch: '1',
      }),
      404,
      'relation_unknown',
    ],
    [api.call('POST', '/relations', since('prospect')), 400, 'input_invalid'],
    [api.call('POST', '/relations', since('contact', '2026-02-30')), 400, 'input_invalid'],
  ]
  for (const [answer, status, code] of refusals)
    expect(await answer).toMatchObject({ status, body: { code } })
  const both = await Promise.all([1, 2].map(() => api.call('POST', '/relations', since('contact'))))
  expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]))
})

test('what was entered by mistake is taken away, once, by those who may, and the log says so', async () => {
  const api = await sit()
  const staff = await opened(api, 'staff')
  const candidate = await opened(api, 'candidate')
  const path = `/relations/${staff}`
  const themselves = await sit({ kind: 'own' }, resident)
  expect(await themselves.call('DELETE', path, { ifMatch: '1' })).toMatchObject({ status: 404 })
  expect(await api.call('DELETE', path, {})).toMatchObject({ status: 428 })
  expect(await api.call('DELETE', path, { ifMatch: '7' })).toMatchObject({ status: 412 })
  expect(await api.call('DELETE', path, { ifMatch: '1' })).toMatchObject({ status: 204 })
  expect(await api.call('DELETE', path, { ifMatch: '1' })).toMatchObject({
    status: 404,
    body: { code: 'relation_unknown' },
  })
  expect(await heldBy(api)).toMatchObject([{ id: candidate }])
  const { rows } = await database.transaction(organizationId, (transaction) =>
    sql`select payload->>'kind' as kind from event where type = 'relation.removed'`.execute(transaction),
  )
  expect(rows).toEqual([{ kind: 'staff' }])
})

test('people read what they are, and do not make themselves staff', async () => {
  await opened(await sit(), 'candidate')
  const themselves = await sit({ kind: 'own' }, resident)
  expect(await heldBy(themselves)).toMatchObject([{ kind: 'candidate' }])
  expect(await themselves.call('POST', '/relations', since('staff'))).toMatchObject({
    status: 404,
    body: { code: 'person_unknown' },
  })
  const [{ id } = { id: '' }] = await heldBy(themselves)
  const change = { body: { endsOn: '2026-04-01' }, ifMatch: '1' }
  expect(await themselves.call('PATCH', `/relations/${id}`, change)).toMatchObject({ status: 404 })
  expect(await heldBy(await sit({ kind: 'own' }))).toEqual([])
})

test('staff of a site see what its residents are, and nobody of another', async () => {
  await opened(await sit({ kind: 'site', siteId }), 'staff')
  const elsewhere = await sit({ kind: 'site', siteId: newId(world, 'site') })
  expect(await heldBy(elsewhere)).toEqual([])
  expect(await elsewhere.call('POST', '/relations', since('contact'))).toMatchObject({ status: 404 })
})

test('somebody is added as a candidate in one act, or not at all', async () => {
  const api = await sit()
  const add = (endsOn: string | null) => {
    const relation = { kind: 'candidate', startsOn: '2026-03-01', endsOn }
    const body = {
      givenName: 'Iris',
      familyName: 'Blanc',
      source: 'agency',
      origin: { supplier: 'Talents SA' },
      relation,
    }
    return api.call('POST', '/people', { body })
  }
  expect(await add('2026-02-01')).toMatchObject({
    status: 422,
    body: { code: 'relation_ends_before_it_begins' },
  })
  expect(await api.call('POST', '/people/search', { body: { q: 'blanc' } })).toMatchObject({
    body: { data: [] },
  })
  const { body } = await add(null)
  const id = parseId('person', z.object({ id: z.string() }).parse(body).id)
  if (id === undefined) throw new Error('a person has an id')
  resident = id
  expect(await heldBy(api)).toMatchObject([{ kind: 'candidate', source: 'agency' }])
})
