/** What a change of rights means, beside a plain reading of the same settings at every instant. */
import { asId, instant, type Instant, type PersonId } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRights, type RightsChange } from './compare-rights.ts'
import { Draft, type StandingEdit } from './plan-change.ts'
import { holdersOf, type Standing, type StandingGrant, type StandingSchedule } from './standing.ts'

const NOW = instant(1_793_869_200_000)
const TICK_MS = 3_600_000
const TICKS = 24
const tick = (count: number): Instant => instant(NOW + count * TICK_MS)
const ENDLESS = tick(10 * TICKS)

const person = (name: string) => asId('person', name)
const door = (name: string) => asId('entrance', name)
const profileId = (name: string) => asId('accessProfile', name)
const grantId = (name: string) => asId('accessGrant', name)
const hours = (id: string, ...ticks: number[]): StandingSchedule => ({
  id: asId('schedule', id),
  intervals: ticks.map((count) => NOW + count * TICK_MS),
  coversUntil: ENDLESS,
})

const profile = (id: string, doors: readonly string[], scheduleId: string | null = null) => ({
  id: profileId(id),
  lines: [
    { entranceIds: doors.map(door), scheduleId: scheduleId === null ? null : asId('schedule', scheduleId) },
  ],
})

const grant = (id: string, to: StandingGrant['to'], changes: Partial<StandingGrant> = {}): StandingGrant => ({
  id: grantId(id),
  accessProfileId: profileId('day'),
  to,
  validFrom: tick(-4),
  validUntil: null,
  ...changes,
})
const to = (name: string) => ({ kind: 'person', personId: person(name) }) as const
const home = (name: string) => asId('unit', name)
const CARETAKER = asId('role', 'caretaker')
const EVERYBODY = { kind: 'residents', buildingId: null } as const

const byId = <Item extends { readonly id: string }>(items: readonly Item[]): Map<Item['id'], Item> =>
  new Map(items.map((item) => [item.id, item]))

/** Ada and Bo live here; the group `day` opens the front by day, `all` opens front and garage at any hour. */
const site = (changes: Partial<Standing> = {}): Standing => ({
  entranceIds: new Set(['front', 'garage', 'roof'].map(door)),
  schedules: byId([hours('day', -2, 4, 10, 16), hours('later', 2, 8), hours('never')]),
  profiles: byId([profile('day', ['front'], 'day'), profile('all', ['front', 'garage'])]),
  grants: byId([grant('g1', EVERYBODY)]),
  residences: ['ada', 'bo'].map((name) => ({
    personId: person(name),
    buildingId: undefined,
    unitId: home(name),
    from: tick(-9),
    until: null,
  })),
  roles: [],
  suspended: new Set(),
  ...changes,
})

const planChange = (standing: Standing, edits: readonly StandingEdit[]): Standing => {
  const draft = new Draft(standing)
  for (const edit of edits) draft.make(edit)
  return draft
}

const compare = (before: Standing, ...edits: StandingEdit[]) =>
  compareRights(before, planChange(before, edits), { now: NOW })
const told = (changes: readonly RightsChange[]) =>
  changes.map(({ entranceId, people, before, after }) => [
    entranceId,
    people,
    before?.kind ?? null,
    after?.kind ?? null,
  ])

