/** Places through their endpoints: who may do what where, and what the log keeps of it. */
import { installCatalogue } from '@loge/features/events/server'
import { Problem } from '@loge/http'
import { newId, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { placesFacts } from '../core/index.ts'
import { texts } from '../screens/texts.ts'
import { changePlace, removePlace } from './change-place.ts'
import { createBuilding, createFloor, createSite, createUnit, systemCaller, type Caller } from './index.ts'
import { listPlaces } from './list-places.ts'
import { changeOrganization, readOrganization } from './organization.ts'

let database: TestDatabase
let organizationId: OrganizationId
let caller: Caller
let forget: () => void
const world = realWorld

const TILLEULS = {
  timeZone: 'Europe/Paris',
  holidayRegion: 'FR',
  street: '12 rue des Tilleuls',
  postalCode: '69003',
  city: 'Lyon',
  country: 'FR',
}

const dependencies = () => ({ database, world })
const newSite = (name: string, of: Caller = caller) => createSite(dependencies(), of, { ...TILLEULS, name })
const onlyAt = (siteId: SiteId): Caller => ({
  ...caller,
  reach: { wholeOrganization: false, siteIds: [siteId], ownPersonId: undefined },
})

const problemOf = async (attempt: Promise<unknown>): Promise<string> => {
  const error: unknown = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Problem)) throw error ?? new Error('nothing was refused')
  return error.code
}

const factsOf = (id: string) =>
  database.transaction(organizationId, async (transaction) => {
    const { rows } = await sql<{ type: string; site_id: string; payload: unknown }>`
      select type, site_id, payload from event where payload ->> 'id' = ${id} order by position`.execute(
      transaction,
    )
    return rows
  })

beforeAll(async () => {
  forget = installCatalogue([placesFacts])
  database = await testDatabase()
  organizationId = await testOrganization(database)
  caller = systemCaller(organizationId, 'test')
})
afterAll(async () => {
  forget()
  await database.close()
})

describe('creating', () => {
  test('a site, a building, a floor and a unit, each with its fact', async () => {
    const site = await newSite('Tilleuls')
    const building = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' })
    const floor = await createFloor(dependencies(), caller, {
      buildingId: building.id,
      name: 'RDC',
      level: 0,
    })
    const unit = await createUnit(dependencies(), caller, {
      buildingId: building.id,
      floorId: floor.id,
      name: 'A01',
      kind: 'home',
    })
    expect(unit).toMatchObject({ siteId: site.id, buildingId: building.id, floorId: floor.id, version: 1 })
    expect(await factsOf(unit.id)).toEqual([
      { type: 'unit.created', site_id: site.id, payload: { id: unit.id } },
    ])
  })

  test('refuses a zone that does not exist, a name that is taken and a parent that is unknown', async () => {
    await newSite('Twice')
    expect(await problemOf(newSite('Twice'))).toBe('place_name_taken')
    const lutece = createSite(dependencies(), caller, { ...TILLEULS, name: 'L', timeZone: 'Europe/Lutece' })
    expect(await problemOf(lutece)).toBe('time_zone_unknown')
    const nowhere = createBuilding(dependencies(), caller, { siteId: newId(world, 'site'), name: 'B' })
    expect(await problemOf(nowhere)).toBe('parent_unknown')
  })

  test('refuses a floor of another building', async () => {
    const site = await newSite('Two buildings')
    const [a, b] = [
      await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' }),
      await createBuilding(dependencies(), caller, { siteId: site.id, name: 'B' }),
    ]
    const floor = await createFloor(dependencies(), caller, { buildingId: b.id, name: '1', level: 1 })
    const wrong = createUnit(dependencies(), caller, {
      buildingId: a.id,
      floorId: floor.id,
      name: 'x',
      kind: 'home',
    })
    expect(await problemOf(wrong)).toBe('floor_of_other_building')
  })
})

describe('changing', () => {
  test('raises the version and records which fields changed, not what they hold', async () => {
    const site = await newSite('Before')
    const changes = { name: 'After', city: site.city }
    const after = await changePlace(dependencies(), caller, {
      kind: 'site',
      id: site.id,
      ifMatch: '1',
      changes,
    })
    expect(after).toMatchObject({ name: 'After', version: 2 })
    expect((await factsOf(site.id)).at(-1)).toMatchObject({
      type: 'site.changed',
      payload: { id: site.id, fields: ['name'] },
    })
  })

  test('refuses a version that is no longer the latest, even when two arrive at once', async () => {
    const { id } = await newSite('Race')
    const rename = (name: string) =>
      changePlace(dependencies(), caller, { kind: 'site', id, ifMatch: '1', changes: { name } })
    const outcomes = await Promise.allSettled([rename('Race 1'), rename('Race 2')])
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await problemOf(rename('Race 3'))).toBe('precondition_failed')
  })

  test('a unit moves to a floor of its own building only', async () => {
    const site = await newSite('Moving')
    const a = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' })
    const b = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'B' })
    const wrong = await createFloor(dependencies(), caller, { buildingId: b.id, name: '1', level: 1 })
    const right = await createFloor(dependencies(), caller, { buildingId: a.id, name: '1', level: 1 })
    const { id } = await createUnit(dependencies(), caller, {
      buildingId: a.id,
      floorId: null,
      name: 'u',
      kind: 'home',
    })
    const move = (floorId: typeof right.id) =>
      changePlace(dependencies(), caller, { kind: 'unit', id, ifMatch: '1', changes: { floorId } })
    expect(await problemOf(move(wrong.id))).toBe('floor_of_other_building')
    expect(await move(right.id)).toMatchObject({ floorId: right.id })
  })

  test('removes what is empty and refuses what is not', async () => {
    const site = await newSite('To remove')
    const building = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' })
    const removeSite = () => removePlace(dependencies(), caller, { kind: 'site', id: site.id, ifMatch: '1' })
    expect(await problemOf(removeSite())).toBe('place_in_use')
    await removePlace(dependencies(), caller, { kind: 'building', id: building.id, ifMatch: '1' })
    await removeSite()
    expect(await problemOf(removeSite())).toBe('place_unknown')
  })
})

