/** Roll-outs through the real API on the real database, with devices that answer or do not. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import {
  instant,
  MINUTE_MS,
  newId,
  parseId,
  type DeviceId,
  type EntranceId,
  type OrganizationId,
  type SiteId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { equipmentFacts, writeFirmware, type ComponentDescription } from '../../core/index.ts'
import {
  equipmentEndpoints,
  moveRollouts,
  pendingCommands,
  recordAnnouncements,
  recordAvailability,
  recordOutcome,
  recordReadings,
  rolloutEndpoints,
  type RolloutDeps,
  type SpeakingEdge,
} from '../index.ts'

let database: TestDatabase
let organizationId: OrganizationId
let edge: SpeakingEdge
let api: TestApi
let nowMs: number
let forget: () => void
let suspended: boolean
let served: Map<DeviceId, readonly EntranceId[]>
const world: World = { ...realWorld, now: () => instant(nowMs) }
const deps = (): RolloutDeps => ({
  database,
  world,
  entrancesByDevice: async () => served,
  mayStillChange: async () => !suspended,
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

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([equipmentFacts, placesFacts])
})
afterAll(async () => {
  forget()
  await api.close()
  await database.close()
})
beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 22, 12)
  served = new Map()
  suspended = false
  organizationId = await testOrganization(database)
  edge = { organizationId, edgeId: newId(world, 'edge'), siteId: await newSite('Tilleuls') }
  await api?.close()
  const equipment = equipmentEndpoints({ database, world, findEntrance: async () => undefined })
  api = await testApi({
    database,
    world,
    organizationId,
    endpoints: [...equipment, ...rolloutEndpoints(deps())],
  })
})

const part = { deviceClass: null, unsupportedReason: null }
const componentsOf = (name: string): ComponentDescription[] => [
  {
    ...part,
    key: `number.${name}-delay`,
    kind: 'number',
    name: 'Delay',
    unit: 's',
    capabilities: ['configure', 'reportState'],
    setting: { min: 1, max: 30, step: 1 },
  },
  {
    ...part,
    key: `update.${name}-firmware`,
    kind: 'update',
    name: 'Firmware',
    unit: null,
    capabilities: ['reportState', 'updateFirmware'],
    setting: null,
  },
]

const announce = async (name: string, speaking = edge): Promise<string> => {
  const device = {
    externalId: name,
    protocol: 'mqtt',
    name,
    manufacturer: null,
    model: null,
    hardwareVersion: null,
    softwareVersion: null,
    suggestedArea: null,
    components: componentsOf(name),
  } as const
  await database.transaction(organizationId, async (transaction) => {
    await recordAnnouncements(transaction, world, speaking, { devices: [device], withdrawn: [] })
    await recordAvailability(transaction, world, speaking, [
      { externalId: name, online: true, at: instant(nowMs) },
    ])
  })
  const { data } = (await api.call('GET', '/devices')).body as { data: { id: string; externalId: string }[] }
  const id = data.find(({ externalId }) => externalId === name)?.id ?? expect.fail('not listed')
  expect(await api.call('POST', `/devices/${id}/adopt`, { body: { name, kind: 'door' } })).toMatchObject({
    status: 200,
  })
  return id
}
const announceAll = async (names: readonly string[]): Promise<string[]> => {
  const ids: string[] = []
  for (const name of names) ids.push(await announce(name))
  return ids
}
const say = (name: string, key: string, value: string | number): Promise<void> =>
  database.transaction(organizationId, (transaction) =>
    recordReadings(transaction, world, edge, [
      { component: { externalId: name, key }, value, at: instant(nowMs) },
    ]),
  )
const sayDelay = (name: string, value: number) => say(name, `number.${name}-delay`, value)
const sayFirmware = (name: string, installed: string, percent: number | null = null) =>
  say(
    name,
    `update.${name}-firmware`,
    writeFirmware({ installed, latest: '2.0', inProgress: percent !== null, percent }),
  )
const move = () => moveRollouts(deps(), organizationId)
/** What the edge is given to carry out, by device. */
const orders = async (): Promise<string[]> => {
  const handed = await database.transaction(organizationId, (transaction) =>
    pendingCommands(transaction, world, edge),
  )
  return handed.flatMap(({ action }) => ('component' in action ? [action.component.externalId] : []))
}
const typesOf = async (): Promise<string[]> => {
  const { rows } = await database.transaction(organizationId, (transaction) =>
    sql<{ type: string }>`select type from event where type like 'rollout.%' order by position`.execute(
      transaction,
    ),
  )
  return rows.map(({ type }) => type)
}

