/** What a door is made of: equipment somebody answers for, or nothing. On the real database, through the real API. */
import { formatId, newId, parseId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { deviceNames } from '@loge/features/equipment/server'
import { createBuilding, systemCaller } from '@loge/features/places/server'
import { describe, expect, test } from 'vitest'
import { adoptDoor, announceDoor } from './door-device.fixture.ts'
import {
  addSite,
  createEntrance,
  eachInItsHouse,
  entrancesIn,
  inside,
  part,
  whereIn,
} from './device-house.fixture.ts'
import { entranceNames } from './index.ts'

const house = eachInItsHouse()
const where = (site?: SiteId) => whereIn(house(), site)
const newSite = (name: string) => addSite(house(), name)
const create = (parts: readonly object[]) => createEntrance(house(), 'Hall', parts)

const partsInSnapshot = async (): Promise<readonly string[]> =>
  (await entrancesIn(house())).flatMap(({ parts }) => parts.map(({ role }) => role))

describe('a door', () => {
  test('is made of adopted equipment of its site that can do what is asked of it', async () => {
    const waiting = await announceDoor(where(), 'waiting')
    const elsewhere = await adoptDoor(where(await newSite('Chênes')), 'elsewhere')
    const door = await adoptDoor(where(), 'door')
    for (const stranger of [waiting, elsewhere, newId(realWorld, 'device')]) {
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
    expect(await house().api.call('PUT', `/entrances/${body.id}`, change)).toMatchObject({ status: 200 })
    for (const path of [`/entrances/${body.id}`, `/devices/${formatId('device', device)}`])
      expect(await house().api.call('DELETE', path, { ifMatch: '*' })).toMatchObject({ status: 204 })
    const id = parseId('entrance', body.id)
    if (id === undefined) throw new Error('an entrance has an id')
    const [doors, equipment] = await inside(house(), async (transaction) => [
      await entranceNames(transaction, [id, newId(realWorld, 'entrance')]),
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
    expect(await house().api.call('DELETE', path, { ifMatch: '*' })).toMatchObject({ status: 204 })
    const change = (parts: readonly object[], revision: number) =>
      house().api.call('PUT', `/entrances/${body.id}`, {
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
    const entrances = await entrancesIn(house())
    const input = { role: 'fireInput', externalId: 'ceiling', key: 'smoke', resets: 2 }
    expect(entrances.map(({ parts }) => parts.at(-1))).toEqual([input, input])
  })

  test('is a floor of a lift: its floors share the reader in the car, and no door does', async () => {
    const car = part(await adoptDoor(where(), 'lift'), 'reader')
    const floor = async (name: string, kind = 'liftFloor') => {
      const relay = part(await adoptDoor(where(), `relay ${name}`), 'lock')
      const body = { siteId: formatId('site', house().siteId), name, kind, parts: [car, relay] }
      return house().api.call('POST', '/entrances', { body })
    }
    expect(await floor('Caves')).toMatchObject({ status: 201, body: { kind: 'liftFloor' } })
    expect((await floor('Premier')).status).toBe(201)
    expect(await floor('Hall', 'common')).toMatchObject({ status: 409, body: { code: 'part_taken' } })
    const entrances = await entrancesIn(house())
    expect(entrances.map(({ parts }) => parts[0])).toEqual([
      { role: 'reader', externalId: 'lift', key: 'reader' },
      { role: 'reader', externalId: 'lift', key: 'reader' },
    ])
    const { body: made } = await floor('Second')
    const { id, revision } = made as { id: string; revision: number }
    const body = { name: 'Second', kind: 'common', parts: [car] }
    expect(
      await house().api.call('PUT', `/entrances/${id}`, { body, ifMatch: String(revision) }),
    ).toMatchObject({
      status: 409,
      body: { code: 'part_taken' },
    })
  })

  test('is held open by its hours only after somebody entered, when it says so', async () => {
    const body = { siteId: formatId('site', house().siteId), name: 'Hall', holdsAfterEntry: true }
    const { body: made } = await house().api.call('POST', '/entrances', { body })
    expect(made).toMatchObject({ holdsAfterEntry: true })
    const first = async () => (await entrancesIn(house()))[0]
    expect(await first()).toMatchObject({ holdsAfterEntry: true })
    const { id } = made as { id: string }
    await house().api.call('PUT', `/entrances/${id}`, { body: { name: 'Hall' }, ifMatch: '1' })
    expect(await first()).not.toHaveProperty('holdsAfterEntry')
  })

  test('no longer opens once its equipment is retired', async () => {
    const door = await adoptDoor(where(), 'door')
    const { body } = await create([part(door, 'reader'), part(door, 'lock')])
    const open = () =>
      house().api.call('POST', `/entrances/${body.id}/open`, { body: { reason: 'Livraison' } })
    expect(await open()).toMatchObject({ status: 202 })
    expect(await partsInSnapshot()).toEqual(['reader', 'lock'])
    await house().api.call('DELETE', `/devices/${formatId('device', door)}`, { ifMatch: '*' })
    expect(await partsInSnapshot()).toEqual([])
    expect(await open()).toMatchObject({ status: 409, body: { code: 'lock_not_in_service' } })
  })
})

test('a grant to those who live somewhere names a building of the site', async () => {
  const { organizationId, siteId, database, deps } = house()
  const caller = systemCaller(organizationId, 'test')
  const other = await createBuilding({ database, world: deps.world }, caller, {
    siteId: await newSite('Chênes'),
    name: 'B',
  })
  const here = await createBuilding({ database, world: deps.world }, caller, { siteId, name: 'A' })
  const site = formatId('site', house().siteId)
  const profile = await house().api.call('POST', '/access-profiles', {
    body: { siteId: site, name: 'X', lines: [] },
  })
  const { id: accessProfileId } = profile.body as { id: string }
  const grant = (buildingId: string) => {
    const to = { kind: 'residents', buildingId }
    const body = { siteId: site, accessProfileId, to, reason: 'Emménagement' }
    return house().api.call('POST', '/access-grants', { body })
  }
  for (const stranger of [other.id, newId(realWorld, 'building')]) {
    expect(await grant(formatId('building', stranger))).toMatchObject({
      status: 422,
      body: { code: 'building_unknown' },
    })
  }
  expect(await grant(formatId('building', here.id))).toMatchObject({ status: 201 })
})
