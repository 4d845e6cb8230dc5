/** Schedules and holiday calendars through the real API on the real database. */
import {
  DAY_MS,
  formatId,
  HOUR_MS,
  instant,
  newId,
  parseId,
  type OrganizationId,
  type ScheduleId,
  type World,
} from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { installCatalogue } from '@loge/features/events/server'
import { sql } from 'kysely'
import { placesFacts } from '@loge/features/places/core'
import { createSite, systemCaller } from '@loge/features/places/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { scheduleFacts } from '../core/index.ts'
import { compileForSite, scheduleEndpoints } from './index.ts'

const PARIS = { timeZone: 'Europe/Paris', holidayRegion: 'FR-ALSACE-MOSELLE' }
let database: TestDatabase
let organization: OrganizationId
let api: TestApi
let nowMs: number
let forgetCatalogue: () => void
const world: World = { ...realWorld, now: () => instant(nowMs) }
let siteText: string

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([scheduleFacts, placesFacts])
})
beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 22, 12)
  organization = await testOrganization(database)
  await api?.close()
  const site = await createSite({ database, world }, systemCaller(organization, 'test'), {
    ...PARIS,
    name: 'Résidence des Tilleuls',
    street: '12 rue des Tilleuls',
    postalCode: '67000',
    city: 'Strasbourg',
    country: 'FR',
  })
  siteText = formatId('site', site.id)
  api = await testApi({
    database,
    world,
    organizationId: organization,
    endpoints: scheduleEndpoints({ database, world }),
  })
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

const office = {
  name: 'Heures de bureau',
  effect: 'allow',
  weekly: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '20:00' }],
  holidays: { calendar: 'site', windows: [] },
  exceptions: [{ firstOn: '2026-12-24', lastOn: '2026-12-24', windows: [{ from: '22:00', until: '00:00' }] }],
}

const created = async (body: object = office): Promise<{ id: string; revision: number }> => {
  const answer = await api.call('POST', '/schedules', { body })
  expect(answer).toMatchObject({ status: 201 })
  return answer.body as { id: string; revision: number }
}

const factsSeen = () =>
  database.transaction(organization, async (transaction) => {
    const { rows } = await sql<{
      type: string
    }>`select type from event where type not like 'site.%' order by position`.execute(transaction)
    return rows.map(({ type }) => type)
  })

