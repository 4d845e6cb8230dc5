/** Places and people over real HTTP, as a manager's console and a resident's app meet them. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { placesEndpoints } from '@loge/features/places/server'
import {
  createHttpServer,
  createIdempotencyStore,
  silentLogger,
  type HttpServer,
  type PermissionGrant,
  type Principal,
} from '@loge/http'
import { asId, formatId, newId, parseId, type OrganizationId, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { peopleFacts } from '../core/index.ts'
import { findHomes, peopleEndpoints } from './index.ts'

const PERMISSIONS = ['places.read', 'places.manage', 'people.read', 'people.manage'] as const
const RATE = { burst: 10_000, perSecond: 10_000 }

let database: TestDatabase
let server: HttpServer
let address: string
let organizationId: OrganizationId
let principal: Principal
let forget: () => void

const signInAs = (scope: PermissionGrant['scope'], personId: PersonId = newId(realWorld, 'person')): void => {
  principal = {
    kind: 'account',
    organizationId,
    accountId: newId(realWorld, 'account'),
    sessionId: newId(realWorld, 'session'),
    personId,
    grants: PERMISSIONS.map((permission) => ({ permission, scope })),
  }
}

interface Answer {
  readonly status: number
  readonly etag: string | null
  readonly body: Record<string, unknown>
}

const ask = async (
  method: string,
  path: string,
  more: { body?: unknown; ifMatch?: string } = {},
): Promise<Answer> => {
  const headers = new Headers()
  if (more.body !== undefined) headers.set('content-type', 'application/json')
  if (more.ifMatch !== undefined) headers.set('if-match', more.ifMatch)
  const body = more.body === undefined ? null : JSON.stringify(more.body)
  const response = await fetch(`${address}${path}`, { method, headers, body })
  const text = await response.text()
  return {
    status: response.status,
    etag: response.headers.get('etag'),
    body: text === '' ? {} : JSON.parse(text),
  }
}

const idOf = (answer: Answer): string => {
  expect(answer).toMatchObject({ status: 201, etag: '"1"' })
  return String(answer.body['id'])
}

const newUnit = async (): Promise<{ siteId: string; unitId: string }> => {
  const address = { street: '12 rue des Tilleuls', postalCode: '69003', city: 'Lyon', country: 'FR' }
  const zone = { timeZone: 'Europe/Paris', holidayRegion: 'FR' }
  const siteId = idOf(
    await ask('POST', '/sites', {
      body: { name: `Tilleuls ${newId(realWorld, 'site')}`, ...zone, ...address },
    }),
  )
  const buildingId = idOf(await ask('POST', '/buildings', { body: { siteId, name: 'A' } }))
  return { siteId, unitId: idOf(await ask('POST', '/units', { body: { buildingId, name: 'A01' } })) }
}

beforeAll(async () => {
  forget = installCatalogue([placesFacts, peopleFacts])
  database = await testDatabase()
  const dependencies = { database, world: realWorld }
  server = await createHttpServer({
    endpoints: [
      ...placesEndpoints({ ...dependencies, findHomes: findHomes(dependencies) }),
      ...peopleEndpoints(dependencies),
    ],
    permissions: PERMISSIONS,
    authenticate: async () => principal,
    world: realWorld,
    idempotency: createIdempotencyStore(database, realWorld),
    logger: silentLogger,
    metrics: new Registry(),
    origin: 'http://127.0.0.1:8420',
    version: '0.1.0',
    rateLimits: { read: RATE, write: RATE },
  })
  address = `http://127.0.0.1:${(await server.listen({ host: '127.0.0.1', port: 0 })).port}/api/v1`
})
beforeEach(async () => {
  organizationId = await testOrganization(database)
  signInAs({ kind: 'organization' })
})
afterAll(async () => {
  await server.close()
  await database.close()
  forget()
})

describe('a manager', () => {
  test('moves somebody in, finds them by name and home, and sees what moved', async () => {
    const { siteId, unitId } = await newUnit()
    const tenancy = { unitId, role: 'holder', movesInAt: '2026-09-01T00:00:00+02:00' }
    const personId = idOf(
      await ask('POST', '/people', {
        body: { givenName: 'Adaeze', familyName: 'Okafor', mobile: '06 12 34 56 78', tenancy },
      }),
    )
    const found = await ask('POST', '/people/search', {
      body: { q: 'okafor', unitId, at: '2026-11-22T12:00:00Z' },
    })
    expect(found.body).toEqual({
      data: [{ id: personId, civility: null, givenName: 'Adaeze', familyName: 'Okafor', version: 1 }],
      nextCursor: null,
    })
    expect((await ask('GET', `/people/${personId}`)).body).toMatchObject({
      mobile: '+33612345678',
      sources: { name: 'staff', mobile: 'staff' },
    })
    const stays = await ask('GET', `/tenancies?personId=${personId}`)
    expect(stays.body['data']).toEqual([
      expect.objectContaining({
        personId,
        siteId,
        unitId,
        movesInAt: '2026-08-31T22:00:00.000Z',
        movesOutAt: null,
      }),
    ])
  })

  test('changes a place only with the version they read', async () => {
    const { siteId } = await newUnit()
    const body = { city: 'Villeurbanne' }
    expect(await ask('PATCH', `/sites/${siteId}`, { body })).toMatchObject({ status: 428 })
    expect(await ask('PATCH', `/sites/${siteId}`, { body, ifMatch: '"7"' })).toMatchObject({ status: 412 })
    expect(await ask('PATCH', `/sites/${siteId}`, { body, ifMatch: '"1"' })).toMatchObject({
      status: 200,
      etag: '"2"',
      body: { city: 'Villeurbanne', version: 2 },
    })
    expect(await ask('DELETE', `/sites/${siteId}`, { ifMatch: '"2"' })).toMatchObject({
      status: 409,
      body: { code: 'place_in_use' },
    })
  })

  test('corrects a tenancy and finds what was believed before', async () => {
    const { unitId } = await newUnit()
    const personId = idOf(await ask('POST', '/people', { body: { givenName: 'Ada', familyName: 'Okafor' } }))
    const body = { personId, unitId, role: 'housemate', movesInAt: '2026-01-01T00:00:00Z' }
    const id = idOf(await ask('POST', '/tenancies', { body }))
    const change = { movesOutAt: '2026-12-31T00:00:00Z' }
    await ask('PATCH', `/tenancies/${id}`, { body: change, ifMatch: '"1"' })
    const { body: history } = await ask('GET', `/tenancies/${id}/history`)
    expect(history['data']).toMatchObject([
      { version: 2, movesOutAt: '2026-12-31T00:00:00.000Z' },
      { version: 1, movesOutAt: null },
    ])
    expect(await ask('GET', `/tenancies/${id}`)).toMatchObject({ status: 200, etag: '"2"' })
  })

  test('is told what is wrong with what was sent', async () => {
    expect(await ask('PATCH', '/people/per_0', { body: {}, ifMatch: '"1"' })).toMatchObject({ status: 400 })
    expect((await ask('POST', '/people', { body: { givenName: '' } })).status).toBeGreaterThanOrEqual(400)
    const unknown = formatId('person', newId(realWorld, 'person'))
    expect(await ask('GET', `/people/${unknown}`)).toMatchObject({
      status: 404,
      body: { code: 'person_unknown' },
    })
  })

  test('sees and changes the settings of the organization', async () => {
    const id = formatId('organization', asId('organization', organizationId))
    const { body } = await ask('GET', '/organizations')
    expect(body['data']).toEqual([expect.objectContaining({ id, language: 'fr', version: 0 })])
    const changed = await ask('PATCH', `/organizations/${id}`, { body: { language: 'en' }, ifMatch: '"0"' })
    expect(changed).toMatchObject({ status: 200, etag: '"1"', body: { language: 'en' } })
  })
})

test('a stay in the year 1 or without end in 9999 is refused where it was written', async () => {
  const { unitId } = await newUnit()
  const names = { givenName: 'Ada', familyName: 'Okafor' }
  const add = (dates: object) =>
    ask('POST', '/people', { body: { ...names, tenancy: { unitId, role: 'holder', ...dates } } })
  expect(await add({ movesInAt: '0001-01-01T00:00:00Z' })).toMatchObject({
    status: 400,
    body: { code: 'input_invalid', errors: [{ pointer: '/tenancy/movesInAt' }] },
  })
  const movesOutAt = '9999-12-31T00:00:00Z'
  expect(await add({ movesInAt: '2026-09-01T00:00:00Z', movesOutAt })).toMatchObject({
    status: 400,
    body: { errors: [{ pointer: '/tenancy/movesOutAt' }] },
  })
})

test('a resident sees themselves and their home, and nobody else', async () => {
  const { siteId, unitId } = await newUnit()
  const tenancy = { unitId, role: 'holder', movesInAt: '2026-09-01T00:00:00Z' }
  const mine = idOf(
    await ask('POST', '/people', { body: { givenName: 'Ada', familyName: 'Okafor', tenancy } }),
  )
  const other = idOf(
    await ask('POST', '/people', { body: { givenName: 'Léo', familyName: 'Roux', tenancy } }),
  )
  signInAs({ kind: 'own' }, parseId('person', mine))
  expect((await ask('GET', '/people')).body['data']).toEqual([expect.objectContaining({ id: mine })])
  expect((await ask('GET', '/tenancies')).body['data']).toEqual([expect.objectContaining({ personId: mine })])
  expect(await ask('GET', `/people/${other}`)).toMatchObject({ status: 404 })
  expect((await ask('GET', '/sites')).body['data']).toEqual([expect.objectContaining({ id: siteId })])
  const add = await ask('POST', '/people', { body: { givenName: 'New', familyName: 'One', tenancy } })
  expect(add).toMatchObject({ status: 403, body: { code: 'permission_denied' } })
})
