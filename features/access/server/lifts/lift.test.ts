/** A controller becomes a lift in one act: taken in, a floor for each relay, or nothing. On the real database, through the real API. */
import { equipmentFacts } from '@loge/features/equipment/core'
import { equipmentEndpoints } from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createBuilding, createFloor, createSite, systemCaller } from '@loge/features/places/server'
import { formatId, newId, type DeviceId, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessFacts } from '../../core/index.ts'
import { adoptDoor, announceLift } from '../door-device.fixture.ts'
import { accessEndpoints, buildSnapshot, type AccessDeps } from '../index.ts'

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: null,
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
} as const
const RELAYS = ['floor-0', 'floor-1', 'floor-2']
const FLOORS = RELAYS.map((lock, level) => ({ lock, name: `Ascenseur, ${level}` }))

let database: TestDatabase
let organizationId: OrganizationId
let siteId: SiteId
let deps: AccessDeps
let api: TestApi
let forgetCatalogue: () => void

const caller = () => systemCaller(organizationId, 'test')
const where = () => ({ database, world, organizationId, siteId })
const endpoints = () => [
  ...accessEndpoints(deps),
  ...equipmentEndpoints({ database, world, findEntrance: async () => undefined }),
]
const snapshot = () => buildSnapshot(deps, { organizationId, siteId })

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, equipmentFacts, accessFacts])
})
beforeEach(async () => {
  organizationId = await testOrganization(database)
  siteId = (await createSite({ database, world }, caller(), { ...ADDRESS, name: 'Tilleuls' })).id
  const same = (bytes: Uint8Array): Uint8Array => bytes
  deps = { database, world, seal: same, open: same, askCommand: async () => newId(world, 'command') }
  await api?.close()
  api = await testApi({ database, world, organizationId, endpoints: endpoints() })
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

const make = (device: DeviceId, more: object = {}) =>
  api.call('POST', `/devices/${formatId('device', device)}/lift`, {
    body: {
      name: 'Ascenseur',
      location: { buildingId: null, area: 'Hall' },
      reader: 'reader',
      floors: FLOORS,
      ...more,
    },
  })
const stateOf = async (device: DeviceId) =>
  (await api.call('GET', `/devices/${formatId('device', device)}`)).body as { state: string; name: string }

describe('a controller that waits to be adopted', () => {
  test('becomes a lift: taken in, and each floor an entrance that shares the reader in the car', async () => {
    const car = await announceLift(where(), 'lift', RELAYS)
    const building = await createBuilding({ database, world }, caller(), { siteId, name: 'C' })
    const floor = await createFloor({ database, world }, caller(), {
      buildingId: building.id,
      name: 'Rez-de-chaussée',
      level: 0,
    })
    const [first, ...rest] = FLOORS
    const made = await make(car, {
      location: { buildingId: formatId('building', building.id), area: null },
      floors: [{ ...first, floorId: formatId('floor', floor.id) }, ...rest],
    })
    expect(made).toMatchObject({ status: 201, body: { entrances: FLOORS.map(({ name }) => ({ name })) } })
    expect(await stateOf(car)).toMatchObject({ state: 'adopted', name: 'Ascenseur', kind: 'door' })
    const { entrances } = made.body as { entrances: readonly { id: string }[] }
    expect((await api.call('GET', `/entrances/${entrances[0]?.id}`)).body).toMatchObject({
      kind: 'liftFloor',
      location: { floorId: formatId('floor', floor.id) },
    })
    const parts = (await snapshot()).entrances.map((one) => one.parts.map(({ key }) => key))
    expect(new Set(parts)).toEqual(new Set(RELAYS.map((relay) => ['reader', relay])))
  })

  test('stays as it was when one floor cannot be made', async () => {
    for (const [floors, status, code] of [
      [[...FLOORS, { lock: 'floor-9', name: 'Neuf' }], 422, 'part_unfit'],
      [[...FLOORS, { lock: 'floor-2', name: 'Deux fois' }], 409, 'part_taken'],
      [[...FLOORS, { lock: 'reader', name: 'Le lecteur' }], 409, 'part_taken'],
      [FLOORS.slice(0, 1), 400, 'input_invalid'],
    ] as const) {
      const car = await announceLift(where(), 'lift', RELAYS)
      expect(await make(car, { floors })).toMatchObject({ status, body: { code } })
      expect((await stateOf(car)).state).toBe('to_be_adopted')
      expect((await snapshot()).entrances).toEqual([])
    }
  })

  test('needs a floor of the building it is in, and a reader that reads', async () => {
    const car = await announceLift(where(), 'lift', RELAYS)
    const floorId = formatId('floor', newId(world, 'floor'))
    expect(await make(car, { floors: FLOORS.map((one) => ({ ...one, floorId })) })).toMatchObject({
      status: 422,
      body: { code: 'location_unknown' },
    })
    expect(await make(car, { reader: 'floor-0', floors: FLOORS.slice(1) })).toMatchObject({
      body: { code: 'part_unfit' },
    })
    expect((await stateOf(car)).state).toBe('to_be_adopted')
  })

  test('is not taken in by somebody who may not take equipment in, nor where they may not', async () => {
    const car = await announceLift(where(), 'lift', RELAYS)
    const elsewhere = newId(world, 'site')
    for (const [may, status] of [
      [{ access: siteId, equipment: undefined }, 403],
      [{ access: siteId, equipment: elsewhere }, 403],
      [{ access: elsewhere, equipment: siteId }, 404],
      [{ access: siteId, equipment: siteId }, 201],
    ] as const) {
      await api.close()
      const grant = (permission: string, site: SiteId | undefined) =>
        site === undefined ? [] : [{ permission, scope: { kind: 'site', siteId: site } as const }]
      const grants = [...grant('access.manage', may.access), ...grant('equipment.manage', may.equipment)]
      api = await testApi({ database, world, organizationId, endpoints: endpoints(), grants })
      expect((await make(car)).status).toBe(status)
    }
  })
})

describe('a controller that was taken in before', () => {
  test('becomes a lift under the name it has, once', async () => {
    const car = await announceLift(where(), 'lift', RELAYS)
    const adopt = { name: 'Cabine C', kind: 'door', location: {} }
    await api.call('POST', `/devices/${formatId('device', car)}/adopt`, { body: adopt })
    expect((await make(car)).status).toBe(201)
    expect((await stateOf(car)).name).toBe('Cabine C')
    expect(await make(car)).toMatchObject({ status: 409, body: { code: 'part_taken' } })
    expect((await snapshot()).entrances).toHaveLength(3)
  })

  test('is made at once by one of two who make it at the same time', async () => {
    const car = await announceLift(where(), 'lift', RELAYS)
    const answers = await Promise.all([make(car), make(car)])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
    expect((await snapshot()).entrances).toHaveLength(3)
  })

  test('whose reader serves a door already is no lift', async () => {
    const door = await adoptDoor(where(), 'door')
    const id = formatId('device', door)
    const parts = [{ role: 'reader', deviceId: id, componentKey: 'reader' }]
    await api.call('POST', '/entrances', { body: { siteId: formatId('site', siteId), name: 'Hall', parts } })
    const floors = [
      { lock: 'lock', name: 'Un' },
      { lock: 'smoke', name: 'Deux' },
    ]
    expect(await make(door, { floors })).toMatchObject({ status: 409, body: { code: 'part_taken' } })
  })
})
