/** Nothing locks a door that a fire holds open: neither what is taken away from it, nor what goes for good. */
import { formatId, newId, type DeviceId } from '@loge/kernel'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { adoptDoor } from '../door-device.fixture.ts'
import {
  createEntrance,
  eachInItsHouse,
  inside,
  part,
  whereIn,
  entrancesIn,
} from '../device-house.fixture.ts'

const house = eachInItsHouse()
const call = (method: string, path: string, body?: object, ifMatch?: string) =>
  house().api.call(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch }),
  })
const refused = { status: 409, body: { code: 'fire_holds_open' } }
let ceiling: DeviceId
let hall: DeviceId
let entrance: string
let parts: readonly object[]

const says = (value: string) =>
  inside(house(), async (transaction) => {
    const reading = JSON.stringify(value)
    await sql`insert into device_state (organization_id, component_id, value, reported_at, received_at)
      select organization_id, id, ${reading}::jsonb, now(), now() from component
      where device_id = ${ceiling} and key = 'smoke'
      on conflict (organization_id, component_id) do update set value = excluded.value`.execute(transaction)
  })

beforeEach(async () => {
  ceiling = await adoptDoor(whereIn(house()), 'ceiling')
  hall = await adoptDoor(whereIn(house()), 'hall')
  parts = [part(hall, 'lock'), part(ceiling, 'fireInput', 'smoke')]
  entrance = (await createEntrance(house(), 'Hall', parts)).body.id
  await says('ON')
})

const siteId = () => formatId('site', house().siteId)
const detector = () => `/devices/${formatId('device', ceiling)}`
const takeAway = (left: readonly object[]) =>
  call('PUT', `/entrances/${entrance}`, { name: 'Hall', parts: left }, '1')
const settle = (entranceIds: readonly string[]) =>
  call('PUT', '/fire-inputs', {
    siteId: siteId(),
    deviceId: formatId('device', ceiling),
    componentKey: 'smoke',
    before: [entrance],
    entranceIds,
    waitsForReset: false,
  })
const dispose = () => call('POST', `${detector()}/disposal`, { reason: 'Stuck' })
const sayOver = (entranceIds: readonly string[], reason = 'Stuck, nobody sees smoke') =>
  call('POST', '/fire-inputs/over', { siteId: siteId(), entranceIds, reason })

describe('while its fire input is in alarm', () => {
  test('a door keeps it, and its lock, whichever way they are taken', async () => {
    expect(await dispose()).toMatchObject(refused)
    expect(await settle([])).toMatchObject(refused)
    expect(await takeAway(parts.slice(0, 1))).toMatchObject(refused)
    expect(await takeAway(parts.slice(1))).toMatchObject(refused)
    expect(await call('DELETE', `/entrances/${entrance}`, undefined, '1')).toMatchObject(refused)
    const successor = await adoptDoor(whereIn(house()), 'new')
    const replacement = { replacedBy: formatId('device', successor), reason: 'Newer', standIns: {} }
    expect(await call('POST', `${detector()}/replacement`, replacement)).toMatchObject(refused)
    for (const device of [ceiling, hall])
      expect(await call('DELETE', `/devices/${formatId('device', device)}`, undefined, '*')).toMatchObject(
        refused,
      )
    const [kept] = await entrancesIn(house())
    expect(kept?.parts).toHaveLength(2)
  })

  test('other parts of the door still change', async () => {
    const more = [...parts, part(hall, 'reader')]
    expect(await takeAway(more)).toMatchObject({ status: 200 })
  })

  test('it may go once it is calm', async () => {
    await says('OFF')
    expect(await dispose()).toMatchObject({ status: 201 })
  })

  test('it may go once a person said that the fire is over, which is recorded and told to the edge', async () => {
    expect(await sayOver([formatId('entrance', newId(house().deps.world, 'entrance'))])).toMatchObject({
      status: 422,
      body: { code: 'entrance_unknown' },
    })
    expect((await sayOver([entrance])).status).toBe(204)
    expect((await entrancesIn(house()))[0]?.fireOverAt).toBeGreaterThan(0)
    const told = await inside(house(), (transaction) =>
      sql<{ n: number }>`select count(*)::int as n from event where type = 'fire.declared_over'`.execute(
        transaction,
      ),
    )
    expect(told.rows[0]?.n).toBe(1)
    expect(await dispose()).toMatchObject({ status: 201 })
  })
})
