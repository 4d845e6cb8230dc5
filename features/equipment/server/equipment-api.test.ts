/** Devices, settings and commands through the real API on the real database. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import {
  createBuilding,
  createFloor,
  createSite,
  createUnit,
  systemCaller,
} from '@loge/features/places/server'
import {
  formatId,
  instant,
  MINUTE_MS,
  newId,
  parseId,
  type BuildingId,
  type EntranceId,
  type OrganizationId,
  type SiteId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import {
  testApi,
  testDatabase,
  testOrganization,
  type TestApi,
  type TestApiSettings,
  type TestDatabase,
} from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { equipmentFacts, type DeviceDescription } from '../core/index.ts'
import {
  COMMAND_CHANNEL,
  equipmentEndpoints,
  pendingCommands,
  recordAnnouncements,
  recordAvailability,
  recordOutcome,
  recordReadings,
  recordUnknownPayloads,
  type SpeakingEdge,
} from './index.ts'

let database: TestDatabase
let organizationId: OrganizationId
let edge: SpeakingEdge
let entranceId: EntranceId
let api: TestApi
let nowMs: number
let forget: () => void
const world: World = { ...realWorld, now: () => instant(nowMs) }

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([equipmentFacts, placesFacts])
})
afterAll(async () => {
  forget()
  await api.close()
  await database.close()
})

const ADDRESS = {
  timeZone: 'Europe/Paris',
  holidayRegion: 'FR',
  street: 'x',
  postalCode: 'x',
  city: 'Lyon',
  country: 'FR',
}
const newSite = async (name: string): Promise<SiteId> =>
  (await createSite({ database, world }, systemCaller(organizationId, 'test'), { ...ADDRESS, name })).id

const apiFor = (siteIds?: readonly SiteId[], more: Partial<TestApiSettings> = {}): Promise<TestApi> => {
  const findEntrance = async (_: Transaction, id: EntranceId) =>
    id === entranceId ? { siteId: edge.siteId } : undefined
  const endpoints = equipmentEndpoints({ database, world, findEntrance })
  const permissions = ['equipment.read', 'equipment.manage', 'equipment.operate']
  const grants = siteIds?.flatMap((siteId) =>
    permissions.map((permission) => ({ permission, scope: { kind: 'site', siteId } as const })),
  )
  const given = grants === undefined ? {} : { grants }
  return testApi({ database, world, organizationId, endpoints, ...given, ...more })
}

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 22, 12)
  organizationId = await testOrganization(database)
  edge = { organizationId, edgeId: newId(world, 'edge'), siteId: await newSite('Tilleuls') }
  entranceId = newId(world, 'entrance')
  await api?.close()
  api = await apiFor()
})

const inside = <Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> =>
  database.transaction(organizationId, work)

const door: DeviceDescription = {
  externalId: 'door-a',
  protocol: 'mqtt',
  name: 'Hall A',
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [
    {
      key: 'bolt',
      kind: 'lock',
      name: 'Bolt',
      deviceClass: null,
      unit: null,
      capabilities: ['unlock', 'lock'],
      setting: null,
      unsupportedReason: null,
    },
    {
      key: 'delay',
      kind: 'number',
      name: 'Delay',
      deviceClass: null,
      unit: 's',
      capabilities: ['configure'],
      setting: { min: 1, max: 9, step: 1 },
      unsupportedReason: null,
    },
    {
      key: 'battery',
      kind: 'sensor',
      name: 'Battery',
      deviceClass: 'battery',
      unit: '%',
      capabilities: ['reportBattery'],
      setting: null,
      unsupportedReason: null,
    },
  ],
}
const announced = async (description: DeviceDescription = door): Promise<string> => {
  await inside((transaction) =>
    recordAnnouncements(transaction, world, edge, { devices: [description], withdrawn: [] }),
  )
  const { data } = (await api.call('GET', '/devices')).body as { data: { id: string; externalId: string }[] }
  return data.find(({ externalId }) => externalId === description.externalId)?.id ?? expect.fail('not listed')
}
const placing = { name: 'Hall A', kind: 'door' }
const adopted = async (description: DeviceDescription = door): Promise<string> => {
  const id = await announced(description)
  expect(await api.call('POST', `/devices/${id}/adopt`, { body: placing })).toMatchObject({ status: 200 })
  return id
}
const say = (key: string, value: string | number) =>
  inside((transaction) =>
    recordReadings(transaction, world, edge, [
      { component: { externalId: 'door-a', key }, value, at: instant(nowMs) },
    ]),
  )
const pending = () => inside((transaction) => pendingCommands(transaction, world, edge))

describe('devices', () => {
  test('appear to be adopted, are adopted, changed under their version, retired and adopted again', async () => {
    const id = await announced()
    expect(await api.call('GET', '/devices?state=to_be_adopted')).toMatchObject({
      body: { data: [{ id, kind: null, likelyKind: 'door', needs: ['to_be_adopted'] }], nextCursor: null },
    })
    expect(
      await api.call('POST', `/devices/${id}/adopt`, { body: { ...placing, location: { area: 'Porche' } } }),
    ).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { state: 'adopted', kind: 'door', location: { area: 'Porche', unitId: null }, needs: [] },
    })
    expect(await api.call('POST', `/devices/${id}/adopt`, { body: placing })).toMatchObject({
      status: 409,
      body: { code: 'device_already_adopted' },
    })
    expect(
      await api.call('PATCH', `/devices/${id}`, { body: { name: 'Porte A' }, ifMatch: '1' }),
    ).toMatchObject({ status: 412 })
    expect(
      await api.call('PATCH', `/devices/${id}`, { body: { name: 'Porte A' }, ifMatch: '2' }),
    ).toMatchObject({
      status: 200,
      body: { name: 'Porte A', kind: 'door', location: { area: 'Porche' } },
    })
    expect(await api.call('DELETE', `/devices/${id}`, { ifMatch: '3' })).toMatchObject({ status: 204 })
    expect(await api.call('DELETE', `/devices/${id}`, { ifMatch: '4' })).toMatchObject({
      status: 409,
      body: { code: 'device_retired' },
    })
    expect(await api.call('PATCH', `/devices/${id}`, { body: { name: 'x' }, ifMatch: '4' })).toMatchObject({
      status: 409,
      body: { code: 'device_not_adopted' },
    })
    expect(await api.call('POST', `/devices/${id}/adopt`, { body: placing })).toMatchObject({
      status: 200,
      body: { state: 'adopted', retiredAt: null },
    })
  })

  test('are placed only inside the site where they are', async () => {
    const id = await announced()
    const caller = systemCaller(organizationId, 'test')
    const places = { database, world }
    const building = await createBuilding(places, caller, { siteId: edge.siteId, name: 'A' })
    const floor = await createFloor(places, caller, { buildingId: building.id, name: 'Rez', level: 0 })
    const elsewhere = await createBuilding(places, caller, { siteId: await newSite('Other'), name: 'B' })
    const unit = await createUnit(places, caller, {
      buildingId: elsewhere.id,
      floorId: null,
      name: '1',
      kind: 'home',
    })
    const adopt = (location: object) =>
      api.call('POST', `/devices/${id}/adopt`, { body: { ...placing, location } })
    const refused = { status: 422, body: { code: 'location_unknown' } }
    expect(await adopt({ buildingId: formatId('building', elsewhere.id) })).toMatchObject(refused)
    expect(await adopt({ unitId: formatId('unit', unit.id) })).toMatchObject(refused)
    expect(await adopt({ floorId: formatId('floor', floor.id) })).toMatchObject(refused)
    const right = { buildingId: formatId('building', building.id), floorId: formatId('floor', floor.id) }
    expect(await adopt(right)).toMatchObject({ status: 200, body: { location: right } })
    const found = async (id: BuildingId) =>
      (await api.call('GET', `/devices?buildingId=${formatId('building', id)}`)).body
    expect(await found(building.id)).toMatchObject({ data: [{ id, location: right }] })
    expect(await found(elsewhere.id)).toMatchObject({ data: [] })
    const home = await createUnit(places, caller, {
      buildingId: building.id,
      floorId: floor.id,
      name: 'A1',
      kind: 'home',
    })
    const move = (location: object, ifMatch: string) =>
      api.call('PATCH', `/devices/${id}`, { body: { location }, ifMatch })
    expect(await move({ buildingId: null }, '2')).toMatchObject(refused)
    expect(await move({ buildingId: null, floorId: null, area: 'Porche' }, '2')).toMatchObject({
      body: { location: { buildingId: null, floorId: null, unitId: null, area: 'Porche' } },
    })
    const unitId = formatId('unit', home.id)
    expect(await move({ unitId }, '3')).toMatchObject({
      body: { location: { ...right, unitId, area: 'Porche' } },
    })
  })

  test('that need a person are found, with the reason', async () => {
    const id = await adopted()
    expect(await api.call('GET', '/devices?needsPerson=true')).toMatchObject({ body: { data: [] } })
    await say('battery', 9)
    await inside((transaction) =>
      recordAvailability(transaction, world, edge, [
        { externalId: 'door-a', online: false, at: instant(nowMs) },
      ]),
    )
    expect(await api.call('GET', '/devices?needsPerson=true&kind=door')).toMatchObject({
      body: {
        data: [
          {
            id,
            needs: ['offline', 'battery_low'],
            health: { online: false, batteryPercent: 9, batteryLow: true },
          },
        ],
      },
    })
    expect(await api.call('GET', '/devices?needsPerson=false')).toMatchObject({ body: { data: [] } })
    expect(await api.call('GET', `/devices/${id}`)).toMatchObject({
      body: {
        components: expect.arrayContaining([
          expect.objectContaining({
            key: 'battery',
            reading: { value: 9, at: new Date(nowMs).toISOString() },
          }),
        ]),
      },
    })
  })

  test('of another site are out of reach', async () => {
    const id = await adopted()
    const local = await apiFor([await newSite('Other')])
    expect(await local.call('GET', '/devices')).toMatchObject({ body: { data: [] } })
    expect(await local.call('GET', `/devices/${id}`)).toMatchObject({ status: 404 })
    expect(await local.call('DELETE', `/devices/${id}`, { ifMatch: '2' })).toMatchObject({ status: 404 })
    const action = { kind: 'unlock', deviceId: id, component: 'bolt' }
    expect(await local.call('POST', '/commands', { body: { action, reason: 'let me in' } })).toMatchObject({
      status: 404,
    })
    const open = { kind: 'openEntrance', entranceId: formatId('entrance', entranceId) }
    expect(
      await local.call('POST', '/commands', { body: { action: open, reason: 'let me in' } }),
    ).toMatchObject({ status: 404 })
    await local.close()
  })

  test('are listed page after page, and so are payloads nobody could read', async () => {
    const ids: string[] = []
    for (const externalId of ['a', 'b', 'c']) ids.push(await announced({ ...door, externalId }))
    const first = (await api.call('GET', '/devices?limit=2')).body as {
      data: { id: string }[]
      nextCursor: string
    }
    const second = (await api.call('GET', `/devices?limit=2&cursor=${first.nextCursor}`)).body as typeof first
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.toSorted())

    const WHYS: Readonly<Record<string, string>> = {
      't/1': 'not_json_object',
      't/2': 'template_failed: the function f() is not supported: at 3',
      't/3': 'a reason of an older driver',
    }
    const payloads = ['t/1', 't/2', 't/3'].map((topic) => ({
      topic,
      why: WHYS[topic] ?? '',
      bytes: 7,
      count: 1,
    }))
    await inside((transaction) => recordUnknownPayloads(transaction, world, edge, payloads))
    const page = (await api.call('GET', '/devices/unknown-payloads?limit=2')).body as {
      data: { topic: string }[]
      nextCursor: string
    }
    const rest = (await api.call('GET', `/devices/unknown-payloads?limit=2&cursor=${page.nextCursor}`))
      .body as typeof page
    expect([...page.data, ...rest.data]).toMatchObject([
      { topic: 't/1', why: 'not_json_object', detail: null },
      { topic: 't/2', why: 'template_failed', detail: 'the function f() is not supported: at 3' },
      { topic: 't/3', why: 'other', detail: 'a reason of an older driver' },
    ])
    expect(rest.nextCursor).toBeNull()
  })
})

describe('settings', () => {
  const put = (id: string, values: object, ifMatch: string) =>
    api.call('PUT', `/devices/${id}/config`, { body: { values, why: 'slow gate' }, ifMatch })

  test('are wanted, asked of the device, and in force only when it says so', async () => {
    const id = await adopted()
    await say('delay', 3)
    expect(await api.call('GET', `/devices/${id}/config`)).toMatchObject({
      headers: { etag: '"0"' },
      body: {
        revision: 0,
        settings: [
          { key: 'delay', limits: { min: 1, max: 9 }, desired: null, reported: { value: 3 }, drift: 'unset' },
        ],
      },
    })
    expect(await put(id, { delay: 5 }, '0')).toMatchObject({
      status: 200,
      body: { revision: 1, settings: [{ desired: { value: 5, why: 'slow gate' }, drift: 'waiting' }] },
    })
    expect(await put(id, { delay: 6 }, '0')).toMatchObject({ status: 412 })
    const [command] = await pending()
    expect(command?.action).toEqual({
      kind: 'configure',
      component: { externalId: 'door-a', key: 'delay' },
      value: 5,
    })
    expect(await pending()).toHaveLength(1)
    nowMs += 20_000
    await say('delay', 3)
    expect(await api.call('GET', '/devices?needsPerson=true')).toMatchObject({ body: { data: [] } })
    nowMs += 5 * MINUTE_MS
    expect(await api.call('GET', '/devices?needsPerson=true')).toMatchObject({
      body: { data: [{ needs: ['drift'] }] },
    })
    await say('delay', 5)
    expect(await api.call('GET', `/devices/${id}/config`)).toMatchObject({
      body: { settings: [{ drift: 'in_force', desired: { inForceAt: new Date(nowMs).toISOString() } }] },
    })
  })

  test('are told as they were wanted at any instant, and whether they were in force by then', async () => {
    const id = await adopted()
    const at = (ms: number) => `/devices/${id}/config?at=${new Date(ms).toISOString()}`
    const before = nowMs
    nowMs += MINUTE_MS
    await put(id, { delay: 5 }, '0')
    nowMs += MINUTE_MS
    await say('delay', 5)
    nowMs += MINUTE_MS
    await put(id, { delay: 7 }, '1')
    for (const [ms, expected] of [
      [before, { desired: null, drift: 'unset' }],
      [before + MINUTE_MS, { desired: { value: 5, inForceAt: null }, drift: 'waiting' }],
      [before + 2 * MINUTE_MS + 1, { desired: { value: 5, revision: 1 }, drift: 'in_force', reported: null }],
      [nowMs, { desired: { value: 7, revision: 2 }, drift: 'waiting' }],
    ] as const)
      expect(await api.call('GET', at(ms))).toMatchObject({ body: { settings: [expected] } })
  })

  test('are asked for again after a pause, not without end', async () => {
    const id = await adopted()
    await put(id, { delay: 5 }, '0')
    const [first] = await pending()
    if (first === undefined) expect.fail('nothing asked')
    await inside((transaction) =>
      recordOutcome(transaction, world, edge, {
        commandId: first.id,
        outcome: 'refused',
        reason: 'device_offline',
        at: instant(nowMs),
      }),
    )
    expect(await pending()).toEqual([])
    nowMs += 61_000
    const [second] = await pending()
    if (second === undefined) expect.fail('not asked again')
    await inside((transaction) =>
      recordOutcome(transaction, world, edge, {
        commandId: second.id,
        outcome: 'done',
        reason: null,
        at: instant(nowMs),
      }),
    )
    nowMs += 86_400_000
    expect(await pending()).toEqual([])
  })

  test('that the device could not take are refused, each in its place', async () => {
    const id = await adopted()
    expect(await put(id, { delay: 99, bolt: true, 'a/b': 1 }, '0')).toMatchObject({
      status: 422,
      body: {
        code: 'setting_invalid',
        errors: [
          { pointer: '/values/delay', code: 'setting_out_of_range' },
          { pointer: '/values/bolt', code: 'setting_unknown' },
          { pointer: '/values/a~1b', code: 'setting_unknown' },
        ],
      },
    })
    expect(await put(id, { delay: 7.5 }, '0')).toMatchObject({
      status: 422,
      body: {
        errors: [
          {
            pointer: '/values/delay',
            code: 'setting_between_steps',
            message: 'The device takes steps, and the value lies between two of them. Nearest: 7, 8.',
          },
        ],
      },
    })
    expect(await put(await announced({ ...door, externalId: 'other' }), { delay: 5 }, '0')).toMatchObject({
      status: 409,
    })
  })

  test('are no longer wanted when taken back', async () => {
    const id = await adopted()
    await put(id, { delay: 5 }, '0')
    expect(await put(id, { delay: null }, '1')).toMatchObject({
      status: 200,
      body: { revision: 2, settings: [{ desired: null, drift: 'unset' }] },
    })
  })
})

describe('commands', () => {
  test('have a reason, a deadline, one outcome, and wake the link', async () => {
    const heard: string[] = []
    const deaf = await database.listen(COMMAND_CHANNEL, (payload) => heard.push(payload))
    const action = { kind: 'openEntrance', entranceId: formatId('entrance', entranceId), forMs: 8_000 }
    const asked = await api.call('POST', '/commands', { body: { action, reason: 'delivery' } })
    expect(asked).toMatchObject({
      status: 202,
      body: {
        state: 'asked',
        outcome: null,
        action: 'openEntrance',
        reason: 'delivery',
        askedAt: new Date(nowMs).toISOString(),
        deadlineAt: new Date(nowMs + 10_000).toISOString(),
      },
    })
    const { id } = asked.body as { id: string }
    const [handed] = await pending()
    expect(handed).toMatchObject({
      deadlineAt: nowMs + 10_000,
      action: { kind: 'openEntrance', entranceId, forMs: 8_000 },
    })
    expect(await api.call('GET', `/commands/${id}`)).toMatchObject({ body: { state: 'sent' } })
    const commandId = parseId('command', id) ?? expect.fail('no id')
    await inside((transaction) =>
      recordOutcome(transaction, world, edge, {
        commandId,
        outcome: 'done',
        reason: null,
        at: instant(nowMs + 5),
      }),
    )
    expect(await api.call('GET', `/commands?entranceId=${formatId('entrance', entranceId)}`)).toMatchObject({
      body: { data: [{ id, state: 'ended', outcome: 'done' }] },
    })
    await expect.poll(() => heard).toContain(`${organizationId} ${edge.siteId}`)
    await deaf()
  })

  test('are asked for once by one key, also when the server dies before it could keep its answer', async () => {
    const dying = await apiFor(undefined, {
      idempotency: (store) => ({ ...store, keep: () => Promise.reject(new Error('killed')) }),
    })
    const action = { kind: 'openEntrance', entranceId: formatId('entrance', entranceId) }
    const request = { body: { action, reason: 'delivery' }, idempotencyKey: 'a-key-of-the-caller-1' }
    expect(await dying.call('POST', '/commands', request)).toMatchObject({ status: 500 })
    nowMs += 10 * MINUTE_MS
    expect(await dying.call('POST', '/commands', request)).toMatchObject({
      status: 409,
      body: { code: 'idempotency_outcome_unknown' },
    })
    expect(await api.call('GET', '/commands')).toMatchObject({ body: { data: [{ state: 'asked' }] } })
    await dying.close()
  })

  test('without a reason, with an endless deadline, or for what cannot do it are refused', async () => {
    const id = await adopted()
    const unlock = { kind: 'unlock', deviceId: id, component: 'bolt' }
    const ask = (body: object) => api.call('POST', '/commands', { body })
    expect(await ask({ action: unlock })).toMatchObject({ status: 400 })
    expect(await ask({ action: unlock, reason: ' ' })).toMatchObject({ status: 400 })
    expect(await ask({ action: unlock, reason: 'delivery', deadlineMs: 3_600_000 })).toMatchObject({
      status: 400,
    })
    expect(await ask({ action: { ...unlock, component: 'battery' }, reason: 'delivery' })).toMatchObject({
      status: 422,
      body: { code: 'command_not_possible' },
    })
    expect(await ask({ action: { ...unlock, component: 'wing' }, reason: 'delivery' })).toMatchObject({
      status: 404,
      body: { code: 'command_target_unknown' },
    })
    const waiting = await announced({ ...door, externalId: 'other' })
    expect(await ask({ action: { ...unlock, deviceId: waiting }, reason: 'delivery' })).toMatchObject({
      status: 409,
      body: { code: 'device_not_adopted' },
    })
    expect(await ask({ action: unlock, reason: 'delivery' })).toMatchObject({
      status: 202,
      body: { deviceId: id, component: 'bolt' },
    })
    expect(await pending()).toMatchObject([
      { action: { kind: 'unlock', component: { externalId: 'door-a', key: 'bolt' }, forMs: 5_000 } },
    ])
  })
})
