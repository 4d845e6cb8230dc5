/** For any edits on the real database: the preview is what happens, and undoing puts back exactly what was. */
import { HOUR_MS, instant, type Instant, MINUTE_MS } from '@loge/kernel'
import type { TestDatabase } from '@loge/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  addEntrance,
  addGrant,
  addProfile,
  addSchedule,
  apply,
  ask,
  type House,
  openHouse,
  openTests,
  per,
  preview,
  type ShownChange,
  site,
  undo,
  week,
  whoEnters,
} from './house.fixture.ts'

let database: TestDatabase
let close: () => Promise<void>

beforeAll(async () => {
  ;({ database, close } = await openTests())
})
afterAll(() => close())

interface Ready {
  readonly house: House
  readonly doors: readonly string[]
  readonly schedules: readonly string[]
  readonly profiles: readonly string[]
  readonly grants: readonly string[]
}

const HOURS = [week('08:00', '18:00'), week('12:00', '14:00'), { ...week('08:00', '18:00'), weekly: [] }]

const furnish = async (): Promise<Ready> => {
  const house = await openHouse(database)
  const doors = [await addEntrance(house, 'Hall'), await addEntrance(house, 'Garage')]
  const schedules = []
  for (const hours of HOURS) schedules.push(await addSchedule(house, hours))
  const [hall = '', garage = ''] = doors
  const profiles = [
    await addProfile(house, 'Jour', [{ entranceIds: [hall], scheduleId: schedules[0] ?? null }]),
    await addProfile(house, 'Midi', [{ entranceIds: [hall, garage], scheduleId: schedules[1] ?? null }]),
    await addProfile(house, 'Tout', [{ entranceIds: [garage], scheduleId: null }]),
  ]
  const [day = '', noon = '', all = ''] = profiles
  const [first] = house.residents
  const grants = [
    await addGrant(house, day, { kind: 'residents', buildingId: null }),
    await addGrant(house, noon, { kind: 'residents', buildingId: null }),
    await addGrant(house, all, { kind: 'person', personId: first === undefined ? '' : per(first) }),
  ]
  return { house, doors, schedules, profiles, grants }
}

/** At each of these somebody may or may not enter: hours begin and end, rights begin and end, also after a weekend. */
const momentsOf = ({ clock }: House): readonly Instant[] =>
  [0, 1, 2.5, 4, 5.5, 9.5, 24, 27, 96, 99].map((hours) => instant(clock.nowMs + hours * HOUR_MS + MINUTE_MS))

const pairsAt = async ({ house, doors }: Ready, at: Instant): Promise<ReadonlySet<string>> => {
  const pairs = new Set<string>()
  for (const door of doors)
    for (const person of await whoEnters(house, door, new Date(at).toISOString()))
      pairs.add(`${person} ${door}`)
  return pairs
}

const everyMoment = async (ready: Ready, moments: readonly Instant[]) => {
  const found: ReadonlySet<string>[] = []
  for (const at of moments) found.push(await pairsAt(ready, at))
  return found
}

const told = (changes: readonly ShownChange[]): readonly string[] =>
  changes.flatMap(({ entranceId, personIds }) => personIds.map((id) => `${id} ${entranceId}`)).toSorted()

const missing = (from: readonly ReadonlySet<string>[], inside: readonly ReadonlySet<string>[]) =>
  [
    ...new Set(from.flatMap((pairs, moment) => [...pairs].filter((pair) => !inside[moment]?.has(pair)))),
  ].toSorted()

const pick = fc.nat({ max: 2 })
const anEnd = fc.constantFrom(null, 2, 26, 98)
type Plan = (ready: Ready) => object
const anEdit: fc.Arbitrary<Plan> = fc.oneof(
  fc.tuple(pick, fc.subarray([0, 1]), fc.constantFrom(null, 0, 1, 2)).map(
    ([which, doors, hours]): Plan =>
      (ready) => ({
        kind: 'keepProfile',
        id: ready.profiles[which],
        name: 'Autrement',
        lines:
          doors.length === 0
            ? []
            : [
                {
                  entranceIds: doors.map((door) => ready.doors[door]),
                  scheduleId: hours === null ? null : ready.schedules[hours],
                },
              ],
      }),
  ),
  pick.map(
    (which): Plan =>
      ({ profiles }) => ({
        kind: 'removeProfile',
        id: profiles[which],
        revokeGrants: true,
      }),
  ),
  fc.tuple(pick, pick, anEnd).map(
    ([who, which, hours]): Plan =>
      ({ house, profiles }) => {
        const person = house.residents[who]
        return {
          kind: 'grant',
          accessProfileId: profiles[which],
          to: { kind: 'person', personId: person === undefined ? '' : per(person) },
          validFrom: new Date(house.clock.nowMs + HOUR_MS).toISOString(),
          validUntil: hours === null ? null : new Date(house.clock.nowMs + hours * HOUR_MS).toISOString(),
        }
      },
  ),
  pick.map(
    (which): Plan =>
      ({ grants }) => ({ kind: 'revoke', id: grants[which] }),
  ),
  fc.tuple(pick, pick).map(
    ([which, hours]): Plan =>
      ({ schedules }) => ({
        kind: 'keepSchedule',
        id: schedules[which],
        ...HOURS[hours],
      }),
  ),
  pick.map(
    (who): Plan =>
      ({ house }) => {
        const person = house.residents[who]
        return { kind: 'suspend', personId: person === undefined ? '' : per(person) }
      },
  ),
)