const DELAY = { wants: 'setting', setting: { kind: 'number', name: 'Delay', unit: 's' }, value: 8 } as const
const start = (deviceIds: readonly string[], more: object = {}) =>
  api.call('POST', '/rollouts', { body: { deviceIds, wish: DELAY, reason: 'Prams at the door', ...more } })
interface Shown {
  readonly id: string
  readonly state: string
  readonly items: readonly { name: string; state: string; reason: string | null; percent: number | null }[]
}
const started = async (deviceIds: readonly string[], more: object = {}): Promise<string> => {
  const answer = await start(deviceIds, more)
  expect(answer.status).toBe(201)
  return (answer.body as Shown).id
}
const shown = async (id: string): Promise<Shown> => (await api.call('GET', `/rollouts/${id}`)).body as Shown
const standing = async (id: string): Promise<string> => {
  const { state, items } = await shown(id)
  return `${state}: ${items.map((one) => `${one.name} ${one.state}`).join(', ')}`
}

describe('a setting for many devices', () => {
  test('is looked at before: who has it, who cannot, who is silent', async () => {
    const ids = await announceAll(['a', 'b', 'c', 'd'])
    await sayDelay('a', 8)
    await sayDelay('b', 5)
    await database.transaction(organizationId, (transaction) =>
      recordAvailability(transaction, world, edge, [{ externalId: 'c', online: false, at: instant(nowMs) }]),
    )
    await api.call('DELETE', `/devices/${ids[3] ?? ''}`, { ifMatch: '*' })
    expect(
      await api.call('POST', '/rollouts/preview', { body: { deviceIds: ids, wish: DELAY } }),
    ).toMatchObject({
      status: 200,
      body: {
        settings: [{ name: 'Delay', unit: 's', devices: 4, limits: { max: 30 } }],
        devices: [
          { name: 'a', standing: 'in_force', reason: 'has_it', has: 8 },
          { name: 'b', standing: 'ready', has: 5 },
          { name: 'c', standing: 'silent', reason: 'not_reachable' },
          { name: 'd', standing: 'refused', reason: 'device_not_adopted' },
        ],
      },
    })
    expect(await api.call('GET', '/rollouts')).toMatchObject({ body: { data: [] } })
  })

  test('is asked of one first, then of a few, and is over when all have it', async () => {
    const ids = await announceAll(['a', 'b', 'c', 'd'])
    for (const name of ['a', 'b', 'c', 'd']) await sayDelay(name, 5)
    const id = await started(ids, { rules: { batchSize: 2 } })
    await move()
    expect(await standing(id)).toBe('running: a asked, b waiting, c waiting, d waiting')
    expect(await orders()).toEqual(['a'])
    await move()
    expect(await orders()).toEqual(['a'])
    nowMs += 1_000
    await sayDelay('a', 8)
    await move()
    expect(await standing(id)).toBe('running: a in_force, b asked, c asked, d waiting')
    for (const name of ['b', 'c']) await sayDelay(name, 8)
    await move()
    await sayDelay('d', 8)
    await move()
    expect(await standing(id)).toBe('ended: a in_force, b in_force, c in_force, d in_force')
    expect(await typesOf()).toEqual(['rollout.started', 'rollout.ended'])
  })

  test('pauses by itself when the first does not take it, and goes on when a person says so', async () => {
    const ids = await announceAll(['a', 'b'])
    for (const name of ['a', 'b']) await sayDelay(name, 5)
    const id = await started(ids)
    await move()
    nowMs += 6 * MINUTE_MS
    await sayDelay('a', 5)
    await move()
    expect(await standing(id)).toBe('paused: a drifted, b waiting')
    expect(await api.call('GET', '/rollouts?state=paused')).toMatchObject({ body: { data: [{ id }] } })
    await move()
    expect(await standing(id)).toBe('paused: a drifted, b waiting')
    expect(await api.call('POST', `/rollouts/${id}/resume`)).toMatchObject({
      status: 200,
      body: { state: 'running' },
    })
    expect(await api.call('POST', `/rollouts/${id}/resume`)).toMatchObject({
      status: 409,
      body: { code: 'rollout_not_paused' },
    })
    await move()
    expect(await standing(id)).toBe('running: a drifted, b asked')
    expect(await typesOf()).toEqual(['rollout.started', 'rollout.paused', 'rollout.resumed'])
  })

  test('asks nobody more in the name of somebody who may not any more, until another lets it go on', async () => {
    const ids = await announceAll(['a', 'b'])
    for (const name of ['a', 'b']) await sayDelay(name, 5)
    const id = await started(ids)
    await move()
    suspended = true
    nowMs += 1_000
    await sayDelay('a', 8)
    await move()
    await move()
    expect(await standing(id)).toBe('paused: a in_force, b waiting')
    expect(await shown(id)).toMatchObject({ pausedWhy: 'starter_may_not' })
    suspended = false
    expect(await api.call('POST', `/rollouts/${id}/resume`)).toMatchObject({
      status: 200,
      body: { state: 'running', pausedWhy: null },
    })
    await move()
    expect(await standing(id)).toBe('running: a in_force, b asked')
    expect(await typesOf()).toEqual(['rollout.started', 'rollout.paused', 'rollout.resumed'])
  })

  test('is stopped: whoever waits is never asked, whoever was asked is followed', async () => {
    const ids = await announceAll(['a', 'b'])
    for (const name of ['a', 'b']) await sayDelay(name, 5)
    const id = await started(ids)
    await move()
    expect(await api.call('POST', `/rollouts/${id}/stop`)).toMatchObject({
      status: 200,
      body: { state: 'stopped' },
    })
    expect(await api.call('POST', `/rollouts/${id}/stop`)).toMatchObject({
      status: 409,
      body: { code: 'rollout_over' },
    })
    nowMs += 1_000
    await sayDelay('a', 8)
    await move()
    expect(await standing(id)).toBe('stopped: a in_force, b stopped')
    expect(await api.call('GET', `/devices/${ids[1] ?? ''}/config`)).toMatchObject({
      body: { settings: [{ desired: null }] },
    })
  })

  test('is taken back: each device is asked for its own value from before, unless somebody wants another since', async () => {
    const ids = await announceAll(['a', 'b', 'c'])
    for (const [name, value] of [
      ['a', 5],
      ['b', 6],
      ['c', 7],
    ] as const)
      await sayDelay(name, value)
    const id = await started(ids)
    for (const name of ['a', 'b', 'c']) {
      await move()
      nowMs += 1_000
      await sayDelay(name, 8)
    }
    await move()
    const [, second = ''] = ids
    await api.call('PUT', `/devices/${second}/config`, {
      body: { values: { 'number.b-delay': 9 }, why: 'Somebody slow lives here' },
      ifMatch: '*',
    })
    const undo = await api.call('POST', `/rollouts/${id}/undo`)
    expect(undo).toMatchObject({ status: 201, body: { undoOf: id, state: 'running' } })
    const undone = (undo.body as Shown).id
    expect(await api.call('POST', `/rollouts/${id}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'rollout_not_undoable' },
    })
    for (const [name, value] of [
      ['a', 5],
      ['c', 7],
    ] as const) {
      await move()
      nowMs += 1_000
      await sayDelay(name, value)
    }
    await move()
    expect(await standing(undone)).toBe('ended: a in_force, c in_force')
    expect(await shown(id)).toMatchObject({ undoneBy: undone, isUndoable: false })
  })

  test('asks nobody twice when two servers move it at once, or one dies half way', async () => {
    const ids = await announceAll(['a', 'b', 'c'])
    for (const name of ['a', 'b', 'c']) await sayDelay(name, 5)
    const id = await started(ids)
    await Promise.all([move(), move(), move()])
    expect(await orders()).toEqual(['a'])
    nowMs += 1_000
    await sayDelay('a', 8)
    const dying: RolloutDeps = {
      ...deps(),
      database: {
        ...database,
        transaction: (organization, work) =>
          database.transaction(organization, async (transaction) => {
            await work(transaction)
            throw new Error('the server was killed')
          }),
      },
    }
    await expect(moveRollouts(dying, organizationId)).rejects.toThrow('killed')
    expect(await standing(id)).toBe('running: a asked, b waiting, c waiting')
    await move()
    expect(await standing(id)).toBe('running: a in_force, b asked, c asked')
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{ count: number }>`select count(*)::int as count from device_config`.execute(transaction),
    )
    expect(rows).toEqual([{ count: 3 }])
  })
})

describe('firmware', () => {
  const firmware = { wish: { wants: 'firmware' } }

  test('is installed, followed by its percentage, and named for what became of it', async () => {
    const [device = ''] = await announceAll(['a'])
    await sayFirmware('a', '1.0')
    expect(await api.call('GET', `/devices/${device}`)).toMatchObject({
      body: { firmware: { installed: '1.0', latest: '2.0', inProgress: false, canInstall: true } },
    })
    const id = await started([device], firmware)
    await move()
    const [order] = await database.transaction(organizationId, (transaction) =>
      pendingCommands(transaction, world, edge),
    )
    expect(order?.action).toEqual({ kind: 'press', component: { externalId: 'a', key: 'update.a-firmware' } })
    nowMs += 1_000
    await sayFirmware('a', '1.0', 40)
    await move()
    expect((await shown(id)).items).toMatchObject([{ state: 'asked', percent: 40 }])
    await sayFirmware('a', '2.0')
    await move()
    expect(await standing(id)).toBe('ended: a in_force')
    expect(await api.call('POST', `/rollouts/${id}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'rollout_not_undoable' },
    })
  })

  test('that gives up half way is failed, and needs a person', async () => {
    const ids = await announceAll(['a', 'b'])
    for (const name of ['a', 'b']) await sayFirmware(name, '1.0')
    const id = await started(ids, firmware)
    await move()
    const typed = { kind: 'apiKey', id: expect.stringMatching(/^key_/) }
    expect(await shown(id)).toMatchObject({ startedBy: typed })
    expect(await api.call('GET', '/commands')).toMatchObject({ body: { data: [{ actor: typed }] } })
    await sayFirmware('a', '1.0', 40)
    await move()
    await sayFirmware('a', '1.0')
    await move()
    expect(await standing(id)).toBe('paused: a failed, b waiting')
    expect((await shown(id)).items[0]?.reason).toBe('gave_up')
  })

  test('whose order moved nothing is failed with why', async () => {
    const [device = ''] = await announceAll(['a'])
    await sayFirmware('a', '1.0')
    const id = await started([device], firmware)
    await move()
    await database.transaction(organizationId, async (transaction) => {
      const [order] = await pendingCommands(transaction, world, edge)
      if (order === undefined) throw new Error('nothing was asked')
      await recordOutcome(transaction, world, edge, {
        commandId: order.id,
        outcome: 'refused',
        reason: 'device_offline',
        at: instant(nowMs),
      })
    })
    await move()
    expect((await shown(id)).items).toMatchObject([{ state: 'failed', reason: 'refused' }])
  })

  test('is not on both readers of one entrance at once, unless somebody asks for it', async () => {
    const ids = await announceAll(['a', 'b', 'c'])
    const entrance = newId(world, 'entrance')
    served = new Map(
      ids.slice(1).flatMap((id) => {
        const device = parseId('device', id)
        return device === undefined ? [] : [[device, [entrance]] as const]
      }),
    )
    for (const name of ['a', 'b', 'c']) await sayFirmware(name, '1.0')
    const id = await started(ids, firmware)
    await move()
    await sayFirmware('a', '2.0')
    await move()
    expect(await standing(id)).toBe('running: a in_force, b asked, c waiting')
    await sayFirmware('b', '2.0')
    await move()
    expect(await standing(id)).toBe('running: a in_force, b in_force, c asked')
  })
})