describe('schedules', () => {
  test('are created, read back as written, changed under their version and retired', async () => {
    const { id } = await created()
    const read = await api.call('GET', `/schedules/${id}`)
    expect(read).toMatchObject({
      status: 200,
      headers: { etag: '"1"' },
      body: { ...office, exceptions: [{ windows: [{ from: '22:00', until: '24:00' }] }], warnings: [] },
    })

    nowMs += HOUR_MS
    const longer = { ...office, weekly: [{ days: [6], from: '22:00', until: '06:00' }] }
    expect(await api.call('PUT', `/schedules/${id}`, { body: longer, ifMatch: '7' })).toMatchObject({
      status: 412,
    })
    expect(await api.call('PUT', `/schedules/${id}`, { body: longer, ifMatch: '1' })).toMatchObject({
      status: 200,
      headers: { etag: '"2"' },
      body: { revision: 2 },
    })
    const before = new Date(nowMs - 1).toISOString()
    expect(await api.call('GET', `/schedules/${id}?at=${before}`)).toMatchObject({
      body: { revision: 1, weekly: office.weekly },
    })

    expect(await api.call('DELETE', `/schedules/${id}`, { ifMatch: '2' })).toMatchObject({ status: 204 })
    expect(await api.call('DELETE', `/schedules/${id}`, { ifMatch: '2' })).toMatchObject({
      status: 409,
      body: { code: 'schedule_retired' },
    })
    expect(await api.call('GET', '/schedules')).toMatchObject({ body: { data: [] } })
    expect(await api.call('GET', '/schedules?retired=true')).toMatchObject({ body: { data: [{ id }] } })
    expect(await factsSeen()).toEqual(['schedule.created', 'schedule.changed', 'schedule.retired'])
  })

  test('are refused with each fault in its place', async () => {
    const body = {
      ...office,
      weekly: [{ days: [1], from: '08:00', until: '08:00' }],
      holidays: { calendar: 'site', windows: [{ from: '00:00', until: '00:00' }] },
    }
    expect(await api.call('POST', '/schedules', { body })).toMatchObject({
      status: 422,
      body: {
        code: 'schedule_invalid',
        errors: [
          { pointer: '/weekly/0', code: 'window_zero_length' },
          { pointer: '/holidays/windows/0/until', code: 'window_out_of_day' },
        ],
      },
    })
    expect(
      await api.call('POST', '/schedules', {
        body: { ...office, weekly: [{ days: [8], from: '8h', until: '25:00' }] },
      }),
    ).toMatchObject({ status: 400 })
    expect(
      await api.call('POST', '/schedules', {
        body: { ...office, exceptions: [{ firstOn: '2027-02-29', lastOn: '2027-03-01', windows: [] }] },
      }),
    ).toMatchObject({ status: 400 })
  })

  test('that never open are kept and reported', async () => {
    expect(await created({ ...office, weekly: [], exceptions: [] })).toMatchObject({
      warnings: ['never_opens'],
    })
  })

  test('answer their intervals at a site, holidays of its region left out', async () => {
    const { id } = await created()
    const range = 'from=2026-12-23T00:00:00Z&until=2026-12-29T00:00:00Z'
    expect(await api.call('GET', `/schedules/${id}/intervals?siteId=${siteText}&${range}`)).toMatchObject({
      status: 200,
      body: {
        timeZone: 'Europe/Paris',
        intervals: [
          { from: '2026-12-23T07:00:00.000Z', until: '2026-12-23T19:00:00.000Z' },
          { from: '2026-12-24T21:00:00.000Z', until: '2026-12-24T23:00:00.000Z' },
          { from: '2026-12-28T07:00:00.000Z', until: '2026-12-28T19:00:00.000Z' },
        ],
      },
    })
    const other = formatId('site', newId(realWorld, 'site'))
    expect(await api.call('GET', `/schedules/${id}/intervals?siteId=${other}&${range}`)).toMatchObject({
      status: 404,
    })
    const backwards = 'from=2026-12-29T00:00:00Z&until=2026-12-23T00:00:00Z'
    expect(await api.call('GET', `/schedules/${id}/intervals?siteId=${siteText}&${backwards}`)).toMatchObject(
      { status: 422, body: { code: 'range_invalid' } },
    )
  })

  test('explain an instant with the rule that decided', async () => {
    const { id } = await created()
    expect(
      await api.call('GET', `/schedules/${id}/explain?siteId=${siteText}&at=2026-12-25T10:00:00Z`),
    ).toMatchObject({
      status: 200,
      body: {
        open: false,
        rule: { kind: 'holiday', code: 'christmas' },
        on: '2026-12-25',
        nextChangeAt: '2026-12-28T07:00:00.000Z',
      },
    })
  })

  test('compile with the versions that held at an instant', async () => {
    const { id } = await created()
    const text = parseId('schedule', id) ?? expect.fail('no id')
    nowMs += DAY_MS
    await api.call('PUT', `/schedules/${id}`, { body: { ...office, weekly: [] }, ifMatch: '1' })
    const monday = { from: instant(Date.UTC(2026, 10, 23)), until: instant(Date.UTC(2026, 10, 24)) }
    const compile = (asOf: number, ids: readonly ScheduleId[]) =>
      database.transaction(organization, (transaction) =>
        compileForSite(transaction, PARIS, { ...monday, ids, asOf: instant(asOf), now: instant(nowMs) }),
      )
    expect(await compile(nowMs - 1, [text])).toMatchObject([
      { revision: 1, intervals: [monday.from + 7 * HOUR_MS, monday.from + 19 * HOUR_MS] },
    ])
    expect(await compile(nowMs, [text])).toMatchObject([{ revision: 2, intervals: [] }])
    expect(await compile(nowMs, [])).toEqual([])
  })

  test('warn where the site has no known holidays', async () => {
    await created()
    const compiled = await database.transaction(organization, (transaction) =>
      compileForSite(
        transaction,
        { timeZone: 'Europe/Berlin', holidayRegion: 'DE-BY' },
        { from: instant(nowMs), until: instant(nowMs + DAY_MS), now: instant(nowMs) },
      ),
    )
    expect(compiled[0]?.warnings).toEqual(['no_holidays_known'])
  })

  test('serve every site, so somebody of one site reads them and does not change them', async () => {
    const { id } = await created()
    const scope = { kind: 'site', siteId: newId(realWorld, 'site') } as const
    const grants = ['schedules.read', 'schedules.manage'].map((permission) => ({ permission, scope }))
    const endpoints = scheduleEndpoints({ database, world })
    const local = await testApi({ database, world, organizationId: organization, endpoints, grants })
    expect(await local.call('GET', `/schedules/${id}`)).toMatchObject({ status: 200 })
    expect(await local.call('PUT', `/schedules/${id}`, { body: office, ifMatch: '1' })).toMatchObject({
      status: 403,
    })
    expect(await local.call('POST', '/schedules', { body: office })).toMatchObject({ status: 403 })
    await local.close()
  })

  test('of another organization do not exist', async () => {
    const { id } = await created()
    const stranger = await testOrganization(database)
    const theirs = await testApi({
      database,
      world,
      organizationId: stranger,
      endpoints: scheduleEndpoints({ database, world }),
    })
    expect(await theirs.call('GET', `/schedules/${id}`)).toMatchObject({ status: 404 })
    expect(await theirs.call('GET', '/schedules')).toMatchObject({ body: { data: [] } })
    await theirs.close()
  })

  test('are listed page after page', async () => {
    const ids = [(await created()).id, (await created()).id, (await created()).id]
    const first = (await api.call('GET', '/schedules?limit=2')).body as {
      data: { id: string }[]
      nextCursor: string
    }
    const second = (await api.call('GET', `/schedules?limit=2&cursor=${first.nextCursor}`))
      .body as typeof first
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(ids.toSorted())
    expect(second.nextCursor).toBeNull()
  })
})

