/** People and tenancies against the database: who sees whom, what is kept of a change, what the log holds. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import {
  createBuilding,
  createSite,
  createUnit,
  systemCaller,
  type Caller,
} from '@loge/features/places/server'
import { Problem } from '@loge/http'
import {
  DAY_MS,
  addMs,
  instant,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type UnitId,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { peopleFacts } from '../core/index.ts'
import { texts } from '../screens/texts.ts'
import { wirePerson } from '../wire.ts'
import {
  changePerson,
  changeTenancy,
  createHomeBuildings,
  createPerson,
  findTenancies,
  listPeople,
  listTenancies,
  openTenancy,
  peopleEndpoints,
} from './index.ts'
import { peopleTables } from './tables.ts'
import { readTenancyHistory } from './tenancy-rows.ts'

const MOVED_IN = instant(Date.UTC(2024, 8, 1))
const MOVED_OUT = instant(Date.UTC(2026, 5, 30))

let database: TestDatabase
let organizationId: OrganizationId
let caller: Caller
let forget: () => void

const dependencies = () => ({ database, world: realWorld })

interface Home {
  readonly siteId: SiteId
  readonly unitId: UnitId
}

const newHome = async (name: string): Promise<Home> => {
  const address = { street: '', postalCode: '', city: 'Lyon', country: 'FR' }
  const zone = { timeZone: 'Europe/Paris', holidayRegion: 'FR' }
  const site = await createSite(dependencies(), caller, { name, ...zone, ...address })
  const building = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' })
  const home = { buildingId: building.id, floorId: null, name: 'A1', kind: 'home' } as const
  const unit = await createUnit(dependencies(), caller, home)
  return { siteId: site.id, unitId: unit.id }
}

const newPerson = (familyName: string, home?: Home) =>
  createPerson(dependencies(), caller, {
    givenName: 'Ada',
    familyName,
    ...(home && {
      tenancy: { unitId: home.unitId, role: 'holder' as const, movesInAt: MOVED_IN, movesOutAt: null },
    }),
  })

const staffOf = ({ siteId }: Home): Caller => ({
  ...caller,
  reach: { wholeOrganization: false, siteIds: [siteId], ownPersonId: undefined },
})
const themselves = (ownPersonId: PersonId): Caller => ({
  ...caller,
  reach: { wholeOrganization: false, siteIds: [], ownPersonId },
})

const problemOf = async (attempt: Promise<unknown>): Promise<string> => {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused')
  return error.code
}

const familyNames = async (by: Caller, query: Partial<Parameters<typeof listPeople>[2]>) =>
  (await listPeople(dependencies(), by, { limit: 50, ...query })).data.map(({ familyName }) => familyName)

beforeAll(async () => {
  forget = installCatalogue([placesFacts, peopleFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  caller = systemCaller(organizationId, 'test')
})
afterAll(async () => {
  forget()
  await database.close()
})

describe('a person', () => {
  test('is kept with one form of their numbers and the source of each datum', async () => {
    const created = await createPerson(dependencies(), caller, {
      givenName: 'Chloé',
      familyName: 'N’Diaye',
      mobile: '06 12 34 56 78',
      source: 'import',
    })
    expect(created).toMatchObject({ mobile: '+33612345678', sources: { name: 'import', mobile: 'import' } })
    expect(await familyNames(caller, { q: 'chloe ndiaye' })).toEqual(['N’Diaye'])
  })

  test('of a form on paper is kept with the day it came in, and is refused without one', async () => {
    const form = { givenName: 'Lucie', familyName: 'Papier', source: 'paperForm' } as const
    expect(await problemOf(createPerson(dependencies(), caller, form))).toBe('form_date_needed')
    expect(
      await createPerson(dependencies(), caller, {
        ...form,
        bornOn: '2011-05-02',
        formReceivedOn: '2026-01-05',
      }),
    ).toMatchObject({ formReceivedOn: '2026-01-05', sources: { name: 'paperForm', birthDate: 'paperForm' } })
  })

  test('is not born in the future, neither when they are entered nor when they are corrected', async () => {
    const unborn = { givenName: 'Léo', familyName: 'Demain', bornOn: '2999-01-01' }
    expect(await problemOf(createPerson(dependencies(), caller, unborn))).toBe('birth_date_invalid')
    const { id } = await newPerson('Corrected')
    const change = { id, ifMatch: '1', changes: { bornOn: '2999-01-01' } }
    expect(await problemOf(changePerson(dependencies(), caller, change))).toBe('birth_date_invalid')
  })

  test('shows on the wire nothing that is only for us', async () => {
    const created = await newPerson('Wire')
    expect(Object.keys(z.encode(wirePerson, created))).not.toContain('sortName')
  })

  test('changes by naming the version read; the log keeps which fields, not what they hold', async () => {
    const { id } = await newPerson('Change')
    const changes = { email: 'ada.change@example.org' }
    const change = { id, ifMatch: '1', changes }
    expect(await changePerson(dependencies(), caller, change)).toMatchObject({
      version: 2,
      sources: { email: 'staff' },
    })
    expect(await problemOf(changePerson(dependencies(), caller, change))).toBe('precondition_failed')
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{ all: string }>`select jsonb_agg(payload)::text as all from event where person_id = ${id}`.execute(
        transaction,
      ),
    )
    expect(rows[0]?.all).toContain('"fields": ["email"]')
    expect(rows[0]?.all).not.toContain('example.org')
  })

  test('has two telephones that are two data: either is put right and emptied alone [S2-12 2/2]', async () => {
    const { id } = await createPerson(dependencies(), caller, {
      givenName: 'Nour',
      familyName: 'Deux',
      landline: '01 23 45 67 89',
      mobile: '06 12 34 56 78',
    })
    const change = (ifMatch: string, changes: { landline?: string | null; mobile?: string | null }) =>
      changePerson(dependencies(), caller, { id, ifMatch, changes })
    expect(await change('1', { landline: '01 98 76 54 32' })).toMatchObject({
      landline: '+33198765432',
      mobile: '+33612345678',
    })
    expect(await change('2', { mobile: null })).toMatchObject({ landline: '+33198765432', mobile: null })
    expect(await change('3', { mobile: '06 00 00 00 01', landline: null })).toMatchObject({
      landline: null,
      mobile: '+33600000001',
    })
  })

  test('corrects their own data as their own source, and leaves their name to staff [S1-107 partly]', async () => {
    const { id } = await newPerson('Own')
    const own = themselves(id)
    const mobile = { id, ifMatch: '1', changes: { mobile: '0612345678' }, source: 'staff' } as const
    expect(await changePerson(dependencies(), own, mobile)).toMatchObject({ sources: { mobile: 'self' } })
    const name = { id, ifMatch: '2', changes: { familyName: 'Other' } }
    expect(await problemOf(changePerson(dependencies(), own, name))).toBe('name_needs_staff')
    expect(await familyNames(own, {})).toEqual(['Own'])
  })

  test('with a number that is none is refused without repeating it', async () => {
    const attempt = createPerson(dependencies(), caller, {
      givenName: 'A',
      familyName: 'B',
      landline: 'my secret',
    })
    const error: unknown = await attempt.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'telephone_invalid', errors: [{ pointer: '/landline' }] })
    expect(JSON.stringify(error)).not.toContain('my secret')
  })
})

describe('reach', () => {
  test('[S4-73 3/3] staff of one site see and add people of that site alone', async () => {
    const [here, there] = [await newHome('Here'), await newHome('There')]
    await newPerson('Here', here)
    const elsewhere = await newPerson('There', there)
    expect(await familyNames(staffOf(here), {})).toEqual(['Here'])
    const change = { id: elsewhere.id, ifMatch: '1', changes: { city: 'Paris' } }
    expect(await problemOf(changePerson(dependencies(), staffOf(here), change))).toBe('person_unknown')
    const without = createPerson(dependencies(), staffOf(here), { givenName: 'A', familyName: 'B' })
    expect(await problemOf(without)).toBe('permission_denied')
    const tenancy = { unitId: there.unitId, role: 'holder', movesInAt: MOVED_IN, movesOutAt: null } as const
    const outside = createPerson(dependencies(), staffOf(here), { givenName: 'A', familyName: 'B', tenancy })
    expect(await problemOf(outside)).toBe('unit_unknown')
    expect(await familyNames(caller, { q: 'b a' })).not.toContain('B')
  })

  test('another organization sees no person and no tenancy, even by raw SQL', async () => {
    await newPerson('Ours', await newHome('Ours'))
    const other = await testOrganization(database)
    const counts = await database.transaction(other, (transaction) =>
      Promise.all(
        [...peopleTables.map(({ table }) => table), 'site', 'building', 'unit', 'event'].map(
          async (table) => (await sql`select from ${sql.table(table)}`.execute(transaction)).rows.length,
        ),
      ),
    )
    expect(new Set(counts)).toEqual(new Set([0]))
    const forge = database.transaction(other, (transaction) =>
      sql`update person set organization_id = ${organizationId}`.execute(transaction),
    )
    expect((await forge).numAffectedRows).toBe(0n)
    const insert = database.transaction(other, (transaction) =>
      sql`insert into person (organization_id, id, given_name, family_name, sort_name, sources, version)
          values (${organizationId}, gen_random_uuid(), '', '', '', '{}', 1)`.execute(transaction),
    )
    await expect(insert).rejects.toThrow('row-level security')
  })
})

describe('a tenancy', () => {
  test('answers who lived somewhere at any moment', async () => {
    const home = await newHome('Moments')
    const { id: personId } = await newPerson('Moments', home)
    const [tenancy] = (await listTenancies(dependencies(), caller, { limit: 5, personId })).data
    const id = tenancy?.id ?? expect.fail('no tenancy')
    await changeTenancy(dependencies(), caller, { id, ifMatch: '1', changes: { movesOutAt: MOVED_OUT } })
    const at = (moment: number) => familyNames(caller, { unitId: home.unitId, at: instant(moment) })
    expect(await at(MOVED_IN - 1)).toEqual([])
    expect(await at(MOVED_IN)).toEqual(['Moments'])
    expect(await at(MOVED_OUT - 1)).toEqual(['Moments'])
    expect(await at(MOVED_OUT)).toEqual([])
  })

  test('keeps every version with the time it was believed', async () => {
    const home = await newHome('Versions')
    const { id: personId } = await newPerson('Versions')
    const stay = { unitId: home.unitId, role: 'housemate', movesInAt: MOVED_IN, movesOutAt: null } as const
    const { id } = await openTenancy(dependencies(), caller, { personId, ...stay })
    await changeTenancy(dependencies(), caller, { id, ifMatch: '1', changes: { role: 'holder' } })
    const historyFrom = (cursor?: string) =>
      database.transaction(organizationId, (transaction) =>
        readTenancyHistory(transaction, caller.reach, { id, limit: 1, cursor }),
      )
    const first = await historyFrom()
    const rest = await historyFrom(first.nextCursor ?? '')
    expect([first.data.length, rest.data.length, rest.nextCursor]).toEqual([1, 1, null])
    const history = [...first.data, ...rest.data]
    expect(history.map(({ version, role }) => [version, role])).toEqual([
      [2, 'holder'],
      [1, 'housemate'],
    ])
    expect(history[1]?.supersededAt).toBe(history[0]?.recordedAt)
    const present = await database.transaction(organizationId, (transaction) =>
      findTenancies(transaction, { personId }),
    )
    expect(present).toHaveLength(1)
  })

  test('says in which building somebody lived at an instant, and never an owner’s', async () => {
    const home = await newHome('Folded')
    const { id: personId } = await newPerson('Folded')
    const { id: ownerId } = await newPerson('Folded owner')
    const stay = { unitId: home.unitId, movesInAt: MOVED_IN, movesOutAt: MOVED_OUT }
    await openTenancy(dependencies(), caller, { personId, role: 'housemate', ...stay })
    await openTenancy(dependencies(), caller, { personId: ownerId, role: 'owner', ...stay })
    const buildingOf = await createHomeBuildings(dependencies())(organizationId, [personId, ownerId])
    const before = addMs(MOVED_IN, -1)
    expect([before, MOVED_IN, MOVED_OUT].map((at) => buildingOf(personId, at))).toEqual([
      undefined,
      'A',
      undefined,
    ])
    expect(buildingOf(ownerId, MOVED_IN)).toBeUndefined()
  })

  test('never overlaps another of the same person and unit, even when two arrive at once', async () => {
    const home = await newHome('Overlap')
    const { id: personId } = await newPerson('Overlap')
    const open = () =>
      openTenancy(dependencies(), caller, {
        personId,
        unitId: home.unitId,
        role: 'holder',
        movesInAt: MOVED_IN,
        movesOutAt: addMs(MOVED_IN, DAY_MS),
      })
    const outcomes = await Promise.allSettled([open(), open()])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await problemOf(open())).toBe('tenancy_overlaps')
  })

  test('cannot be prolonged by the resident', async () => {
    const { id: personId } = await newPerson('Prolong', await newHome('Prolong'))
    const [tenancy] = (await listTenancies(dependencies(), themselves(personId), { limit: 5 })).data
    const id = tenancy?.id ?? expect.fail('no tenancy')
    const change = { id, ifMatch: '1', changes: { movesOutAt: null, role: 'owner' } } as const
    expect(await problemOf(changeTenancy(dependencies(), themselves(personId), change))).toBe(
      'permission_denied',
    )
  })
})

test('lists go through everybody once, in the order of their names', async () => {
  const home = await newHome('Pages')
  for (const name of ['Éluard', 'Zola', 'dumas', 'Colette', 'Éluard']) await newPerson(name, home)
  const names: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPeople(dependencies(), caller, { limit: 2, siteId: home.siteId, cursor })
    names.push(...page.data.map(({ familyName }) => familyName))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  expect(names).toEqual(['Colette', 'dumas', 'Éluard', 'Éluard', 'Zola'])
})

test('the place in a list names nobody, and is found again though whoever stood there left [S0-79 partly]', async () => {
  for (const name of ['Curseur A', 'Curseur B', 'Curseur C', 'Curseur D']) await newPerson(name)
  const page = (cursor?: string) => listPeople(dependencies(), caller, { limit: 2, q: 'curseur', cursor })
  const first = await page()
  const place = first.nextCursor ?? ''
  expect(Buffer.from(place.split('.')[0] ?? '', 'base64url').toString()).not.toMatch(/curseur/i)
  const forget = (familyName: string) =>
    database.transaction(organizationId, (transaction) =>
      sql`with gone as (
          delete from provenance where person_id in (select id from person where family_name = ${familyName}))
        delete from person where family_name = ${familyName}`.execute(transaction),
    )
  await forget('Curseur B')
  expect((await page(place)).data.map(({ familyName }) => familyName)).toEqual(['Curseur C', 'Curseur D'])
  await forget('Curseur A')
  expect(await problemOf(page(place))).toBe('cursor_invalid')
})

test('every refusal of a route has its words in both languages', () => {
  const codes = peopleEndpoints(dependencies()).flatMap(({ route }) => route.problems ?? [])
  expect(codes.length).toBeGreaterThan(0)
  for (const code of codes) {
    expect(texts.en).toHaveProperty([`problem.${code}`])
    expect(texts.fr).toHaveProperty([`problem.${code}`])
  }
})
