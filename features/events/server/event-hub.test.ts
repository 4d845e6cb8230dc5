/** The order of commits: a reader misses nothing, however transactions overlap and however slow it is. */
import { newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { compareCursors, type NewEvent, type StoredEvent } from '../core/index.ts'
import { appendEvents } from './append-events.ts'
import { prepareDrawers } from './drawers.ts'
import { EventHub } from './event-hub.ts'
import { readCommitted, readHead } from './read-events.ts'
import { settle } from './settle-for-tests.ts'

let database: TestDatabase
let organization: OrganizationId
beforeAll(async () => {
  database = await testDatabase()
  // Ahead, as the job does it: a transaction that has to make a month lets others of that month wait for it.
  await testOrganization(database)
  await prepareDrawers(database, realWorld)
})
beforeEach(async () => {
  organization = await testOrganization(database)
})
afterAll(() => database.close())

const anEvent = (type: string): NewEvent => ({
  id: newId(realWorld, 'event'),
  type,
  occurredAt: realWorld.now(),
  actor: { kind: 'unknown' },
  payload: {},
})

const append = (
  types: readonly string[],
  beforeCommit: () => Promise<void> = async () => undefined,
): Promise<void> =>
  database.transaction(organization, async (transaction) => {
    await appendEvents(transaction, realWorld, organization, types.map(anEvent))
    await beforeCommit()
  })

const readAfter = async (cursor: string): Promise<readonly string[]> => {
  const rows = await database.transaction(organization, (transaction) =>
    readCommitted(transaction, organization, cursor, 100),
  )
  return rows.map(({ type }) => type)
}

describe('two transactions that overlap', () => {
  test('are never read past: the later one waits until the earlier has ended', async () => {
    const appended = Promise.withResolvers<void>()
    const mayCommit = Promise.withResolvers<void>()
    const slow = append(['slow'], async () => {
      appended.resolve()
      await mayCommit.promise
    })
    await appended.promise
    await append(['fast'])
    // "fast" is committed with a higher number than "slow": showing it now would lose "slow" for this reader.
    expect(await readAfter('0.0')).toEqual([])
    mayCommit.resolve()
    await slow
    await settle(database, organization)
    expect(await readAfter('0.0')).toEqual(['slow', 'fast'])
  })

  test('reach a live subscriber in order, both', async () => {
    const hub = new EventHub(database, realWorld)
    const leave = new AbortController()
    const events = hub.subscribe({
      organizationId: organization,
      reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
      filter: {},
      after: '0.0',
      left: leave.signal,
    })
    const appended = Promise.withResolvers<void>()
    const mayCommit = Promise.withResolvers<void>()
    const slow = append(['slow'], async () => {
      appended.resolve()
      await mayCommit.promise
    })
    await appended.promise
    const first = events.next()
    await append(['fast'])
    mayCommit.resolve()
    await slow
    const types = [(await first).value?.type, (await events.next()).value?.type]
    expect(types).toEqual(['slow', 'fast'])
    leave.abort()
    expect((await events.next()).done).toBe(true)
    await hub.stop()
  })
})

describe('a subscriber', () => {
  test('that is slower than the log still gets every event, once and in order', async () => {
    const hub = new EventHub(database, realWorld)
    const leave = new AbortController()
    const subscription = {
      organizationId: organization,
      reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
      filter: {},
      after: '0.0',
      left: leave.signal,
    }
    const [slow, fast] = [hub.subscribe(subscription), hub.subscribe(subscription)]
    await append(['first'])
    expect((await slow.next()).value?.type).toBe('first')
    // More than a queue holds, while the slow one does not read.
    const counts = [1_200, 1, 900, 30]
    for (const [round, count] of counts.entries())
      await append(Array.from({ length: count }, (_, at) => `r${round}.${at}`))
    const total = 1 + counts.reduce((sum, count) => sum + count, 0)
    const take = async (events: AsyncGenerator<StoredEvent, void, undefined>, count: number) => {
      const taken: StoredEvent[] = []
      while (taken.length < count) {
        const { value } = await events.next()
        if (value) taken.push(value)
      }
      return taken
    }
    const fastSeen = await take(fast, total)
    const slowSeen = await take(slow, total - 1)
    expect(slowSeen.map(({ id }) => id)).toEqual(fastSeen.slice(1).map(({ id }) => id))
    for (const [at, event] of slowSeen.entries())
      if (at > 0) expect(compareCursors(slowSeen[at - 1]?.cursor ?? '', event.cursor)).toBe(-1)
    leave.abort()
    await hub.stop()
  })

  test('that is the first is told what is recorded between what it read and where the reader begins', async () => {
    const hub = new EventHub(database, realWorld)
    const leave = new AbortController()
    const isAsking = Promise.withResolvers<void>()
    const isRecorded = Promise.withResolvers<void>()
    const asked = database.transaction.bind(database)
    vi.spyOn(database, 'transaction').mockImplementationOnce(async (...question) => {
      isAsking.resolve()
      await isRecorded.promise
      return asked(...question)
    })
    const events = hub.subscribe({
      organizationId: organization,
      reach: { wholeOrganization: true, siteIds: [], ownPersonId: undefined },
      filter: {},
      after: '0.0',
      left: leave.signal,
    })
    const first = events.next()
    await isAsking.promise
    // Whoever did not wait for the place of the reader has read the log by now.
    await settle(database, organization)
    await append(['between'])
    await settle(database, organization)
    isRecorded.resolve()
    expect((await first).value?.type).toBe('between')
    leave.abort()
    await hub.stop()
  })

  test('without a cursor begins at the head', async () => {
    await append(['old'])
    await settle(database, organization)
    const head = await database.transaction(organization, (transaction) =>
      readHead(transaction, organization),
    )
    await append(['new'])
    await settle(database, organization)
    expect(await readAfter(head)).toEqual(['new'])
  })
})