describe('holiday calendars', () => {
  const calendar = {
    name: 'Tilleuls',
    region: 'FR-ALSACE-MOSELLE',
    added: ['2026-12-23'],
    removed: ['2026-12-25'],
  }

  test('change what a site keeps, and the past stays as it was', async () => {
    const { id } = await created({ ...office, exceptions: [] })
    const made = await api.call('POST', '/holiday-calendars', { body: calendar })
    expect(made).toMatchObject({ status: 201, body: { ...calendar, revision: 1 } })
    const range = 'from=2026-12-23T00:00:00Z&until=2026-12-26T00:00:00Z'
    expect(await api.call('GET', `/schedules/${id}/intervals?siteId=${siteText}&${range}`)).toMatchObject({
      body: { intervals: [{ from: '2026-12-24T07:00:00.000Z' }, { from: '2026-12-25T07:00:00.000Z' }] },
    })
    const { id: calendarId } = made.body as { id: string }
    nowMs += HOUR_MS
    const body = { name: 'Tilleuls', added: ['2026-12-23'], removed: [] }
    expect(await api.call('PUT', `/holiday-calendars/${calendarId}`, { body, ifMatch: '1' })).toMatchObject({
      status: 200,
      body: { removed: [], revision: 2 },
    })
    expect(await api.call('GET', `/holiday-calendars/${calendarId}?year=2026`)).toMatchObject({
      body: {
        holidays: expect.arrayContaining([
          { on: '2026-12-23', code: 'addedByHand' },
          { on: '2026-12-25', code: 'christmas' },
        ]),
      },
    })
    expect(await factsSeen()).toContain('holiday_calendar.changed')
  })

  test('exist once for a region, and not for a region nobody built in', async () => {
    await api.call('POST', '/holiday-calendars', { body: calendar })
    expect(await api.call('POST', '/holiday-calendars', { body: calendar })).toMatchObject({
      status: 409,
      body: { code: 'holiday_calendar_exists' },
    })
    expect(
      await api.call('POST', '/holiday-calendars', { body: { ...calendar, region: 'XX' } }),
    ).toMatchObject({ status: 422, body: { code: 'holiday_region_unknown' } })
    expect(
      await api.call('POST', '/holiday-calendars', {
        body: { ...calendar, region: null, removed: ['2026-12-23'] },
      }),
    ).toMatchObject({ status: 422, body: { code: 'holiday_calendar_invalid' } })
  })

  test('are not retired while a schedule follows them', async () => {
    const { id } = (await api.call('POST', '/holiday-calendars', { body: calendar })).body as { id: string }
    const schedule = await created({ ...office, holidays: { calendar: id, windows: [] } })
    expect(await api.call('DELETE', `/holiday-calendars/${id}`, { ifMatch: '1' })).toMatchObject({
      status: 409,
      body: { code: 'holiday_calendar_in_use' },
    })
    await api.call('PUT', `/schedules/${schedule.id}`, { body: office, ifMatch: '1' })
    expect(await api.call('DELETE', `/holiday-calendars/${id}`, { ifMatch: '1' })).toMatchObject({
      status: 204,
    })
    expect(
      await api.call('PUT', `/holiday-calendars/${id}`, {
        body: { name: 'x', added: [], removed: [] },
        ifMatch: '1',
      }),
    ).toMatchObject({ status: 409, body: { code: 'holiday_calendar_retired' } })
    expect(
      await api.call('POST', '/schedules', { body: { ...office, holidays: { calendar: id, windows: [] } } }),
    ).toMatchObject({ status: 422, body: { code: 'holiday_calendar_unknown' } })
  })

  test('show the built-in regions of a year', async () => {
    const { body } = await api.call('GET', '/holiday-regions?year=2027')
    expect(body).toMatchObject({
      data: expect.arrayContaining([
        {
          region: 'CH-NE',
          holidays: expect.arrayContaining([{ on: '2027-03-01', code: 'neuchatelRepublic' }]),
        },
      ]),
    })
  })
})
