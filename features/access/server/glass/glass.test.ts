/** Keys behind glass through the real API on the real database: given, taken, over by themselves, reviewed by somebody else. */
import {
  DAY_MS,
  formatId,
  type AccountId,
  type Id,
  type IdKind,
  instant,
  MINUTE_MS,
  newId,
  type OrganizationId,
  parseId,
  type PersonId,
  type SiteId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { accountFacts, PERMISSIONS } from '@loge/features/accounts/core'
import { accountsEndpoints, ensureFirstAdministrator } from '@loge/features/accounts/server'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { peopleEndpoints } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { silentLogger } from '@loge/http'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessFacts } from '../../core/index.ts'
import { accessEndpoints, type AccessDeps } from '../index.ts'

let database: TestDatabase
let organization: OrganizationId
let manager: TestApi
let neighbour: TestApi
let forgetCatalogue: () => void
let nowMs: number
let siteId: SiteId
let hall: string
let group: string
let neighbourAccount: string
let managerAccount: AccountId
let neighbourPerson: string
const apis: TestApi[] = []
const world: World = { ...realWorld, now: () => instant(nowMs) }
const THURSDAY = Date.UTC(2026, 10, 5, 9)
const idOf = <Kind extends IdKind>(kind: Kind, text: string): Id<Kind> => {
  const id = parseId(kind, text)
  if (id === undefined) throw new Error(text)
  return id
}
const at = (minutes: number): string => new Date(THURSDAY + minutes * MINUTE_MS).toISOString()

const send = async <Body = { readonly id: string }>(
  api: TestApi,
  method: string,
  path: string,
  body?: object,
) => {
  const answer = await api.call(method, path, body === undefined ? {} : { body })
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body as Body
}
const refusal = async (api: TestApi, path: string, body?: object) => {
  const answer = await api.call('POST', path, body === undefined ? {} : { body })
  return [answer.status, (answer.body as { code?: string }).code]
}
const giveKey = (more: object = {}) =>
  send(manager, 'POST', '/glass-keys', {
    siteId: formatId('site', siteId),
    accountId: neighbourAccount,
    accessProfileId: group,
    validUntil: new Date(THURSDAY + 30 * DAY_MS).toISOString(),
    reason: 'Conseil syndical, en l’absence du gardien',
    ...more,
  })
const breakGlass = (id: string) =>
  send<{ id: string; until: string; showsNames: boolean }>(neighbour, 'POST', `/glass-keys/${id}/break`, {
    reason: 'Fuite au deuxième, personne ne répond',
  })
const explain = async (when: string) =>
  (
    await send<{ decision: { allowed: boolean; refusal?: string } }>(
      manager,
      'GET',
      `/entrances/${hall}/explain?person=${neighbourPerson}&at=${when}`,
    )
  ).decision
const delegations = async () =>
  (await send<{ data: { until: string; permissions: string[] }[] }>(manager, 'GET', '/delegations')).data
