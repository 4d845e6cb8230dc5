/** T-PUR while it runs: under a register that leaves data out, no route that uses them answers, and the log says so. */
import { grantsOf, PERMISSIONS, SERVES, isPermission } from '@loge/features/accounts/core'
import { installCatalogue } from '@loge/features/events/server'
import { completed, processedAs, type Register, unattachedIn } from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { createPurposeGate } from '@loge/features/privacy/server'
import type { HttpServer, Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { ACTIVITY_IDS, type Category, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { everyFact } from '../../server/facts.ts'
import { everyRoute, REACHED, serverOf } from '../gates/every-route.ts'
import { readPresets } from './preset-claims.ts'

const presets = await readPresets()
const of = (name: string): Register =>
  completed(presets.find((one) => one.name === name)?.register ?? expect.fail(`no preset ${name}`))

let database: TestDatabase
let server: HttpServer
let routes: readonly Route[]
let forget: () => void
let organizationId: OrganizationId
let clock = Date.UTC(2026, 10, 23)
const world: World = { ...realWorld, now: () => instant(clock) }

const everybody = (): Principal => ({
  kind: 'account',
  organizationId,
  accountId: newId(realWorld, 'account'),
  sessionId: newId(realWorld, 'session'),
  personId: newId(realWorld, 'person'),
  grants: grantsOf([{ permissions: [...PERMISSIONS], scope: { kind: 'organization' } }]),
})

beforeAll(async () => {
  forget = installCatalogue(everyFact)
  database = await testDatabase()
  routes = (await everyRoute()).filter(({ permission }) => isPermission(permission))
  const mayUse = createPurposeGate({ database, world, declarations })
  server = await serverOf(routes, everybody, { mayUse })
})
afterAll(async () => {
  await server.close()
  await database.close()
  forget()
})

/** In force from now on, whatever would be said of it: a register that nobody could publish. */
const putInForce = async (register: Register, number: number): Promise<void> => {
  clock += 60_000
  await database.transaction(organizationId, (transaction) =>
    sql`insert into register_version (organization_id, number, content, hash, account_id, recorded_at, published_at, effective_at)
      values (${organizationId}, ${number}, ${JSON.stringify(register)}, ${hashOf(register)}, null,
        ${new Date(clock)}, ${new Date(clock)}, ${new Date(clock)})`.execute(transaction),
  )
  clock += 60_000
}

/** The same, but that no activity names what covers the category. */
const without = (register: Register, category: Category): Register => {
  const gone = new Set(
    register.categories.filter(({ covers }) => covers.includes(category)).map(({ id }) => id),
  )
  return {
    ...register,
    activities: register.activities.map((activity) => ({
      ...activity,
      categories: activity.categories.filter((id) => !gone.has(id)),
    })),
  }
}

const refused = async (): Promise<readonly Route[]> => {
  const found: Route[] = []
  for (const route of routes) {
    const url = `/api/v1${route.path.replaceAll(/\{\w+\}/g, 'nothing')}`
    const answer = await server.inject({ method: route.method, url })
    if (answer.statusCode === 403) {
      expect([route.path, answer.json<{ code: string }>().code]).toEqual([route.path, 'use_not_in_register'])
      found.push(route)
    }
  }
  return found
}

const logged = (): Promise<readonly { payload: Record<string, string> }[]> =>
  database.transaction(organizationId, async (transaction) => {
    const asked = sql<{ payload: Record<string, string> }>`
      select payload from event where type = 'privacy.use_refused'`
    return (await asked.execute(transaction)).rows
  })

test('every permission says what it serves, and what the code does is served by one or runs by itself', () => {
  expect(Object.keys(SERVES).toSorted()).toEqual([...PERMISSIONS].toSorted())
  expect(new Set(Object.values(SERVES).flat())).toEqual(new Set(ACTIVITY_IDS))
  expect(REACHED).toBe(418)
})

/** A house of rooms, one of customers, and one whose data are mostly of others. */
test.each([
  ['soone', '[S0-57]'],
  ['sonio', '[S1-8]'],
  ['softathome', ''],
] as const)(
  '%s: each field and each route has a purpose, and a use without one is refused and logged %s',
  { timeout: 120_000 },
  async (name, _claims) => {
    organizationId = await testOrganization(database)
    const register = of(name)
    for (const { table, columns } of declarations)
      for (const [column, field] of Object.entries(columns))
        if (field.pd !== 'none') {
          const runs = register.activities.filter((one) => one.runs.some((run) => field.for.includes(run)))
          const purposes = runs.flatMap((one) => one.purposes)
          expect([`${table}.${column}`, purposes.length > 0]).toEqual([`${table}.${column}`, true])
        }
    await putInForce(register, 1)
    expect((await refused()).map(({ path }) => path)).toEqual([])
    expect(await logged()).toEqual([])

    const thinner = without(register, 'credential')
    expect(unattachedIn(thinner).map(({ category }) => category)).toContain('credential')
    await putInForce(thinner, 2)
    const stopped = await refused()
    const gaps = new Set(unattachedIn(thinner).map(({ activity }) => activity))
    const serving = routes.filter(
      ({ permission }) => isPermission(permission) && SERVES[permission].some((one) => gaps.has(one)),
    )
    expect(processedAs('access_control')).toContain('credential')
    expect(stopped.length).toBeGreaterThan(10)
    expect(stopped).toEqual(serving)
    const said = await logged()
    expect(said.map(({ payload }) => payload['permission'])).toEqual(
      expect.arrayContaining([...new Set(stopped.map(({ permission }) => permission))]),
    )
    for (const { payload } of said)
      expect(Object.keys(payload).toSorted()).toEqual(['activity', 'category', 'permission'])

    await putInForce(register, 3)
    expect((await refused()).map(({ path }) => path)).toEqual([])
  },
)
