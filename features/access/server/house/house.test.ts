/** The house rules through the real API on the real database: settled, told to the doors, remembered, refused. */
import { DAY_MS, formatId, HOUR_MS, instant } from '@loge/kernel'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buildSnapshot } from '../build-snapshot.ts'
import { type House, openHouse, openTests } from '../changes/house.fixture.ts'

let tests: Awaited<ReturnType<typeof openTests>>
let house: House

beforeAll(async () => {
  tests = await openTests()
})
afterAll(() => tests.close())
beforeEach(async () => {
  house = await openHouse(tests.database)
})

const USUAL = {
  unlockSeconds: 5,
  heldOpenSeconds: 60,
  visitorLeaseHours: 24,
  residentLeaseDays: 30,
  staffLeaseDays: 30,
}

const path = () => `/sites/${formatId('site', house.siteId)}/house-rules`
const read = async () => (await house.api.call('GET', path())).body
const settle = (rules: object, revision: number | undefined = 0) =>
  house.api.call('PUT', path(), {
    body: { ...USUAL, ...rules },
    ...(revision === undefined ? {} : { ifMatch: String(revision) }),
  })
const snapshot = (at?: number) => {
  const { deps, organizationId, siteId } = house
  return buildSnapshot(deps, { organizationId, siteId }, at === undefined ? undefined : instant(at))
}
const newDoor = async (more: object = {}) => {
  const body = { siteId: formatId('site', house.siteId), name: 'Hall', ...more }
  return (await house.api.call('POST', '/entrances', { body })).body
}

describe('the rules of a house', () => {
  test('are as usual until somebody settles them', async () => {
    expect(await read()).toMatchObject({ revision: 0, rules: USUAL, changes: [] })
    expect((await snapshot()).leaseMs).toEqual({
      visitor: DAY_MS,
      resident: 30 * DAY_MS,
      staff: 30 * DAY_MS,
    })
  })

  test('reach the doors with the next snapshot, and hold from then on only', async () => {
    const before = house.clock.nowMs
    const { version } = await snapshot()
    house.clock.nowMs += HOUR_MS
    const answer = await settle({ visitorLeaseHours: 48, staffLeaseDays: 7 })
    expect(answer).toMatchObject({ status: 200, body: { revision: 1, rules: { visitorLeaseHours: 48 } } })
    const after = await snapshot()
    expect(after.version).toBeGreaterThan(version)
    expect(after.leaseMs).toEqual({ visitor: 2 * DAY_MS, resident: 30 * DAY_MS, staff: 7 * DAY_MS })
    expect((await snapshot(before)).leaseMs.visitor).toBe(DAY_MS)
  })

  test('are what a new door has that says nothing else; the doors there are keep theirs', async () => {
    const old = await newDoor()
    await settle({ unlockSeconds: 8, heldOpenSeconds: 120 })
    expect(await newDoor({ name: 'Cave' })).toMatchObject({ unlockMs: 8_000, heldOpenMs: 120_000 })
    expect(await newDoor({ name: 'Cour', unlockMs: 3_000 })).toMatchObject({
      unlockMs: 3_000,
      heldOpenMs: 120_000,
    })
    expect(old).toMatchObject({ unlockMs: 5_000, heldOpenMs: 60_000 })
  })

  test('tell who changed what from what to what, newest first', async () => {
    await settle({ unlockSeconds: 8 })
    await settle({ unlockSeconds: 8, staffLeaseDays: 7 }, 1)
    expect(await read()).toMatchObject({
      revision: 2,
      changes: [
        { revision: 2, changed: [{ rule: 'staffLeaseDays', from: 30, to: 7 }] },
        { revision: 1, changed: [{ rule: 'unlockSeconds', from: 5, to: 8 }] },
      ],
    })
  })

  test('settled twice alike are settled once', async () => {
    await settle({ unlockSeconds: 8 })
    expect((await settle({ unlockSeconds: 8 }, 1)).body).toMatchObject({ revision: 1 })
  })

  test('are changed on the version that was seen', async () => {
    await settle({ unlockSeconds: 8 })
    expect((await settle({ unlockSeconds: 9 }, 0)).body).toMatchObject({ code: 'precondition_failed' })
    const blind = await house.api.call('PUT', path(), { body: USUAL })
    expect(blind.body).toMatchObject({ code: 'precondition_required' })
    expect(await read()).toMatchObject({ rules: { unlockSeconds: 8 } })
  })

  test.each([
    ['a door that opens for no time', { unlockSeconds: 0 }],
    ['a door that opens for a day', { unlockSeconds: 86_400 }],
    ['half a second', { heldOpenSeconds: 7.5 }],
    ['a lease beyond the hours that are compiled', { residentLeaseDays: 46 }],
    ['words', { visitorLeaseHours: 'a day' }],
    ['a rule nobody knows', { curfew: 22 }],
  ])('refuse %s', async (_, rules) => {
    expect((await settle(rules)).status).toBe(400)
    expect(await read()).toMatchObject({ revision: 0 })
  })

  test('of a site that is not there are not found', async () => {
    const nowhere = `/sites/${formatId('site', house.organizationId as never)}/house-rules`
    expect((await house.api.call('GET', nowhere)).status).toBe(404)
    expect((await house.api.call('PUT', nowhere, { body: USUAL, ifMatch: '0' })).status).toBe(404)
  })
})
