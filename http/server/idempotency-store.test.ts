/** Idempotency keys in PostgreSQL. */
import { DAY_MS, instant, MINUTE_MS, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testDatabase, testOrganization, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fingerprintOf, runOnce, type IdempotencyStore, type KeptAnswer } from './idempotency.ts'
import { createIdempotencyStore, purgeIdempotencyKeys } from './idempotency-store.ts'

let database: TestDatabase
let organizationId: OrganizationId
let nowMs = 1_800_000_000_000
const world: World = { ...realWorld, now: () => instant(nowMs) }
let number = 0

beforeAll(async () => {
  database = await testDatabase()
  organizationId = await testOrganization(database)
})
afterAll(() => database.close())

const claimOf = (body = '{}', key = `key-number-${(number += 1)}-of-this-test`) => ({
  organizationId,
  caller: 'acc_1',
  key,
  fingerprint: fingerprintOf(key, 'POST', '/api/v1/things', body),
})
const answer: KeptAnswer = { status: 201, headers: { ETag: '"1"' }, body: '{"secret":"loge_shown_once"}' }

/** Work that leaves something in the database, as a handler does; it is counted there. */
const acting = async () => {
  const mine = await testOrganization(database, '+')
  const length = sql<{ length: number }>`select length(name) - 1 as length from organization`
  return {
    store: createIdempotencyStore(database, world),
    claim: { ...claimOf(), organizationId: mine },
    act: async () => {
      await database.transaction(mine, (transaction) =>
        sql`update organization set name = name || '+'`.execute(transaction),
      )
      return answer
    },
    acted: async () => {
      const { rows } = await database.transaction(mine, (transaction) => length.execute(transaction))
      return rows[0]?.length
    },
  }
}

const counted = () => {
  const count = { runs: 0 }
  const work = async () => {
    count.runs += 1
    return answer
  }
  return { count, work }
}

describe('a key', () => {
  it('runs once, and gives the first answer again', async () => {
    const store = createIdempotencyStore(database, world)
    const { count, work } = counted()
    const claim = claimOf()
    expect(await runOnce(store, claim, work)).toEqual(answer)
    expect(await runOnce(store, claim, work)).toEqual({ ...answer, isReplay: true })
    expect(count.runs).toBe(1)
  })

  it('runs once when twenty ask together', async () => {
    const store = createIdempotencyStore(database, world)
    const { count, work } = counted()
    const claim = claimOf()
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => runOnce(store, claim, work)))
    expect(count.runs).toBe(1)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  })

  it('is refused for another request, and free for another caller', async () => {
    const store = createIdempotencyStore(database, world)
    const { count, work } = counted()
    const claim = claimOf()
    await runOnce(store, claim, work)
    await expect(runOnce(store, claimOf('{"other":1}', claim.key), work)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    })
    await runOnce(store, { ...claim, caller: 'acc_2' }, work)
    expect(count.runs).toBe(2)
  })

  it('is free again after a failure', async () => {
    const store = createIdempotencyStore(database, world)
    const claim = claimOf()
    await expect(runOnce(store, claim, () => Promise.reject(new Error('refused')))).rejects.toThrow('refused')
    expect(await runOnce(store, claim, counted().work)).toEqual(answer)
  })

  it('of a process that died is free after five minutes, not before', async () => {
    const store = createIdempotencyStore(database, world)
    const claim = claimOf()
    expect(await store.claim(claim)).toMatchObject({ kind: 'run' })
    nowMs += 4 * MINUTE_MS
    expect(await store.claim(claim)).toEqual({ kind: 'running' })
    nowMs += 2 * MINUTE_MS
    expect(await store.claim(claim)).toMatchObject({ kind: 'run' })
  })

  it('of a process that died after it acted never acts again, and says so', async () => {
    const { store, claim, act, acted } = await acting()
    const killedBeforeKeeping: IdempotencyStore = { ...store, keep: () => new Promise(() => undefined) }
    void runOnce(killedBeforeKeeping, claim, act)
    await vi.waitFor(async () => expect(await acted()).toBe(1))
    await expect(runOnce(store, claim, act)).rejects.toMatchObject({ code: 'request_in_progress' })
    nowMs += 29 * DAY_MS
    await expect(runOnce(store, claim, act)).rejects.toMatchObject({ code: 'idempotency_outcome_unknown' })
    expect(await acted()).toBe(1)
  })

  it('of work that failed after it acted never acts again, and says so at once', async () => {
    const { store, claim, act, acted } = await acting()
    const failing = async () => {
      await act()
      throw new Error('lost afterwards')
    }
    await expect(runOnce(store, claim, failing)).rejects.toThrow('lost afterwards')
    await expect(runOnce(store, claim, act)).rejects.toMatchObject({ code: 'idempotency_outcome_unknown' })
    expect(await acted()).toBe(1)
  })

  it('of a slow request that was taken for dead acts once: the slow one commits nothing', async () => {
    const { store, claim, act, acted } = await acting()
    const slow = await store.claim(claim)
    if (slow.kind !== 'run') throw new Error('the first claim runs')
    nowMs += 6 * MINUTE_MS
    expect(await runOnce(store, claim, act)).toEqual(answer)
    await expect(store.act(slow.held, act)).rejects.toMatchObject({ code: 'request_in_progress' })
    await store.keep(slow.held, { ...answer, status: 500 })
    await store.release(slow.held)
    expect(await acted()).toBe(1)
    expect(await runOnce(store, claim, act)).toEqual({ ...answer, isReplay: true })
  })

  it('of work that only read is free after five minutes', async () => {
    const { store, claim, acted } = await acting()
    const first = await store.claim(claim)
    if (first.kind !== 'run') throw new Error('the first claim runs')
    await store.act(first.held, acted)
    nowMs += 6 * MINUTE_MS
    expect(await store.claim(claim)).toMatchObject({ kind: 'run' })
  })

  it('is kept thirty days, then forgotten', async () => {
    const store = createIdempotencyStore(database, world)
    const { count, work } = counted()
    const claim = claimOf()
    await runOnce(store, claim, work)
    nowMs += 29 * DAY_MS
    await runOnce(store, claim, work)
    expect(count.runs).toBe(1)
    nowMs += 2 * DAY_MS
    expect(await purgeIdempotencyKeys(database, world, organizationId)).toBeGreaterThan(0)
    await runOnce(store, claim, work)
    expect(count.runs).toBe(2)
  })

  it('keeps an answer that only the key itself can open', async () => {
    const store = createIdempotencyStore(database, world)
    const claim = claimOf()
    await runOnce(store, claim, counted().work)
    const { rows } = await database.transaction(organizationId, (transaction) =>
      sql<{ all: string }>`select string_agg(k::text, ' ') as all from idempotency_key k`.execute(
        transaction,
      ),
    )
    for (const text of ['loge_shown_once', claim.key])
      for (const form of [text, Buffer.from(text).toString('hex')]) expect(rows[0]?.all).not.toContain(form)
  })
})
