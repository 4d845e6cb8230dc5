/** One setting with limits, from what is refused to what is taken back: through the routes, and as it is stored. */
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { instant, newId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { testApi, type TestApi, testDatabase, type TestDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { equipmentFacts } from '../core/index.ts'
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
let nowMs = Date.UTC(2026, 10, 22, 12)
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

const DELAY = {
  key: 'delay',
  kind: 'number',
  name: 'Delay',
  deviceClass: null,
  unit: 's',
  capabilities: ['configure'],
  setting: { min: 1, max: 9, step: 1 },
  unsupportedReason: null,
} as const
const GATE = {
  externalId: 'gate',
  protocol: 'mqtt',
  name: 'Gate',
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [DELAY],
} as const

const adoptGate = async (): Promise<string> => {
  await inside((transaction) =>
    recordAnnouncements(transaction, world, edge, { devices: [GATE], withdrawn: [] }),
  )
  const { data } = (await api.call('GET', '/devices')).body as { data: { id: string }[] }
  const id = data[0]?.id ?? expect.fail('not listed')
  await api.call('POST', `/devices/${id}/adopt`, { body: { name: 'Gate', kind: 'door' } })
  return id
}

const stored = () =>
  inside(async (transaction) => {
    const { rows } = await sql<{ revision: number; desired: number; author: string | null; why: string }>`
      select revision::int, desired, actor_kind || ':' || actor_id as author, why from device_config order by revision`.execute(
      transaction,
    )
    return rows
  })

const told = () =>
  inside(async (transaction) => {
    const { rows } = await sql<{ author: string; payload: unknown }>`
      select actor_kind || ':' || actor_id as author, payload from event where type = ${equipmentFacts.configAsked.type} order by position`.execute(
      transaction,
    )
    return rows
  })

const asked = () => inside((transaction) => pendingCommands(transaction, world, edge))
const deviceSays = (value: number) =>
  inside((transaction) =>
    recordReadings(transaction, world, edge, [
      { component: { externalId: 'gate', key: 'delay' }, value, at: instant(nowMs) },
    ]),
  )

test('a setting out of range is refused and changes nothing; a right one is version n+1 with its author, pending until the device says so, and can be taken back [S0-29]', async () => {
  const id = await adoptGate()
  const put = (delay: number, ifMatch: string, why = 'slow gate') =>
    api.call('PUT', `/devices/${id}/config`, { body: { values: { delay }, why }, ifMatch })
  const setting = async (at?: number) => {
    const when = at === undefined ? '' : `?at=${new Date(at).toISOString()}`
    const { body } = await api.call('GET', `/devices/${id}/config${when}`)
    const { revision, settings } = body as {
      revision: number
      settings: readonly { drift: string; desired: { value: number } | null }[]
    }
    return { revision, value: settings[0]?.desired?.value ?? null, drift: settings[0]?.drift }
  }

  for (const outside of [0, 10, -3, 4.5]) expect(await put(outside, '0')).toMatchObject({ status: 422 })
  expect([await setting(), await stored(), await told(), await asked()]).toEqual([
    { revision: 0, value: null, drift: 'unset' },
    [],
    [],
    [],
  ])

  expect(await put(5, '0')).toMatchObject({ status: 200, body: { revision: 1 } })
  expect(await setting()).toEqual({ revision: 1, value: 5, drift: 'waiting' })
  const first = nowMs
  await deviceSays(5)
  expect(await setting()).toMatchObject({ drift: 'in_force' })

  nowMs += 60_000
  expect(await put(8, '1')).toMatchObject({ status: 200, body: { revision: 2 } })
  expect(await put(12, '2')).toMatchObject({ status: 422 })
  await deviceSays(8)
  // The difference: what was wanted before, beside what is wanted now.
  expect([await setting(first), await setting()]).toMatchObject([
    { value: 5 },
    { revision: 2, value: 8, drift: 'in_force' },
  ])

  nowMs += 60_000
  const { value } = await setting(first)
  expect(await put(value ?? expect.fail('not told'), '2', 'back as it was')).toMatchObject({
    body: { revision: 3 },
  })
  expect(await setting()).toEqual({ revision: 3, value: 5, drift: 'waiting' })
  await deviceSays(5)
  expect(await setting()).toMatchObject({ revision: 3, drift: 'in_force' })

  const rows = await stored()
  expect(rows.map(({ revision, desired, why }) => [revision, desired, why])).toEqual([
    [1, 5, 'slow gate'],
    [2, 8, 'slow gate'],
    [3, 5, 'back as it was'],
  ])
  const authors = [...rows, ...(await told())].map(({ author }) => author)
  expect(authors).toHaveLength(6)
  expect(new Set(authors).size).toBe(1)
  expect(authors[0]).toMatch(/^apiKey:/)
})
