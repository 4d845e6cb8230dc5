/** The proof of the log, attacked as the owner of the database could: every change is named, every erasure is not one. */
import { addMs, DAY_MS, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commitmentOf, type NewEvent } from '../core/index.ts'
import { appendEvents } from './append-events.ts'
import { forgetPersonInEvents } from './forget-person.ts'
import { sealBlocks } from './seal-blocks.ts'
import { sha256 } from './sha256.ts'
import { settle } from './settle-for-tests.ts'
import type { EventTables } from './tables.ts'
import { checkLog, verifyLog } from './verify-log.ts'

let database: TestDatabase
let organization: OrganizationId
let person: PersonId
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const anEvent = (more: Partial<NewEvent> = {}): NewEvent => ({
  id: newId(realWorld, 'event'),
  type: 'entrance.opened',
  occurredAt: realWorld.now(),
  actor: { kind: 'person', id: person },
  personId: person,
  siteId: newId(realWorld, 'site'),
  payload: { method: 'card', note: 'é"\n', numbers: ['a', 'b'], ratio: 0.1 },
  edge: { id: newId(realWorld, 'edge'), sequence: 7, clockTrusted: true },
  ...more,
})

const append = async (events: readonly NewEvent[]): Promise<void> => {
  await database.transaction(organization, (transaction) =>
    appendEvents(transaction, realWorld, organization, events),
  )
  await settle(database, organization)
}

beforeEach(async () => {
  organization = await testOrganization(database)
  person = newId(realWorld, 'person')
  await append([anEvent(), anEvent(), anEvent()])
  await append([
    anEvent({ occurredAt: addMs(realWorld.now(), -40 * DAY_MS) }),
    anEvent({ actor: { kind: 'unknown' } }),
  ])
  await sealBlocks(database, realWorld, organization)
})

const rows = () =>
  database.transaction(organization, (transaction) =>
    transaction
      .$extendTables<EventTables>()
      .selectFrom('event')
      .selectAll()
      .where('organization_id', '=', organization)
      .orderBy('position')
      .execute(),
  )

/** What somebody with every right on the database can do; `guarded` leaves the triggers on. */
const asOwner = async (command: string, { guarded = false } = {}): Promise<void> => {
  const client = new pg.Client({ connectionString: database.ownerUrl })
  await client.connect()
  try {
    await client.query(`set search_path = loge; set loge.organization_id = '${organization}'`)
    if (!guarded) await client.query(`set session_replication_role = replica`)
    await client.query(command)
  } finally {
    await client.end()
  }
}

const verify = () => verifyLog(database, realWorld, organization)

describe('an untouched log', () => {
  test('verifies, block after block', async () => {
    expect(await verify()).toMatchObject({ blocks: 2, events: 5, erased: 0, purged: 0, broken: null })
    await append([anEvent()])
    expect(await sealBlocks(database, realWorld, organization)).toBe(1)
    expect(await sealBlocks(database, realWorld, organization)).toBe(0)
    expect(await verify()).toMatchObject({ blocks: 3, events: 6, broken: null })
  })

  test('seals each event once when two replicas seal at the same time', async () => {
    await append(Array.from({ length: 20 }, () => anEvent()))
    const sealed = await Promise.all([1, 2, 3].map(() => sealBlocks(database, realWorld, organization)))
    expect(sealed.reduce((sum, count) => sum + count, 0)).toBe(20)
    expect(await verify()).toMatchObject({ events: 25, broken: null })
  })
})

