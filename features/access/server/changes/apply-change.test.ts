/** Changes of rights made, refused and undone through the real API. */
import { systemCaller } from '@loge/features/places/server'
import { changeSchedule } from '@loge/features/schedules/server'
import { DAY_MS, type EventId, HOUR_MS, MINUTE_MS, parseId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { beforeEach, describe, expect, test } from 'vitest'
import { followEvent } from '../follow-left.ts'
import { grantAccess } from '../grant-access.ts'
import { loadGrants } from '../grant-store.ts'
import {
  addEntrance,
  addGrant,
  addProfile,
  addSchedule,
  apply,
  ask,
  type ChangeMade,
  furnishedTests,
  type House,
  per,
  preview,
  refusal,
  site,
  THURSDAY,
  undo,
  versionOf,
  week,
  whoEnters,
} from './house.fixture.ts'

const furnished = furnishedTests()
let house: House
let hall: string
let garage: string
let office: string
let byDay: string
let toEverybody: string
let first: PersonId

beforeEach(() => {
  ;({ house, hall, garage, office, byDay, toEverybody, first } = furnished())
})

const bothDoors = () => ({
  kind: 'keepProfile',
  id: byDay,
  name: 'Tous',
  lines: [{ entranceIds: [hall, garage], scheduleId: null }],
})
const entering = async () => [await whoEnters(house, hall), await whoEnters(house, garage)]
const changes = async () =>
  (
    await ask<{ readonly data: readonly ChangeMade[] }>(house, [
      'GET',
      `/access-changes?siteId=${site(house)}`,
    ])
  ).data

describe('a change', () => {
  test('makes all its edits at once, with one version and one reason', async () => {
    const { basedOn } = await preview(house, bothDoors())
    const to = { kind: 'person', personId: per(first) }
    const edits = [
      { kind: 'keepSchedule', id: office, ...week('07:00', '19:00') },
      { kind: 'suspend', personId: per(house.residents[1] ?? first) },
      { kind: 'grant', accessProfileId: byDay, to },
      bothDoors(),
    ]
    const version = await versionOf(house)
    const made = await apply(house, edits, basedOn)
    expect(made).toMatchObject({
      version: version + 1,
      undoUntil: new Date(THURSDAY + DAY_MS).toISOString(),
    })
    expect(await versionOf(house)).toBe(version + 1)
    expect(await whoEnters(house, garage)).toHaveLength(2)
    expect(await changes()).toMatchObject([
      { id: made.id, reason: 'Réunion', edits: 4, undoneAt: null, touched: { length: 4 } },
    ])
  })

  test('can name in a profile the schedule that it makes, which is not made twice', async () => {
    const own = office.replace(/..$/, '77')
    const edits = [
      { kind: 'keepSchedule', id: null, newId: own, ...week('09:00', '11:00') },
      { ...bothDoors(), lines: [{ entranceIds: [hall], scheduleId: own }] },
    ]
    const { basedOn, losses } = await preview(house, ...edits)
    expect(losses).not.toEqual([])
    await apply(house, edits, basedOn)
    expect(await ask(house, ['GET', `/access-profiles/${byDay}`])).toMatchObject({
      lines: [{ entranceIds: [hall], scheduleId: own }],
    })
    const again = await preview(house, bothDoors())
    expect(await refusedChange(again.basedOn, edits)).toEqual([409, 'rights_already_so'])
  })

  test('that fails at its last edit makes none of them', async () => {
    const before = [await entering(), await versionOf(house), []]
    const lines = [{ entranceIds: [hall.replace(/..$/, '00')], scheduleId: null }]
    const edits = [bothDoors(), { kind: 'keepProfile', id: null, name: 'X', lines }]
    const { basedOn } = await preview(house, bothDoors())
    expect(await refusedChange(basedOn, edits)).toEqual([422, 'entrance_unknown'])
    expect([await entering(), await versionOf(house), await changes()]).toEqual(before)
  })

  test('may not say two things of the same', async () => {
    const { basedOn } = await preview(house, bothDoors())
    expect(await refusedChange(basedOn, [bothDoors(), { kind: 'removeProfile', id: byDay }])).toEqual([
      422,
      'edited_twice',
    ])
  })

  test('may not suspend somebody who is, nor restore somebody who is not', async () => {
    const { basedOn } = await preview(house, bothDoors())
    const restore = { kind: 'restore', personId: per(first) }
    expect(await refusedChange(basedOn, [restore])).toEqual([409, 'rights_already_so'])
    const path = '/access-changes/preview'
    expect(await refusal(house, path, { siteId: site(house), edits: [restore] })).toEqual([
      409,
      'rights_already_so',
    ])
  })

  test('removes a profile that is in use only when it says that its grants go too', async () => {
    const { basedOn } = await preview(house, bothDoors())
    const removal = { kind: 'removeProfile', id: byDay }
    expect(await refusedChange(basedOn, [removal])).toEqual([409, 'access_profile_in_use'])
    await apply(house, [removal, { kind: 'revoke', id: toEverybody }], basedOn)
    expect(await whoEnters(house, hall)).toEqual([])
    const second = await addProfile(house, 'Parking', [{ entranceIds: [garage], scheduleId: null }])
    await addGrant(house, second, { kind: 'residents', buildingId: null })
    await apply(house, [{ kind: 'removeProfile', id: second, revokeGrants: true }])
    expect(await entering()).toEqual([[], []])
  })
})

const refusedChange = (basedOn: string, edits: readonly object[]) =>
  refusal(house, '/access-changes', { siteId: site(house), basedOn, edits, reason: 'Réunion' })

describe('two managers at once', () => {
  test('never lose an update: the second is told who changed what', async () => {
    const { basedOn } = await preview(house, bothDoors())
    await apply(house, [bothDoors()], basedOn)
    const body = {
      siteId: site(house),
      basedOn,
      reason: 'Réunion',
      edits: [{ ...bothDoors(), name: 'Autre' }],
    }
    const answer = await house.api.call('POST', '/access-changes', { body })
    expect(answer).toMatchObject({
      status: 409,
      body: {
        code: 'rights_changed_meanwhile',
        errors: [
          {
            pointer: '/basedOn',
            code: 'access_profile.changed',
            message: expect.stringMatching(/^2026-11-05T09:00\S+ key_\w+ apr_\w+$/),
          },
        ],
      },
    })
    expect(await ask(house, ['GET', `/access-profiles/${byDay}`])).toMatchObject({ name: 'Tous' })
  })

  test('neither through the routes that change one thing, nor through those of schedules', async () => {
    const before = await preview(house, bothDoors())
    await addGrant(house, byDay, { kind: 'person', personId: per(first) })
    expect(await refusedChange(before.basedOn, [bothDoors()])).toEqual([409, 'rights_changed_meanwhile'])
    const again = await preview(house, bothDoors())
    const path = `/schedules/${office}`
    await house.api.call('PUT', path, { body: week('10:00', '11:00'), ifMatch: '1' })
    const edit = { kind: 'keepSchedule', id: office, ...week('07:00', '19:00') }
    expect(await refusedChange(again.basedOn, [edit])).toEqual([409, 'rights_changed_meanwhile'])
    const seen = await preview(house, edit)
    await apply(house, [edit], seen.basedOn)
  })

  test('are in each other’s way only where they change the same things', async () => {
    const parking = await addProfile(house, 'Parking', [{ entranceIds: [garage], scheduleId: null }])
    const night = await addSchedule(house, week('20:00', '21:00'))
    const [, second, third] = house.residents.map(per)
    const grant = { kind: 'grant', accessProfileId: parking, to: { kind: 'person', personId: second } }
    const mine = await preview(house, bothDoors(), grant)
    await addEntrance(house, 'Cave')
    await addGrant(house, await addProfile(house, 'Cave', []), { kind: 'person', personId: third })
    await apply(house, [{ kind: 'keepSchedule', id: night, ...week('22:00', '23:00') }])
    await apply(house, [{ kind: 'suspend', personId: third }])
    await apply(house, [bothDoors(), grant], mine.basedOn)
    const restore = { kind: 'restore', personId: third }
    const seen = await preview(house, restore)
    await ask(house, ['POST', `/people/${third}/restore-access`], undefined, 204)
    expect(await refusedChange(seen.basedOn, [restore])).toEqual([409, 'rights_changed_meanwhile'])
  })

  test.each(['', '7', '1:2', '1:2:x', "1:2:'", '1:9:3,', '3:2:', '0:2:', '1:9:4,3', '1:5:7'])(
    'a preview that never was is refused: %j',
    async (basedOn) => {
      const body = { siteId: site(house), basedOn, edits: [bothDoors()], reason: 'Réunion' }
      const answer = await house.api.call('POST', '/access-changes', { body })
      expect(answer.status).toBe(400)
    },
  )

  test('a preview of another database, before a copy was restored, has to be made again', async () => {
    const later = '999999999999:999999999999:'
    expect(await refusedChange(later, [bothDoors()])).toEqual([409, 'rights_changed_meanwhile'])
  })

  test('of ten who save at the same moment exactly one is the first', async () => {
    const { basedOn } = await preview(house, bothDoors())
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_none, number) =>
        house.api.call('POST', '/access-changes', {
          body: {
            siteId: site(house),
            basedOn,
            reason: 'Réunion',
            edits: [{ ...bothDoors(), name: `Nom ${number}` }],
          },
        }),
      ),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(9)
    expect(await ask(house, ['GET', `/access-profiles/${byDay}`])).toMatchObject({ revision: 2 })
  })
})

