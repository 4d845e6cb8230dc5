/** The log against a real PostgreSQL: appended once, filed where it belongs, never changed. */
import { asId, DAY_MS, instant, newId, SECOND_MS, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defineFacts, type NewEvent } from '../core/index.ts'
import { acceptEdgeEvents, readEdgeReceipt } from './accept-edge-events.ts'
import { appendEvents } from './append-events.ts'
import { installCatalogue } from './current-catalogue.ts'
import type { EventTables } from './tables.ts'

const facts = defineFacts({
  opened: { type: 'entrance.opened', version: 3, retention: 'movement', payload: { method: 'how' } },
})

let database: TestDatabase
let organization: OrganizationId
let forgetCatalogue: () => void
beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([facts])
})
beforeEach(async () => {
  organization = await testOrganization(database)
})
afterAll(async () => {
  forgetCatalogue()
  await database.close()
})

const anEvent = (more: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(realWorld, 'event'),
  type: 'entrance.opened',
  occurredAt: realWorld.now(),
  actor: { kind: 'system', id: 'test' },
  payload: {},
  ...more,
})

const append = (events: readonly NewEvent[]): Promise<void> =>
  database.transaction(organization, (transaction) =>
    appendEvents(transaction, realWorld, organization, events),
  )

const rows = () =>
  database.transaction(organization, (transaction) =>
    transaction.$extendTables<EventTables>().selectFrom('event').selectAll().orderBy('position').execute(),
  )

describe('appending', () => {
  test('files an event under its month, with its version, and makes the month when it is missing', async () => {
    const occurredAt = instant(realWorld.now() - 80 * DAY_MS)
    await append([anEvent({ occurredAt, payload: { method: 'card' } })])
    const month = new Date(occurredAt).toISOString().slice(0, 7).replace('-', '_')
    const { rows: found } = await database.transaction(organization, (transaction) =>
      sql<{ part: string; version: number; payload: unknown; late: boolean }>`
        select tableoid::regclass::text as part, version, payload, late from event`.execute(transaction),
    )
    expect(found).toEqual([
      { part: `event_movement_${month}`, version: 3, payload: { method: 'card' }, late: true },
    ])
  })

  test('walls the new month: nobody reaches it except through the log', async () => {
    await append([anEvent()])
    const { rows: walls } = await database.transaction(organization, (transaction) =>
      sql<{ secured: boolean; granted: boolean }>`
        select bool_and(relrowsecurity and relforcerowsecurity) as secured,
          bool_or(has_table_privilege('loge_app', oid, 'select, insert, update, delete')) as granted
        from pg_class where relname like 'event_movement_%' and relkind = 'r'`.execute(transaction),
    )
    expect(walls).toEqual([{ secured: true, granted: false }])
  })

  test('keeps an event of 1970 under the day it arrived', async () => {
    const edge = { id: newId(realWorld, 'edge'), sequence: 1, clockTrusted: false }
    await append([anEvent({ occurredAt: instant(0), edge })])
    const [row] = await rows()
    expect(row?.occurred_at).toBe(0)
    expect(row?.filed_at).toBe(row?.received_at)
  })

  test('fails loudly when our own code says more than it declared', async () => {
    await expect(append([anEvent({ payload: { name: 'Nadia' } })])).rejects.toThrow('does not declare name')
    expect(await rows()).toEqual([])
  })

  test('leaves nothing behind when the transaction fails', async () => {
    const attempt = database.transaction(organization, async (transaction) => {
      await appendEvents(transaction, realWorld, organization, [anEvent()])
      throw new Error('changed my mind')
    })
    await expect(attempt).rejects.toThrow('changed my mind')
    expect(await rows()).toEqual([])
  })

  test('is told after the commit', async () => {
    const heard = Promise.withResolvers<string>()
    const stop = await database.listen('loge_event', (payload) => {
      if (payload === organization) heard.resolve(payload)
    })
    await append([anEvent()])
    expect(await heard.promise).toBe(organization)
    await stop()
  })

  test('cannot be undone or rewritten by the application [S1-120 2/4, S2-61 partly]', async () => {
    await append([anEvent()])
    const attempts = ['update event set type = $$x$$', 'delete from event', 'truncate event']
    for (const attempt of attempts)
      await expect(
        database.transaction(organization, (transaction) => sql.raw(attempt).execute(transaction)),
      ).rejects.toThrow('permission denied')
  })
})