describe('an erasure', () => {
  test('takes the person away, keeps the facts, and the log still verifies [S4-95 1/2, S1-105 partly]', async () => {
    const other = newId(realWorld, 'person')
    await append([anEvent({ personId: other, actor: { kind: 'person', id: person } })])
    await sealBlocks(database, realWorld, organization)
    const forgotten = await database.transaction(organization, (transaction) =>
      forgetPersonInEvents(transaction, person),
    )
    expect(forgotten).toBe(6)
    const left = await rows()
    expect(JSON.stringify(left)).not.toContain(person)
    expect(left.map((row) => row.payload === null)).toEqual([true, true, true, true, true, false])
    expect(left.map((row) => row.type)).toEqual(Array.from({ length: 6 }, () => 'entrance.opened'))
    expect(await verify()).toMatchObject({ events: 6, erased: 6, broken: null })
  })

  test('leaves nobody to be found again by whoever holds the whole database and knows everybody [S4-95 2/2]', async () => {
    const everybody = [person, ...Array.from({ length: 40 }, () => newId(realWorld, 'person'))]
    const before = await rows()
    /** Tries each person with each salt there is, and with what the row must have said: the commitment tells if it is right. */
    const guess = (log: Awaited<ReturnType<typeof rows>>, salts: readonly Uint8Array[]): readonly string[] =>
      log.flatMap((row, index) =>
        everybody.filter((id) =>
          salts.some((salt) =>
            row.commitment.equals(
              commitmentOf(sha256, salt, {
                personId: id,
                actor: before[index]?.actor_kind === 'person' ? { kind: 'person', id } : { kind: 'unknown' },
                payload: before[index]?.payload ?? {},
              }),
            ),
          ),
        ),
      )
    const saltsIn = (log: typeof before) => log.flatMap(({ salt }) => (salt === null ? [] : [salt]))
    // The attack works as long as the person is there.
    expect(guess(before, saltsIn(before))).toEqual(Array.from({ length: 5 }, () => person))
    await database.transaction(organization, (transaction) => forgetPersonInEvents(transaction, person))
    const left = await rows()
    expect(saltsIn(left)).toEqual([])
    const tried = [new Uint8Array(), new Uint8Array(16), ...left.map(({ commitment }) => commitment)]
    expect(guess(left, tried)).toEqual([])
    const known = JSON.stringify(left)
    for (const id of everybody) expect(known).not.toContain(id)
    await expect(
      asOwner(`update event set person_id = '${person}', salt = '\\x00' where id = '${left[0]?.id}'`, {
        guarded: true,
      }),
    ).rejects.toThrow(/never changed/)
  })

  test('leaves the public part under proof: an erased row cannot be moved to another door', async () => {
    await database.transaction(organization, (transaction) => forgetPersonInEvents(transaction, person))
    const [row] = await rows()
    await asOwner(`update event set entrance_id = '${newId(realWorld, 'entrance')}' where id = '${row?.id}'`)
    expect((await verify()).broken).toMatchObject({ what: 'event_altered', eventId: row?.id })
  })

  test('of a whole month leaves the chain intact, and says how much is gone', async () => {
    const old = (await rows()).find((row) => row.filed_at < addMs(realWorld.now(), -30 * DAY_MS))
    const part = `event_movement_${new Date(old?.filed_at ?? 0).toISOString().slice(0, 7).replace('-', '_')}`
    await asOwner(`drop table ${part}`)
    const inFourMonths = { now: () => addMs(realWorld.now(), 124 * DAY_MS) }
    expect(await verifyLog(database, inFourMonths, organization)).toMatchObject({
      blocks: 2,
      events: 4,
      purged: 1,
      broken: null,
    })
    expect((await verify()).broken, 'before its period ended').toMatchObject({ what: 'event_missing' })
  })
})

describe('a change is refused', () => {
  test('even to the owner of the table, unless it only forgets', async () => {
    const attempts = [
      `update event set type = 'x'`,
      `update event set salt = null, type = 'x'`,
      `update event set salt = null, person_id = '${newId(realWorld, 'person')}'`,
      'delete from event',
      'update event_block set count = 1',
      'delete from event_block',
    ]
    for (const attempt of attempts)
      await expect(asOwner(attempt, { guarded: true })).rejects.toThrow(/never changed|only ever added/)
  })
})