const breaks = async () =>
  (await send<{ data: Record<string, unknown>[] }>(manager, 'GET', '/glass-breaks')).data

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, peopleFacts, accountFacts, accessFacts])
})
beforeEach(async () => {
  nowMs = THURSDAY
  organization = await testOrganization(database)
  const site = await createSite({ database, world }, systemCaller(organization, 'test'), {
    name: 'Résidence des Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: null,
    street: '12 rue Lamartine',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  siteId = site.id
  const deps: AccessDeps = {
    database,
    world,
    seal: (bytes) => bytes,
    open: (bytes) => bytes,
    askCommand: async () => newId(world, 'command'),
  }
  const accounts = { database, world, logger: silentLogger, origin: 'http://127.0.0.1' }
  const endpoints = [
    ...accessEndpoints(deps),
    ...peopleEndpoints({ database, world }),
    ...accountsEndpoints(accounts),
  ]
  const grants = PERMISSIONS.map((permission) => ({ permission, scope: { kind: 'organization' } as const }))
  const apiOf = async (account?: { accountId: AccountId; personId: PersonId }) => {
    const api = await testApi({
      database,
      world,
      organizationId: organization,
      endpoints,
      grants,
      ...account,
    })
    apis.push(api)
    return api
  }
  const system = await apiOf()
  const person = async (givenName: string) =>
    idOf('person', (await send(system, 'POST', '/people', { givenName, familyName: 'Okafor' })).id)
  const lea = await person('Léa')
  const first = await ensureFirstAdministrator(accounts, organization, {
    personId: lea,
    email: 'lea@tilleuls.example',
  })
  managerAccount = first.accountId
  manager = await apiOf({ accountId: first.accountId, personId: lea })
  const sam = await person('Sam')
  neighbourPerson = formatId('person', sam)
  const roles = await send<{ data: { id: string; code: string }[] }>(manager, 'GET', '/roles?limit=50')
  neighbourAccount = (
    await send(manager, 'POST', '/accounts', {
      personId: neighbourPerson,
      email: 'sam@tilleuls.example',
      roles: [{ roleId: roles.data.find(({ code }) => code === 'resident')?.id, scope: { kind: 'own' } }],
    })
  ).id
  neighbour = await apiOf({ accountId: idOf('account', neighbourAccount), personId: sam })
  hall = (await send(manager, 'POST', '/entrances', { siteId: formatId('site', siteId), name: 'Hall' })).id
  group = (
    await send(manager, 'POST', '/access-profiles', {
      siteId: formatId('site', siteId),
      name: 'Toutes les portes',
      lines: [{ entranceIds: [hall], scheduleId: null }],
    })
  ).id
})
afterAll(async () => {
  forgetCatalogue()
  for (const api of apis) await api.close()
  await database.close()
})

describe('a key behind glass', () => {
  test('opens for its minutes, shows names as long, and both end by themselves', async () => {
    const key = await giveKey()
    expect(await explain(at(1))).toMatchObject({ refusal: 'no_grant_here' })
    expect(await breakGlass(key.id)).toMatchObject({ until: at(30), showsNames: true })
    expect(await explain(at(0))).toMatchObject({ allowed: true })
    expect(await delegations()).toMatchObject([
      { until: at(30), permissions: expect.not.arrayContaining(['doors.open', 'access.manage']) },
    ])
    expect(await breaks()).toMatchObject([{ stands: true, personName: 'Sam Okafor', review: null }])
    nowMs += 30 * MINUTE_MS - 1
    expect(await explain(new Date(nowMs).toISOString())).toMatchObject({ allowed: true })
    nowMs += 1
    expect(await explain(at(30))).toMatchObject({ refusal: 'grant_expired' })
    expect(await delegations()).toEqual([])
    expect(await breaks()).toMatchObject([{ stands: false, closedAt: null, review: null }])
  })

  test('never outlives the date it was given until', async () => {
    const key = await giveKey({ validUntil: at(10) })
    expect(await breakGlass(key.id)).toMatchObject({ until: at(10) })
    nowMs += 10 * MINUTE_MS
    expect(await explain(at(10))).toMatchObject({ refusal: 'grant_expired' })
    expect(await refusal(neighbour, `/glass-keys/${key.id}/break`, { reason: 'Encore' })).toEqual([
      409,
      'glass_key_over',
    ])
  })

  test('passes a lockdown only where its group does', async () => {
    await send(manager, 'POST', '/emergencies', {
      siteId: formatId('site', siteId),
      kind: 'lockdown',
      drill: true,
      reason: 'Exercice',
      until: at(60),
    })
    await breakGlass((await giveKey()).id)
    expect(await explain(at(0))).toMatchObject({ refusal: 'entrance_locked_down' })
    nowMs += MINUTE_MS
    await send(manager, 'POST', `/access-profiles/${group}/pass-lockdown`, { passes: true })
    expect(await explain(at(1))).toMatchObject({ allowed: true })
  })

  test('is taken once at a time, by nobody else, and not without words', async () => {
    const { id } = await giveKey()
    const path = `/glass-keys/${id}/break`
    expect(await refusal(manager, path, { reason: 'Fuite' })).toEqual([404, 'not_found'])
    expect(await refusal(neighbour, path, { reason: 'x' })).toMatchObject([400, 'input_invalid'])
    const two = await Promise.all([1, 2].map(() => refusal(neighbour, path, { reason: 'Fuite au deuxième' })))
    expect(two.map(([status]) => Number(status)).toSorted((one, other) => one - other)).toEqual([201, 409])
    expect(await breaks()).toHaveLength(1)
  })

  test('is given back early, and withdrawn with what it opened', async () => {
    const key = await giveKey()
    const { id } = await breakGlass(key.id)
    nowMs += MINUTE_MS
    await send(neighbour, 'POST', `/me/glass-breaks/${id}/close`)
    expect(await breaks()).toMatchObject([{ stands: false, closedAt: at(1) }])
    expect(await delegations()).toEqual([])
    await breakGlass(key.id)
    nowMs += MINUTE_MS
    await send(manager, 'DELETE', `/glass-keys/${key.id}`)
    expect(await explain(at(2))).toMatchObject({ allowed: false })
    expect((await send<{ data: unknown[] }>(neighbour, 'GET', '/me/glass-keys')).data).toEqual([])
  })

  test('shows no names any more once its right is revoked like any other', async () => {
    await breakGlass((await giveKey()).id)
    expect(await delegations()).toHaveLength(1)
    const { data } = await send<{ data: { id: string }[] }>(
      manager,
      'GET',
      `/access-grants?siteId=${formatId('site', siteId)}`,
    )
    for (const { id } of data) await send(manager, 'POST', `/access-grants/${id}/revoke`, { reason: 'Over.' })
    expect(await explain(at(0))).toMatchObject({ allowed: false })
    expect(await delegations()).toEqual([])
  })

  test('stays to be reviewed until somebody else has written what they found', async () => {
    const { id } = await breakGlass((await giveKey()).id)
    const path = `/glass-breaks/${id}/review`
    const body = { conclusion: 'Justifié : fuite au deuxième, plombier venu.' }
    expect(await refusal(manager, path, body)).toEqual([409, 'glass_still_broken'])
    nowMs += 31 * MINUTE_MS
    expect(await refusal(neighbour, path, body)).toEqual([403, 'glass_review_own'])
    await send(manager, 'POST', path, body)
    expect(await breaks()).toMatchObject([{ review: { by: 'Léa Okafor', at: at(31), ...body } }])
    expect(await refusal(manager, path, body)).toEqual([409, 'glass_reviewed_already'])
  })

  test('shows no names once whoever gave it may see none', async () => {
    const { id } = await giveKey()
    await database.transaction(organization, (transaction) =>
      sql`update role_assignment set ended_at = ${new Date(nowMs)} where account_id = ${managerAccount}`.execute(
        transaction,
      ),
    )
    expect(await breakGlass(id)).toMatchObject({ showsNames: false })
  })

  test.each([
    ['that ends in the past', () => ({ validUntil: at(-1) }), 422, 'hand_over_period'],
    ['for longer than a year', () => ({ validUntil: at(367 * 24 * 60) }), 422, 'hand_over_period'],
    ['for a whole day at once', () => ({ forMinutes: 1440 }), 400, 'input_invalid'],
    [
      'for a group of nowhere',
      () => ({ accessProfileId: formatId('accessProfile', newId(realWorld, 'accessProfile')) }),
      422,
      'access_profile_unknown',
    ],
  ])('%s is not given', async (_what, more, status, code) => {
    const body = {
      siteId: formatId('site', siteId),
      accountId: neighbourAccount,
      accessProfileId: group,
      validUntil: at(60),
      reason: 'Conseil syndical',
      ...more(),
    }
    expect(await refusal(manager, '/glass-keys', body)).toEqual([status, code])
  })

  test('keeps its group from being removed', async () => {
    await giveKey()
    expect(await manager.call('DELETE', `/access-profiles/${group}`, { ifMatch: '1' })).toMatchObject({
      status: 409,
      body: { code: 'access_profile_in_use' },
    })
  })
})
