/** Callers who reach for more than is theirs, through the real routes: refused, written down, counted, slowed, told. */
import { accountFacts, grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import { ALERTING, READING } from '@loge/features/privacy/core'
import { createGuard, securityAlert, tellAlerts } from '@loge/features/privacy/server'
import type { Principal } from '@loge/http'
import { instant, MINUTE_MS, newId, type OrganizationId, parseId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testOrganization } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openRealHouse, type RealHouse, settleSmall } from '../gates/real-house.ts'

let house: RealHouse
let organizationId: OrganizationId
let other: OrganizationId
let principal: Principal
let settled: Readonly<Record<string, string>>
let nowMs = Date.UTC(2026, 10, 23, 9)
const world: World = { ...realWorld, now: () => instant(nowMs) }
const counted = new Map<string, number>()

const someone = (permissions: readonly string[], scope: Parameters<typeof grantsOf>[0][number]['scope']) =>
  ({
    kind: 'account',
    organizationId,
    accountId: newId(world, 'account'),
    sessionId: newId(world, 'session'),
    personId: newId(world, 'person'),
    grants: grantsOf([{ permissions, scope }]),
  }) as const satisfies Principal

/** As everywhere, with fewer people to put on file. */
const LIMIT = { ...READING, people: 12 }

const everywhere = { kind: 'organization' } as const

beforeAll(async () => {
  house = await openRealHouse(
    () => principal,
    (parts) => ({
      guard: createGuard({
        ...parts,
        world,
        reading: LIMIT,
        count: (kind) => counted.set(kind, (counted.get(kind) ?? 0) + 1),
      }),
    }),
  )
  organizationId = await testOrganization(house.database)
  other = await testOrganization(house.database)
  principal = someone(PERMISSIONS, everywhere)
  settled = await settleSmall(house)
})
afterAll(() => house.close())
beforeEach(() => {
  nowMs += 60 * MINUTE_MS
  counted.clear()
})

const ask = async (method: 'GET' | 'POST', path: string, body?: object) => {
  const answer = await house.server.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      authorization: 'Bearer test',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return answer
}

const told = (by: Principal) =>
  house.database.transaction(organizationId, async (transaction) => {
    const id = by.kind === 'account' ? by.accountId : ''
    const { rows } = await sql<{ type: string; payload: Record<string, unknown> }>`
      select type, payload from event where organization_id = ${organizationId}
        and type like 'security.%' and actor_id = ${id} order by position`.execute(transaction)
    return rows
  })

/** Put on file by somebody who may, in their own organization. */
const addPeople = async (count: number, of = organizationId): Promise<readonly string[]> => {
  const before = principal
  principal = { ...someone(PERMISSIONS, everywhere), organizationId: of }
  const ids: string[] = []
  for (let one = 0; one < count; one += 1) {
    const person = { givenName: 'Ada', familyName: `Okafor ${one}`, email: 'ada@tilleuls.example' }
    ids.push((await ask('POST', '/people', person)).json().id)
  }
  principal = before
  return ids
}

describe('an object of another organization', () => {
  it('is not there: the answer is 404, the log and the counter say so, and who goes on is an alert [S0-36 2/2]', async () => {
    const [asked] = await addPeople(1, other)
    const thief = someone(['people.read'], everywhere)
    principal = thief
    const answer = await ask('GET', `/people/${asked}`)
    expect([answer.statusCode, answer.body.includes('Okafor')]).toEqual([404, false])
    expect(await told(thief)).toEqual([
      { type: 'security.object_refused', payload: { route: 'GET /people/{id}', code: 'person_unknown' } },
    ])
    expect(counted.get('security.object_refused')).toBe(1)
    for (let turn = 0; turn < 15; turn += 1) await ask('GET', `/people/${asked}`)
    expect((await told(thief)).filter(({ type }) => type === 'security.probing')).toEqual([
      { type: 'security.probing', payload: { refusals: 10 } },
    ])
    expect(counted.get('security.object_refused')).toBe(16)
  })
})

describe('who may give rights', () => {
  it('gives none outside the site they look after, and a resident gives none at all; the log says so [S0-24]', async () => {
    const siteId = parseId('site', settled['site'] ?? '') ?? expect.fail('no site')
    const grant = (reason: string) => ({
      siteId: settled['site'],
      accessProfileId: settled['profile'],
      to: { kind: 'person', personId: settled['person'] },
      reason,
    })
    const managerOf = (site: typeof siteId) =>
      someone(['access.read', 'access.manage', 'people.read'], { kind: 'site', siteId: site })
    principal = managerOf(siteId)
    expect((await ask('POST', '/access-grants', grant('Gardien'))).statusCode).toBe(201)
    const elsewhere = managerOf(newId(world, 'site'))
    principal = elsewhere
    const refused = await ask('POST', '/access-grants', grant('Voisin'))
    expect([refused.statusCode, await told(elsewhere)]).toEqual([
      403,
      [
        {
          type: 'security.object_refused',
          payload: { route: 'POST /access-grants', code: 'site_out_of_reach' },
        },
      ],
    ])
    const resident = someone(['doors.open'], { kind: 'own' })
    principal = resident
    for (const [path, body] of [
      ['/access-grants', grant('Voisin')],
      [
        '/accounts',
        { email: 'x@tilleuls.example', newPerson: { givenName: 'A', familyName: 'B' }, roles: [] },
      ],
    ] as const)
      expect((await ask('POST', path, body)).statusCode).toBe(403)
    expect((await told(resident)).map(({ payload }) => payload['route'])).toEqual([
      'POST /access-grants',
      'POST /accounts',
    ])
    const { rows } = await house.database.transaction(organizationId, (transaction) =>
      sql`select from access_grant where reason = 'Voisin'`.execute(transaction),
    )
    expect(rows).toEqual([])
  })
})