describe('undoing', () => {
  test('puts everything back, and the past stays as it was', async () => {
    const before = await entering()
    const parking = await addProfile(house, 'Parking', [{ entranceIds: [garage], scheduleId: null }])
    const mine = await addGrant(house, parking, { kind: 'person', personId: per(first) })
    const withParking = await entering()
    house.clock.nowMs += MINUTE_MS
    const edits = [
      { kind: 'removeProfile', id: parking },
      { kind: 'revoke', id: mine },
      { kind: 'keepSchedule', id: office, ...week('20:00', '21:00') },
      { kind: 'keepSchedule', id: null, ...week('20:00', '21:00') },
      { kind: 'keepProfile', id: null, name: 'Neuf', lines: [] },
      { kind: 'suspend', personId: per(first) },
      { kind: 'grant', accessProfileId: byDay, to: { kind: 'person', personId: per(first) } },
    ]
    const { id } = await apply(house, edits)
    expect(await entering()).toEqual([[], []])
    house.clock.nowMs += HOUR_MS
    await undo(house, id)
    expect(await entering()).toEqual(withParking)
    expect(withParking).not.toEqual(before)
    const whileItHeld = new Date(THURSDAY + 2 * MINUTE_MS).toISOString()
    expect(await whoEnters(house, garage, whileItHeld)).toEqual([])
    expect(await changes()).toMatchObject([
      { id, undoneBy: { kind: 'apiKey' }, undoneAt: expect.stringMatching(/T10:01/) },
    ])
    const names = await ask<{ data: { name: string }[] }>(house, [
      'GET',
      `/access-profiles?siteId=${site(house)}`,
    ])
    expect(names.data.map(({ name }) => name).toSorted()).toEqual(['Parking', 'Résidents'])
  })

  test('happens once', async () => {
    const { id } = await apply(house, [bothDoors()])
    await undo(house, id)
    expect(await refusal(house, `/access-changes/${id}/undo`)).toEqual([409, 'access_change_undone'])
  })

  test('is possible for a day', async () => {
    const { id } = await apply(house, [bothDoors()])
    house.clock.nowMs += DAY_MS + 1
    expect(await refusal(house, `/access-changes/${id}/undo`)).toEqual([409, 'undo_too_late'])
  })

  test('is refused when what it touched changed since, and then undoes nothing', async () => {
    const parking = { kind: 'keepProfile', id: null, name: 'Parking', lines: [] }
    const { id } = await apply(house, [bothDoors(), parking, { kind: 'suspend', personId: per(first) }])
    house.clock.nowMs += MINUTE_MS
    await apply(house, [{ ...bothDoors(), name: 'Encore' }])
    const before = await entering()
    expect(await refusal(house, `/access-changes/${id}/undo`)).toEqual([409, 'access_change_overtaken'])
    expect(await entering()).toEqual(before)
    expect(await changes()).toMatchObject([{}, { id, undoneAt: null }])
  })

  test('is refused when somebody else was given the new profile since', async () => {
    const parking = { kind: 'keepProfile', id: null, name: 'Parking', lines: [] }
    const { id } = await apply(house, [parking])
    const [{ touched }] = (await changes()) as [ChangeMade]
    await addGrant(house, touched[0]?.accessProfileId ?? '', { kind: 'person', personId: per(first) })
    expect(await refusal(house, `/access-changes/${id}/undo`)).toEqual([409, 'access_change_overtaken'])
  })

  test('of a suspension leaves one that somebody made on their own grounds while it stood', async () => {
    const { id } = await apply(house, [{ kind: 'suspend', personId: per(first) }])
    house.clock.nowMs += MINUTE_MS
    await ask(house, ['POST', `/people/${per(first)}/suspend-access`], { reason: 'Badge volé' }, 204)
    expect(await refusal(house, `/access-changes/${id}/undo`)).toEqual([409, 'access_change_overtaken'])
  })

  test('of a suspension leaves one that somebody made later', async () => {
    const { id } = await apply(house, [{ kind: 'suspend', personId: per(first) }])
    house.clock.nowMs += MINUTE_MS
    await ask(house, ['POST', `/people/${per(first)}/restore-access`], undefined, 204)
    house.clock.nowMs += MINUTE_MS
    await ask(house, ['POST', `/people/${per(first)}/suspend-access`], { reason: 'Autre' }, 204)
    expect(await refusal(house, `/access-changes/${id}/undo`)).toEqual([409, 'access_change_overtaken'])
  })
})

