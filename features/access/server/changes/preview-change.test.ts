/** What a change of rights would mean, asked through the real API before it is made. */
import { DAY_MS, HOUR_MS, newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  addProfile,
  addSchedule,
  ask,
  furnishedTests,
  type House,
  per,
  preview,
  refusal,
  type ShownChange,
  site,
  THURSDAY,
  week,
} from './house.fixture.ts'

const furnished = furnishedTests()
let house: House
let hall: string
let garage: string
let office: string
let byDay: string

beforeEach(() => {
  ;({ house, hall, garage, office, byDay } = furnished())
})

const told = (changes: readonly ShownChange[]) =>
  changes.map(({ entranceId, people, before, after }) => [
    entranceId,
    people,
    before?.kind ?? null,
    after?.kind ?? null,
  ])
const iso = (at: number): string => new Date(at).toISOString()

describe('a preview', () => {
  test('tells who gains a door, and changes nothing', async () => {
    const before = await ask(house, ['GET', `/access-profiles/${byDay}`])
    const shown = await preview(house, {
      kind: 'keepProfile',
      id: byDay,
      name: 'Résidents',
      lines: [{ entranceIds: [hall, garage], scheduleId: office }],
    })
    expect(told(shown.gains)).toEqual([[garage, 3, null, 'weekly']])
    expect(shown).toMatchObject({
      losses: [],
      totals: { peopleGaining: 3, peopleLosing: 0 },
      doors: [{ entranceId: garage, told: 'when_it_answers', aloneSince: null }],
      schedules: [{ id: office, after: { name: 'Heures de bureau' } }],
    })
    expect(shown.gains[0]?.personIds.toSorted()).toEqual(house.residents.map(per).toSorted())
    expect(await ask(house, ['GET', `/access-profiles/${byDay}`])).toEqual(before)
  })

  test('of moved hours tells that the same people gain and lose', async () => {
    const shown = await preview(house, { kind: 'keepSchedule', id: office, ...week('09:00', '19:00') })
    expect(told(shown.gains)).toEqual([[hall, 3, 'weekly', 'weekly']])
    expect(told(shown.losses)).toEqual([[hall, 3, 'weekly', 'weekly']])
  })

  test('warns of a schedule that never opens, and tells who loses by it', async () => {
    const shown = await preview(house, {
      kind: 'keepSchedule',
      id: office,
      ...week('09:00', '19:00'),
      weekly: [],
    })
    expect(told(shown.losses)).toEqual([[hall, 3, 'weekly', 'never']])
    expect(shown.warnings).toEqual([{ edit: 0, code: 'never_opens', scheduleId: office }])
    const never = await addSchedule(house, { ...week('09:00', '19:00'), weekly: [] })
    const lines = [{ entranceIds: [hall], scheduleId: never }]
    const used = await preview(house, { kind: 'keepProfile', id: byDay, name: 'Résidents', lines })
    expect(used.warnings).toEqual([{ edit: 0, code: 'never_opens', scheduleId: never }])
  })

  test('of a profile that is in use tells who loses it, and that saving would be refused', async () => {
    const shown = await preview(house, { kind: 'removeProfile', id: byDay })
    expect(told(shown.losses)).toEqual([[hall, 3, 'weekly', null]])
    expect(shown.warnings).toEqual([{ edit: 0, code: 'profile_in_use', scheduleId: null }])
    const stated = await preview(house, { kind: 'removeProfile', id: byDay, revokeGrants: true })
    expect(stated).toMatchObject({ losses: shown.losses, warnings: [] })
  })

  test('of a suspended person takes what is theirs and nobody else’s', async () => {
    const [first] = house.residents
    const shown = await preview(house, {
      kind: 'suspend',
      personId: per(first ?? newId(realWorld, 'person')),
    })
    expect([told(shown.losses), shown.losses[0]?.personIds]).toEqual([
      [[hall, 1, 'weekly', null]],
      [per(first ?? newId(realWorld, 'person'))],
    ])
  })

  test('refuses what saving would refuse', async () => {
    const path = '/access-changes/preview'
    const to = { kind: 'residents', buildingId: null }
    const refused = (edit: object) => refusal(house, path, { siteId: site(house), edits: [edit] })
    const given = { kind: 'grant', accessProfileId: byDay, to }
    const period = { validFrom: iso(THURSDAY + DAY_MS), validUntil: iso(THURSDAY) }
    expect(await refused({ ...given, ...period })).toEqual([422, 'period_invalid'])
    const elsewhere = byDay.replace(/..$/, '00')
    expect(await refused({ ...given, accessProfileId: elsewhere })).toEqual([422, 'access_profile_unknown'])
    const lines = [{ entranceIds: [hall.replace(/..$/, '00')], scheduleId: null }]
    expect(await refused({ kind: 'keepProfile', id: null, name: 'X', lines })).toEqual([
      422,
      'entrance_unknown',
    ])
    expect(await refused({ kind: 'revoke', id: byDay.replace('apr', 'agr') })).toEqual([404, 'not_found'])
    expect(await refusal(house, path, { siteId: site(house).replace(/..$/, '00'), edits: [given] })).toEqual([
      404,
      'not_found',
    ])
  })

  test('counts the hours of the zone the site has now', async () => {
    const [first] = house.residents
    if (first === undefined) throw new Error('somebody lives here')
    const lines = [{ entranceIds: [garage], scheduleId: office }]
    const parking = await addProfile(house, 'Parking', lines)
    const forAnHour = {
      kind: 'grant',
      accessProfileId: parking,
      to: { kind: 'person', personId: per(first) },
      validUntil: iso(THURSDAY + HOUR_MS),
    }
    const inParis = await preview(house, forAnHour)
    expect(told(inParis.gains)).toEqual([[garage, 1, null, 'weekly']])
    const path = `/sites/${site(house)}`
    const moved = await house.api.call('PATCH', path, {
      body: { timeZone: 'America/New_York' },
      ifMatch: '1',
    })
    expect(moved, JSON.stringify(moved.body)).toMatchObject({ status: 200 })
    // The same hour, and it is four in the morning there.
    const inNewYork = await preview(house, forAnHour)
    expect(inNewYork.gains).toEqual([])
    const explained = await ask(house, ['GET', `/entrances/${hall}/explain?person=${per(first)}`])
    expect(explained).toMatchObject({ decision: { allowed: false, refusal: 'outside_hours' } })
  })
})
