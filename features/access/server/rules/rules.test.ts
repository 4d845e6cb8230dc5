/** The rules of doors through the real API on the real database: settled, refused, told to the doors, counted, undone. */
import { appendEvents } from '@loge/features/events/server'
import type { NewEvent } from '@loge/features/events/core'
import { adoptDoor } from '../door-device.fixture.ts'
import { DAY_MS, type EdgeId, formatId, HOUR_MS, instant, newId, parseId } from '@loge/kernel'
import { createSite, systemCaller } from '@loge/features/places/server'
import { testApi, type TestApi } from '@loge/testing'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildSnapshot } from '../build-snapshot.ts'
import { accessEndpoints } from '../routes.ts'
import { raiseSnapshotVersion } from '../snapshot-version.ts'
import { addSchedule, type House, openHouse, openTests, THURSDAY, week } from '../changes/house.fixture.ts'

let tests: Awaited<ReturnType<typeof openTests>>
let house: House
let edgeId: EdgeId
let wayIn: string
let wayOut: string
let zone: string
const REFUSED = { mode: 'refused', resetAt: 240 }
const NONE = { leads: [], antiPassback: null, interlock: null }

beforeAll(async () => {
  tests = await openTests()
})
afterAll(() => tests.close())

const call = (method: string, path: string, body?: object, revision?: number) =>
  house.api.call(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(revision === undefined ? {} : { ifMatch: String(revision) }),
  })
const send = async <Body = { readonly id: string }>(method: string, path: string, body?: object) => {
  const answer = await call(method, path, body)
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body as Body
}

const door = async (name: string, more: object = {}, edge: EdgeId = edgeId) => {
  const { database, deps, organizationId, siteId } = house
  const where = { database, world: deps.world, organizationId, siteId, edgeId: edge }
  const deviceId = formatId('device', await adoptDoor(where, name))
  const part = (role: string, componentKey: string) => ({ role, deviceId, componentKey })
  const parts = [part('reader', 'reader'), part('lock', 'lock'), part('doorSensor', 'sensor')]
  const body = { siteId: formatId('site', siteId), name, parts, ...more }
  return (await send('POST', '/entrances', body)).id
}
const newZone = async (name: string, entranceIds: readonly string[]) =>
  (await send('POST', '/zones', { siteId: formatId('site', house.siteId), name, entranceIds })).id

const leads = () => [
  { entranceId: wayIn, leads: 'in' },
  { entranceId: wayOut, leads: 'out' },
]
interface Shown {
  readonly revision: number
  readonly inside: number | null
  readonly antiPassback: object | null
  readonly unmet: readonly { readonly need: string; readonly entranceIds: readonly string[] }[]
}
const settle = (rules: object, revision: number, id = zone) =>
  call('PUT', `/zones/${id}/rules`, { ...NONE, ...rules }, revision)
const shown = async (entrance = wayIn) =>
  await send<{ zones: readonly Shown[]; twoPeople: object | null }>('GET', `/entrances/${entrance}/rules`)
const snapshot = (at?: number) => {
  const { deps, organizationId, siteId } = house
  return buildSnapshot(deps, { organizationId, siteId }, at === undefined ? undefined : instant(at))
}
const passageOf = async (entrance: string, at?: number) => {
  const id = parseId('entrance', entrance)
  return (await snapshot(at)).entrances.find((one) => one.id === id)?.passage
}

beforeEach(async () => {
  house = await openHouse(tests.database)
  edgeId = newId(house.deps.world, 'edge')
  wayIn = await door('Entrée du parking')
  wayOut = await door('Sortie du parking')
  zone = await newZone('Parking', [wayIn, wayOut])
})