/** The ids of the events of a type, in the order they were recorded. */
const eventsOf = async (transaction: Transaction, type: string): Promise<readonly EventId[]> => {
  const { rows } = await sql<{
    id: EventId
  }>`select id from event where type = ${type} order by position`.execute(transaction)
  return rows.map(({ id }) => id)
}

describe('five hundred changes in one minute', () => {
  test('are each made, none is lost, and those of hours are followed by one new version', {
    timeout: 180_000,
  }, async () => {
    const { organizationId, deps, siteId } = house
    const caller = systemCaller(organizationId, 'test')
    const profileId = parseId('accessProfile', byDay)
    const scheduleId = parseId('schedule', office)
    if (profileId === undefined || scheduleId === undefined) throw new Error('ids have one form')
    const before = await versionOf(house)
    for (let number = 1; number <= 250; number += 1) {
      await grantAccess(deps, caller, {
        siteId,
        accessProfileId: profileId,
        to: { kind: 'person', personId: first },
        leaseClass: 'resident',
        validUntil: null,
        reason: 'Emménagement',
      })
      const weekly = [{ days: [1, 2, 3, 4, 5] as const, from: 480, until: 1_080 + (number % 2) }]
      await changeSchedule(deps, caller, {
        id: scheduleId,
        ifMatch: String(number),
        input: {
          name: 'Bureau',
          effect: 'allow',
          weekly: weekly.map((window) => ({ ...window, days: [...window.days] })),
          holidays: null,
          exceptions: [],
        },
      })
    }
    const changes = await house.database.transaction(organizationId, (transaction) =>
      eventsOf(transaction, 'schedule.changed'),
    )
    expect([changes.length, await versionOf(house)]).toEqual([250, before + 250])
    // Each right given raised the version after the change of hours before it: only the last is left to follow.
    for (const id of changes) await followEvent(deps, organizationId, { id, type: 'schedule.changed' })
    expect(await versionOf(house)).toBe(before + 251)
    const given = await house.database.transaction(organizationId, (transaction) =>
      loadGrants(transaction, { personId: first }),
    )
    expect(given).toHaveLength(250)
    const { losses } = await preview(house, { kind: 'keepSchedule', id: office, ...week('20:00', '21:00') })
    expect(losses[0]?.people).toBe(house.residents.length)
  })
})
