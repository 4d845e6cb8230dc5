/** Emergencies through the real API on the real database: ordered, told to the doors, ended, undone, over by themselves. */
import {
  DAY_MS,
  formatId,
  HOUR_MS,
  instant,
  MINUTE_MS,
  newId,
  type OrganizationId,
  type SiteId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { peopleEndpoints } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessFacts } from '../../core/index.ts'
import type { EdgeTables } from '../edge-link/tables.ts'
import { accessEndpoints, buildSnapshot, noteSnapshotReported, type AccessDeps } from '../index.ts'

let database: TestDatabase
let organization: OrganizationId
let api: TestApi
let deps: AccessDeps
let forgetCatalogue: () => void
let nowMs: number
let siteId: SiteId
let hall: string
let garage: string
let resident: string
let profile: string
const world: World = { ...realWorld, now: () => instant(nowMs) }
const THURSDAY = Date.UTC(2026, 10, 5, 9)
const iso = (at: number): string => new Date(at).toISOString()

const send = async <Body = { readonly id: string }>(method: string, path: string, body?: object) => {
  const answer = await api.call(method, path, body === undefined ? {} : { body })
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body as Body
}

const sit = (): string => formatId('site', siteId)
const order = (kind: string, more: object = {}) =>
  send('POST', '/emergencies', {
    siteId: sit(),
    kind,
    reason: 'Exercice du 5 novembre',
    until: iso(nowMs + HOUR_MS),
    ...more,
  })
const explain = async (entrance: string, at?: number) =>
  (
    await send<{ decision: { allowed: boolean; refusal?: string; retryAt?: string | null } }>(
      'GET',
      `/entrances/${entrance}/explain?person=${resident}${at === undefined ? '' : `&at=${iso(at)}`}`,
    )
  ).decision
const listed = async () =>
  (await send<{ data: readonly Record<string, unknown>[] }>('GET', `/emergencies?siteId=${sit()}`)).data
const version = async () => (await buildSnapshot(deps, { organizationId: organization, siteId })).version

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, peopleFacts, accessFacts])
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
  deps = {
    database,
    world,
    seal: (bytes) => bytes,
    open: (bytes) => bytes,
    askCommand: async () => newId(world, 'command'),
  }
  await api?.close()
  api = await testApi({
    database,
    world,
    organizationId: organization,
    endpoints: [...accessEndpoints(deps), ...peopleEndpoints({ database, world })],
  })
  const entrance = async (name: string) => (await send('POST', '/entrances', { siteId: sit(), name })).id
  ;[hall, garage] = [await entrance('Hall'), await entrance('Garage')]
  resident = (await send('POST', '/people', { givenName: 'Ada', familyName: 'Okafor' })).id
  const lines = [{ entranceIds: [hall, garage], scheduleId: null }]
  profile = (await send('POST', '/access-profiles', { siteId: sit(), name: 'Résidents', lines })).id
  const to = { kind: 'person', personId: resident }
  await send('POST', '/access-grants', {
    siteId: sit(),
    accessProfileId: profile,
    to,
    reason: 'Emménagement',
  })
  nowMs += MINUTE_MS
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

