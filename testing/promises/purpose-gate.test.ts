/** T-PUR while it runs: under a register that leaves data out, no route that uses them answers, and the log says so. */
import { grantsOf, PERMISSIONS, SERVES, isPermission } from '@loge/features/accounts/core'
import { installCatalogue } from '@loge/features/events/server'
import {
  boundsOn,
  completed,
  type Operation,
  processedAs,
  type Recipient,
  type Register,
  unattachedIn,
} from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { refuseDisclosure } from '@loge/features/privacy/core'
import { createPurposeGate, securityAlert, tellAlerts } from '@loge/features/privacy/server'
import type { HttpServer, Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { ACTIVITY_IDS, type Category, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { insertTestPerson, type TestDatabase, testDatabase, testOrganization } from '@loge/testing'
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

/** What the law calls each of these; a line of the register lists it, or not. */
const CALLS: Readonly<Record<Route['method'], readonly Operation[]>> = {
  GET: ['consultation'],
  POST: ['recording'],
  PUT: ['adaptation', 'alteration'],
  PATCH: ['adaptation', 'alteration'],
  DELETE: ['erasure'],
}
const nameOf = ({ method, path, permission }: Route): string => `${method} ${path} ${permission}`
const doneBy = ({ method, rateLimit, download }: Route): readonly Operation[] =>
  rateLimit === 'export' || download !== undefined ? ['retrieval'] : CALLS[method]

const PAIRS: readonly (readonly [lists: boolean, operation: Operation, activities: readonly string[]])[] = [
  [false, 'combination', ['public_sources']],
  [false, 'alignment', ['public_sources']],
  [false, 'adaptation', ['public_sources']],
  [false, 'alteration', ['public_sources']],
  [false, 'retrieval', ['public_sources', 'shows', 'employee_media']],
]

test('softathome: what an activity does not list is not done: read and kept, it is neither taken out nor changed; one alone is spread [S3-29]', {
  timeout: 120_000,
}, async () => {
  organizationId = await testOrganization(database)
  const register = of('softathome')
  const own = (await readPresets()).find(({ name }) => name === 'softathome')?.register.activities ?? []
  for (const [lists, operation, activities] of PAIRS)
    for (const id of activities)
      expect([id, operation, own.find((one) => one.id === id)?.operations.includes(operation)]).toEqual([
        id,
        operation,
        lists,
      ])
  const listing = (operation: Operation) =>
    own.filter(({ operations }) => operations.includes(operation)).map(({ id }) => id)
  expect(listing('dissemination')).toEqual(['public_sources'])
  // Candidates are two lines of one activity: those who apply, and those who agreed to be called back.
  expect(listing('alteration')).toEqual([
    'forms',
    'web',
    'web_security',
    'web_safety',
    'partners',
    'candidates',
    'candidates_pool',
    'debug',
  ])

  await putInForce(register, 1)
  expect((await refused()).map(nameOf)).toEqual([])
  // What the code does with rights to doors becomes part of what may only be read, kept and spread.
  const spread = own.find(({ id }) => id === 'public_sources')?.operations ?? []
  const narrowed = (operations: readonly Operation[]): Register => ({
    ...register,
    activities: register.activities.map((one) =>
      one.runs.includes('access_control') || one.runs.includes('access_journal')
        ? { ...one, operations }
        : one,
    ),
  })
  await putInForce(narrowed(spread), 2)
  const stopped = await refused()
  const serving = routes.filter(
    ({ permission }) =>
      isPermission(permission) &&
      SERVES[permission].some((one) => one === 'access_control' || one === 'access_journal'),
  )
  const unlisted = serving.filter((route) => !doneBy(route).some((one) => spread.includes(one)))
  expect(stopped.map(nameOf)).toEqual(unlisted.map(nameOf))
  expect(new Set(unlisted.map(({ method }) => method))).toEqual(new Set(['GET', 'POST', 'PUT']))
  expect(serving.length).toBeGreaterThan(unlisted.length)
  for (const { payload } of await logged())
    expect(Object.keys(payload).toSorted()).toEqual(['activity', 'operation', 'permission'])

  await putInForce(narrowed(spread.filter((one) => one !== 'consultation' && one !== 'erasure')), 3)
  const fewer = await refused()
  expect(fewer.filter(({ method }) => method === 'GET').length).toBeGreaterThan(10)
  expect(fewer.filter(({ method }) => method === 'DELETE')).not.toEqual([])
  const written = fewer.filter((route) => doneBy(route).includes('recording'))
  expect(written.map(nameOf)).toEqual([])

  const everybody: Recipient = {
    id: 'everybody',
    kind: 'everybody',
    name: 'Everybody',
    country: 'FR',
    contractOn: null,
    notify: 'none',
    subProcessors: [],
  }
  const open: Register = {
    ...register,
    recipients: [everybody],
    activities: register.activities.map((one) => ({
      ...one,
      recipientKinds: [...new Set([...one.recipientKinds, 'everybody'])],
    })),
  }
  const day = { bounds: boundsOn('2026-11-22'), today: '2026-11-22' }
  for (const { id, categories } of own) {
    const wanted = { recipient: 'everybody', activity: id, categories: categories.slice(0, 1) }
    expect([id, refuseDisclosure(open, wanted, day)]).toEqual([
      id,
      id === 'public_sources' ? undefined : 'recipient_not_of_activity',
    ])
  }
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
    expect((await refused()).map(nameOf)).toEqual([])
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
    expect((await refused()).map(nameOf)).toEqual([])
  },
)

const addOfficer = (): Promise<string> =>
  database.transaction(organizationId, async (transaction) => {
    const [account, person, role] = [
      newId(realWorld, 'account'),
      newId(realWorld, 'person'),
      newId(realWorld, 'role'),
    ]
    await insertTestPerson({ organizationId, id: person }).execute(transaction)
    await sql`insert into account (organization_id, id, person_id, email, status, created_at, version)
      values (${organizationId}, ${account}, ${person}, 'dpo@soco.example', 'active', now(), 1)`.execute(
      transaction,
    )
    await sql`insert into role (organization_id, id, code, permissions, scopes, built_in, name, version)
      values (${organizationId}, ${role}, 'officer', array['privacy.manage'], array['organization'], false, 'DPO', 1)`.execute(
      transaction,
    )
    await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
      values (${organizationId}, ${newId(realWorld, 'roleAssignment')}, ${account}, ${role}, 'organization', ${new Date(clock)})`.execute(
      transaction,
    )
    return account
  })

test('soco: customers whom the charter no longer names are read by no call, and the officer gets one letter that says so [S4-38]', {
  timeout: 120_000,
}, async () => {
  organizationId = await testOrganization(database)
  const register = of('soco')
  await putInForce(register, 1)
  const account = await addOfficer()
  const letters = async () => {
    await tellAlerts({ database, world }, organizationId)
    return database.transaction(organizationId, async (transaction) => {
      const asked = sql<{ type: string; about: string }>`
        select e.type, n.about_id::text as about from notice n join event e on e.id = n.about_id::uuid
        where n.template = 'security_alert' and n.account_id = ${account}`
      return (await asked.execute(transaction)).rows
    })
  }
  expect((await refused()).map(nameOf)).toEqual([])
  expect(await letters()).toEqual([])

  await putInForce(without(register, 'identity'), 2)
  const stopped = await refused()
  const paths = stopped.map(({ path }) => path)
  for (const path of ['/people', '/customers']) expect(paths).toContain(path)
  const [first, ...others] = await letters()
  expect(first?.type).toBe('privacy.use_refused')
  // One for each permission that was stopped, not one for each call.
  const refusedAs = new Set(stopped.map(({ permission }) => permission))
  expect(others).toHaveLength(refusedAs.size - 1)
  for (let turn = 0; turn < 3; turn += 1) await refused()
  expect(await letters()).toHaveLength(refusedAs.size)

  const template = securityAlert('http://localhost:8420')['security_alert'] ?? expect.fail('no template')
  for (const [language, says] of [
    ['fr', 'usage que votre registre ne prévoit pas'],
    ['en', 'a use that your register does not name'],
  ] as const) {
    const grants = grantsOf([{ permissions: ['privacy.manage'], scope: { kind: 'organization' } }])
    const reader = { email: '', name: '', grants } as unknown as Parameters<typeof template>[1]['reader']
    const letter = await database.transaction(organizationId, (transaction) =>
      template(transaction, {
        organizationId,
        aboutId: first?.about ?? '',
        reader,
        language,
        at: world.now(),
      }),
    )
    expect(letter).toMatchObject({ subject: expect.stringContaining(says) })
  }
})