describe('two roll-outs at once', () => {
  const firmware = { wish: { wants: 'firmware' } }
  const NAMES = ['a', 'b', 'c']
  const pressed = async (): Promise<string[]> => {
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{ name: string }>`
        select action->'component'->>'externalId' as name from command
        where action->>'kind' = 'press' order by 1`.execute(transaction),
    )
    return rows.map(({ name }) => name)
  }

  test('of the same wish do not both take a device: the second is refused, and told which change has it', async () => {
    const ids = await announceAll(NAMES)
    for (const name of NAMES) await sayFirmware(name, '1.0')
    const answers = await Promise.all([start(ids, firmware), start(ids.slice(1), firmware)])
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201, 409]))
    const bodyOf = (status: number): unknown => answers.find((one) => one.status === status)?.body
    const { id: first } = bodyOf(201) as Shown
    const refused = bodyOf(409) as {
      code: string
      detail: string
      errors: { pointer: string; message: string }[]
    }
    expect(refused.code).toBe('rollout_devices_busy')
    expect(refused.detail).toContain(first)
    expect(refused.errors[0]?.message).toContain(first)
    for (const name of NAMES) {
      await move()
      await sayFirmware(name, '2.0')
    }
    await move()
    expect(new Set(await pressed()).size).toBe((await pressed()).length)
  })

  test('another setting of the same devices, or what was stopped before it was asked, is free', async () => {
    const ids = await announceAll(NAMES)
    for (const name of NAMES) {
      await sayFirmware(name, '1.0')
      await sayDelay(name, 5)
    }
    const id = await started(ids)
    expect(await start(ids)).toMatchObject({ status: 409, body: { code: 'rollout_devices_busy' } })
    await started(ids, firmware)
    await api.call('POST', `/rollouts/${id}/stop`)
    await started(ids)
  })

  test('do not take both readers of one entrance, nor a device twice that both have', async () => {
    const ids = await announceAll(NAMES)
    const entrance = newId(world, 'entrance')
    served = new Map(
      ids.slice(0, 2).flatMap((id) => {
        const device = parseId('device', id)
        return device === undefined ? [] : [[device, [entrance]] as const]
      }),
    )
    for (const name of NAMES) await sayFirmware(name, '1.0')
    const one = await started(ids.slice(0, 1), firmware)
    nowMs += 1_000
    const other = await started(ids.slice(1), firmware)
    // What no start lets through any more, and an older one may have left.
    await database.transaction(organizationId, (transaction) =>
      sql`update rollout_item set device_id = ${parseId('device', ids[0] ?? '')} where device_id = ${parseId('device', ids[2] ?? '')}`.execute(
        transaction,
      ),
    )
    await move()
    await move()
    expect(await standing(one)).toBe('running: a asked')
    expect(await standing(other)).toBe('running: b waiting, a waiting')
    expect(await pressed()).toEqual(['a'])
    await sayFirmware('a', '2.0')
    await move()
    expect(await standing(other)).toBe('running: b asked, a waiting')
    await sayFirmware('b', '2.0')
    await move()
    expect(await standing(other)).toBe('ended: b in_force, a in_force')
    expect(await pressed()).toEqual(['a', 'b'])
  })
})

