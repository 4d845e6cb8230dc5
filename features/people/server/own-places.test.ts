/** What a resident sees of places: exactly the site, building and unit of each of their homes. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import {
  createBuilding,
  createFloor,
  createSite,
  createUnit,
  placesEndpoints,
  systemCaller,
} from '@loge/features/places/server'
import {
  DAY_MS,
  formatId,
  instant,
  type OrganizationId,
  type PersonId,
  type SiteId,
  type UnitId,
} from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { peopleFacts } from '../core/index.ts'
import { createPerson, findHomes } from './index.ts'

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: 'FR',
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
}
const NOW = world.now()
const LISTS = ['/sites', '/buildings', '/floors', '/units'] as const

let database: TestDatabase
let forget: () => void
const apis: TestApi[] = []

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([placesFacts, peopleFacts])
})
afterEach(async () => {
  for (const api of apis.splice(0)) await api.close()
})
afterAll(async () => {
  await database.close()
  forget()
})

interface Home {
  readonly siteId: SiteId
  readonly unitId: UnitId
  /** Its site, building, floor and unit as addresses. */
  readonly paths: Readonly<Record<(typeof LISTS)[number], string>>
}

/** A home of its own site, or beside others on a site. */
const newHome = async (organizationId: OrganizationId, name: string, on?: SiteId): Promise<Home> => {
  const deps = { database, world }
  const caller = systemCaller(organizationId, 'test')
  const siteId = on ?? (await createSite(deps, caller, { ...ADDRESS, name })).id
  const building = await createBuilding(deps, caller, { siteId, name })
  const floor = await createFloor(deps, caller, { buildingId: building.id, name: '1er étage', level: 1 })
  const unit = await createUnit(deps, caller, {
    buildingId: building.id,
    floorId: floor.id,
    name: `${name} 11`,
    kind: 'home',
  })
  return {
    siteId,
    unitId: unit.id,
    paths: {
      '/sites': `/sites/${formatId('site', siteId)}`,
      '/buildings': `/buildings/${formatId('building', building.id)}`,
      '/floors': `/floors/${formatId('floor', floor.id)}`,
      '/units': `/units/${formatId('unit', unit.id)}`,
    },
  }
}

const resident = async (
  organizationId: OrganizationId,
  unitId: UnitId,
  { from = -30, until = null }: { readonly from?: number; readonly until?: number | null } = {},
): Promise<PersonId> => {
  const made = await createPerson({ database, world }, systemCaller(organizationId, 'test'), {
    givenName: 'Chioma',
    familyName: 'Okafor',
    tenancy: {
      unitId,
      role: 'holder',
      movesInAt: instant(NOW + from * DAY_MS),
      movesOutAt: until === null ? null : instant(NOW + until * DAY_MS),
    },
  })
  return made.id
}

const signedIn = async (organizationId: OrganizationId, personId: PersonId): Promise<TestApi> => {
  const grants = ['places.read', 'places.manage'].map((permission) => ({
    permission,
    scope: { kind: 'own' } as const,
  }))
  const endpoints = placesEndpoints({ database, world, findHomes: findHomes({ world }) })
  const api = await testApi({ database, world, organizationId, endpoints, grants, personId })
  apis.push(api)
  return api
}

const listed = async (api: TestApi): Promise<readonly (readonly string[])[]> =>
  Promise.all(
    LISTS.map(async (path) => {
      const { body } = await api.call('GET', path)
      return (body as { data: { id: string }[] }).data.map(({ id }) => `${path}/${id}`)
    }),
  )

describe('a resident', () => {
  test('lists and reads the site, building and unit of their home, and no neighbour’s', async () => {
    const organizationId = await testOrganization(database)
    const home = await newHome(organizationId, 'A')
    const nextDoor = await newHome(organizationId, 'B', home.siteId)
    const elsewhere = await newHome(organizationId, 'Ailleurs')
    await resident(organizationId, nextDoor.unitId)
    const api = await signedIn(organizationId, await resident(organizationId, home.unitId))

    const { '/sites': site, '/buildings': building, '/floors': floor, '/units': unit } = home.paths
    expect(await listed(api)).toEqual([[site], [building], [], [unit]])
    for (const path of [site, building, unit])
      expect(await api.call('GET', path)).toMatchObject({ status: 200 })
    const foreign = [floor, nextDoor.paths['/buildings'], nextDoor.paths['/units']]
    for (const path of [...foreign, ...Object.values(elsewhere.paths)])
      expect([path, await api.call('GET', path)]).toMatchObject([path, { status: 404 }])
  })

  test('changes nothing of it, whatever their role says about what is their own', async () => {
    const organizationId = await testOrganization(database)
    const home = await newHome(organizationId, 'A')
    const api = await signedIn(organizationId, await resident(organizationId, home.unitId))
    for (const path of Object.values(home.paths)) {
      const change = await api.call('PATCH', path, { body: { name: 'À moi' }, ifMatch: '1' })
      expect([path, change]).toMatchObject([path, { status: 404 }])
      expect([path, await api.call('DELETE', path, { ifMatch: '1' })]).toMatchObject([path, { status: 404 }])
    }
  })

  test('sees a home before moving in, and no longer after moving out', async () => {
    const organizationId = await testOrganization(database)
    const home = await newHome(organizationId, 'A')
    const { '/sites': site, '/buildings': building, '/units': unit } = home.paths
    const soon = await signedIn(organizationId, await resident(organizationId, home.unitId, { from: 20 }))
    expect(await listed(soon)).toEqual([[site], [building], [], [unit]])
    const gone = await signedIn(organizationId, await resident(organizationId, home.unitId, { until: -1 }))
    expect(await listed(gone)).toEqual([[], [], [], []])
    expect(await gone.call('GET', site)).toMatchObject({ status: 404 })
  })

  test('of another organization sees nothing, even by the same person’s id', async () => {
    const [here, there] = [await testOrganization(database), await testOrganization(database)]
    const home = await newHome(here, 'A')
    const personId = await resident(here, home.unitId)
    const api = await signedIn(there, personId)
    expect(await listed(api)).toEqual([[], [], [], []])
    for (const path of Object.values(home.paths))
      expect(await api.call('GET', path)).toMatchObject({ status: 404 })
  })
})