describe('a change made behind our back is named', () => {
  const changes: readonly (readonly [string, string, string])[] = [
    ['another type', 'event_altered', `update event set type = 'entrance.refused' where id = $1`],
    [
      'another time',
      'event_altered',
      `update event set occurred_at = occurred_at - interval '1 ms' where id = $1`,
    ],
    ['another person', 'event_altered', `update event set person_id = gen_random_uuid() where id = $1`],
    ['another payload', 'event_altered', `update event set payload = '{"method":"pin"}' where id = $1`],
    ['another commitment', 'event_altered', `update event set commitment = sha256('x') where id = $1`],
    ['a row taken away', 'event_missing', 'delete from event where id = $1'],
    [
      'a leaf rewritten',
      'block_altered',
      `update event_block set leaves = leaves || '\\x00' where number = 1`,
    ],
    ['a block rewritten', 'block_altered', `update event_block set root = sha256('x') where number = 1`],
    ['a block taken away', 'block_missing', 'delete from event_block where number = 1'],
    [
      'a block re-chained',
      'chain_broken',
      `update event_block set previous_hash = sha256('x') where number = 2`,
    ],
  ]
  test.each(changes)('%s: %s [S0-78, S1-120 3/4, S1-11 1/3, S4-11 partly]', async (_, what, change) => {
    const [, row] = await rows()
    await asOwner(change.replace('$1', `'${row?.id}'`))
    const { broken } = await verify()
    expect(broken?.what).toBe(what)
    if (what === 'event_altered') expect(broken?.eventId).toBe(row?.id)
    // The alert: the log tells of it once, and whoever answers for privacy gets a letter about each such line.
    for (const _turn of [1, 2]) await checkLog(database, realWorld, organization)
    const alerts = (await rows()).filter(({ type }) => type === 'log.altered')
    expect(alerts.map(({ payload }) => payload?.['what'])).toEqual([what])
  })

  test('a row slipped in among sealed ones: event_added', async () => {
    await asOwner(`insert into event select organization_id, retention_class, filed_at, gen_random_uuid(), xact_id,
      nextval('event_position'), type, version, occurred_at, received_at, late, site_id, entrance_id, device_id,
      edge_id, edge_sequence, clock_trusted, actor_kind, actor_id, person_id, payload, salt, commitment
      from event where organization_id = '${organization}' order by position limit 1`)
    expect((await verify()).broken).toMatchObject({ what: 'event_added' })
  })

  test('the end of the chain cut off: told by an anchor kept outside', async () => {
    const { head } = await verify()
    await asOwner(`delete from event_block where number = ${head.number}`)
    expect((await verify()).broken).toBeNull()
    expect((await verifyLog(database, realWorld, organization, head)).broken).toMatchObject({
      what: 'block_missing',
    })
    const forged = { number: 1, hash: '00'.repeat(32) }
    expect((await verifyLog(database, realWorld, organization, forged)).broken).toEqual({
      block: 1,
      what: 'anchor_mismatch',
      eventId: null,
    })
  })

  test('the end of the chain cut off, rows and all: told by how far it went when it was last checked', async () => {
    const { head } = await checkLog(database, realWorld, organization)
    await asOwner(`delete from event_block where number = ${head.number}; delete from event`)
    for (const _again of [1, 2]) {
      const { broken } = await checkLog(database, realWorld, organization)
      expect(broken).not.toBeNull()
    }
    await asOwner('delete from event_block')
    expect((await verify()).broken).toMatchObject({ what: 'block_missing', block: 1 })
  })

  test('and the outcome is kept for whoever asks', async () => {
    await checkLog(database, realWorld, organization)
    const kept = () =>
      database.transaction(organization, (transaction) =>
        transaction
          .$extendTables<EventTables>()
          .selectFrom('event_verification')
          .selectAll()
          .executeTakeFirst(),
      )
    expect(await kept()).toMatchObject({ blocks: 2, events: 5, broken_what: null, head_number: 2 })
    const [row] = await rows()
    await asOwner(`delete from event where id = '${row?.id}'`)
    await checkLog(database, realWorld, organization)
    expect(await kept()).toMatchObject({ broken_what: 'event_missing', broken_block: 1 })
  })
})