describe('a lockdown', () => {
  test('of a site closes every door at once, says until when, and is over by itself', async () => {
    const begun = nowMs
    await order('lockdown')
    expect(await explain(hall)).toMatchObject({
      refusal: 'entrance_locked_down',
      retryAt: iso(begun + HOUR_MS),
    })
    expect(await explain(hall, begun - 1)).toMatchObject({ allowed: true })
    nowMs = begun + HOUR_MS
    expect(await explain(hall)).toMatchObject({ allowed: true })
    expect(await explain(hall, begun + 1)).toMatchObject({ refusal: 'entrance_locked_down' })
    expect(await listed()).toMatchObject([{ stands: false, endedAt: null }])
  })

  test('is told of each door it closes, in the list and in the grid of its instant, and of no door once it is over', async () => {
    const begun = nowMs
    await order('lockdown')
    const here = { kind: 'lockdown', since: iso(begun), until: iso(begun + HOUR_MS) }
    const told = async (path: string) => {
      const { data = [], entrances = data } = await send<
        Record<'data' | 'entrances', readonly { emergency: unknown }[] | undefined>
      >('GET', path)
      return entrances.map(({ emergency }) => emergency)
    }
    expect(await told(`/entrances?siteId=${sit()}`)).toEqual([here, here])
    expect(await told(`/access-grid?siteId=${sit()}`)).toEqual([here, here])
    nowMs = begun + HOUR_MS
    expect(await told(`/entrances?siteId=${sit()}`)).toEqual([null, null])
    expect(await told(`/access-grid?siteId=${sit()}&at=${iso(begun - 1)}`)).toEqual([null, null])
    expect(await told(`/access-grid?siteId=${sit()}&at=${iso(begun + 1)}`)).toEqual([here, here])
  })

  test('ordered three times at once stands once, and is over once it is ended', async () => {
    const said = {
      siteId: sit(),
      kind: 'lockdown',
      reason: 'Intruder in the yard',
      until: iso(nowMs + HOUR_MS),
    }
    const ids = await Promise.all(
      [1, 2, 3].map(async () => (await send<{ id: string }>('POST', '/emergencies', said)).id),
    )
    expect(new Set(ids).size).toBe(1)
    expect(await listed()).toHaveLength(1)
    // What differs, be it the end alone, is another order.
    await send('POST', '/emergencies', { ...said, until: iso(nowMs + 2 * HOUR_MS) })
    await send('POST', '/emergencies', { ...said, drill: true })
    expect(await listed()).toHaveLength(3)
    for (const { id } of await listed()) await send('POST', `/emergencies/${String(id)}/end`)
    expect(await explain(hall)).toMatchObject({ allowed: true })
    // What was ended is not in force: the same order begins anew.
    expect(ids).not.toContain((await send<{ id: string }>('POST', '/emergencies', said)).id)
  })

  test('is told to whoever asks who may enter: since when, until when, and who could without it', async () => {
    const who = (entrance: string) => send<object>('GET', `/entrances/${entrance}/who`)
    const zone = await send('POST', '/zones', { siteId: sit(), name: 'Sous-sol', entranceIds: [garage] })
    expect(await who(garage)).toMatchObject({ total: 1, lockdown: null })
    const begun = nowMs
    await order('lockdown', { zoneId: zone.id })
    expect(await who(garage)).toMatchObject({
      total: 0,
      byProfile: [],
      lockdown: {
        since: iso(begun),
        until: iso(begun + HOUR_MS),
        without: { total: 1, byProfile: [{ accessProfileId: profile, count: 1 }] },
      },
    })
    expect(await who(hall)).toMatchObject({ total: 1, lockdown: null })
    nowMs = begun + HOUR_MS
    expect(await who(garage)).toMatchObject({ total: 1, lockdown: null })
    await order('evacuation', { zoneId: zone.id })
    expect(await who(garage)).toMatchObject({ lockdown: null })
  })

  test('of a zone closes its doors and no other, though the zone changes later', async () => {
    const zone = await send('POST', '/zones', { siteId: sit(), name: 'Sous-sol', entranceIds: [garage] })
    await order('lockdown', { zoneId: zone.id })
    expect(await explain(garage)).toMatchObject({ refusal: 'entrance_locked_down' })
    expect(await explain(hall)).toMatchObject({ allowed: true })
    await send('DELETE', `/zones/${zone.id}`)
    expect(await explain(garage)).toMatchObject({ refusal: 'entrance_locked_down' })
    expect(await listed()).toMatchObject([{ zoneId: zone.id, entranceIds: [garage], stands: true }])
  })

  test('of a zone of which no door is left is refused, and not resumed', async () => {
    const zone = await send('POST', '/zones', { siteId: sit(), name: 'Sous-sol', entranceIds: [garage] })
    const { id } = await order('lockdown', { zoneId: zone.id })
    nowMs += MINUTE_MS
    await send('POST', `/emergencies/${id}/end`)
    expect((await api.call('DELETE', `/entrances/${garage}`, { ifMatch: '1' })).status).toBe(204)
    expect(await send('GET', '/zones')).toMatchObject({ data: [{ id: zone.id, entranceIds: [] }] })
    const body = {
      siteId: sit(),
      kind: 'lockdown',
      zoneId: zone.id,
      reason: 'Intrus',
      until: iso(nowMs + HOUR_MS),
    }
    const refused = { status: 422, body: { code: 'zone_without_entrance' } }
    expect(await api.call('POST', '/emergencies', { body })).toMatchObject(refused)
    expect(await api.call('POST', `/emergencies/${id}/resume`)).toMatchObject(refused)
    const given = { name: 'Sous-sol', entranceIds: [hall] }
    expect((await api.call('PUT', `/zones/${zone.id}`, { body: given, ifMatch: '1' })).status).toBe(200)
    expect((await api.call('POST', '/emergencies', { body })).status).toBe(201)
  })

  test('is ended before its time, and the ending undone until the same instant', async () => {
    const until = iso(nowMs + HOUR_MS)
    const { id } = await order('lockdown')
    nowMs += MINUTE_MS
    await send('POST', `/emergencies/${id}/end`)
    expect(await explain(hall)).toMatchObject({ allowed: true })
    nowMs += MINUTE_MS
    const again = await send('POST', `/emergencies/${id}/resume`)
    expect(await send('POST', `/emergencies/${id}/resume`)).toMatchObject({ id: again.id })
    expect(await explain(hall)).toMatchObject({ refusal: 'entrance_locked_down', retryAt: until })
    // In between it was open, and stays so in the past.
    expect(await explain(hall, nowMs - 1)).toMatchObject({ allowed: true })
    expect(await listed()).toMatchObject([
      { stands: true, until },
      { stands: false, endedAt: iso(nowMs - MINUTE_MS), endedBy: { kind: 'apiKey' } },
    ])
  })

  test('whose time is over is not undone', async () => {
    const { id } = await order('lockdown')
    expect(await api.call('POST', `/emergencies/${id}/resume`)).toMatchObject({
      status: 409,
      body: { code: 'emergency_over' },
    })
    await send('POST', `/emergencies/${id}/end`)
    nowMs += 2 * HOUR_MS
    expect(await api.call('POST', `/emergencies/${id}/resume`)).toMatchObject({ status: 409 })
  })

  test('lets in by a profile that passes it, which a change of the profile does not forget', async () => {
    await order('lockdown')
    await send('POST', `/access-profiles/${profile}/pass-lockdown`, { passes: true })
    expect(await explain(hall)).toMatchObject({ allowed: true })
    const answer = await api.call('PUT', `/access-profiles/${profile}`, {
      body: { name: 'Gardiens', lines: [{ entranceIds: [hall], scheduleId: null }] },
      ifMatch: '2',
    })
    expect(answer).toMatchObject({ status: 200, body: { passesLockdown: true } })
    expect(await explain(hall)).toMatchObject({ allowed: true })
    await send('POST', `/access-profiles/${profile}/pass-lockdown`, { passes: false })
    expect(await explain(hall)).toMatchObject({ refusal: 'entrance_locked_down' })
  })
})

