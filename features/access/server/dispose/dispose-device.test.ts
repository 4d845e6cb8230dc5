/** Equipment that goes for good, through the real API on the real database, with an edge that answers or does not. */
import { asId, formatId, newId, type DeviceId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { CommandOutcome } from '@loge/features/equipment/core'
import { adoptDevice, endOverdueCommands, loadDevices, recordOutcome } from '@loge/features/equipment/server'
import { systemCaller } from '@loge/features/places/server'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { adoptDoor, announceDoor, doorDescription } from '../door-device.fixture.ts'
import {
  createEntrance,
  eachInItsHouse,
  entrancesIn,
  inside,
  part,
  whereIn,
} from '../device-house.fixture.ts'
import type { LinkedEdge } from '../edge-link/edge-link-store.ts'
import { rightsOfSites } from '../edge-link/own-rights.ts'
import { PostgresEdgeLinkStore } from '../edge-link/postgres-store.ts'

const house = eachInItsHouse()
const where = () => whereIn(house())
const wire = (id: DeviceId) => formatId('device', id)
const door = async (): Promise<DeviceId> => {
  const id = await adoptDoor(where(), 'old')
  const made = await createEntrance(house(), 'Hall', [part(id, 'reader'), part(id, 'lock')])
  expect(made).toMatchObject({ status: 201 })
  return id
}
const takeOut = (id: DeviceId) =>
  house().api.call('POST', `/devices/${wire(id)}/disposal`, { body: { reason: 'Burnt out' } })
const read = async (id: DeviceId) =>
  (await house().api.call('GET', `/devices/${wire(id)}/disposal`)).body as {
    disposal: { id: string; state: string; why: string | null; heardAgainAt: string | null } | null
  }
const confirm = (id: string) =>
  house().api.call('POST', `/disposals/${id}/confirmation`, { body: { note: 'Memory drilled through' } })

const edgeOf = async (id: DeviceId): Promise<LinkedEdge> => {
  const { organizationId, siteId } = house()
  const [device] = await inside(house(), (transaction) => loadDevices(transaction, { ids: [id] }))
  const edgeId = device?.edge_id ?? expect.fail('there is no such device')
  return { organizationId, siteId, edgeId, publicKey: '', revoked: false }
}
/** What the link with the edge does when the edge speaks. */
const link = (): PostgresEdgeLinkStore => {
  const { database, deps } = house()
  const keys = { publicKey: '', sign: () => '', verify: () => true }
  return new PostgresEdgeLinkStore({ database, world: deps.world, rights: rightsOfSites(deps), keys })
}
/** Its edge is reached, and takes its orders. */
const ordersOf = async (id: DeviceId) => link().commands(await edgeOf(id))
const answer = async (
  id: DeviceId,
  outcome: Exclude<CommandOutcome, 'unreachable'>,
  reason: string | null,
) => {
  const edge = await edgeOf(id)
  const [order] = await ordersOf(id)
  expect(order?.action.kind).toBe('wipe')
  const commandId = asId('command', order?.id ?? expect.fail('nothing was asked'))
  const { world } = house().deps
  await inside(house(), (transaction) =>
    recordOutcome(transaction, world, edge, { commandId, outcome, reason, at: world.now() }),
  )
}
const withdraw = async (id: DeviceId) => link().announced(await edgeOf(id), [], ['old'])
const announce = async (id: DeviceId) => link().announced(await edgeOf(id), [doorDescription('old')], [])
const pass = (ms: number) => {
  house().clock.aheadMs += ms
}
/** The line stays down past the deadline of what was asked. */
const missTheOrder = async () => {
  pass(61_000)
  const { deps, organizationId } = house()
  await inside(house(), (transaction) => endOverdueCommands(transaction, deps.world, organizationId))
}
const eventsOf = async (type: string) =>
  (
    await inside(house(), (transaction) =>
      sql<{ device_id: string }>`select device_id from event where type = ${type}`.execute(transaction),
    )
  ).rows

test('what would go is said before, and nothing goes by looking', async () => {
  const id = await door()
  expect(await house().api.call('GET', `/devices/${wire(id)}/disposal`)).toMatchObject({
    status: 200,
    body: {
      entrances: [{ name: 'Hall', roles: ['reader', 'lock'] }],
      settings: 0,
      texts: [],
      isThere: true,
      disposal: null,
    },
  })
  expect(await house().api.call('GET', '/disposals')).toMatchObject({ body: { data: [] } })
})

test('its doors lose it, and it is cleared once its edge says so and it is heard no more', async () => {
  const id = await door()
  expect(await takeOut(id)).toMatchObject({
    status: 201,
    body: { state: 'clearing', entrances: [{ name: 'Hall' }], reason: 'Burnt out' },
  })
  const entrances = await entrancesIn(house())
  expect(entrances.flatMap(({ parts }) => parts)).toEqual([])
  expect(await house().api.call('GET', `/devices/${wire(id)}`)).toMatchObject({ body: { state: 'retired' } })
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
  await withdraw(id)
  const { disposal } = await read(id)
  expect(disposal).toMatchObject({ state: 'by_hand', why: 'refused' })
  expect(await confirm(disposal?.id ?? '')).toMatchObject({
    status: 200,
    body: { state: 'said_wiped', note: 'Memory drilled through' },
  })
  expect(await confirm(disposal?.id ?? '')).toMatchObject({ status: 409 })
})

test('one whose building was not reached is asked again as soon as the line is back', async () => {
  const id = await door()
  await takeOut(id)
  await missTheOrder()
  expect((await read(id)).disposal).toMatchObject({ state: 'waiting', why: 'unreachable', attempts: 1 })
  await answer(id, 'done', 'sent')
  await withdraw(id)
  expect((await read(id)).disposal).toMatchObject({ state: 'cleared', why: null, attempts: 2 })
})

test('a line that goes up and down is asked five times, and then somebody goes there', async () => {
  const id = await door()
  await takeOut(id)
  for (let times = 1; times < 5; times += 1) {
    await missTheOrder()
    pass(10 * 60_000)
    expect(await ordersOf(id)).toHaveLength(1)
    pass(31_000)
  }
  await missTheOrder()
  pass(86_400_000)
  expect(await ordersOf(id)).toEqual([])
  expect((await read(id)).disposal).toMatchObject({ state: 'by_hand', why: 'unknown', attempts: 5 })
  expect(await house().api.call('GET', '/disposals')).toMatchObject({
    body: { data: [{ state: 'by_hand' }] },
  })
})

test('one that goes on announcing itself was not wiped, whatever the edge said: it is asked again', async () => {
  const id = await door()
  await takeOut(id)
  await answer(id, 'done', 'sent')
  expect(await ordersOf(id)).toEqual([])
  pass(3 * 60_000)
  expect((await read(id)).disposal).toMatchObject({ state: 'waiting', why: 'still_announced' })
  expect(await ordersOf(id)).toHaveLength(1)
})

test('one that a person said was wiped, and that announces itself again, is open again', async () => {
  const id = await door()
  await takeOut(id)
  await answer(id, 'refused', 'device_offline')
  await withdraw(id)
  await confirm((await read(id)).disposal?.id ?? '')
  expect((await read(id)).disposal).toMatchObject({ state: 'said_wiped', heardAgainAt: null })
  expect(await ordersOf(id)).toEqual([])
  await announce(id)
  await announce(id)
  const { disposal } = await read(id)
  expect(disposal).toMatchObject({ state: 'by_hand', why: 'heard_again', note: 'Memory drilled through' })
  expect(disposal?.heardAgainAt).not.toBeNull()
  expect(await eventsOf('device.heard_after_disposal')).toEqual([{ device_id: id }])
  expect(await house().api.call('GET', '/disposals')).toMatchObject({
    body: { data: [{ state: 'by_hand' }] },
  })
  expect(await confirm(disposal?.id ?? '')).toMatchObject({
    status: 200,
    body: { state: 'said_wiped', heardAgainAt: null },
  })
})

test('one that was silent is asked again once it is heard again', async () => {
  const id = await door()
  await takeOut(id)
  await answer(id, 'refused', 'device_offline')
  await withdraw(id)
  await announce(id)
  const report = { externalId: 'old', online: true, at: house().deps.world.now() }
  await link().availability(await edgeOf(id), [report])
  pass(60_000)
  expect((await read(id)).disposal).toMatchObject({ state: 'waiting', why: 'refused' })
  await answer(id, 'done', 'sent')
  await withdraw(id)
  expect((await read(id)).disposal).toMatchObject({ state: 'cleared' })
})

test('one that somebody takes in again is nothing to wipe', async () => {
  const id = await door()
  await takeOut(id)
  await missTheOrder()
  const { deps, organizationId } = house()
  const placing = { name: 'old', kind: 'door', location: {} } as const
  await adoptDevice(deps, systemCaller(organizationId, 'test'), id, placing)
  expect(await house().api.call('GET', '/disposals')).toMatchObject({
    body: { data: [{ state: 'back_in_use' }] },
  })
  expect(await ordersOf(id)).toEqual([])
})

test('one that is taken in again while its order waits for the line is not wiped once the line is back', async () => {
  const id = await door()
  await takeOut(id)
  const { deps, organizationId } = house()
  const placing = { name: 'old', kind: 'door', location: {} } as const
  await adoptDevice(deps, systemCaller(organizationId, 'test'), id, placing)
  expect(await ordersOf(id)).toEqual([])
  const [device] = await inside(house(), (transaction) => loadDevices(transaction, { ids: [id] }))
  expect(device?.state).toBe('adopted')
})

test('nobody takes out what nobody adopted, or what is not there', async () => {
  const waiting = await announceDoor(where(), 'waiting')
  expect(await takeOut(waiting)).toMatchObject({ status: 409, body: { code: 'device_not_adopted' } })
  expect(await takeOut(newId(realWorld, 'device'))).toMatchObject({ status: 404 })
  expect(await confirm(`dsp_${'0'.repeat(32)}`)).toMatchObject({ status: 404 })
})
