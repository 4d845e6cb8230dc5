/** What an edge tells about equipment and takes as commands, on the real database. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import {
  addMs,
  instant,
  newId,
  SECOND_MS,
  type CommandId,
  type OrganizationId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { equipmentFacts, MOST_UNKNOWN_TOPICS, type DeviceDescription } from '../core/index.ts'
import {
  endOverdueCommands,
  loadDevices,
  pendingCommands,
  recordAnnouncements,
  recordAvailability,
  recordOutcome,
  recordReadings,
  recordUnknownPayloads,
  type SpeakingEdge,
} from './index.ts'
import type { EquipmentTables } from './tables.ts'

let database: TestDatabase
let organizationId: OrganizationId
let edge: SpeakingEdge
let nowMs: number
let forget: () => void
const world: World = { ...realWorld, now: () => instant(nowMs) }

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([equipmentFacts, placesFacts])
})
afterAll(async () => {
  forget()
  await database.close()
})
beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 22, 12)
  organizationId = await testOrganization(database)
  const site = await createSite({ database, world }, systemCaller(organizationId, 'test'), {
    name: 'Résidence des Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    street: '12 rue des Tilleuls',
    postalCode: '69003',
    city: 'Lyon',
    country: 'FR',
  })
  edge = { organizationId, edgeId: newId(world, 'edge'), siteId: site.id }
})

const inside = <Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> =>
  database.transaction(organizationId, work)

const door: DeviceDescription = {
  externalId: 'door-a',
  protocol: 'mqtt',
  name: 'Hall A',
  manufacturer: 'Acme',
  model: 'One',
  hardwareVersion: null,
  softwareVersion: '1.0',
  suggestedArea: 'Hall',
  components: [
    {
      key: 'bolt',
      kind: 'lock',
      name: 'Bolt',
      deviceClass: null,
      unit: null,
      capabilities: ['unlock', 'lock', 'reportLockState'],
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
  ],
}
const announce = (...devices: readonly DeviceDescription[]) =>
  inside((transaction) => recordAnnouncements(transaction, world, edge, { devices, withdrawn: [] }))
const devices = () => inside((transaction) => loadDevices(transaction, { edgeId: edge.edgeId }))
const unknown = () =>
  inside((transaction) =>
    transaction
      .$extendTables<EquipmentTables>()
      .selectFrom('unknown_payload')
      .select(['topic', 'why', 'count'])
      .orderBy('topic')
      .execute(),
  )
const factsSeen = async (): Promise<readonly string[]> => {
  const { rows } = await inside((transaction) =>
    sql<{ type: string }>`select type from event where type not like 'site.%' order by position`.execute(
      transaction,
    ),
  )
  return rows.map(({ type }) => type)
}

describe('announcements', () => {
  test('make a device to be adopted, once, and follow what it becomes', async () => {
    await announce(door)
    await announce(door)
    expect(await devices()).toMatchObject([
      { state: 'to_be_adopted', name: 'Hall A', components: [{ key: 'bolt' }, { key: 'delay' }] },
    ])
    await announce({ ...door, softwareVersion: '1.1', components: door.components.slice(0, 1) })
    const [changed] = await devices()
    expect(changed).toMatchObject({
      software_version: '1.1',
      components: [
        { key: 'bolt', present: true },
        { key: 'delay', present: false },
      ],
    })
    expect(await factsSeen()).toEqual(['device.announced', 'device.description_changed'])
  })

  test('that are taken back forget a device nobody adopted', async () => {
    await announce(door)
    await inside((transaction) =>
      recordReadings(transaction, world, edge, [
        { component: { externalId: 'door-a', key: 'bolt' }, value: 'LOCKED', at: instant(nowMs) },
      ]),
    )
    await inside((transaction) =>
      recordAnnouncements(transaction, world, edge, { devices: [], withdrawn: ['door-a'] }),
    )
    expect(await devices()).toEqual([])
    expect(await factsSeen()).toEqual(['device.announced', 'device.withdrawn'])
  })

  test('that are taken back keep a device somebody adopted, and it may return', async () => {
    await announce(door)
    await inside((transaction) =>
      transaction
        .$extendTables<EquipmentTables>()
        .updateTable('device')
        .set({ state: 'adopted', kind: 'door', adopted_at: new Date(nowMs) })
        .execute(),
    )
    await inside((transaction) =>
      recordAnnouncements(transaction, world, edge, { devices: [], withdrawn: ['door-a', 'nobody'] }),
    )
    expect(await devices()).toMatchObject([{ withdrawn_at: nowMs, online: false }])
    await announce(door)
    expect(await devices()).toMatchObject([{ withdrawn_at: null }])
    await inside((transaction) =>
      recordAnnouncements(transaction, world, edge, { devices: [door], withdrawn: ['door-a'] }),
    )
    expect(await devices()).toMatchObject([{ withdrawn_at: null }])
  })

  test('that are hostile are counted and never kept', async () => {
    const [bolt] = door.components
    if (bolt === undefined) expect.fail('no bolt')
    await announce(door)
    await announce(
      { ...door, externalId: 'x\u0000y' },
      { ...door, externalId: '' },
      { ...door, externalId: 'twice', components: [bolt, bolt] },
      {
        ...door,
        externalId: 'huge',
        components: Array.from({ length: 301 }, (_, index) => ({ ...bolt, key: `k${index}` })),
      },
      { ...door, protocol: 'simulated' },
      {
        ...door,
        externalId: 'odd-options',
        components: [{ ...bolt, kind: 'select', setting: { options: ['\u0000a', '\ud800'] } }],
      },
      { ...door, externalId: 'odd', name: `\u0000${'n'.repeat(5_000)}` },
    )
    expect((await devices()).map(({ external_id: id }) => id).toSorted()).toEqual([
      'door-a',
      'odd',
      'odd-options',
    ])
    expect((await unknown()).map(({ why }) => why).toSorted()).toEqual([
      'component_key_repeated',
      'external_id_invalid',
      'external_id_invalid',
      'external_id_taken',
      'too_many_components',
    ])
  })
})

describe('readings and availability', () => {
  test('keep the last word of each part, and never one from the future', async () => {
    await announce(door)
    const component = { externalId: 'door-a', key: 'bolt' }
    const say = (value: string, at: number) =>
      inside((transaction) =>
        recordReadings(transaction, world, edge, [{ component, value, at: instant(at) }]),
      )
    await say('LOCKED', nowMs - 5)
    await say('half a character: \ud800, and none: \u0000', nowMs)
    await say('UNLOCKED', nowMs + 86_400_000)
    const [device] = await devices()
    expect(device?.components[0]?.reading).toEqual({ value: 'UNLOCKED', at: nowMs })
    expect(device?.last_contact_at).toBe(nowMs)
  })

  test('of parts nobody announced are counted', async () => {
    await inside((transaction) =>
      recordReadings(transaction, world, edge, [
        { component: { externalId: 'ghost', key: 'x' }, value: 1, at: instant(nowMs) },
      ]),
    )
    expect(await unknown()).toEqual([{ topic: 'ghost/x', why: 'component_unknown', count: 1 }])
  })

  test('tell only changes of availability', async () => {
    await announce(door)
    const tell = (online: boolean) =>
      inside((transaction) =>
        recordAvailability(transaction, world, edge, [{ externalId: 'door-a', online, at: instant(nowMs) }]),
      )
    await tell(true)
    nowMs += 1_000
    await tell(true)
    await tell(false)
    nowMs += 5_000
    await tell(true)
    expect(await factsSeen()).toEqual([
      'device.announced',
      'device.came_online',
      'device.went_offline',
      'device.came_online',
    ])
    expect(await devices()).toMatchObject([{ online: true, availability_since: nowMs }])
  })
})

describe('unknown payloads', () => {
  test('are counted by topic, and in a bounded space', async () => {
    const flood = Array.from({ length: MOST_UNKNOWN_TOPICS + 50 }, (_, index) => ({
      topic: `t/${index}`,
      why: 'not_json',
      bytes: 9,
      count: 2,
    }))
    await inside((transaction) => recordUnknownPayloads(transaction, world, edge, flood))
    await inside((transaction) => recordUnknownPayloads(transaction, world, edge, flood))
    const rows = await unknown()
    expect(rows).toHaveLength(MOST_UNKNOWN_TOPICS + 1)
    expect(rows.find(({ topic }) => topic === 't/0')?.count).toBe(4)
    expect(rows.find(({ topic }) => topic === '…')?.count).toBe(200)
  })
})

describe('commands', () => {
  const ask = async (): Promise<CommandId> => {
    const id = newId(world, 'command')
    await inside((transaction) =>
      transaction
        .$extendTables<EquipmentTables>()
        .insertInto('command')
        .values({
          organization_id: organizationId,
          id,
          site_id: edge.siteId,
          entrance_id: newId(world, 'entrance'),
          action: JSON.stringify({ kind: 'press', component: { externalId: 'door-a', key: 'bolt' } }),
          origin: 'person',
          actor_kind: 'system',
          state: 'asked',
          asked_at: new Date(nowMs),
          deadline_at: new Date(nowMs + 10 * SECOND_MS),
        })
        .execute(),
    )
    return id
  }
  const pending = async (of: SpeakingEdge = edge) =>
    (await inside((transaction) => pendingCommands(transaction, world, of))).map(({ id }) => id)
  const tell = (commandId: CommandId, outcome: 'done' | 'expired', at: number) =>
    inside((transaction) =>
      recordOutcome(transaction, world, edge, { commandId, outcome, reason: null, at: instant(at) }),
    )
  const watch = () => inside((transaction) => endOverdueCommands(transaction, world, organizationId))
  const stateOf = (id: CommandId) =>
    inside((transaction) =>
      transaction
        .$extendTables<EquipmentTables>()
        .selectFrom('command')
        .select(['state', 'outcome'])
        .where('id', '=', id)
        .executeTakeFirst(),
    )

  test('are handed to one edge, again until answered, and end once', async () => {
    const id = await ask()
    expect(await pending()).toEqual([id])
    expect(await pending({ ...edge, edgeId: newId(world, 'edge') })).toEqual([])
    expect(await pending()).toEqual([id])
    await tell(id, 'done', nowMs + 1)
    expect(await pending()).toEqual([])
    await tell(id, 'done', nowMs + 2)
    await tell(id, 'expired', nowMs + 3)
    nowMs += 86_400_000
    await watch()
    expect(await stateOf(id)).toEqual({ state: 'ended', outcome: 'done' })
    expect(await factsSeen()).toEqual(['command.ended', 'command.contradicted'])
  })

  test('past their deadline are never handed over, and end unreachable', async () => {
    const id = await ask()
    nowMs += 10 * SECOND_MS
    expect(await pending()).toEqual([])
    await watch()
    await watch()
    expect(await stateOf(id)).toEqual({ state: 'ended', outcome: 'unreachable' })
    expect(await factsSeen()).toEqual(['command.ended'])
  })

  test('that were taken and not answered end unknown', async () => {
    const id = await ask()
    await pending()
    nowMs += 41 * SECOND_MS
    await watch()
    expect(await stateOf(id)).toEqual({ state: 'ended', outcome: 'unknown' })
  })

  test('are not ended by an edge of another site', async () => {
    const id = await ask()
    const stranger = { ...edge, siteId: newId(world, 'site') }
    await inside((transaction) =>
      recordOutcome(transaction, world, stranger, {
        commandId: id,
        outcome: 'done',
        reason: null,
        at: addMs(instant(nowMs), 1),
      }),
    )
    expect(await stateOf(id)).toEqual({ state: 'asked', outcome: null })
  })
})