/** Nothing is named twice, and nothing is given of what is taken away. */
const fitTogether = (edits: readonly object[]): readonly object[] => {
  const targets = new Set<unknown>()
  const fitting = edits.filter((edit) => {
    const { id, personId } = edit as { readonly id?: string; readonly personId?: string }
    const target = id ?? personId
    if (target === undefined) return true
    return targets.has(target) ? false : targets.add(target)
  })
  return fitting.some(({ kind }: { kind?: string }) => kind === 'removeProfile')
    ? fitting.filter(({ kind }: { kind?: string }) => kind !== 'grant' && kind !== 'revoke')
    : fitting
}

test('the preview is what happens, and undoing puts back exactly what was', {
  timeout: 300_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anEdit, { minLength: 1, maxLength: 4 }), async (plans) => {
      const ready = await furnish()
      const { house } = ready
      const edits = fitTogether(plans.map((plan) => plan(ready)))
      const moments = momentsOf(house)
      const before = await everyMoment(ready, moments)
      const shown = await preview(house, ...edits)
      const { id } = await apply(house, edits, shown.basedOn)
      const after = await everyMoment(ready, moments)
      expect(told(shown.gains)).toEqual(missing(after, before))
      expect(told(shown.losses)).toEqual(missing(before, after))
      await undo(house, id)
      expect(await everyMoment(ready, moments)).toEqual(before)
    }),
    { numRuns: 12 },
  )
})

const renamed =
  (which: number): Plan =>
  ({ profiles, doors }) => ({
    kind: 'keepProfile',
    id: profiles[which],
    name: `Nom ${which}`,
    lines: [{ entranceIds: doors, scheduleId: null }],
  })
/** The same group, and two different ones. */
const EXAMPLES: [Plan, Plan][] = [
  [renamed(0), renamed(0)],
  [renamed(0), renamed(2)],
]

interface GivenTo {
  readonly accessProfileId: string
  readonly to: { readonly personId?: string }
}

/** What stands, without what says when it was written. */
const standing = async ({ house, profiles, schedules }: Ready): Promise<readonly unknown[]> => {
  const said = []
  for (const id of profiles) {
    const { status, body } = await house.api.call('GET', `/access-profiles/${id}`)
    const { name, lines } = body as { readonly name?: string; readonly lines?: unknown }
    said.push(status === 200 ? { name, lines } : null)
  }
  for (const id of schedules) {
    const { weekly } = await ask<{ readonly weekly: unknown }>(house, ['GET', `/schedules/${id}`])
    said.push(weekly)
  }
  const grants = await ask<{ readonly data: readonly GivenTo[] }>(house, [
    'GET',
    `/access-grants?siteId=${site(house)}&limit=200`,
  ])
  const pairs = house.residents.flatMap((id) => profiles.map((profile) => [per(id), profile] as const))
  const given = pairs.map(
    ([person, profile]) =>
      grants.data.filter(({ to, accessProfileId }) => to.personId === person && accessProfileId === profile)
        .length,
  )
  return [...said, ...given]
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

test('of two changes previewed at once none is lost: the second leaves what the first one changed, or is refused', {
  timeout: 300_000,
}, async () => {
  const outcomes = new Set<number>()
  await fc.assert(
    fc.asyncProperty(anEdit, anEdit, async (one, other) => {
      const ready = await furnish()
      const { house } = ready
      const mine = [other(ready)]
      const before = await standing(ready)
      const seen = await preview(house, ...mine)
      await apply(house, [one(ready)])
      const between = await standing(ready)
      const body = { siteId: site(house), basedOn: seen.basedOn, edits: mine, reason: 'Réunion' }
      const { status } = await house.api.call('POST', '/access-changes', { body })
      outcomes.add(status)
      const after = await standing(ready)
      const theirs = between.flatMap((said, which) => (same(said, before[which]) ? [] : [which]))
      const kept = status === 201 ? theirs : between.map((_said, which) => which)
      for (const which of kept) expect(after[which]).toEqual(between[which])
    }),
    { numRuns: 15, examples: EXAMPLES },
  )
  expect(outcomes).toEqual(new Set([201, 409]))
})
