/** Fire inputs through the real API on the real database: settled for all their doors at once, and reset. */
import { adoptDoor } from '../door-device.fixture.ts'
import { formatId, newId, parseId } from '@loge/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildSnapshot } from '../build-snapshot.ts'
import { type House, openHouse, openTests } from '../changes/house.fixture.ts'

let tests: Awaited<ReturnType<typeof openTests>>
let house: House
let siteId: string
let ceiling: { readonly deviceId: string; readonly componentKey: string }
let hall: string
let yard: string

beforeAll(async () => {
  tests = await openTests()
})
afterAll(() => tests.close())

const call = (method: string, path: string, body?: object) =>
  house.api.call(method, path, body === undefined ? {} : { body })

const door = async (name: string): Promise<string> => {
  const { database, deps, organizationId } = house
  const device = await adoptDoor({ database, world: deps.world, organizationId, siteId: house.siteId }, name)
  const parts = [{ role: 'lock', deviceId: formatId('device', device), componentKey: 'lock' }]
  const { body } = await call('POST', '/entrances', { siteId, name, parts })
  return (body as { id: string }).id
}
const settle = (before: readonly string[], entranceIds: readonly string[], waitsForReset = false) =>
  call('PUT', '/fire-inputs', { siteId, ...ceiling, before, entranceIds, waitsForReset })
const shown = async () => {
  const { body } = await call('GET', `/fire-inputs?siteId=${siteId}`)
  const { data } = body as { data: readonly { deviceId: string; entranceIds: readonly string[] }[] }
  return data.find(({ deviceId }) => deviceId === ceiling.deviceId)
}
const resetsAtDoors = async () => {
  const { deps, organizationId } = house
  const { entrances } = await buildSnapshot(deps, { organizationId, siteId: house.siteId })
  return entrances.flatMap(({ parts }) =>
    parts.flatMap(({ role, resets }) => (role === 'fireInput' ? [resets] : [])),
  )
}

beforeEach(async () => {
  house = await openHouse(tests.database)
  siteId = formatId('site', house.siteId)
  const { database, deps, organizationId } = house
  const where = { database, world: deps.world, organizationId, siteId: house.siteId }
  ceiling = { deviceId: formatId('device', await adoptDoor(where, 'ceiling')), componentKey: 'smoke' }
  hall = await door('hall')
  yard = await door('yard')
})

describe('a fire input', () => {
  test('that is only heard says so, and unlocks what is settled, at each door at once', async () => {
    expect(await shown()).toMatchObject({ entranceIds: [], alarmed: null, lastAlarmAt: null })
    expect((await settle([], [hall, yard])).status).toBe(204)
    expect((await shown())?.entranceIds.toSorted()).toEqual([hall, yard].toSorted())
    expect(await resetsAtDoors()).toEqual([undefined, undefined])
    expect((await settle([hall, yard], [yard], true)).status).toBe(204)
    expect(await shown()).toMatchObject({ entranceIds: [yard], waitsForReset: true })
    expect(await resetsAtDoors()).toEqual([0])
  })

  test('that waits is reset for all its doors, and one that does not is not', async () => {
    await settle([], [hall, yard], true)
    expect((await call('POST', '/fire-inputs/reset', { siteId, ...ceiling })).status).toBe(204)
    expect(await resetsAtDoors()).toEqual([1, 1])
    await settle([hall, yard], [hall], false)
    expect(await call('POST', '/fire-inputs/reset', { siteId, ...ceiling })).toMatchObject({
      status: 409,
      body: { code: 'fire_input_resets_itself' },
    })
  })

  test('is not overwritten by who saw it otherwise, nor joined to what is not there', async () => {
    await settle([], [hall])
    expect(await settle([], [yard])).toMatchObject({ status: 409, body: { code: 'fire_input_changed' } })
    const elsewhere = formatId('entrance', newId(house.deps.world, 'entrance'))
    expect(await settle([hall], [elsewhere])).toMatchObject({
      status: 422,
      body: { code: 'entrance_unknown' },
    })
    const reader = {
      siteId,
      ...ceiling,
      componentKey: 'reader',
      before: [],
      entranceIds: [hall],
      waitsForReset: false,
    }
    expect(await call('PUT', '/fire-inputs', reader)).toMatchObject({
      status: 422,
      body: { code: 'part_unfit' },
    })
    expect((await shown())?.entranceIds).toEqual([hall])
  })

  test('of another site is refused, also where it is to unlock nothing', async () => {
    const { database, deps, organizationId } = house
    const address = { street: '1 quai du Port', postalCode: '44000', city: 'Nantes', country: 'FR' }
    const site = { name: 'Le Port', timeZone: 'Europe/Paris', holidayRegion: null, ...address }
    const { body } = await call('POST', '/sites', site)
    const other = parseId('site', (body as { id: string }).id) ?? house.siteId
    const where = { database, world: deps.world, organizationId, siteId: other }
    const unknown = { status: 422, body: { code: 'part_unknown' } }
    const deviceId = formatId('device', await adoptDoor(where, 'harbour'))
    const input = { siteId, deviceId, componentKey: 'smoke' }
    for (const entranceIds of [[hall], []])
      expect(
        await call('PUT', '/fire-inputs', { ...input, before: [], entranceIds, waitsForReset: false }),
      ).toMatchObject(unknown)
    expect((await settle([], [])).status).toBe(204)
  })
})