describe('the doors of a zone', () => {
  const change = (entranceIds: readonly string[], more: object = {}, version = 1) =>
    call('PUT', `/zones/${zone}`, { name: 'Parking bas', entranceIds, ...more }, version)

  test('change with its rules, and what held before is still known', async () => {
    expect((await settle({ leads: leads(), antiPassback: REFUSED }, 0)).status).toBe(200)
    const settledAt = house.clock.nowMs
    house.clock.nowMs += HOUR_MS
    const side = await door('Porte du parking')
    // In a zone that counts, a door that leads nowhere would count nobody.
    expect((await change([wayIn, wayOut, side])).body).toMatchObject({
      code: 'rule_cannot_be_kept',
      errors: [{ code: 'leads' }],
    })
    expect(await change([wayIn, side], { leads: [{ entranceId: side, leads: 'out' }] })).toMatchObject({
      status: 200,
      body: { name: 'Parking bas', entranceIds: [wayIn, side] },
    })
    expect((await passageOf(side))?.zones).toMatchObject([{ leads: 'out' }])
    expect(await passageOf(wayOut)).toBeUndefined()
    expect((await passageOf(wayOut, settledAt))?.zones).toMatchObject([{ leads: 'out' }])
    expect((await shown(side)).zones).toMatchObject([{ revision: 2, antiPassback: REFUSED }])
  })

  test('are not overwritten by who saw others, nor taken from elsewhere', async () => {
    const answers = await Promise.all(
      ['Parking nord', 'Parking sud'].map((name) => change([wayIn], { name })),
    )
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 412])
    expect((await change([wayIn])).body).toMatchObject({ code: 'precondition_failed' })
    const unknown = formatId('entrance', newId(house.deps.world, 'entrance'))
    expect((await change([unknown], {}, 2)).body).toMatchObject({ code: 'entrance_unknown' })
    const unnamed = await house.api.call('PUT', `/zones/${zone}`, {
      body: { name: 'x', entranceIds: [wayIn] },
    })
    expect(unnamed).toMatchObject({ status: 428, body: { code: 'precondition_required' } })
  })

  test('stand under a name that no other zone of the site has, however it is written', async () => {
    const taken = { status: 409, body: { code: 'zone_name_taken', errors: [{ pointer: '/name' }] } }
    const siteId = formatId('site', house.siteId)
    const named = (name: string) => call('POST', '/zones', { siteId, name, entranceIds: [wayIn] })
    expect(await named(' PARKING ')).toMatchObject(taken)
    const answers = await Promise.all([named('Caves'), named('caves')])
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 409])
    expect(await change([wayIn], { name: 'CAVES' })).toMatchObject(taken)
    expect((await change([wayIn], { name: 'parking' })).status).toBe(200)
    await call('DELETE', `/zones/${zone}`)
    expect((await named('Parking')).status).toBe(201)
  })

  test('may change without any rule', async () => {
    expect((await change([wayIn])).status).toBe(200)
    expect(await send('GET', '/zones')).toMatchObject({
      data: [{ name: 'Parking bas', entranceIds: [wayIn], leads: null }],
    })
  })
})

