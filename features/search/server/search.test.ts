/** The one search over a real database: how it is understood, how it is ordered, and what it keeps from whom. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import type { PermissionGrant } from '@loge/http'
import { searchForm, formatId, newId, type OrganizationId, type PersonId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestDatabase, insertTestPerson } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchEndpoints } from './index.ts'

const EVERYTHING = ['people.read', 'places.read', 'access.read', 'equipment.read', 'events.read'] as const
const WHOLE = { kind: 'organization' } as const

let database: TestDatabase
let organizationId: OrganizationId
let forget: () => void
let site: SiteId
let other: SiteId
const ids = new Map<string, PersonId>()

const newSite = async (name: string): Promise<SiteId> => {
  const address = { street: '12 rue Lamartine', postalCode: '44000', city: 'Nantes', country: 'FR' }
  const caller = systemCaller(organizationId, 'test')
  const input = { name, timeZone: 'Europe/Paris', holidayRegion: null, ...address }
  return (await createSite({ database, world: realWorld }, caller, input)).id
}

const addHome = (home: string, building: string, at: SiteId) =>
  database.transaction(organizationId, (transaction) =>
    sql`with b as (
        insert into building (organization_id, id, site_id, name, version)
        values (${organizationId}, gen_random_uuid(), ${at}, ${building}, 1)
        on conflict (organization_id, site_id, name) do update set version = 1 returning id)
      insert into unit (organization_id, id, site_id, building_id, floor_id, name, kind, version)
      select ${organizationId}, gen_random_uuid(), ${at}, b.id, null, ${home}, 'home', 1 from b`.execute(
      transaction,
    ),
  )

const addPerson = async (
  given: string,
  family: string,
  { home, at = site, mobile = null }: { home?: string; at?: SiteId; mobile?: string | null } = {},
) => {
  const id = newId(realWorld, 'person')
  ids.set(`${given} ${family}`, id)
  await database.transaction(organizationId, async (transaction) => {
    const sortName = searchForm(`${family} ${given}`)
    const named = { givenName: given, familyName: family, sortName, mobile }
    await insertTestPerson({ organizationId, id, ...named }).execute(transaction)
    if (home !== undefined)
      await sql`insert into tenancy (organization_id, id, version, person_id, unit_id, site_id, role, moves_in_at, recorded_at)
        select ${organizationId}, gen_random_uuid(), 1, ${id}, u.id, u.site_id, 'holder', now() - interval '9 days', now()
        from unit u where u.name = ${home} and u.site_id = ${at}`.execute(transaction)
  })
}

const addDoor = (name: string, number: string | null, at = site) =>
  database.transaction(organizationId, (transaction) =>
    sql`with made as (insert into entrance (organization_id, id, site_id, created_at)
        values (${organizationId}, gen_random_uuid(), ${at}, now()) returning id)
      insert into entrance_version (organization_id, entrance_id, revision, definition, locked_down, valid_from)
      select ${organizationId}, id, 1, ${JSON.stringify({ name, number })}::jsonb, false, now() from made`.execute(
      transaction,
    ),
  )

interface Found {
  readonly people: readonly {
    readonly familyName: string
    readonly givenName: string
    readonly homes: readonly string[]
  }[]
  readonly homes: readonly { readonly name: string; readonly building: string }[]
  readonly entrances: readonly { readonly name: string }[]
  readonly devices: readonly { readonly name: string }[]
  readonly event: { readonly number: number } | null
}

interface Asking {
  readonly permissions?: readonly string[]
  readonly scope?: PermissionGrant['scope']
  readonly personId?: PersonId
  readonly body?: object
}

const ask = async (
  q: unknown,
  { permissions = EVERYTHING, scope = WHOLE, personId, body = {} }: Asking = {},
) => {
  const grants = permissions.map((permission) => ({ permission, scope }))
  const api = await testApi({
    database,
    world: realWorld,
    organizationId,
    endpoints: searchEndpoints({ database, world: realWorld }),
    grants,
    ...(personId === undefined ? {} : { personId }),
  })
  const answer = await api.call('POST', '/search', { body: { q, ...body } })
  await api.close()
  return { status: answer.status, found: answer.body as Found }
}

const namesFor = async (q: string, asking?: Asking) =>
  (await ask(q, asking)).found.people.map(({ givenName, familyName }) => `${givenName} ${familyName}`)

beforeAll(async () => {
  forget = installCatalogue([placesFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  site = await newSite('Tilleuls')
  other = await newSite('Acacias')
  for (const home of ['C 33', 'C 3', 'C 331', 'Logement n° 7']) await addHome(home, 'C', site)
  await addHome('C 33', 'C', other)
  await addPerson('Élodie', 'Lefèvre', { home: 'C 33', mobile: '+33612345678' })
  await addPerson('Noé', 'Lefèvre-Dubois')
  await addPerson('Cédric', 'Okafor', { home: 'C 33' })
  await addPerson('Ada', 'Okafor', { home: 'C 3' })
  await addPerson('Paul', 'Martin')
  await addPerson('Alix', 'Martinez')
  await addPerson('Zoé', 'Saint-Martin')
  await addPerson('Kimartin', 'Bo')
  await addPerson('Yann', 'Ailleurs', { home: 'C 33', at: other })
  await addPerson('Lou', 'N’Guyen')
  await addDoor('Hall C', '4')
  await addDoor('Local à vélos', '8')
  await addDoor('Caves C', '11')
  await addDoor('Hall du fond', null, other)
  await database.transaction(organizationId, (transaction) =>
    sql`insert into device (organization_id, id, edge_id, site_id, protocol, external_id, state, kind, name, announced_name, announced_at, adopted_at, version, config_revision)
      values (${organizationId}, gen_random_uuid(), gen_random_uuid(), ${site}, 'mqtt', 'w', 'adopted', 'machine', 'Sèche-linge 2', 'w', now(), now(), 1, 1),
        (${organizationId}, gen_random_uuid(), gen_random_uuid(), ${site}, 'mqtt', 'x', 'retired', 'machine', 'Sèche-linge 1', 'x', now(), now(), 1, 1)`.execute(
      transaction,
    ),
  )
}, 60_000)

afterAll(async () => {
  await database.close()
  forget()
})

describe('people', () => {
  test('are found without accents and case, in any order of the words', async () => {
    expect(await namesFor('LEFEVRE elo')).toEqual(['Élodie Lefèvre'])
    expect(await namesFor('nguyen')).toEqual(['Lou N’Guyen'])
    expect(await namesFor('Mme Okafor')).toEqual(['Ada Okafor', 'Cédric Okafor'])
  })

  test('come with the exact name first, then its beginning, then the beginning of a word, then any part', async () => {
    expect(await namesFor('martin')).toEqual([
      'Paul Martin',
      'Alix Martinez',
      'Zoé Saint-Martin',
      'Kimartin Bo',
    ])
    expect((await namesFor('paul martin'))[0]).toBe('Paul Martin')
  })

  test('are found by digits of their telephone as people write them', async () => {
    expect(await namesFor('06 12 34')).toEqual(['Élodie Lefèvre'])
    expect(await namesFor('5678')).toEqual(['Élodie Lefèvre'])
    expect(await namesFor('567')).toEqual([])
  })

  test('are found by their home, and by their home and their name', async () => {
    expect(await namesFor('c33')).toEqual(['Yann Ailleurs', 'Élodie Lefèvre', 'Cédric Okafor'])
    expect(await namesFor('Okafor C 33')).toEqual(['Cédric Okafor'])
    expect((await ask('cedric')).found.people[0]?.homes).toEqual(['C 33'])
  })

  test('are not looked for without people.read, and only within its reach', async () => {
    expect(await namesFor('okafor', { permissions: ['access.read', 'places.read'] })).toEqual([])
    expect(await namesFor('c 33', { permissions: ['access.read', 'places.read'] })).toEqual([])
    expect(await namesFor('c33', { scope: { kind: 'site', siteId: other } })).toEqual(['Yann Ailleurs'])
    const own = {
      scope: { kind: 'own' },
      personId: ids.get('Ada Okafor') ?? newId(realWorld, 'person'),
    } as const
    expect(await namesFor('okafor', own)).toEqual(['Ada Okafor'])
    expect(await namesFor('c33', own)).toEqual([])
  })
})

describe('homes, doors and equipment', () => {
  test('are found however they are written, the shortest first', async () => {
    const { homes } = (await ask('c3')).found
    expect(homes.map(({ name }) => name)).toEqual(['C 3', 'C 33', 'C 33', 'C 331'])
    expect((await ask('33 c')).found.homes[0]?.name).toBe('C 33')
    expect((await ask('logement n°7')).found.homes[0]?.name).toBe('Logement n° 7')
    expect((await ask('velos local')).found.entrances[0]?.name).toBe('Local à vélos')
    expect((await ask('11')).found.entrances[0]?.name).toBe('Caves C')
    expect((await ask('seche linge')).found.devices.map(({ name }) => name)).toEqual(['Sèche-linge 2'])
  })

  test('are those of the sites the permission reaches, and of the site that is asked about', async () => {
    const elsewhere = await ask('hall', { scope: { kind: 'site', siteId: other } })
    expect(elsewhere.found.entrances.map(({ name }) => name)).toEqual(['Hall du fond'])
    const named = await ask('hall', { body: { siteId: formatId('site', site) } })
    expect(named.found.entrances.map(({ name }) => name)).toEqual(['Hall C'])
    const { found } = await ask('hall', { permissions: ['people.read'] })
    expect(found).toMatchObject({ homes: [], entrances: [], devices: [], event: null })
  })
})

test('an event is found by its number, within the reach of the log', async () => {
  const { found } = await ask('#1')
  expect(found.event).toMatchObject({ number: 1, type: 'site.created' })
  expect((await ask('1', { permissions: ['people.read'] })).found.event).toBeNull()
  const elsewhere = { scope: { kind: 'site', siteId: newId(realWorld, 'site') } } as const
  expect((await ask('1', elsewhere)).found.event).toBeNull()
  expect((await ask('99999999999999')).found.event).toBeNull()
})

test.each(['%', '_', '\\', "'; drop table loge.person; --", '…', '\u0000'])(
  '%j finds nothing it should not',
  async (q) => {
    const { status, found } = await ask(q)
    if (status === 200) expect(found).toMatchObject({ people: [], homes: [], entrances: [], devices: [] })
    else expect(status).toBe(400)
  },
)

test.each([[''], ['x'.repeat(101)], [7], [null]])('%j is no question', async (q) => {
  expect((await ask(q)).status).toBe(400)
})

test('what is looked for stands in no address [S0-79 partly]', () => {
  for (const { route } of searchEndpoints({ database, world: realWorld })) {
    expect(route).toMatchObject({ method: 'POST', path: '/search' })
    expect(route.query).toBeUndefined()
  }
})
