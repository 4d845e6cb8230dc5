/** Whoever may not read people is told by no route whom anything is about, and by no cursor. */
import { BUILT_IN_ROLES, grantsOf, PERMISSIONS, type Permission } from '@loge/features/accounts/core'
import type { Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { type AccountId, formatId, newId, type OrganizationId, parseId, type PersonId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testOrganization } from '@loge/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sql } from 'kysely'
import { z } from 'zod'
import { openRealHouse, settleSmall, type RealHouse } from './real-house.ts'

let house: RealHouse
let organizationId: OrganizationId
let made: Readonly<Record<string, string>>
let others: readonly string[]
let permissions: readonly Permission[] = PERMISSIONS
/** Whoever is signed in; else a key asks. */
let signedIn: { readonly accountId: AccountId; readonly personId: PersonId } | undefined

const principal = (): Principal => {
  const by = { organizationId, grants: grantsOf([{ permissions, scope: { kind: 'organization' } }]) }
  if (signedIn === undefined) return { kind: 'apiKey', apiKeyId: newId(realWorld, 'apiKey'), ...by }
  const sessionId = newId(realWorld, 'session')
  return { kind: 'account', sessionId, confirmedAt: realWorld.now(), ...signedIn, ...by }
}

const send = (method: Route['method'], path: string, body?: object, more: Record<string, string> = {}) =>
  house.server.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      authorization: 'Bearer test',
      ...more,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })

const create = async (path: string, body: object): Promise<string> => {
  const answer = await send('POST', path, body)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json().id
}

beforeAll(async () => {
  house = await openRealHouse(principal)
  organizationId = await testOrganization(house.database)
  made = await settleSmall(house)
  // One more who may enter, so that a page can end between two people.
  const person = await create('/people', { givenName: 'Noé', familyName: 'Faure' })
  const to = { kind: 'person', personId: person }
  const right = { siteId: made['site'], accessProfileId: made['profile'], to, reason: 'Ménage' }
  const again = { ...right, to: { kind: 'person', personId: made['person'] }, validUntil: inTenDays() }
  const grants = [await create('/access-grants', right), await create('/access-grants', again)]
  const edits = [{ kind: 'revoke', id: grants[0] }]
  const { basedOn } = (await send('POST', '/access-changes/preview', { siteId: made['site'], edits })).json<{
    basedOn: string
  }>()
  await create('/access-changes', { siteId: made['site'], basedOn, edits, reason: 'Erreur' })
  await create('/access-grants', right)
  others = [person, made['person'] ?? '']
})
afterAll(() => house.close())

/** Of nobody else in the house. */
const COLLEAGUE = { givenName: 'Ondine', familyName: 'Quéré' }

/** A colleague with an account has done a little of everything. */
const letColleagueWork = async (): Promise<Readonly<Record<string, string>>> => {
  const person = await create('/people', COLLEAGUE)
  const personId = parseId('person', person)
  if (personId === undefined) throw new Error('a person was made')
  const accountId = newId(realWorld, 'account')
  await house.database.transaction(organizationId, (transaction) =>
    sql`insert into account (organization_id, id, person_id, email, status, created_at)
      values (${organizationId}, ${accountId}, ${personId}, 'ondine@example.org', 'active', now())`.execute(
      transaction,
    ),
  )
  const roleId = newId(realWorld, 'role')
  await house.database.transaction(organizationId, async (transaction) => {
    await sql`insert into role (organization_id, id, code, name, permissions, scopes, built_in)
      values (${organizationId}, ${roleId}, 'reviewer', 'Revue', '{access.manage}', '{organization}', false)`.execute(
      transaction,
    )
    await sql`insert into role_assignment (organization_id, id, account_id, role_id, scope, given_at)
      values (${organizationId}, ${newId(realWorld, 'roleAssignment')}, ${accountId}, ${roleId}, 'organization',
        now())`.execute(transaction)
  })
  signedIn = { accountId, personId }
  const { site, person: resident, profile } = made
  const to = { kind: 'person', personId: resident }
  const right = await create('/access-grants', {
    siteId: site,
    accessProfileId: profile,
    to,
    reason: 'Visite',
  })
  const edits = [{ kind: 'revoke', id: right }]
  const { basedOn } = (await send('POST', '/access-changes/preview', { siteId: site, edits })).json()
  const change = await create('/access-changes', { siteId: site, basedOn, edits, reason: 'Fin' })
  const before = await send('GET', `/sites/${site}/house-rules`)
  const { rules } = before.json()
  const ruled = await send(
    'PUT',
    `/sites/${site}/house-rules`,
    { ...rules, unlockSeconds: rules.unlockSeconds + 1 },
    { 'if-match': String(before.headers['etag']) },
  )
  expect(ruled.statusCode, ruled.body).toBe(200)
  const opened = await send('POST', '/access-campaigns', {
    siteIds: [site],
    reason: 'Revue annuelle',
    dueOn: inTenDays().slice(0, 10),
    reviewers: [{ accountId: formatId('account', accountId), buildingId: null }],
  })
  expect(opened.statusCode, opened.body).toBe(201)
  const campaign = opened.json().opened[0].id
  const decided = await send('POST', `/access-campaigns/${campaign}/decisions`, {
    items: [1],
    decision: 'keep',
    reason: 'Examiné',
  })
  expect(decided.statusCode, decided.body).toBe(201)
  const report = await create('/reports', {
    name: 'Refus',
    siteId: site,
    filters: {},
    rhythm: { every: 'day' },
    time: '08:00',
    readers: [formatId('account', accountId)],
  })
  const ran = await send('POST', `/reports/${report}/run`)
  expect(ran.statusCode, ran.body).toBe(201)
  signedIn = undefined
  return { change, campaign, report, run: ran.json().id }
}

