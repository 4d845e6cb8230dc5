/** A bus that announces without end, from the edge's board to the server's tables: counted, taken back, forgotten. */
import { StateBoard } from '@loge/edge'
import { equipmentFacts, type DeviceDescription } from '@loge/features/equipment/core'
import {
  loadDevices,
  recordAnnouncements,
  recordUnknownPayloads,
  type SpeakingEdge,
} from '@loge/features/equipment/server'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { newId } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { testDatabase, testOrganization, type TestDatabase } from './index.ts'

const FLOOD = 10_000
const ROOM = 1_000

let database: TestDatabase
let edge: SpeakingEdge
let forget: () => void

beforeAll(async () => {
  database = await testDatabase()
  forget = installCatalogue([equipmentFacts, placesFacts])
  const organizationId = await testOrganization(database)
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
afterAll(async () => {
  forget()
  await database.close()
})

const deviceCalled = (externalId: string): DeviceDescription => ({
  externalId,
  protocol: 'mqtt',
  name: externalId,
  manufacturer: null,
  model: null,
  hardwareVersion: null,
  softwareVersion: null,
  suggestedArea: null,
  components: [],
})

const inside = <Value>(work: (transaction: Transaction) => Promise<Value>): Promise<Value> =>
  database.transaction(edge.organizationId, work)

/** Carries what the board tells until it has nothing to tell; the link does the same over its one connection. */
const carry = async (board: StateBoard): Promise<void> => {
  for (;;) {
    const messages = board.takeMessages()
    if (messages.length === 0) return
    for (const message of messages) {
      if (message.kind === 'announcements') {
        const answer = await inside((transaction) => recordAnnouncements(transaction, world, edge, message))
        board.answered({ kind: 'announced', number: message.number, ...answer })
      } else if (message.kind === 'unknownPayloads')
        await inside((transaction) => recordUnknownPayloads(transaction, world, edge, message.payloads))
    }
  }
}

const known = async () =>
  new Set(
    (await inside((transaction) => loadDevices(transaction, { edgeId: edge.edgeId }))).map(
      ({ external_id: externalId }) => externalId,
    ),
  )
const counted = async (): Promise<number> => {
  const { rows } = await inside((transaction) =>
    sql<{ all: number }>`
      select coalesce(sum(count), 0)::int as all from unknown_payload where why = 'too_many_devices'`.execute(
      transaction,
    ),
  )
  return rows[0]?.all ?? 0
}

test('a flood of announcements is counted, keeps nobody out for good, and leaves nothing behind', async () => {
  const board = new StateBoard()
  const say = (report: Parameters<StateBoard['note']>[0]) => board.note(report, world.now())
  const announce = (externalId: string) => say({ kind: 'announced', device: deviceCalled(externalId) })
  const withdraw = (externalId: string) => say({ kind: 'withdrawn', externalId })

  for (let index = 0; index < FLOOD; index += 1) announce(`fake-${index}`)
  announce('intercom')
  await carry(board)
  expect((await known()).size).toBe(ROOM)
  expect(await counted()).toBe(FLOOD + 1 - ROOM)

  // Asking again, also over another connection, counts nothing twice.
  board.ask()
  await carry(board)
  board.tellAgain()
  await carry(board)
  expect(await counted()).toBe(FLOOD + 1 - ROOM)

  // One goes: the first that was refused comes in its place, without another connection.
  withdraw('fake-0')
  await carry(board)
  expect(await known()).toContain('fake-1000')

  // Somebody makes room at the server: it is found by asking from time to time.
  await inside((transaction) =>
    sql`delete from device where external_id in ('fake-1', 'fake-2')`.execute(transaction),
  )
  board.ask()
  await carry(board)
  expect([...(await known())].filter((name) => ['fake-1001', 'fake-1002'].includes(name))).toHaveLength(2)

  for (let index = 1; index < FLOOD; index += 1) withdraw(`fake-${index}`)
  await carry(board)
  expect(await known()).toEqual(new Set(['intercom']))

  announce('lock')
  await carry(board)
  expect(await known()).toEqual(new Set(['intercom', 'lock']))
})