describe('a change of rights', () => {
  it('gives a group one door more: everybody gains it, nobody loses anything', () => {
    const { gains, losses, peopleGaining } = compare(site(), {
      kind: 'keepProfile',
      profile: { ...profile('day', ['front', 'garage'], 'day') },
    })
    expect(told(gains)).toEqual([['garage', 2, null, 'weekly']])
    expect(gains[0]?.personIds).toEqual(['ada', 'bo'])
    expect([losses, peopleGaining]).toEqual([[], 2])
  })

  it('names the first fifty of many, and the fifty after the last one named', () => {
    const many = site({
      residences: Array.from({ length: 120 }, (_, number) => ({
        personId: person(`p${String(number).padStart(3, '0')}`),
        buildingId: undefined,
        unitId: home('ada'),
        from: tick(-9),
        until: null,
      })),
    })
    const wider: StandingEdit = {
      kind: 'keepProfile',
      profile: profile('day', ['front', 'garage', 'roof'], 'day'),
    }
    const named = (namesAfter?: string) => {
      const asked = { now: NOW, ...(namesAfter === undefined ? {} : { namesAfter: person(namesAfter) }) }
      const { gains, peopleGaining } = compareRights(many, planChange(many, [wider]), asked)
      expect([peopleGaining, ...gains.map(({ people }) => people)]).toEqual([120, 120, 120])
      return gains.map(({ personIds }) => [personIds[0], personIds.at(-1), personIds.length])
    }
    expect(named()).toEqual(Array.from({ length: 2 }, () => ['p000', 'p049', 50]))
    expect(named('p049')).toEqual(Array.from({ length: 2 }, () => ['p050', 'p099', 50]))
    expect(named('p099')).toEqual(Array.from({ length: 2 }, () => ['p100', 'p119', 20]))
  })

  it('tells who moves in later from those who enter now, and since when', () => {
    const stay = (name: string, count: number) => ({
      personId: person(name),
      buildingId: undefined,
      unitId: home(name),
      from: tick(count),
      until: null,
    })
    const coming = site({ residences: [stay('ada', -9), stay('bo', -9), stay('cy', 6), stay('di', 9)] })
    const wider: StandingEdit = { kind: 'keepProfile', profile: profile('day', ['front', 'garage'], 'day') }
    const given = compare(coming, wider)
    const later = { people: 2, from: tick(6) }
    expect([given.peopleGaining, given.gainingLater, given.losingLater]).toEqual([4, later, null])
    expect(given.gains.map((one) => [one.people, one.later])).toEqual([[4, later]])
    const taken = compare(coming, { kind: 'revoke', id: grantId('g1') })
    expect([taken.peopleLosing, taken.losingLater]).toEqual([4, later])
  })

  it('moves hours: the same people gain and lose', () => {
    const moved = compare(site(), { kind: 'keepSchedule', schedule: hours('day', 2, 8, 14, 20) })
    expect(told(moved.gains)).toEqual([['front', 2, 'weekly', 'weekly']])
    expect(told(moved.losses)).toEqual(told(moved.gains))
  })

  it('takes nothing from somebody who has the same by another right', () => {
    const twice = site({ grants: byId([grant('g1', EVERYBODY), grant('g2', to('ada'))]) })
    const { losses, peopleLosing } = compare(twice, { kind: 'revoke', id: grantId('g1') })
    expect([told(losses), peopleLosing]).toEqual([[['front', 1, 'weekly', null]], 1])
    expect(losses[0]?.personIds).toEqual(['bo'])
  })

  it('shows a schedule that never opens as never, and who loses by it', () => {
    const { losses } = compare(site(), { kind: 'keepSchedule', schedule: hours('day') })
    expect(told(losses)).toEqual([['front', 2, 'weekly', 'never']])
  })

  it('is a gain for the future when the right begins later', () => {
    const later = grant('g2', to('ada'), { accessProfileId: profileId('all'), validFrom: tick(6) })
    const { gains } = compare(site(), { kind: 'grant', grant: later })
    expect(told(gains)).toEqual([
      ['front', 1, 'weekly', 'always'],
      ['garage', 1, null, 'always'],
    ])
    expect(gains[1]?.after?.from).toBe(tick(6))
  })

  it('takes everything from a suspended person and from nobody else', () => {
    const { losses, peopleLosing } = compare(site(), { kind: 'suspend', personId: person('bo') })
    expect([told(losses), peopleLosing]).toEqual([[['front', 1, 'weekly', null]], 1])
  })

  it('counts what ended before now as nothing', () => {
    const over = grant('g2', to('cy'), { validUntil: tick(-1) })
    expect(compare(site(), { kind: 'grant', grant: over })).toMatchObject({ gains: [], losses: [] })
  })

  it('follows who lives in one home, and who holds a role, while they do', () => {
    const house = site({
      grants: byId([]),
      roles: [
        { personId: person('cy'), roleId: CARETAKER, from: tick(-5), until: tick(3) },
        { personId: person('di'), roleId: asId('role', 'technician'), from: tick(-5), until: null },
      ],
    })
    const given = (granted: StandingGrant['to']) =>
      compare(house, { kind: 'grant', grant: { ...grant('g2', to('ada'), {}), to: granted } }).gains
    expect(given({ kind: 'home', unitId: home('bo') })).toMatchObject([
      { entranceId: 'front', personIds: ['bo'], after: { until: null } },
    ])
    expect(given({ kind: 'role', roleId: CARETAKER })).toMatchObject([
      { entranceId: 'front', personIds: ['cy'], after: { until: tick(3) } },
    ])
    expect(given({ kind: 'home', unitId: home('nobody') })).toEqual([])
  })

  it('names the first fifty people and counts all', () => {
    const many = Array.from({ length: 120 }, (_none, count) => ({
      personId: person(`p${String(count).padStart(3, '0')}`),
      buildingId: undefined,
      unitId: home('large'),
      from: tick(count - 200),
      until: null,
    }))
    const { losses } = compare(site({ residences: many }), { kind: 'revoke', id: grantId('g1') })
    expect([losses[0]?.people, losses[0]?.personIds.length]).toEqual([120, 50])
  })
})

/** The plainest reading there is of who may enter where at an instant. */
const entering = (standing: Standing, at: Instant): ReadonlySet<string> => {
  const found = new Set<string>()
  for (const one of standing.grants.values())
    for (const { personId, from, until } of holdersOf(one, standing))
      for (const line of standing.profiles.get(one.accessProfileId)?.lines ?? []) {
        const schedule = line.scheduleId === null ? null : standing.schedules.get(line.scheduleId)
        const isOpen =
          schedule === null || (schedule?.intervals.findLastIndex((bound) => bound <= at) ?? -1) % 2 === 0
        const holds = from <= at && (until === null || at < until) && !standing.suspended.has(personId)
        if (isOpen && holds)
          for (const id of line.entranceIds) if (standing.entranceIds.has(id)) found.add(`${personId} ${id}`)
      }
  return found
}

