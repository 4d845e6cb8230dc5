/** A register from its draft to its being in force, over the API; and five organizations that say five different things. */
import { DAY_MS, instant, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  completed,
  defaultRegister,
  type LegalBasis,
  type Register,
  retentionFor,
  rightsUnder,
} from '../core/index.ts'
import { draftRegister, publishRegister, type RegisterFact } from './keep-register.ts'
import { presetNames, readPreset } from './presets.ts'
import { registerAt } from './register-store.ts'
import { lawEndpoints } from './routes.ts'

const START = Date.UTC(2026, 10, 22, 9)
const controller = {
  ...defaultRegister.controller,
  name: 'Les Tilleuls',
  legalForm: 'SAS',
  registration: 'RCS Nantes 123 456 789',
  address: 'Nantes',
  email: 'a@b.example',
}
const own: Register = { ...defaultRegister, controller }
const shorter: Register = {
  ...own,
  retention: own.retention.map((rule) =>
    rule.id === 'movements' ? { ...rule, period: { unit: 'month', count: 1 } } : rule,
  ),
}

let database: TestDatabase
let organizationId: OrganizationId
let api: TestApi
let passedMs = 0
const facts: RegisterFact[] = []
const world: World = { ...realWorld, now: () => instant(START + passedMs) }

beforeEach(async () => {
  passedMs = 0
  facts.length = 0
  database = await testDatabase()
  organizationId = await testOrganization(database)
  const recordRegister = async (_transaction: unknown, _asking: unknown, fact: RegisterFact) => {
    facts.push(fact)
  }
  api = await testApi({
    database,
    world,
    organizationId,
    endpoints: lawEndpoints({ database, world, recordRegister }),
  })
})
afterEach(async () => {
  await api.close()
  await database.close()
})

interface JudgedAnswer {
  readonly version: { readonly hash: string; readonly number: number; readonly state: string }
}

const draft = async (content: unknown, replaces: string | null = null) =>
  api.call('PUT', '/register/draft', { body: { content, replaces } })
const hashIn = ({ body }: { readonly body: unknown }): string => (body as JudgedAnswer).version.hash
const publish = (hash: string, more: object = {}) =>
  api.call('POST', '/register/draft/publish', { body: { hash, ...more } })
const periodOfMovements = async () => {
  const register = await database.transaction(organizationId, (transaction) =>
    registerAt(transaction, organizationId, world.now()),
  )
  return retentionFor(register, ['access_journal']).period
}

describe('an organization that published nothing', () => {
  test('has the register everybody starts with', async () => {
    const { body } = await api.call('GET', '/register')
    expect(body).toMatchObject({ version: null, content: { controller: { name: '' } } })
    expect(await periodOfMovements()).toEqual({ unit: 'month', count: 3 })
    expect((await api.call('GET', '/register/versions')).body).toEqual({ data: [], nextCursor: null })
    expect((await api.call('GET', '/register/notice')).body).toMatchObject({
      activities: { access_journal: { kept: { en: 'Erased three months after they happened.' } } },
    })
    expect(await api.call('GET', '/register/versions/1')).toMatchObject({
      status: 404,
      body: { code: 'register_unknown' },
    })
  })
})

describe('a draft', () => {
  test('says what keeps it from being published, and is not', async () => {
    const drafted = await draft(defaultRegister)
    expect(drafted).toMatchObject({
      status: 200,
      body: {
        version: { number: 1, state: 'draft' },
        faults: [{ pointer: '/controller/name' }, {}, {}, {}, {}],
      },
    })
    expect(await publish(hashIn(drafted))).toMatchObject({
      status: 422,
      body: {
        code: 'register_faulty',
        errors: [{ pointer: '/controller/name', code: 'controller_incomplete' }, {}, {}, {}, {}],
      },
    })
    expect((await api.call('GET', '/register')).body).toMatchObject({ version: null })
  })

  test('of two officers at once is written by one', async () => {
    const first = await draft(own)
    expect(await draft(shorter)).toMatchObject({ status: 409, body: { code: 'register_changed' } })
    expect(await draft(shorter, hashIn(first))).toMatchObject({
      status: 200,
      body: { version: { number: 1 } },
    })
    expect(await publish(hashIn(first))).toMatchObject({ status: 409, body: { code: 'register_changed' } })
  })

  test('with two bases for one purpose, or none, does not exist', async () => {
    const activities = own.activities.map((activity) => ({
      ...activity,
      purposes: activity.purposes.map((purpose) => ({ ...purpose, basis: ['contract', 'consent'] })),
    }))
    expect(await draft({ ...own, activities })).toMatchObject({ status: 400 })
  })

  test('is thrown away by whoever read it as it is', async () => {
    const first = hashIn(await draft(own))
    const second = hashIn(await draft(shorter, first))
    const discard = (hash: string) => api.call('DELETE', `/register/draft?hash=${hash}`)
    expect(await discard(first)).toMatchObject({ status: 409, body: { code: 'register_changed' } })
    expect(await discard(second)).toMatchObject({ status: 204 })
    expect(await discard(second)).toMatchObject({ status: 409, body: { code: 'register_draft_missing' } })
    expect((await api.call('GET', '/register/versions')).body).toMatchObject({ data: [] })
    expect(facts.at(-1)).toMatchObject({ fact: 'discarded', number: 1, hash: second })
  })

  test('that is not there is not published', async () => {
    expect(await publish('0'.repeat(64))).toMatchObject({
      status: 409,
      body: { code: 'register_draft_missing' },
    })
  })
})

