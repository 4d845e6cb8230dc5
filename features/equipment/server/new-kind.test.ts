/** A kind of equipment nobody thought of: what it says of itself is enough to list it, read it, set it and order it. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { instant, newId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { testApi, type TestApi, testDatabase, type TestDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type DeviceDescription, equipmentFacts } from '../core/index.ts'
import {
  equipmentEndpoints,
  pendingCommands,
  recordAnnouncements,
  recordReadings,
  type SpeakingEdge,
} from './index.ts'

let database: TestDatabase
let api: TestApi
let edge: SpeakingEdge
const nowMs = Date.UTC(2026, 10, 22, 12)
let forget: () => void
const world: World = { ...realWorld, now: () => instant(nowMs) }

const inside = <Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> =>
  database.transaction(edge.organizationId, work)

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([equipmentFacts, placesFacts])
  const organizationId = await testOrganization(database)
  const site = await createSite({ database, world }, systemCaller(organizationId, 'test'), {
    name: 'Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    street: 'x',
    postalCode: 'x',
    city: 'Lyon',
    country: 'FR',
  })
  edge = { organizationId, edgeId: newId(world, 'edge'), siteId: site.id }
  const endpoints = equipmentEndpoints({ database, world, findEntrance: async () => undefined })
  api = await testApi({ database, world, organizationId, endpoints })
})
afterAll(async () => {
  forget()
  await api.close()
  await database.close()
})

const part = (key: string, kind: string, capabilities: readonly string[], more: object = {}) => ({
  key,
  kind,
  name: key,
  deviceClass: null,
  unit: null,
  capabilities,
  setting: null,
  unsupportedReason: null,
  ...more,
})
/** Waters the garden. */
const SPRINKLER = {
  externalId: 'sprinkler',
  protocol: 'mqtt',
  name: 'Sprinkler',
  manufacturer: 'Arrosoir',
  model: 'A1',
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [
    part('valve', 'switch', ['switch', 'reportState']),
    part('soil', 'sensor', ['reportState'], { deviceClass: 'moisture', unit: '%' }),
    part('minutes', 'number', ['configure'], { unit: 'min', setting: { min: 1, max: 60, step: 1 } }),
  ],
} as DeviceDescription

const schema = () =>
  inside(async (transaction) => {
    const { rows } = await sql<{ column: string }>`
      select c.oid::regclass || '.' || a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'loge'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      order by 1`.execute(transaction)
    return rows
  })

test('equipment of a kind nobody thought of is listed, read, set and ordered by its description alone [S0-25]', async () => {
  const before = await schema()
  await inside((transaction) =>
    recordAnnouncements(transaction, world, edge, { devices: [SPRINKLER], withdrawn: [] }),
  )
  const { data } = (await api.call('GET', '/devices')).body as { data: { id: string }[] }
  const id = data[0]?.id ?? expect.fail('not listed')
  expect(data).toMatchObject([{ name: 'Sprinkler', state: 'to_be_adopted' }])
  expect(
    await api.call('POST', `/devices/${id}/adopt`, { body: { name: 'Sprinkler', kind: 'machine' } }),
  ).toMatchObject({ status: 200 })

  const say = (key: string, value: string | number) =>
    inside((transaction) =>
      recordReadings(transaction, world, edge, [
        { component: { externalId: 'sprinkler', key }, value, at: instant(nowMs) },
      ]),
    )
  await say('soil', 31)
  await say('valve', 'OFF')
  expect((await api.call('GET', `/devices/${id}`)).body).toMatchObject({
    components: [
      { key: 'minutes' },
      { key: 'soil', unit: '%', reading: { value: 31 } },
      { key: 'valve', reading: { value: 'OFF' } },
    ],
  })

  const config = await api.call('PUT', `/devices/${id}/config`, {
    body: { values: { minutes: 20 }, why: 'a dry week' },
    ifMatch: '0',
  })
  expect(config.body).toMatchObject({ settings: [{ key: 'minutes', desired: { value: 20 } }] })
  const action = { kind: 'switch', deviceId: id, component: 'valve', on: true }
  const ordered = await api.call('POST', '/commands', { body: { action, reason: 'a dry week' } })
  expect(ordered).toMatchObject({ status: 202, body: { deviceId: id, component: 'valve' } })
  expect(
    (await inside((transaction) => pendingCommands(transaction, world, edge))).map((one) => one.action),
  ).toEqual([
    { kind: 'switch', component: { externalId: 'sprinkler', key: 'valve' }, on: true },
    { kind: 'configure', component: { externalId: 'sprinkler', key: 'minutes' }, value: 20 },
  ])

  const told = await inside(async (transaction) => {
    const { rows } = await sql<{
      type: string
    }>`select distinct type from event where type ~ '^(device|command)' order by 1`.execute(transaction)
    return rows.map(({ type }) => type)
  })
  expect(told).toEqual(['command.asked', 'device.adopted', 'device.announced', 'device_config.asked'])
  expect(await schema()).toEqual(before)
})