describe('the rules of a zone', () => {
  test('reach the doors with their hour of forgetting, and hold from then on only', async () => {
    const before = house.clock.nowMs
    house.clock.nowMs += HOUR_MS
    expect((await settle({ leads: leads(), antiPassback: REFUSED }, 0)).status).toBe(200)
    expect(await passageOf(wayIn)).toMatchObject({
      zones: [{ leads: 'in', antiPassback: { mode: 'refused', forgottenAt: house.clock.nowMs } }],
    })
    const resets = (await passageOf(wayOut))?.zones[0]?.antiPassback?.resets ?? []
    // Four in the morning in Paris, in winter.
    expect(resets).toContain(Date.UTC(2026, 10, 5, 3))
    expect(resets.at(-1)).toBeGreaterThan(THURSDAY + 40 * DAY_MS)
    expect(await passageOf(wayIn, before)).toBeUndefined()
  })

  test('are changed on the version that was seen, and undone by what held before', async () => {
    await settle({ leads: leads(), antiPassback: REFUSED }, 0)
    expect((await settle({}, 0)).body).toMatchObject({ code: 'precondition_failed' })
    await settle({ leads: leads(), antiPassback: { mode: 'recorded', resetAt: null } }, 1)
    expect((await shown()).zones).toMatchObject([{ revision: 2, antiPassback: { mode: 'recorded' } }])
    await settle({ leads: leads(), antiPassback: REFUSED }, 2)
    expect((await shown()).zones).toMatchObject([{ revision: 3, antiPassback: REFUSED }])
  })

  test.each([
    ['a door that leads nowhere', async () => ({ leads: [leads()[0]], antiPassback: REFUSED }), 'leads'],
    [
      'no way out',
      async () => ({ leads: leads().map((one) => ({ ...one, leads: 'in' })), antiPassback: REFUSED }),
      'leads',
    ],
  ])('are refused for %s', async (_what, rules, need) => {
    const wanted = await rules()
    const preview = await send<Shown>('POST', `/zones/${zone}/rules/preview`, { ...NONE, ...wanted })
    expect(preview.unmet).toMatchObject([{ need }])
    expect((await settle(wanted, 0)).body).toMatchObject({
      code: 'rule_cannot_be_kept',
      errors: [{ pointer: '/antiPassback', code: need }],
    })
    expect((await shown()).zones).toMatchObject([{ revision: 0 }])
  })

  test('are refused for doors of two edges, a door without a contact, and one that its hours hold open', async () => {
    const far = await door('Loin', {}, newId(house.deps.world, 'edge'))
    const blind = (await send('POST', '/entrances', { siteId: formatId('site', house.siteId), name: 'Nue' }))
      .id
    const airlock = async (name: string, entranceIds: readonly string[]) =>
      (await settle({ interlock: {} }, 0, await newZone(name, entranceIds))).body
    expect(await airlock('Sas 1', [wayIn, far])).toMatchObject({ errors: [{ code: 'oneEdge' }] })
    expect(await airlock('Sas 2', [wayIn, blind])).toMatchObject({ errors: [{ code: 'sensors' }] })
    expect(await airlock('Sas 3', [wayIn, wayOut])).toMatchObject({ revision: 1, interlock: {} })
  })

  test('keep an entrance from losing what they stand on, and from nothing else', async () => {
    await settle({ interlock: {} }, 0)
    const entrance = await send<{ readonly revision: number } & Record<string, unknown>>(
      'GET',
      `/entrances/${wayIn}`,
    )
    const {
      id: _id,
      siteId: _s,
      revision,
      lockedDown: _l,
      emergency: _e,
      placement: _p,
      unconfirmed: _u,
      codesBlocked: _c,
      ...settings
    } = entrance
    const change = (more: object) => call('PUT', `/entrances/${wayIn}`, { ...settings, ...more }, revision)
    expect((await change({ parts: [] })).body).toMatchObject({ code: 'rule_cannot_be_kept' })
    expect((await change({ name: 'Autre nom' })).status).toBe(200)
  })

  test('refuse an entrance of another zone, an hour that does not exist, and a mode nobody knows', async () => {
    const elsewhere = await door('Ailleurs')
    const stray = [...leads(), { entranceId: elsewhere, leads: 'in' }]
    expect((await settle({ leads: stray, antiPassback: REFUSED }, 0)).body).toMatchObject({
      code: 'entrance_unknown',
    })
    for (const antiPassback of [
      { mode: 'refused', resetAt: 1_440 },
      { mode: 'strict', resetAt: null },
    ])
      expect((await settle({ leads: leads(), antiPassback }, 0)).status).toBe(400)
  })

  const remove = (entrance: string) => call('DELETE', `/entrances/${entrance}`, undefined, 1)

  test('keep the only way out of a zone from being removed, until they are given up', async () => {
    await settle({ leads: leads(), antiPassback: REFUSED }, 0)
    const refused = await remove(wayOut)
    expect(refused).toMatchObject({
      status: 422,
      body: { code: 'rule_cannot_be_kept', errors: [{ pointer: '/antiPassback', code: 'leads' }] },
    })
    expect((refused.body as { detail: string }).detail).toContain('Parking')
    expect(await passageOf(wayOut)).toBeDefined()
    await settle({}, 1)
    expect((await remove(wayOut)).status).toBe(204)
    expect(await send('GET', '/zones')).toMatchObject({ data: [{ entranceIds: [wayIn] }] })
  })

  test('let a door go that is not the only one of its way, and forget it', async () => {
    const side = await door('Porte du parking')
    await call('PUT', `/zones/${zone}`, { name: 'Parking', entranceIds: [wayIn, wayOut, side] }, 1)
    await settle({ leads: [...leads(), { entranceId: side, leads: 'out' }], antiPassback: REFUSED }, 0)
    expect((await remove(side)).status).toBe(204)
    const [left] = (await shown()).zones
    expect(left).toMatchObject({ entranceIds: [wayIn, wayOut], leads: leads(), unmet: [] })
    expect((await passageOf(wayOut))?.zones).toMatchObject([{ antiPassback: { mode: 'refused' } }])
  })

  test('refuse nobody at the doors of a zone that lost its way out, and say that they are not kept', async () => {
    await settle({ leads: leads(), antiPassback: REFUSED }, 0)
    const { database, organizationId, siteId, deps } = house
    await database.transaction(organizationId, async (transaction) => {
      await sql`update entrance set removed_at = ${new Date(house.clock.nowMs)} where id = ${parseId('entrance', wayOut)}`.execute(
        transaction,
      )
      await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
    })
    expect(await passageOf(wayIn)).toBeUndefined()
    expect((await shown()).zones).toMatchObject([{ unmet: [{ need: 'leads' }] }])
  })

  test('cannot count people in a zone of which no door is left', async () => {
    for (const entrance of [wayIn, wayOut]) expect((await remove(entrance)).status).toBe(204)
    const wanted = { ...NONE, antiPassback: REFUSED }
    expect(await send('POST', `/zones/${zone}/rules/preview`, wanted)).toMatchObject({
      unmet: [{ need: 'leads', entranceIds: [] }],
    })
    expect((await settle(wanted, 0)).body).toMatchObject({ code: 'rule_cannot_be_kept' })
  })

  test('end with their zone', async () => {
    await settle({ interlock: {} }, 0)
    await send('DELETE', `/zones/${zone}`)
    expect(await passageOf(wayIn)).toBeUndefined()
  })
})