const aTick = fc.integer({ min: -6, max: TICKS - 2 })
const aPerson = fc.constantFrom('ada', 'bo', 'cy', 'di').map(person)
const anEnd = fc.option(aTick.map(tick))
const aScheduleOf = (id: string) =>
  fc
    .uniqueArray(aTick, { maxLength: 8 })
    .map((ticks) =>
      hours(id, ...ticks.toSorted((one, other) => one - other).slice(0, ticks.length - (ticks.length % 2))),
    )
const SCHEDULES = ['day', 'later', 'never']
const PROFILES = ['day', 'all', 'odd']
const GRANTS = ['g1', 'g2', 'g3', 'g4', 'g5']
const aLine = fc.record({
  entranceIds: fc.subarray(['front', 'garage', 'roof', 'gone'].map(door)),
  scheduleId: fc.constantFrom(null, ...[...SCHEDULES, 'unknown'].map((id) => asId('schedule', id))),
})
const aProfile = fc.record({
  id: fc.constantFrom(...PROFILES).map(profileId),
  lines: fc.array(aLine, { maxLength: 3 }),
})
const aGrant: fc.Arbitrary<StandingGrant> = fc.record({
  id: fc.constantFrom(...GRANTS).map(grantId),
  accessProfileId: fc.constantFrom(...PROFILES).map(profileId),
  to: fc.oneof(
    aPerson.map((personId) => ({ kind: 'person' as const, personId })),
    fc
      .constantFrom(null, asId('building', 'b'))
      .map((buildingId) => ({ kind: 'residents' as const, buildingId })),
    fc.constantFrom('ada', 'bo').map((name) => ({ kind: 'home' as const, unitId: home(name) })),
    fc.constant({ kind: 'role' as const, roleId: CARETAKER }),
  ),
  validFrom: aTick.map(tick),
  validUntil: anEnd,
})
const aStanding: fc.Arbitrary<Standing> = fc.record({
  entranceIds: fc.constant(new Set(['front', 'garage', 'roof'].map(door))),
  schedules: fc.tuple(...SCHEDULES.map(aScheduleOf)).map(byId),
  profiles: fc.array(aProfile, { maxLength: 4 }).map(byId),
  grants: fc.array(aGrant, { maxLength: 5 }).map(byId),
  residences: fc.array(
    fc.record({
      personId: aPerson,
      buildingId: fc.constantFrom(undefined, asId('building', 'b')),
      unitId: fc.constantFrom('ada', 'bo').map(home),
      from: aTick.map(tick),
      until: anEnd,
    }),
    { maxLength: 5 },
  ),
  roles: fc.array(
    fc.record({
      personId: aPerson,
      roleId: fc.constantFrom(CARETAKER),
      from: aTick.map(tick),
      until: anEnd,
    }),
    { maxLength: 3 },
  ),
  suspended: fc.subarray(['ada', 'bo'].map(person)).map((ids) => new Set<PersonId>(ids)),
})
const anEdit: fc.Arbitrary<StandingEdit> = fc.oneof(
  aProfile.map((changed) => ({ kind: 'keepProfile' as const, profile: changed })),
  fc.constantFrom(...PROFILES).map((id) => ({ kind: 'removeProfile' as const, id: profileId(id) })),
  aGrant.map((given) => ({ kind: 'grant' as const, grant: given })),
  fc.constantFrom(...GRANTS).map((id) => ({ kind: 'revoke' as const, id: grantId(id) })),
  fc
    .constantFrom(...SCHEDULES)
    .chain(aScheduleOf)
    .map((schedule) => ({ kind: 'keepSchedule' as const, schedule })),
  aPerson.map((personId) => ({ kind: 'suspend' as const, personId })),
  aPerson.map((personId) => ({ kind: 'restore' as const, personId })),
)

const pairsOf = (changes: readonly RightsChange[]): readonly string[] =>
  changes.flatMap(({ entranceId, personIds }) => personIds.map((id) => `${id} ${entranceId}`)).toSorted()

describe('for any settings and any change of them', () => {
  it('who gains and who loses is the difference between who may enter before and after, at every instant', () => {
    fc.assert(
      fc.property(aStanding, fc.array(anEdit, { minLength: 1, maxLength: 4 }), (before, edits) => {
        const after = planChange(before, edits)
        const gained = new Set<string>()
        const lost = new Set<string>()
        for (let count = 0; count < TICKS; count += 1) {
          const did = entering(before, tick(count))
          const will = entering(after, tick(count))
          for (const pair of will) if (!did.has(pair)) gained.add(pair)
          for (const pair of did) if (!will.has(pair)) lost.add(pair)
        }
        const difference = compareRights(before, after, { now: NOW })
        expect(pairsOf(difference.gains)).toEqual([...gained].toSorted())
        expect(pairsOf(difference.losses)).toEqual([...lost].toSorted())
        const people = (pairs: ReadonlySet<string>) =>
          new Set([...pairs].map((pair) => pair.split(' ')[0])).size
        expect([difference.peopleGaining, difference.peopleLosing]).toEqual([people(gained), people(lost)])
      }),
      { numRuns: 3_000 },
    )
  })
})
