/** Equipment that goes for good, through the real API on the real database, with an edge that answers or does not. */
import { formatId, newId, type DeviceId, type Instant, type OrganizationId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { equipmentFacts, type CommandOutcome } from '@loge/features/equipment/core'
import {
  endOverdueCommands,
  equipmentEndpoints,
  loadDevices,
  pendingCommands,
  recordAnnouncements,
  recordOutcome,
  type SpeakingEdge,
} from '@loge/features/equipment/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { accessFacts } from '../../core/index.ts'
import { adoptDoor, announceDoor } from '../door-device.fixture.ts'
import { accessEndpoints, buildSnapshot, type AccessDeps } from '../index.ts'

let passed = 0
const world = { ...realWorld, now: () => (realWorld.now() + passed) as Instant }
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

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, equipmentFacts, accessFacts])
})
beforeEach(async () => {
  passed = 0
  organizationId = await testOrganization(database)
  const caller = systemCaller(organizationId, 'test')
  siteId = (await createSite({ database, world }, caller, { ...ADDRESS, name: 'Tilleuls' })).id
  const same = (bytes: Uint8Array): Uint8Array => bytes
  deps = { database, world, seal: same, open: same, askCommand: async () => newId(world, 'command') }
  await api?.close()
  const equipment = equipmentEndpoints({ database, world, findEntrance: async () => undefined })
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

const where = () => ({ database, world, organizationId, siteId })
const wire = (id: DeviceId) => formatId('device', id)
const door = async (): Promise<DeviceId> => {
  const id = await adoptDoor(where(), 'old')
  const parts = ['reader', 'lock'].map((role) => ({ role, deviceId: wire(id), componentKey: role }))
  const body = { siteId: formatId('site', siteId), name: 'Hall', parts }
  expect(await api.call('POST', '/entrances', { body })).toMatchObject({ status: 201 })
  return id
}
const takeOut = (id: DeviceId) =>
  api.call('POST', `/devices/${wire(id)}/disposal`, { body: { reason: 'Burnt out' } })
const read = async (id: DeviceId) =>
  (await api.call('GET', `/devices/${wire(id)}/disposal`)).body as {
    disposal: { id: string; state: string; why: string | null } | null
  }
const confirm = (id: string) =>
  api.call('POST', `/disposals/${id}/confirmation`, { body: { note: 'Memory drilled through' } })

const edgeOf = async (id: DeviceId): Promise<SpeakingEdge> => {
  const [device] = await database.transaction(organizationId, (transaction) =>
    loadDevices(transaction, { ids: [id] }),
  )
  return { organizationId, siteId, edgeId: device?.edge_id ?? expect.fail('there is no such device') }
}
const answer = async (
  id: DeviceId,
  outcome: Exclude<CommandOutcome, 'unreachable'>,
  reason: string | null,
) => {
  const edge = await edgeOf(id)
  await database.transaction(organizationId, async (transaction) => {
    const [order] = await pendingCommands(transaction, world, edge)
    expect(order?.action.kind).toBe('wipe')
    const commandId = order?.id ?? expect.fail('nothing was asked')
    await recordOutcome(transaction, world, edge, { commandId, outcome, reason, at: world.now() })
  })
}
const withdraw = async (id: DeviceId) => {
  const edge = await edgeOf(id)
  await database.transaction(organizationId, (transaction) =>
    recordAnnouncements(transaction, world, edge, { devices: [], withdrawn: ['old'] }),
  )
}

test('what would go is said before, and nothing goes by looking', async () => {
  const id = await door()
  expect(await api.call('GET', `/devices/${wire(id)}/disposal`)).toMatchObject({
    status: 200,
    body: {
      entrances: [{ name: 'Hall', roles: ['reader', 'lock'] }],
      settings: 0,
      texts: [],
      isThere: true,
      disposal: null,
    },
  })
  expect(await api.call('GET', '/disposals')).toMatchObject({ body: { data: [] } })
})

test('its doors lose it, and it is cleared once its edge says so and it is heard no more', async () => {
  const id = await door()
  expect(await takeOut(id)).toMatchObject({
    status: 201,
    body: { state: 'clearing', entrances: [{ name: 'Hall' }], reason: 'Burnt out' },
  })
  const { entrances } = await buildSnapshot(deps, { organizationId, siteId })
  expect(entrances.flatMap(({ parts }) => parts)).toEqual([])
  expect(await api.call('GET', `/devices/${wire(id)}`)).toMatchObject({ body: { state: 'retired' } })
  expect(await takeOut(id)).toMatchObject({ status: 409, body: { code: 'disposal_begun' } })
  await answer(id, 'done', 'sent')
  expect((await read(id)).disposal).toMatchObject({ state: 'clearing' })
  await withdraw(id)
  const { disposal } = await read(id)
  expect(disposal).toMatchObject({ state: 'cleared', why: null })
  expect(await confirm(disposal?.id ?? '')).toMatchObject({
    status: 409,
    body: { code: 'disposal_not_by_hand' },
  })
})

test('one that was silent is to be wiped by hand until a person says so', async () => {
  const id = await door()
  await takeOut(id)
  await answer(id, 'refused', 'device_offline')
  const { disposal } = await read(id)
  expect(disposal).toMatchObject({ state: 'by_hand', why: 'refused' })
  expect(await confirm(disposal?.id ?? '')).toMatchObject({
    status: 200,
    body: { state: 'confirmed', note: 'Memory drilled through' },
  })
  expect(await confirm(disposal?.id ?? '')).toMatchObject({ status: 409 })
})

test('one whose building is not reached, too', async () => {
  const id = await door()
  await takeOut(id)
  passed = 61_000
  await database.transaction(organizationId, (transaction) =>
    endOverdueCommands(transaction, world, organizationId),
  )
  expect((await read(id)).disposal).toMatchObject({ state: 'by_hand', why: 'unreachable' })
  expect(await api.call('GET', '/disposals')).toMatchObject({ body: { data: [{ state: 'by_hand' }] } })
})

test('one that goes on announcing itself was not wiped, whatever the edge said', async () => {
  const id = await door()
  await takeOut(id)
  await answer(id, 'done', 'sent')
  passed = 3 * 60_000
  expect((await read(id)).disposal).toMatchObject({ state: 'by_hand', why: 'still_announced' })
})

test('nobody takes out what nobody adopted, or what is not there', async () => {
  const waiting = await announceDoor(where(), 'waiting')
  expect(await takeOut(waiting)).toMatchObject({ status: 409, body: { code: 'device_not_adopted' } })
  expect(await takeOut(newId(world, 'device'))).toMatchObject({ status: 404 })
  expect(await confirm(`dsp_${'0'.repeat(32)}`)).toMatchObject({ status: 404 })
})