const inTenDays = () => new Date(realWorld.now() + 10 * 24 * 3_600_000).toISOString()

/** When the office hours of the small residence let somebody in. */
const THURSDAY = '2126-11-28T09:00:00Z'

const EXAMPLES: Readonly<Record<string, string>> = { kind: 'expiring', year: '2026' }

const shapeOf = (schema: z.ZodType | undefined) =>
  schema === undefined
    ? {}
    : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
        properties?: Record<string, { pattern?: string; enum?: readonly string[] }>
        required?: readonly string[]
      })

/** `undefined`: nothing of the small residence fits. */
const exampleOf = (name: string, { pattern, enum: of }: { pattern?: string; enum?: readonly string[] }) => {
  const example = EXAMPLES[name]
  if (example !== undefined && (of === undefined || of.includes(example))) return example
  if (of !== undefined) return of[0]
  if (pattern === undefined) return undefined
  return Object.values(made).find((id) => new RegExp(pattern).test(id))
}

const addressOf = ({ path, params, query }: Route): string | undefined => {
  const known = shapeOf(params).properties ?? {}
  let address: string | undefined = path
  for (const [name, shape] of Object.entries(known)) {
    const value = exampleOf(name, shape)
    // Asked about somebody by their id, the answer tells nothing new.
    if (value === undefined || value.startsWith('per_')) return undefined
    address = address.replace(`{${name}}`, encodeURIComponent(value))
  }
  const asked = shapeOf(query)
  const search = new URLSearchParams()
  for (const name of asked.required ?? []) {
    const shape = asked.properties?.[name] ?? {}
    const value = exampleOf(name, shape)
    if (value === undefined || value.startsWith('per_')) return undefined
    else search.set(name, value)
  }
  for (const [name, value] of [
    ['limit', '1'],
    ['at', THURSDAY],
  ] as const)
    if (asked.properties?.[name] !== undefined) search.set(name, value)
  return `${address}?${search.toString()}`
}

/** Every way to write a person: as outside, as in the database, and either of them inside a cursor. */
const named = (text: string): boolean => {
  const readable = text.replaceAll(
    /[\w-]{20,}/g,
    (word) => `${word} ${Buffer.from(word, 'base64url').toString()}`,
  )
  return others.some((id) => readable.includes(id) || readable.includes(parseId('person', id) ?? id))
}

/** What was answered well, and what of it named somebody. */
const askAll = async (routes: readonly Route[], tells = named) => {
  const answered: string[] = []
  const told: string[] = []
  for (const route of routes) {
    const address = addressOf(route)
    if (route.method !== 'GET' || route.stream === true || address === undefined) continue
    const answer = await send('GET', address)
    if (answer.statusCode === 200) answered.push(route.path)
    if (tells(answer.body)) told.push(route.path)
  }
  return { answered, told }
}

it('whoever may read people is told, so that the question is asked well', async () => {
  permissions = PERMISSIONS
  const { told } = await askAll(house.endpoints.map(({ route }) => route))
  expect(told).toEqual(
    expect.arrayContaining([
      '/people',
      '/tenancies',
      '/entrances/{id}/who',
      '/access-grants',
      '/access-reviews',
      '/access-changes',
      '/access-profiles/{id}/grants',
      '/credentials',
    ]),
  )
})

it('whoever may not is told of nobody, by any list, answer or cursor', async () => {
  permissions = PERMISSIONS.filter((permission) => !permission.startsWith('people.'))
  const { answered, told } = await askAll(house.endpoints.map(({ route }) => route))
  expect(told).toEqual([])
  expect(answered).toEqual(
    expect.arrayContaining(['/entrances/{id}/who', '/access-reviews', '/access-grants']),
  )
  expect(answered.length).toBeGreaterThan(20)
})

it('the name of a colleague is told to whoever reads people or accounts, and to no integrator', async () => {
  permissions = PERMISSIONS
  made = { ...made, ...(await letColleagueWork()) }
  const routes = house.endpoints.map(({ route }) => route)
  const tells = (text: string) => text.includes(COLLEAGUE.familyName)
  const telling = [
    '/access-campaigns',
    '/access-campaigns/{id}',
    '/access-campaigns/{id}/items',
    '/access-campaigns/{id}/file',
    '/access-changes',
    '/sites/{id}/house-rules',
    '/reports',
    '/reports/{id}/runs',
  ]
  expect((await askAll(routes, tells)).told).toEqual(expect.arrayContaining(telling))
  permissions = PERMISSIONS.filter((permission) => permission !== 'people.read')
  expect((await askAll(routes, tells)).told).toEqual(expect.arrayContaining(telling))
  permissions = BUILT_IN_ROLES.find(({ code }) => code === 'integrator')?.permissions ?? []
  const { answered, told } = await askAll(routes, tells)
  expect(told).toEqual([])
  expect(answered).toEqual(expect.arrayContaining(telling))
})

it('nor by what they do to a right or a badge they know by its number', async () => {
  permissions = PERMISSIONS.filter((permission) => !permission.startsWith('people.'))
  const edits = [{ kind: 'revoke', id: made['grant'] }]
  const previewed = await send('POST', '/access-changes/preview', { siteId: made['site'], edits })
  const revoked = await send('POST', `/access-grants/${made['grant']}/revoke`, { reason: 'Départ' })
  const lost = await send('POST', `/credentials/${made['credential']}/report-lost`)
  for (const answer of [previewed, revoked, lost]) {
    expect(answer.statusCode, answer.body).toBe(200)
    expect(named(answer.body)).toBe(false)
  }
})