describe('reach', () => {
  test('somebody of one site sees and changes that one alone', async () => {
    const mine = await newSite('Mine')
    const other = await newSite('Other')
    const limited = onlyAt(mine.id)
    const { data } = await listPlaces(dependencies(), limited, { kind: 'site', query: { limit: 50 } })
    expect(data.map(({ name }) => name)).toEqual(['Mine'])
    const change = { kind: 'site', id: other.id, ifMatch: '1', changes: { name: 'Stolen' } } as const
    expect(await problemOf(changePlace(dependencies(), limited, change))).toBe('place_unknown')
    expect(await problemOf(newSite('New', limited))).toBe('permission_denied')
    const building = createBuilding(dependencies(), limited, { siteId: other.id, name: 'A' })
    expect(await problemOf(building)).toBe('parent_unknown')
  })

  test('another organization sees nothing', async () => {
    const stranger = systemCaller(await testOrganization(database), 'test')
    const { data } = await listPlaces(dependencies(), stranger, { kind: 'site', query: { limit: 50 } })
    expect(data).toEqual([])
  })
})

describe('lists', () => {
  test('go through every unit once, page by page, in the order of their names', async () => {
    const site = await newSite('Pages')
    const { id: buildingId } = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' })
    for (const name of ['05', '01', '04', '02', '03'])
      await createUnit(dependencies(), caller, { buildingId, floorId: null, name, kind: 'home' })
    const names: string[] = []
    let cursor: string | undefined
    do {
      const query = { limit: 2, buildingId, cursor }
      const page = await listPlaces(dependencies(), caller, { kind: 'unit', query })
      names.push(...page.data.map(({ name }) => name))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(names).toEqual(['01', '02', '03', '04', '05'])
  })

  test('floors go up from the basement', async () => {
    const site = await newSite('Floors')
    const { id: buildingId } = await createBuilding(dependencies(), caller, { siteId: site.id, name: 'A' })
    for (const [name, level] of [
      ['10', 10],
      ['2', 2],
      ['Sous-sol', -1],
    ] as const)
      await createFloor(dependencies(), caller, { buildingId, name, level })
    const first = await listPlaces(dependencies(), caller, { kind: 'floor', query: { limit: 2, buildingId } })
    const cursor = first.nextCursor ?? ''
    const rest = await listPlaces(dependencies(), caller, {
      kind: 'floor',
      query: { limit: 2, buildingId, cursor },
    })
    expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual(['Sous-sol', '2', '10'])
  })
})

describe('an organization', () => {
  test('speaks French until somebody changes its settings', async () => {
    const id = await testOrganization(database, 'Régie du Parc')
    const own = systemCaller(id, 'test')
    expect(await readOrganization(dependencies(), own)).toMatchObject({ language: 'fr', version: 0 })
    const change = (ifMatch: string) =>
      changeOrganization(dependencies(), own, {
        id,
        ifMatch,
        changes: { language: 'en', name: 'Park Estates' },
      })
    expect(await change('0')).toMatchObject({ language: 'en', name: 'Park Estates', version: 1 })
    expect(await problemOf(change('0'))).toBe('precondition_failed')
    expect(await readOrganization(dependencies(), own)).toMatchObject({ name: 'Park Estates', version: 1 })
  })

  test('another organization does not exist for the caller', async () => {
    const other = await testOrganization(database)
    expect(await problemOf(readOrganization(dependencies(), caller, other))).toBe('place_unknown')
  })
})

test('every refusal of places has its words in both languages', () => {
  const codes = [
    'place_unknown',
    'parent_unknown',
    'floor_of_other_building',
    'place_name_taken',
    'place_in_use',
    'time_zone_unknown',
  ]
  for (const code of codes) {
    expect(texts.en).toHaveProperty([`problem.${code}`])
    expect(texts.fr).toHaveProperty([`problem.${code}`])
  }
})