describe('who is counted inside', () => {
  let sequence = 0
  const passes = async (ref: string, entrance: string) => {
    const { database, deps, organizationId, siteId } = house
    const event = (type: string, payload: NewEvent['payload']): NewEvent => ({
      id: newId(deps.world, 'event'),
      type,
      occurredAt: deps.world.now(),
      actor: { kind: 'edge', id: edgeId },
      siteId,
      entranceId: parseId('entrance', entrance) ?? newId(deps.world, 'entrance'),
      payload,
      edge: { id: edgeId, sequence: ++sequence, clockTrusted: true },
    })
    await database.transaction(organizationId, (transaction) =>
      appendEvents(transaction, deps.world, organizationId, [
        event('door.unlock_ordered', { decisionId: ref, subjectRef: ref }),
        event('door.leaf_opened', {}),
        event('door.closed', { openMs: 1 }),
      ]),
    )
  }

  test('is a number, and zero once they are forgotten for a reason', async () => {
    await settle({ leads: leads(), antiPassback: REFUSED }, 0)
    await passes('ref-one', wayIn)
    await passes('ref-two', wayIn)
    await passes('ref-one', wayOut)
    const answer = await shown()
    expect(answer.zones).toMatchObject([{ inside: 1 }])
    expect(JSON.stringify(answer)).not.toContain('ref-')
    house.clock.nowMs += 1_000
    await send('POST', `/zones/${zone}/forget-inside`, { reason: 'after_emergency' })
    expect((await shown()).zones).toMatchObject([{ inside: 0 }])
    expect((await passageOf(wayIn))?.zones[0]?.antiPassback?.forgottenAt).toBe(house.clock.nowMs)
  })

  test('begins with nobody inside when the count is settled anew', async () => {
    await settle({ leads: leads(), antiPassback: REFUSED }, 0)
    house.clock.nowMs += 1_000
    await settle({ leads: leads(), antiPassback: { ...REFUSED, mode: 'recorded' } }, 1)
    expect((await passageOf(wayIn))?.zones[0]?.antiPassback?.forgottenAt).toBe(house.clock.nowMs - 1_000)
    await settle({ leads: leads() }, 2)
    house.clock.nowMs += 1_000
    await settle({ leads: leads(), antiPassback: REFUSED }, 3)
    expect((await passageOf(wayIn))?.zones[0]?.antiPassback?.forgottenAt).toBe(house.clock.nowMs)
  })

  test('concerns nobody who takes care of the house', async () => {
    const person = formatId('person', house.residents[0] ?? newId(house.deps.world, 'person'))
    const siteId = formatId('site', house.siteId)
    const lines = [{ entranceIds: [wayIn], scheduleId: null }]
    const profile = await send('POST', '/access-profiles', { siteId, name: 'Gardien', lines })
    const to = { kind: 'person', personId: person }
    await send('POST', '/access-grants', { siteId, accessProfileId: profile.id, to, reason: 'Gardien' })
    const free = async () =>
      (await snapshot()).subjects.filter(({ freeToPass }) => freeToPass === true).length
    const say = (reason: string | null) => send('POST', `/people/${person}/free-passage`, { siteId, reason })
    await say('caretaker')
    await say('caretaker')
    expect(await free()).toBe(1)
    expect(await send('GET', `/people/${person}/free-passage`)).toMatchObject({
      sites: [{ reason: 'caretaker' }],
    })
    house.clock.nowMs += 1_000
    await say(null)
    expect(await free()).toBe(0)
    await say('works')
    expect(await free()).toBe(1)
  })

  test('is said of nobody whom the manager of the site does not know', async () => {
    const { database, deps, organizationId } = house
    const elsewhere = await createSite(
      { database, world: deps.world },
      systemCaller(organizationId, 'test'),
      {
        name: 'Résidence des Aulnes',
        timeZone: 'Europe/Paris',
        holidayRegion: null,
        street: '3 quai de Versailles',
        postalCode: '44000',
        city: 'Nantes',
        country: 'FR',
      },
    )
    const manager = async (siteId: typeof elsewhere.id) =>
      testApi({
        database,
        world: deps.world,
        organizationId,
        endpoints: accessEndpoints(deps),
        grants: [{ permission: 'access.manage', scope: { kind: 'site', siteId } }],
      })
    const personId = formatId('person', house.residents[0] ?? newId(deps.world, 'person'))
    const ask = async (asked: TestApi, siteId: typeof elsewhere.id, reason: string | null, who = personId) =>
      asked.call('POST', `/people/${who}/free-passage`, {
        body: { siteId: formatId('site', siteId), reason },
      })
    const theirs = await manager(elsewhere.id)
    const unknown = formatId('person', newId(deps.world, 'person'))
    for (const who of [personId, unknown])
      for (const reason of ['works', null])
        expect(await ask(theirs, elsewhere.id, reason, who)).toMatchObject({
          status: 422,
          body: { code: 'person_unknown' },
        })
    await theirs.close()
    const ours = await manager(house.siteId)
    expect((await ask(ours, house.siteId, 'works')).status).toBe(204)
    expect((await ask(ours, house.siteId, null)).status).toBe(204)
    await ours.close()
  })

  test('is listed with its reason and its end, and ends by itself at the doors', async () => {
    const person = formatId('person', house.residents[0] ?? newId(house.deps.world, 'person'))
    const siteId = formatId('site', house.siteId)
    const say = (until: number) =>
      call('POST', `/people/${person}/free-passage`, {
        siteId,
        reason: 'works',
        until: new Date(until).toISOString(),
      })
    const list = () => send<{ data: readonly object[] }>('GET', `/free-passages?siteId=${siteId}`)
    expect(await say(house.clock.nowMs)).toMatchObject({ status: 422, body: { code: 'period_invalid' } })
    const until = house.clock.nowMs + DAY_MS
    expect((await say(until)).status).toBe(204)
    expect((await list()).data).toMatchObject([
      { personId: person, siteId, reason: 'works', until: new Date(until).toISOString() },
    ])
    house.clock.nowMs = until
    expect((await list()).data).toEqual([])
    expect((await say(until + DAY_MS)).status).toBe(204)
    expect((await list()).data).toHaveLength(1)
  })
})

test('a door for two people says so to its edge, and is not held open by hours', async () => {
  const twoPeople = { withinSeconds: 20 }
  const vault = await door('Coffre', { twoPeople })
  expect(await passageOf(vault)).toEqual({ twoPeopleWithinMs: 20_000, zones: [] })
  expect(await shown(vault)).toMatchObject({ twoPeople, zones: [] })
  const hours = { ...week('08:00', '10:00'), effect: 'holdOpen' }
  const holdOpenScheduleId = await addSchedule(house, hours)
  const body = {
    siteId: formatId('site', house.siteId),
    name: 'Non',
    holdOpenScheduleId,
    twoPeople,
  }
  expect((await call('POST', '/entrances', body)).body).toMatchObject({ errors: [{ code: 'noHours' }] })
})