describe('a published register', () => {
  test('is in force from its moment on, and what came before is still read', async () => {
    await publish(hashIn(await draft(own)))
    const next = await draft(shorter)
    expect(next).toMatchObject({
      body: { difference: { level: 'minor', changes: [{ kind: 'period_shorter' }] } },
    })
    const effectiveAt = new Date(START + DAY_MS).toISOString()
    expect(await publish(hashIn(next), { effectiveAt })).toMatchObject({
      body: { version: { state: 'scheduled' } },
    })
    expect(await periodOfMovements()).toEqual({ unit: 'month', count: 3 })
    passedMs = DAY_MS
    expect(await periodOfMovements()).toEqual({ unit: 'month', count: 1 })
    expect((await api.call('GET', '/register/versions')).body).toMatchObject({
      data: [
        { number: 2, state: 'in_force' },
        { number: 1, state: 'archived' },
      ],
    })
    const before = await api.call('GET', `/register?at=${new Date(START).toISOString()}`)
    expect(before.body).toMatchObject({ version: { number: 1 } })
    expect(facts.map(({ fact, number, level }) => `${fact} ${number} ${level}`)).toEqual([
      'drafted 1 material',
      'published 1 material',
      'drafted 2 minor',
      'published 2 minor',
    ])
  })

  test('is taken back until it takes effect, and stays to be read', async () => {
    await publish(hashIn(await draft(own)))
    const effectiveAt = new Date(START + DAY_MS).toISOString()
    await publish(hashIn(await draft(shorter)), { effectiveAt })
    const withdraw = (number: number) =>
      api.call('POST', `/register/versions/${number}/withdraw`, { body: {} })
    expect(await withdraw(1)).toMatchObject({ status: 409, body: { code: 'register_not_scheduled' } })
    expect(await withdraw(3)).toMatchObject({ status: 404, body: { code: 'register_unknown' } })
    expect(await withdraw(2)).toMatchObject({ status: 200, body: { state: 'withdrawn' } })
    expect(await withdraw(2)).toMatchObject({ status: 409, body: { code: 'register_not_scheduled' } })
    passedMs = 2 * DAY_MS
    expect(await periodOfMovements()).toEqual({ unit: 'month', count: 3 })
    expect((await api.call('GET', '/register/versions/2')).body).toMatchObject({
      version: { state: 'withdrawn' },
    })
    await expect(
      database.transaction(organizationId, (transaction) =>
        sql`update register_version set withdrawn_at = null where number = 2`.execute(transaction),
      ),
    ).rejects.toThrow()
  })

  test('is listed in pages, newest first', async () => {
    for (const content of [own, shorter, own]) await publish(hashIn(await draft(content)))
    const numbers = (body: unknown) =>
      (body as { data: { number: number }[] }).data.map(({ number }) => number)
    const first = (await api.call('GET', '/register/versions?limit=2')).body
    expect(numbers(first)).toEqual([3, 2])
    const { nextCursor } = first as { nextCursor: string }
    const second = (await api.call('GET', `/register/versions?limit=2&cursor=${nextCursor}`)).body
    expect(numbers(second)).toEqual([1])
    expect(second).toMatchObject({ nextCursor: null })
    expect(await api.call('GET', '/register/versions?cursor=nonsense')).toMatchObject({
      status: 400,
      body: { code: 'cursor_invalid' },
    })
  })

  test('takes no effect in the past', async () => {
    const drafted = await draft(own)
    const effectiveAt = new Date(START - 1000).toISOString()
    expect(await publish(hashIn(drafted), { effectiveAt })).toMatchObject({
      status: 400,
      body: { code: 'effective_in_past' },
    })
  })

  test('stays as it was, whoever reaches the database', async () => {
    await publish(hashIn(await draft(own)))
    for (const act of [sql`update register_version set content = '{}'`, sql`delete from register_version`])
      await expect(
        database.transaction(organizationId, (transaction) => act.execute(transaction)),
      ).rejects.toThrow()
    expect((await api.call('GET', '/register')).body).toMatchObject({
      content: { controller: { name: 'Les Tilleuls' } },
    })
  })
})

test('people are told each use of their data, with the rights that follow from its basis [S3-144 2/3]', async () => {
  const content = completed((await readPreset('softathome')) ?? expect.fail('no such preset'))
  await publish(hashIn(await draft(content)))
  const { body } = await api.call('GET', '/register/notice')
  const { uses } = body as {
    uses: readonly { purpose: string; basis: LegalBasis; rights: readonly string[] }[]
  }
  expect(uses.map(({ purpose }) => purpose)).toEqual(
    content.activities.flatMap(({ purposes }) => purposes.map(({ id }) => id)),
  )
  for (const { basis, rights } of uses) expect(rights).toEqual(rightsUnder(basis))
  expect(new Set(uses.map(({ basis }) => basis)).size).toBeGreaterThan(2)
})

test('every ready-made register lives beside the others, each with its own periods', async () => {
  const names = await presetNames()
  for (const name of names) {
    const content = completed((await readPreset(name)) ?? defaultRegister)
    const id = await testOrganization(database)
    const read = await database.transaction(id, async (transaction) => {
      const keeping = {
        transaction,
        world,
        organizationId: id,
        accountId: null,
        record: async () => undefined,
      }
      const { stored } = await draftRegister(keeping, { content, replaces: null })
      await publishRegister(keeping, { hash: stored.hash })
      return registerAt(transaction, id, world.now())
    })
    expect(read).toEqual(content)
  }
  expect(await periodOfMovements()).toEqual({ unit: 'month', count: 3 })
})