describe('a batch of an edge', () => {
  const edgeId = newId(realWorld, 'edge')
  const numbered = (sequence: number, more: Partial<NewEvent> = {}): NewEvent =>
    anEvent({ edge: { id: edgeId, sequence, clockTrusted: true }, ...more })
  const deliver = (events: readonly NewEvent[], oldestAvailable?: number) =>
    database.transaction(organization, (transaction) =>
      acceptEdgeEvents(transaction, realWorld, organization, {
        edgeId,
        events,
        ...(oldestAvailable === undefined ? {} : { oldestAvailable }),
      }),
    )

  test('counts once, in whatever batches, order and repetition [S2-62 partly]', async () => {
    const batches = fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 10 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(batches, async (delivered) => {
        organization = await testOrganization(database)
        for (const batch of delivered) await deliver(batch.map((sequence) => numbered(sequence)))
        const expected = [...new Set(delivered.flat())].sort((a, b) => a - b)
        const stored = (await rows()).flatMap((row) => row.edge_sequence ?? [])
        expect(stored.sort((a, b) => a - b)).toEqual(expected)
        const receipt = await database.transaction(organization, (transaction) =>
          readEdgeReceipt(transaction, organization, edgeId),
        )
        expect(receipt.highest).toBe(expected.at(-1) ?? 0)
        const firstMissing =
          Array.from({ length: 31 }, (_, at) => at + 1).find((at) => !expected.includes(at)) ?? 0
        expect(receipt.acknowledged).toBe(firstMissing - 1)
      }),
      { numRuns: 20 },
    )
  })

  test('counts once when two deliveries of it run at the same time', async () => {
    const events = Array.from({ length: 50 }, (_, at) => numbered(at + 1))
    const answers = await Promise.all([deliver(events), deliver(events), deliver(events)])
    expect(answers.map(({ stored }) => stored).sort((a, b) => a - b)).toEqual([0, 0, 50])
    expect(answers.every(({ acknowledged }) => acknowledged === 50)).toBe(true)
    expect(await rows()).toHaveLength(50)
  })

  test('raises an alarm for a hole, says when it closes, and when it never will', async () => {
    expect(await deliver([numbered(1), numbered(4)])).toMatchObject({
      acknowledged: 1,
      stored: 2,
      duplicates: 0,
    })
    expect(await deliver([numbered(2), numbered(3), numbered(4)])).toMatchObject({
      acknowledged: 4,
      stored: 2,
      duplicates: 1,
    })
    expect(await deliver([numbered(9)], 8)).toMatchObject({ acknowledged: 7, stored: 1, duplicates: 0 })
    const alarms = (await rows()).filter(({ type }) => type.startsWith('edge.'))
    expect(alarms.map(({ type, payload }) => [type, payload])).toEqual([
      ['edge.gap_detected', { firstSequence: 2, lastSequence: 3 }],
      ['edge.gap_closed', { firstSequence: 2, lastSequence: 3 }],
      ['edge.gap_detected', { firstSequence: 8, lastSequence: 8 }],
      ['edge.events_lost', { firstSequence: 5, lastSequence: 7 }],
    ])
  })

  test('marks what is more than a minute old as late', async () => {
    const occurredAt = instant(realWorld.now() - 61 * SECOND_MS)
    await deliver([numbered(1, { occurredAt }), numbered(2)])
    expect((await rows()).map(({ late }) => late)).toEqual([true, false])
  })

  test('keeps and counts a type and a key nobody declared', async () => {
    await deliver([
      numbered(1, { type: 'door.melted', payload: { degrees: 9 } }),
      numbered(2, { payload: { colour: 'red' } }),
    ])
    const { undeclared, stored } = await database.transaction(organization, async (transaction) => {
      const tables = transaction.$extendTables<EventTables>()
      return {
        undeclared: await tables
          .selectFrom('undeclared_event')
          .select(['type', 'key', 'times'])
          .orderBy('type')
          .execute(),
        stored: await tables.selectFrom('event').select(['type', 'payload']).orderBy('position').execute(),
      }
    })
    expect(undeclared).toEqual([
      { type: 'door.melted', key: '', times: 1 },
      { type: 'entrance.opened', key: 'colour', times: 1 },
    ])
    expect(stored).toEqual([
      { type: 'door.melted', payload: { degrees: 9 } },
      { type: 'entrance.opened', payload: {} },
    ])
  })

  test('is refused whole when an event carries another edge or no number', async () => {
    const foreign = numbered(1, {
      edge: { id: asId('edge', newId(realWorld, 'edge')), sequence: 1, clockTrusted: true },
    })
    await expect(deliver([foreign])).rejects.toThrow('edge_batch_invalid')
    await expect(deliver([numbered(0)])).rejects.toThrow('edge_batch_invalid')
    await expect(deliver([anEvent()])).rejects.toThrow('edge_batch_invalid')
    expect(await rows()).toEqual([])
  })

  test('with numbers at random is not believed', async () => {
    const scattered = Array.from({ length: 1_002 }, (_, at) => numbered(2 * at + 1))
    await expect(deliver(scattered)).rejects.toThrow('edge_numbering_broken')
  })
})
