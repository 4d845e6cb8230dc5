/** A site about to get another clock or other public holidays: what shifts is said before, and nothing is kept. */
import { formatId, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { createSite, placesEndpoints, systemCaller } from '@loge/features/places/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { scheduleFacts } from '../core/index.ts'
import { scheduleEndpoints } from './index.ts'

/** A Sunday. */
let now = Date.UTC(2026, 10, 22, 12)
const world: World = { ...realWorld, now: () => instant(now) }
let database: TestDatabase
let organization: OrganizationId
let api: TestApi
let forgetCatalogue: () => void
let site: string
let days: string

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([scheduleFacts, placesFacts])
  organization = await testOrganization(database)
  const made = await createSite({ database, world }, systemCaller(organization, 'test'), {
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR-ALSACE-MOSELLE',
    name: 'Résidence des Tilleuls',
    street: '12 rue des Tilleuls',
    postalCode: '67000',
    city: 'Strasbourg',
    country: 'FR',
  })
  site = formatId('site', made.id)
  api = await testApi({
    database,
    world,
    organizationId: organization,
    endpoints: [
      ...scheduleEndpoints({ database, world }),
      ...placesEndpoints({ database, world, findHomes: async () => [] }),
    ],
  })
  const schedule = (name: string, until: string) => ({
    name,
    effect: 'allow',
    weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', until: '24:00' }].map((window) =>
      name === 'Days' ? { days: [1], from: '08:00', until } : window,
    ),
    holidays: null,
    exceptions: [],
  })
  const { body } = await api.call('POST', '/schedules', { body: schedule('Days', '18:00') })
  days = (body as { id: string }).id
  await api.call('POST', '/schedules', { body: schedule('Always', '24:00') })
})
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

interface Preview {
  readonly code?: string
  readonly holidays: { readonly gained: readonly object[]; readonly lost: readonly object[] }
}

const preview = async (timeZone: string, region?: string) => {
  const { status, body } = await api.call(
    'GET',
    `/sites/${site}/time-preview?timeZone=${encodeURIComponent(timeZone)}${region === undefined ? '' : `&holidayRegion=${region}`}`,
  )
  return { status, body: body as Preview }
}

const changeZone = (timeZone: string) =>
  api.call('PATCH', `/sites/${site}`, { body: { timeZone }, ifMatch: '1' })

test('schedules keep their hours on the wall, so their instants shift; one that is always open does not', async () => {
  const { body } = await preview('Indian/Reunion', 'FR-ALSACE-MOSELLE')
  expect(body).toEqual({
    shiftMinutes: 180,
    schedules: [
      {
        id: days,
        name: 'Days',
        effect: 'allow',
        before: { from: '2026-11-23T07:00:00.000Z', until: '2026-11-23T17:00:00.000Z' },
        after: { from: '2026-11-23T04:00:00.000Z', until: '2026-11-23T14:00:00.000Z' },
      },
    ],
    holidays: { gained: [], lost: [] },
  })
})

test('other public holidays are named, with those that go', async () => {
  const { body } = await preview('Europe/Paris', 'FR-RE')
  expect(body).toEqual({
    shiftMinutes: 0,
    schedules: [],
    holidays: {
      gained: [{ on: '2026-12-20', code: 'abolitionReunion' }],
      lost: [
        { on: '2026-12-26', code: 'saintStephen' },
        { on: '2027-03-26', code: 'goodFriday' },
      ],
    },
  })
  const none = await preview('Europe/Paris')
  expect(none.body.holidays.gained).toEqual([])
  expect(none.body.holidays.lost.length).toBeGreaterThan(10)
})

test('a zone nobody knows is refused, by the preview and by the change; so is another organization’s site', async () => {
  const refused = await preview('Europe/Atlantis')
  expect([refused.status, refused.body.code]).toEqual([422, 'time_zone_unknown'])
  const change = await changeZone('Europe/Atlantis')
  expect([change.status, change.body]).toMatchObject([422, { code: 'time_zone_unknown' }])
  const elsewhere = formatId('site', newId(realWorld, 'site'))
  const asked = await api.call('GET', `/sites/${elsewhere}/time-preview?timeZone=Europe%2FParis`)
  expect(asked.body).toMatchObject({ code: 'place_unknown' })
})

test('a preview keeps nothing and records nothing', async () => {
  const { rows } = await database.transaction(organization, (transaction) =>
    sql<{ zone: string; changes: number }>`
      select s.time_zone as zone, (select count(*)::int from event where type = 'site.changed') as changes from site s`.execute(
      transaction,
    ),
  )
  expect(rows).toEqual([{ zone: 'Europe/Paris', changes: 0 }])
})

test('once it is changed, what was before is still explained by the clock of then', async () => {
  now = Date.UTC(2026, 10, 24, 12)
  expect((await changeZone('Indian/Reunion')).status).toBe(200)
  const isOpen = async (at: string) =>
    (await api.call('GET', `/schedules/${days}/explain?siteId=${site}&at=${at}`)).body
  // Half past five in the afternoon in Paris, half past eight in the evening on Réunion.
  expect(await isOpen('2026-11-23T16:30:00.000Z')).toMatchObject({ open: true })
  expect(await isOpen('2026-11-30T16:30:00.000Z')).toMatchObject({ open: false })
  const { rows } = await database.transaction(organization, (transaction) =>
    sql<{ payload: object }>`select payload from event where type = 'site.changed'`.execute(transaction),
  )
  expect(rows).toEqual([{ payload: { id: expect.any(String), fields: ['timeZone'] } }])
})
