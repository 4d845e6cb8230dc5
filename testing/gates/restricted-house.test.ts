/** Somebody asks that nothing be done with their data: what the screens, letters, files and doors of the house then do. */
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import { buildSnapshot } from '@loge/features/access/server'
import { sealBlocks, verifyLog } from '@loge/features/events/server'
import { deliverNotices } from '@loge/features/notices/server'
import type { Principal } from '@loge/http'
import { newId, type OrganizationId, parseId, type PersonId, type SiteId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { forPurpose } from '@loge/storage'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addOrganization } from '../../server/first-run.ts'
import { openRealHouse, settleSmall, type RealHouse } from './real-house.ts'

let house: RealHouse
let principal: Principal = { kind: 'anonymous' }
let made: Readonly<Record<string, string>>
let organizationId: OrganizationId
let personId: PersonId
let siteId: SiteId

const key = (): Principal => ({
  kind: 'apiKey',
  organizationId,
  apiKeyId: newId(realWorld, 'apiKey'),
  grants: grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }]),
})

const camille = (): Principal => ({
  kind: 'account',
  organizationId,
  accountId: newId(realWorld, 'account'),
  sessionId: newId(realWorld, 'session'),
  personId,
  grants: grantsOf([]),
})

const officer: Principal[] = []