describe('what cannot be rolled out', () => {
  test('devices that do not exist, or are of two sites', async () => {
    const [device = ''] = await announceAll(['a'])
    const nobody = `dev_${'0'.repeat(32)}`
    expect(await start([device, nobody])).toMatchObject({
      status: 422,
      body: { code: 'rollout_devices_unknown' },
    })
    const other = await announce('far', {
      ...edge,
      edgeId: newId(world, 'edge'),
      siteId: await newSite('Érables'),
    })
    expect(await start([device, other])).toMatchObject({
      status: 422,
      body: { code: 'rollout_sites_differ' },
    })
    expect(await start([device, device])).toMatchObject({ status: 400 })
    expect(await start([])).toMatchObject({ status: 400 })
  })

  test('a value that no device takes, a setting that none has, or one that all have', async () => {
    const [device = ''] = await announceAll(['a'])
    await sayDelay('a', 8)
    for (const wish of [
      DELAY,
      { ...DELAY, value: 31 },
      { ...DELAY, setting: { ...DELAY.setting, name: 'Colour' } },
    ])
      expect(await start([device], { wish })).toMatchObject({
        status: 422,
        body: { code: 'rollout_nobody_to_ask' },
      })
    const far = `rlo_${'0'.repeat(32)}`
    for (const act of ['stop', 'resume', 'undo'])
      expect(await api.call('POST', `/rollouts/${far}/${act}`)).toMatchObject({ status: 404 })
  })
})