describe('who reads more people than everyday work needs', () => {
  it('is slowed down with an alert, the officer is not, lists say names alone, and no export leaves without the right [S0-38]', async () => {
    expect(READING).toEqual({ people: 200, withinMs: 10 * MINUTE_MS })
    const ids = await addPeople(LIMIT.people + 5)
    const reader = someone(['people.read'], everywhere)
    principal = reader
    const list = (await ask('GET', '/people?limit=1000')).json() as { data: readonly object[] }
    expect(list.data.length).toBeGreaterThan(LIMIT.people)
    for (const line of list.data)
      expect(Object.keys(line).toSorted()).toEqual(['civility', 'familyName', 'givenName', 'id', 'version'])
    const codes: number[] = []
    for (const id of ids) codes.push((await ask('GET', `/people/${id}`)).statusCode)
    expect(codes.indexOf(429)).toBe(LIMIT.people + 1)
    expect(codes.slice(LIMIT.people + 1).every((code) => code === 429)).toBe(true)
    const slowed = await ask('GET', `/people/${ids[0]}`)
    expect(slowed.json().code).toBe('reading_too_much')
    expect(Number(slowed.headers['retry-after'])).toBeGreaterThan(0)
    expect(await told(reader)).toEqual([
      { type: 'security.mass_reading', payload: { people: LIMIT.people + 1, minutes: 10 } },
    ])
    nowMs += LIMIT.withinMs
    expect((await ask('GET', `/people/${ids[0]}`)).statusCode).toBe(200)

    principal = someone(['people.read', 'privacy.manage'], everywhere)
    for (const id of ids) expect((await ask('GET', `/people/${id}`)).statusCode).toBe(200)

    principal = reader
    expect((await ask('GET', '/events/export?format=csv')).statusCode).toBe(403)
    expect((await told(reader)).at(-1)).toEqual({
      type: 'security.export_refused',
      payload: { route: 'GET /events/export' },
    })
  })
})

describe('who opens the page of residents', () => {
  it('of a house with more homes than that is neither slowed nor told of', async () => {
    const ids = await addPeople(LIMIT.people + 5)
    principal = someone(PERMISSIONS, everywhere)
    for (const personId of ids) {
      const tenancy = {
        personId,
        unitId: settled['unit'],
        role: 'housemate',
        movesInAt: '2026-09-01T08:00:00Z',
      }
      expect((await ask('POST', '/tenancies', tenancy)).statusCode).toBe(201)
    }
    const manager = someone(['people.read'], everywhere)
    principal = manager
    for (const path of ['/people', '/tenancies', '/relations', '/tenancies'])
      expect((await ask('GET', `${path}?limit=200`)).statusCode).toBe(200)
    expect(await told(manager)).toEqual([])
  })
})

describe('an alert', () => {
  it('of each kind has its words in both languages, and is one letter to whoever answers for privacy', async () => {
    for (const type of [accountFacts.lockedOut.type, 'log.altered']) expect(ALERTING).toContain(type)
    const [personId] = await addPeople(1)
    const account = newId(realWorld, 'account')
    await house.database.transaction(organizationId, async (transaction) => {
      const role = newId(realWorld, 'role')
      await sql`insert into account (organization_id, id, person_id, email, status, created_at, version)
        values (${organizationId}, ${account}, ${parseId('person', personId ?? '')}, 'dpo@tilleuls.example', 'active', now(), 1)`.execute(
        transaction,
      )
      await sql`insert into role (organization_id, id, code, permissions, scopes, built_in, name, version)
        values (${organizationId}, ${role}, 'officer', array['privacy.manage'], array['organization'], false, 'DPO', 1)`.execute(
        transaction,
      )
      await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
        values (${organizationId}, ${newId(realWorld, 'roleAssignment')}, ${account}, ${role}, 'organization', now())`.execute(
        transaction,
      )
    })
    for (const _turn of [1, 2]) await tellAlerts({ database: house.database, world }, organizationId)
    const { rows } = await house.database.transaction(organizationId, (transaction) =>
      sql<{ type: string; letters: number; about: string }>`
        select e.type, count(*)::int as letters, min(n.about_id::text) as about from notice n join event e on e.id = n.about_id::uuid
        where n.template = 'security_alert' and n.account_id = ${account} group by e.id, e.type`.execute(
        transaction,
      ),
    )
    expect(
      rows.map(({ type, letters }) => `${type} ${letters}`).toSorted((a, b) => (a < b ? -1 : 1)),
    ).toEqual(['security.export_refused 1', 'security.mass_reading 1', 'security.probing 1'])
    const template = securityAlert('http://localhost:8420')['security_alert'] ?? expect.fail('no template')
    const letterTo = (grants: ReturnType<typeof grantsOf>, language: 'en' | 'fr') =>
      house.database.transaction(organizationId, (transaction) =>
        template(transaction, {
          organizationId,
          aboutId: rows.find(({ type }) => type === 'security.mass_reading')?.about ?? '',
          reader: { email: '', name: '', grants } as unknown as Parameters<typeof template>[1]['reader'],
          language,
          at: world.now(),
        }),
      )
    const officer = grantsOf([{ permissions: ['privacy.manage'], scope: everywhere }])
    expect(await letterTo(officer, 'fr')).toMatchObject({ subject: expect.stringContaining('200 fiches') })
    expect(await letterTo(officer, 'en')).toMatchObject({
      text: expect.stringContaining('/events'),
    })
    expect(await letterTo([], 'fr')).toBe('not_allowed')
  })
})