/** One call, by the officer unless by somebody else. */
const call = async (method: 'GET' | 'POST', path: string, body?: object, by = officer[0]) => {
  principal = by ?? principal
  const answer = await house.server.inject({
    method,
    url: `/api/v1${path}`,
    headers: { 'content-type': 'application/json', authorization: 'Bearer test' },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  return { status: answer.statusCode, text: answer.body }
}

const freeze = (door: 'keep' | 'close', ground = 'accuracy_contested') =>
  call('POST', '/privacy/restrictions', { personId: made['person'], ground, door })

const snapshot = () =>
  forPurpose('door', () =>
    buildSnapshot({ database: house.database, world: realWorld }, { organizationId, siteId }),
  )

beforeEach(async () => {
  house = await openRealHouse(() => principal)
  const first = { givenName: 'Ada', familyName: 'Okafor', language: 'fr', email: 'ada@example.org' } as const
  const link = { origin: 'http://localhost:8420' }
  await addOrganization(house, link, { slug: 'first', name: 'Maison', first })
  const [organization] = await house.database.organizations()
  if (organization === undefined) throw new Error('the organization is missing')
  organizationId = organization.id
  officer[0] = key()
  principal = officer[0]
  made = await settleSmall(house)
  personId = parseId('person', made['person'] ?? '') ?? expect.fail()
  siteId = parseId('site', made['site'] ?? '') ?? expect.fail()
})
afterEach(() => house.close())

/** What an ordinary member of staff reads, searches, counts and exports. */
const ORDINARY = [
  ['/people', 'GET'],
  ['/tenancies', 'GET'],
  ['/credentials', 'GET'],
  ['/access-grants', 'GET'],
  ['/events', 'GET'],
  ['/events/export?format=csv', 'GET'],
  ['/search', 'POST'],
] as const

const asStaff = async (): Promise<string> => {
  const now = encodeURIComponent(new Date(realWorld.now()).toISOString())
  const until = encodeURIComponent(new Date(realWorld.now() + 60_000).toISOString())
  const from = encodeURIComponent(new Date(realWorld.now() - 3_600_000).toISOString())
  const answers = [
    await call('GET', `/entrances/${made['entrance']}/who?at=${now}`),
    await call('GET', `/events/histogram?from=${from}&until=${until}`),
  ]
  for (const [path, method] of ORDINARY)
    answers.push(await call(method, path, method === 'POST' ? { q: 'Lefèvre' } : undefined))
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  return answers.map(({ text }) => text).join('\n')
}

/** Names, ids and what counts one of them. */
const TELLS = () => [
  'Lefèvre',
  made['person'] ?? '',
  made['credential'] ?? '',
  made['grant'] ?? '',
  'credential.created',
]

const told = (text: string): readonly string[] => TELLS().filter((tell) => text.includes(tell))

test('[S0-70 2/2, S1-111 2/2, S3-164 2/2] read, searched, counted, exported and mailed by nobody; the marker and the log say so; told before it ends', async () => {
  await house.database.transaction(organizationId, async (transaction) => {
    const account = newId(realWorld, 'account')
    await sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${account}, ${personId}, 'camille@example.org', 'active', now())`.execute(
      transaction,
    )
    await sql`insert into notice (organization_id, id, account_id, template, about_id, language, state, attempts,
        created_at, next_try_at, deadline_at)
      values (${organizationId}, ${newId(realWorld, 'notice')}, ${account}, 'test', ${account}, 'fr', 'waiting', 0,
        now(), now(), now() + interval '1 day')`.execute(transaction)
  })
  const sent: string[] = []
  const deliver = () =>
    deliverNotices(
      {
        database: house.database,
        world: realWorld,
        letters: {},
        sendLetter: async ({ to }) => {
          sent.push(to)
          return undefined
        },
      },
      organizationId,
    )
  const before = await asStaff()
  expect(told(before)).toEqual(TELLS())
  expect((await freeze('keep')).status).toBe(201)
  const during = await asStaff()
  expect(told(during)).toEqual([])
  expect((await call('GET', `/people/${made['person']}`)).status).toBe(404)
  expect((await call('GET', `/people/${made['person']}/access?at=2026-11-23T10:00:00Z`)).status).toBe(404)
  await deliver()
  expect(sent).toEqual([])
  // The marker: at the desk, and for the person.
  expect((await call('GET', '/privacy/restrictions')).text).toContain('Lefèvre')
  const own = await call('GET', '/me/data', undefined, camille())
  expect([own.status, own.text.includes('"restrictedSince":"2')]).toEqual([200, true])
  // It ends when the person was told, and not before.
  const path = `/privacy/restrictions/${made['person']}`
  const early = await call('POST', `${path}/lift`)
  expect([early.status, early.text.includes('restriction_not_told')]).toEqual([409, true])
  expect((await call('POST', `${path}/told`, { how: 'letter' })).status).toBe(200)
  expect((await call('POST', `${path}/lift`)).status).toBe(200)
  expect((await call('POST', `${path}/lift`)).text).toContain('not_restricted')
  expect(told(await asStaff())).toEqual(TELLS())
  await deliver()
  expect(sent).toEqual(['camille@example.org'])
  const log = (await call('GET', '/events?limit=50')).text
  expect(
    ['privacy.restricted', 'privacy.restriction_ending', 'privacy.restriction_lifted'].filter((type) =>
      log.includes(type),
    ),
  ).toHaveLength(3)
  expect(house.failures).toEqual([])
})

test('[S3-163] each of the four cases of the law freezes', async () => {
  for (const ground of ['accuracy_contested', 'unlawful', 'needed_for_claims', 'objected']) {
    const { status, text } = await freeze('close', ground)
    expect([status, text.includes(ground)]).toEqual([201, true])
    expect(told(await asStaff())).toEqual([])
  }
  expect((await freeze('close', 'because')).status).toBe(400)
})

test('their door goes on when they agreed, and closes when they did not; what is sealed stays proven', async () => {
  expect((await snapshot()).credentials).toHaveLength(1)
  await freeze('keep')
  const kept = await snapshot()
  expect(kept.credentials).toHaveLength(1)
  await freeze('close')
  const closed = await snapshot()
  expect(closed.credentials).toHaveLength(0)
  expect(closed.version).toBeGreaterThan(kept.version)
  await expect
    .poll(
      async () => {
        await sealBlocks(house.database, realWorld, organizationId)
        const { rows } = await forPurpose('keeping', () =>
          house.database.transaction(organizationId, (transaction) =>
            sql<{ count: number }>`select count(*)::int as count from event`.execute(transaction),
          ),
        )
        const { events, broken } = await verifyLog(house.database, realWorld, organizationId)
        return { broken, unsealed: (rows[0]?.count ?? 0) - events }
      },
      { timeout: 30_000 },
    )
    .toEqual({ broken: null, unsealed: 0 })
})