describe('an order', () => {
  test('is given by whoever may only order, for their site, kept as a drill, and ended by a manager', async () => {
    const scope = { kind: 'site', siteId } as const
    const caretaker = await testApi({
      database,
      world,
      organizationId: organization,
      endpoints: accessEndpoints(deps),
      grants: ['access.read', 'emergencies.order'].map((permission) => ({ permission, scope })),
    })
    const body = {
      siteId: sit(),
      kind: 'lockdown',
      reason: 'Exercice',
      drill: true,
      until: iso(nowMs + HOUR_MS),
    }
    const elsewhere = { ...body, siteId: formatId('site', newId(world, 'site')) }
    expect(await caretaker.call('POST', '/emergencies', { body: elsewhere })).toMatchObject({ status: 404 })
    const ordered = await caretaker.call('POST', '/emergencies', { body })
    expect(ordered).toMatchObject({ status: 201, body: { drill: true, stands: true } })
    const { id } = ordered.body as { id: string }
    expect(await caretaker.call('POST', `/emergencies/${id}/end`)).toMatchObject({ status: 403 })
    await caretaker.close()
    expect(await explain(hall)).toMatchObject({ refusal: 'entrance_locked_down' })
    await send('POST', `/emergencies/${id}/end`)
    expect(await explain(hall)).toMatchObject({ allowed: true })
    nowMs += MINUTE_MS
    await send('POST', `/emergencies/${id}/resume`)
    expect(await listed()).toMatchObject([
      { drill: true, stands: true },
      { drill: true, stands: false },
    ])
  })

  test('gives way to an evacuation, whichever came first', async () => {
    const { id } = await order('evacuation')
    await order('lockdown')
    expect(await explain(hall)).toMatchObject({ allowed: true })
    await send('POST', `/emergencies/${id}/end`)
    expect(await explain(hall)).toMatchObject({ refusal: 'entrance_locked_down' })
  })

  test('is in the log with its end, and so is an evacuation: what was locked or unlocked, of where, and until when [S3-90 3/3]', async () => {
    for (const kind of ['lockdown', 'evacuation'] as const) {
      const { id } = await order(kind)
      await send('POST', `/emergencies/${id}/end`)
    }
    const { rows } = await database.transaction(organization, (transaction) =>
      sql<{ type: string; payload: Record<string, unknown> }>`
        select type, payload from event where type like 'emergency.%' order by position`.execute(transaction),
    )
    const until = expect.anything() as unknown
    expect(rows).toMatchObject([
      { type: 'emergency.ordered', payload: { kind: 'lockdown', zoneId: null, until } },
      { type: 'emergency.ended', payload: { kind: 'lockdown' } },
      { type: 'emergency.ordered', payload: { kind: 'evacuation', zoneId: null, until } },
      { type: 'emergency.ended', payload: { kind: 'evacuation' } },
    ])
  })

  test('for a site that is not there is not found', async () => {
    const nowhere = { siteId: formatId('site', newId(realWorld, 'site')), kind: 'lockdown', reason: 'Essai' }
    const answer = await api.call('POST', '/emergencies', {
      body: { ...nowhere, until: iso(THURSDAY + DAY_MS / 2) },
    })
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } })
  })

  test.each([
    ['whose end has passed', { until: iso(THURSDAY) }, 'emergency_period_invalid'],
    ['that is too long', { until: iso(THURSDAY + 8 * DAY_MS) }, 'emergency_period_invalid'],
    ['for a zone that is not there', { zoneId: formatId('zone', newId(realWorld, 'zone')) }, 'zone_unknown'],
  ])('%s is refused and changes nothing', async (_what, more, code) => {
    const before = await version()
    const body = {
      siteId: sit(),
      kind: 'lockdown',
      reason: 'Exercice',
      until: iso(nowMs + HOUR_MS),
      ...more,
    }
    expect(await api.call('POST', '/emergencies', { body })).toMatchObject({ status: 422, body: { code } })
    expect(await version()).toBe(before)
    expect(await listed()).toEqual([])
  })

  test('for a zone with a door of nowhere is not possible', async () => {
    const entranceIds = [formatId('entrance', newId(world, 'entrance'))]
    expect(
      await api.call('POST', '/zones', { body: { siteId: sit(), name: 'Toit', entranceIds } }),
    ).toMatchObject({ status: 422, body: { code: 'entrance_unknown' } })
  })

  test('is in force at the doors only when their edge has reported it, and so is its end', async () => {
    const edge = { organizationId: organization, siteId, edgeId: newId(world, 'edge') }
    const report = async () => {
      const reported = await version()
      await database.transaction(organization, async (transaction) => {
        await noteSnapshotReported(transaction, { ...edge, at: world.now() }, reported)
      })
    }
    await database.transaction(organization, (transaction) =>
      transaction
        .$extendTables<EdgeTables>()
        .insertInto('edge')
        .values({
          organization_id: organization,
          id: edge.edgeId,
          site_id: siteId,
          name: 'Local technique',
          public_key: 'x'.repeat(44),
          enrolled_at: new Date(nowMs),
          connected: true,
          connection: 1,
          connection_changed_at: new Date(nowMs),
          heard_at: new Date(nowMs),
          journal_base: 0,
        })
        .execute(),
    )
    await report()
    const { id } = await order('lockdown')
    expect(await listed()).toMatchObject([{ atDoors: { told: 'pending', aloneSince: null } }])
    await report()
    expect(await listed()).toMatchObject([{ atDoors: { told: 'yes' } }])
    await send('POST', `/emergencies/${id}/end`)
    expect(await listed()).toMatchObject([{ stands: false, atDoors: { told: 'pending' } }])
    nowMs += 5 * MINUTE_MS
    expect(await listed()).toMatchObject([{ atDoors: { told: 'unknown' } }])
    await database.transaction(organization, (transaction) =>
      transaction
        .$extendTables<EdgeTables>()
        .updateTable('edge')
        .set({ revoked_at: new Date(nowMs) })
        .execute(),
    )
    await order('lockdown')
    expect((await listed())[0]).toMatchObject({ stands: true, atDoors: { told: 'edge_revoked' } })
  })
})
