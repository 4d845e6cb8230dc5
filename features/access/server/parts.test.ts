/** What a door is made of: equipment somebody answers for, or nothing. On the real database, through the real API. */
import { formatId, newId, parseId, type DeviceId, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { equipmentFacts } from '@loge/features/equipment/core'
import { deviceNames, equipmentEndpoints } from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createBuilding, createSite, systemCaller } from '@loge/features/places/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessFacts } from '../core/index.ts'
import { adoptDoor, announceDoor } from './door-device.fixture.ts'
import { accessEndpoints, buildSnapshot, entranceNames, type AccessDeps } from './index.ts'

let database: TestDatabase
let organizationId: OrganizationId
let siteId: SiteId
let deps: AccessDeps
let api: TestApi
let forgetCatalogue: () => void

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: null,
  street: '12 rue Lamartine',
  postalCode: '44000',
  city: 'Nantes',
  country: 'FR',
} as const

const newSite = async (name: string): Promise<SiteId> =>
  (await createSite({ database, world }, systemCaller(organizationId, 'test'), { ...ADDRESS, name })).id
const where = (site = siteId) => ({ database, world, organizationId, siteId: site })

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, equipmentFacts, accessFacts])
})
beforeEach(async () => {
  organizationId = await testOrganization(database)
  siteId = await newSite('Tilleuls')
  const same = (bytes: Uint8Array): Uint8Array => bytes
  const askCommand = async () => newId(world, 'command')
  deps = { database, world, seal: same, open: same, askCommand }
  await api?.close()
  const findEntrance = async () => undefined
  const equipment = equipmentEndpoints({ database, world, findEntrance })
  api = await testApi({
    database,
    world,
    organizationId,
    endpoints: [...accessEndpoints(deps), ...equipment],
  })
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

const part = (deviceId: DeviceId, role: string, componentKey = role) => ({
  role,
  deviceId: formatId('device', deviceId),
  componentKey,
})
const create = async (parts: readonly object[]) => {
  const body = { siteId: formatId('site', siteId), name: 'Hall', parts }
  const answer = await api.call('POST', '/entrances', { body })
  return answer as { status: number; body: { id: string; code?: string; revision: number } }
}
const partsInSnapshot = async (): Promise<readonly string[]> => {
  const { entrances } = await buildSnapshot(deps, { organizationId, siteId })
  return entrances.flatMap(({ parts }) => parts.map(({ role }) => role))
}

describe('a door', () => {
  test('is made of adopted equipment of its site that can do what is asked of it', async () => {
    const waiting = await announceDoor(where(), 'waiting')
    const elsewhere = await adoptDoor(where(await newSite('Chênes')), 'elsewhere')
    const door = await adoptDoor(where(), 'door')
    for (const stranger of [waiting, elsewhere, newId(world, 'device')]) {
      expect(await create([part(stranger, 'lock')])).toMatchObject({
        status: 422,
        body: { code: 'part_unknown' },
      })
    }
    for (const unfit of [
      part(door, 'lock', 'reader'),
      part(door, 'reader', 'lock'),
      part(door, 'lock', 'absent'),
    ]) {
      expect(await create([unfit])).toMatchObject({ status: 422, body: { code: 'part_unfit' } })
    }
    const sensor = part(door, 'doorSensor', 'sensor')
    expect(await create([part(door, 'reader'), part(door, 'lock'), sensor])).toMatchObject({ status: 201 })
  })

  test('is called what it was called last, also once it and its equipment are gone', async () => {
    const device = await adoptDoor(where(), 'door')
    const { body } = await create([part(device, 'lock')])
    const change = { body: { name: 'Hall B', parts: [part(device, 'lock')] }, ifMatch: '1' }
    expect(await api.call('PUT', `/entrances/${body.id}`, change)).toMatchObject({ status: 200 })
    for (const path of [`/entrances/${body.id}`, `/devices/${formatId('device', device)}`])
      expect(await api.call('DELETE', path, { ifMatch: '*' })).toMatchObject({ status: 204 })
    const id = parseId('entrance', body.id)
    if (id === undefined) throw new Error('an entrance has an id')
    const [doors, equipment] = await database.transaction(organizationId, async (transaction) => [
      await entranceNames(transaction, [id, newId(world, 'entrance')]),
      await deviceNames(transaction, [device]),
    ])
    expect([...doors]).toEqual([[id, 'Hall B']])
    expect([...equipment.keys()]).toEqual([device])
    expect(equipment.get(device)).not.toBe('')
  })

  test('shares no part with another door, also when both are made at the same time', async () => {
    const door = await adoptDoor(where(), 'door')
    const refused = { status: 409, body: { code: 'part_taken' } }
    expect(await create([part(door, 'lock'), part(door, 'lock')])).toMatchObject(refused)
    const both = await Promise.all([create([part(door, 'reader')]), create([part(door, 'reader')])])
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([201, 409]))
    expect(await create([part(door, 'lock')])).toMatchObject({ status: 201 })
  })

  test('keeps what it has when it is changed, though that was retired since, and gains nothing retired', async () => {
    const door = await adoptDoor(where(), 'door')
    const { body } = await create([part(door, 'reader')])
    const path = `/devices/${formatId('device', door)}`
    expect(await api.call('DELETE', path, { ifMatch: '*' })).toMatchObject({ status: 204 })
    const change = (parts: readonly object[], revision: number) =>
      api.call('PUT', `/entrances/${body.id}`, {
        body: { name: 'Hall A', parts },
        ifMatch: String(revision),
      })
    expect(await change([part(door, 'reader')], 1)).toMatchObject({ status: 200 })
    expect(await change([part(door, 'reader'), part(door, 'lock')], 2)).toMatchObject({
      status: 422,
      body: { code: 'part_unknown' },
    })
  })

  test('lets people out by a fire input it shares with other doors, and by nothing that is none', async () => {
    const detector = part(await adoptDoor(where(), 'ceiling'), 'fireInput', 'smoke')
    for (const door of ['hall', 'yard']) {
      const lock = part(await adoptDoor(where(), door), 'lock')
      expect(await create([lock, { ...detector, resets: 2 }])).toMatchObject({ status: 201 })
    }
    expect(await create([{ ...detector, componentKey: 'sensor' }])).toMatchObject({
      status: 422,
      body: { code: 'part_unfit' },
    })
    const { entrances } = await buildSnapshot(deps, { organizationId, siteId })
    const input = { role: 'fireInput', externalId: 'ceiling', key: 'smoke', resets: 2 }
    expect(entrances.map(({ parts }) => parts.at(-1))).toEqual([input, input])
  })

  test('is a floor of a lift: its floors share the reader in the car, and no door does', async () => {
    const car = part(await adoptDoor(where(), 'lift'), 'reader')
    const floor = async (name: string, kind = 'liftFloor') => {
      const relay = part(await adoptDoor(where(), `relay ${name}`), 'lock')
      const body = { siteId: formatId('site', siteId), name, kind, parts: [car, relay] }
      return api.call('POST', '/entrances', { body })
    }
    expect(await floor('Caves')).toMatchObject({ status: 201, body: { kind: 'liftFloor' } })
    expect((await floor('Premier')).status).toBe(201)
    expect(await floor('Hall', 'common')).toMatchObject({ status: 409, body: { code: 'part_taken' } })
    const { entrances } = await buildSnapshot(deps, { organizationId, siteId })
    expect(entrances.map(({ parts }) => parts[0])).toEqual([
      { role: 'reader', externalId: 'lift', key: 'reader' },
      { role: 'reader', externalId: 'lift', key: 'reader' },
    ])
    const { body: made } = await floor('Second')
    const { id, revision } = made as { id: string; revision: number }
    const body = { name: 'Second', kind: 'common', parts: [car] }
    expect(await api.call('PUT', `/entrances/${id}`, { body, ifMatch: String(revision) })).toMatchObject({
      status: 409,
      body: { code: 'part_taken' },
    })
  })

  test('is held open by its hours only after somebody entered, when it says so', async () => {
    const body = { siteId: formatId('site', siteId), name: 'Hall', holdsAfterEntry: true }
    const { body: made } = await api.call('POST', '/entrances', { body })
    expect(made).toMatchObject({ holdsAfterEntry: true })
    const first = async () => (await buildSnapshot(deps, { organizationId, siteId })).entrances[0]
    expect(await first()).toMatchObject({ holdsAfterEntry: true })
    const { id } = made as { id: string }
    await api.call('PUT', `/entrances/${id}`, { body: { name: 'Hall' }, ifMatch: '1' })
    expect(await first()).not.toHaveProperty('holdsAfterEntry')
  })

  test('no longer opens once its equipment is retired', async () => {
    const door = await adoptDoor(where(), 'door')
    const { body } = await create([part(door, 'reader'), part(door, 'lock')])
    const open = () => api.call('POST', `/entrances/${body.id}/open`, { body: { reason: 'Livraison' } })
    expect(await open()).toMatchObject({ status: 202 })
    expect(await partsInSnapshot()).toEqual(['reader', 'lock'])
    await api.call('DELETE', `/devices/${formatId('device', door)}`, { ifMatch: '*' })
    expect(await partsInSnapshot()).toEqual([])
    expect(await open()).toMatchObject({ status: 409, body: { code: 'lock_not_in_service' } })
  })
})

test('a grant to those who live somewhere names a building of the site', async () => {
  const caller = systemCaller(organizationId, 'test')
  const other = await createBuilding({ database, world }, caller, {
    siteId: await newSite('Chênes'),
    name: 'B',
  })
  const here = await createBuilding({ database, world }, caller, { siteId, name: 'A' })
  const site = formatId('site', siteId)
  const profile = await api.call('POST', '/access-profiles', { body: { siteId: site, name: 'X', lines: [] } })
  const { id: accessProfileId } = profile.body as { id: string }
  const grant = (buildingId: string) => {
    const to = { kind: 'residents', buildingId }
    const body = { siteId: site, accessProfileId, to, reason: 'Emménagement' }
    return api.call('POST', '/access-grants', { body })
  }
  for (const stranger of [other.id, newId(world, 'building')]) {
    expect(await grant(formatId('building', stranger))).toMatchObject({
      status: 422,
      body: { code: 'building_unknown' },
    })
  }
  expect(await grant(formatId('building', here.id))).toMatchObject({ status: 201 })
})
