/** Every id that leaves the API says what it is of: `per_…`. No route answers an id as the database keeps it. */
import { grantsOf, PERMISSIONS } from '@loge/features/accounts/core'
import { findAdministrator } from '@loge/features/accounts/server'
import { type FactDefinition, idKindOfKey } from '@loge/features/events/core'
import type { Principal } from '@loge/http'
import type { Route } from '@loge/http/contract'
import { formatId, isIdKind, newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { everyFact } from '../../server/facts.ts'
import { addOrganization } from '../../server/first-run.ts'
import { openRealHouse, settleSmall, type RealHouse } from './real-house.ts'

/** The number of a request, beside a refusal, is one by its standard. */
const BARE = /(?<!urn:uuid:)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/
const TYPED = /\b[a-z]{3}_[0-9a-f]{32}\b/g

let house: RealHouse
let principal: Principal = { kind: 'anonymous' }
/** Every id that any answer told so far. */
const known = new Set<string>()

const send = async (method: Route['method'], path: string, body?: object, ifMatch?: string) => {
  const answer = await house.server.inject({
    method,
    url: `/api/v1${path}`,
    headers: {
      authorization: 'Bearer test',
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  })
  for (const id of answer.body.match(TYPED) ?? []) known.add(id)
  return answer
}

const make = async (path: string, body?: object): Promise<string> => {
  const answer = await send('POST', path, body)
  expect(answer.statusCode, `${path} ${answer.body}`).toBeLessThan(300)
  return answer.statusCode === 204 ? '' : (answer.json().id ?? '')
}

const inDays = (days: number): string => new Date(realWorld.now() + days * 24 * 3_600_000).toISOString()

/** A little of everything that somebody or something is named beside. */
const doOfEverything = async (account: string): Promise<void> => {
  const { site, person, profile, entrance, zone, grant, credential } = await settleSmall(house)
  const reason = 'Essai'
  const edits = [{ kind: 'revoke', id: grant }]
  const { basedOn } = (await send('POST', '/access-changes/preview', { siteId: site, edits })).json<{
    basedOn: string
  }>()
  const change = await make('/access-changes', { siteId: site, basedOn, edits, reason })
  await make(`/access-changes/${change}/undo`)
  const rules = await send('GET', `/sites/${site}/house-rules`)
  const anew = { ...rules.json().rules, unlockSeconds: rules.json().rules.unlockSeconds + 1 }
  await send('PUT', `/sites/${site}/house-rules`, anew, String(rules.headers['etag']))
  await make('/access-campaigns', { siteIds: [site], reason, dueOn: inDays(10).slice(0, 10) })
  const report = { name: 'Refus', siteId: site, filters: {}, rhythm: { every: 'day' }, time: '08:00' }
  const reportId = await make('/reports', { ...report, readers: [account] })
  await make(`/reports/${reportId}/run`)
  const order = { siteId: site, kind: 'lockdown', zoneId: zone, reason, until: inDays(1) }
  const emergency = await make('/emergencies', order)
  await make(`/emergencies/${emergency}/end`)
  await make(`/credentials/${credential}/report-lost`)
  await make(`/people/${person}/look`, {
    from: inDays(-1),
    until: inDays(0),
    reason: 'incident',
    words: reason,
  })
  const glass = { siteId: site, accountId: account, accessProfileId: profile, validUntil: inDays(9), reason }
  await make('/glass-keys', glass)
  await make(`/entrances/${entrance}/lock-down`, { reason })
}

const shapeOf = (schema: z.ZodType | undefined) =>
  schema === undefined
    ? {}
    : (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
        properties?: Record<string, { pattern?: string; enum?: readonly string[]; format?: string }>
        required?: readonly string[]
      })

const EXAMPLES: Readonly<Record<string, string>> = {
  year: '2026',
  at: inDays(0),
  from: inDays(-1),
  until: inDays(1),
}

/** Two of each kind: the first may be the one that is gone. */
const valuesOf = (name: string, { pattern, enum: of }: { pattern?: string; enum?: readonly string[] }) => {
  if (of !== undefined) return of
  const example = EXAMPLES[name]
  if (example !== undefined) return [example]
  return pattern === undefined ? [] : [...known].filter((id) => new RegExp(pattern).test(id)).slice(0, 2)
}

const addressesOf = ({ path, params, query }: Route): readonly string[] => {
  let addresses: readonly string[] = [path]
  for (const [name, shape] of Object.entries(shapeOf(params).properties ?? {}))
    addresses = addresses.flatMap((address) =>
      valuesOf(name, shape).map((value) => address.replace(`{${name}}`, encodeURIComponent(value))),
    )
  const asked = shapeOf(query)
  for (const name of asked.required ?? [])
    addresses = addresses.flatMap((address) =>
      valuesOf(name, asked.properties?.[name] ?? {}).map(
        (value) => `${address}${address.includes('?') ? '&' : '?'}${name}=${encodeURIComponent(value)}`,
      ),
    )
  return addresses
}

const isAsked = ({ method, stream }: Route): boolean => method === 'GET' && stream !== true

beforeAll(async () => {
  house = await openRealHouse(() => principal)
  const first = {
    givenName: 'Ada',
    familyName: 'Okafor',
    language: 'fr',
    email: 'ada@first.example',
  } as const
  const organization = { slug: 'first', name: 'Maison', first }
  await addOrganization(house, { origin: 'http://localhost:8420' }, organization)
  const organizationId = (await house.database.organizations())[0]?.id
  if (organizationId === undefined) throw new Error('an organization was made')
  const { database } = house
  const accountId = await findAdministrator({ database, world: realWorld }, organizationId)
  if (accountId === undefined) throw new Error('it has an administrator')
  const grants = grantsOf([{ permissions: PERMISSIONS, scope: { kind: 'organization' } }])
  const personId = newId(realWorld, 'person')
  const sessionId = newId(realWorld, 'session')
  principal = {
    kind: 'account',
    organizationId,
    accountId,
    personId,
    sessionId,
    grants,
    confirmedAt: realWorld.now(),
  }
  await doOfEverything(formatId('account', accountId))
}, 60_000)
afterAll(() => house.close())

it('no GET answers an id without saying of what', { timeout: 120_000 }, async () => {
  const answered = new Set<string>()
  const bare: string[] = []
  const asked = new Set<string>()
  const routes = house.endpoints.map(({ route }) => route).filter(isAsked)
  // Twice: the ids that lists tell lead to more.
  for (let turn = 0; turn < 2; turn += 1)
    for (const route of routes)
      for (const address of addressesOf(route)) {
        if (asked.has(address)) continue
        asked.add(address)
        const answer = await send('GET', address)
        if (answer.statusCode === 200) answered.add(route.path)
        const found = BARE.exec(answer.body)
        if (found !== null)
          bare.push(`${route.path}: ${answer.body.slice(found.index - 80, found.index + 40)}`)
      }
  expect(bare).toEqual([])
  // It is of no use when nothing is answered.
  const silent = routes.map(({ path }) => path).filter((path) => !answered.has(path))
  expect(silent.length, silent.join(' ')).toBeLessThan(routes.length / 3)
})

it('every id that a fact may hold is of a kind that has a form outside', () => {
  const facts: readonly FactDefinition[] = everyFact.flatMap((feature) => Object.values(feature))
  const keys = facts.flatMap(({ type, payload }) =>
    Object.keys(payload).flatMap((key) => (/^id$|Ids?$/.test(key) ? [{ key, type }] : [])),
  )
  expect(keys.length).toBeGreaterThan(30)
  expect(keys.filter(({ key, type }) => !isIdKind(idKindOfKey(key, type) ?? ''))).toEqual([])
})
