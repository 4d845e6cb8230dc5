import type { Snapshot, SnapshotEntrance, SnapshotPassage } from '@loge/features/access/core'
import { describe, expect, it } from 'vitest'
import { tellRuledStory, type Misreading } from './ruled-story.ts'

const SEEDS = 30
const again = (seed: number): string => `npm run simulate -- --seed ${seed}`

const misreadingDoors =
  (distort: (door: SnapshotEntrance) => SnapshotEntrance): Misreading =>
  (snapshot) => ({ ...snapshot, entrances: snapshot.entrances.map(distort) })

const misreadingRules = (distort: (passage: SnapshotPassage) => SnapshotPassage): Misreading =>
  misreadingDoors(({ passage, ...door }) =>
    passage === undefined ? door : { ...door, passage: distort(passage) },
  )

const misreadingZones = (distort: (zone: SnapshotPassage['zones'][number]) => object): Misreading =>
  misreadingRules((passage) => ({
    ...passage,
    zones: passage.zones.map((zone) => ({ ...zone, ...distort(zone) })),
  }))

/** As if the rights of one floor opened every floor of the lift. */
const everyFloor = (snapshot: Snapshot): Snapshot => {
  const floors = [8, 9, 10]
  return {
    ...snapshot,
    rules: snapshot.rules.map((rule) =>
      rule.entrances.some((entrance) => floors.includes(entrance)) ? { ...rule, entrances: floors } : rule,
    ),
  }
}

const FAULTS: Readonly<Record<string, readonly [misread: Misreading, told: RegExp]>> = {
  'a zone that counts nobody': [
    misreadingZones(({ antiPassback }) =>
      antiPassback === undefined ? {} : { antiPassback: { ...antiPassback, mode: 'recorded' } },
    ),
    /opened: .*not nothing/,
  ],
  'a count that forgets at no hour and for nobody': [
    misreadingZones(({ antiPassback }) =>
      antiPassback === undefined ? {} : { antiPassback: { ...antiPassback, resets: [], forgottenAt: null } },
    ),
    /already_inside, not nothing|against: antiPassback/,
  ],
  'a way in that is taken for a way out': [
    misreadingZones(({ leads }) => (leads === null ? {} : { leads: leads === 'in' ? 'out' : 'in' })),
    /opened|against|refused/,
  ],
  'a caretaker who is counted': [
    (snapshot) => ({
      ...snapshot,
      subjects: snapshot.subjects.map(({ freeToPass: _free, ...subject }) => subject),
    }),
    /already_inside, not nothing|against: antiPassback/,
  ],
  'an airlock with both doors open': [
    misreadingRules((passage) => ({
      ...passage,
      zones: passage.zones.map(({ interlock: _interlock, ...zone }) => zone),
    })),
    /refused: nothing, not other_door_open/,
  ],
  'a door for two that opens to one': [
    misreadingRules(({ zones }) => ({ zones })),
    /refused: nothing, not second_person_awaited/,
  ],
  'a second person who may come an hour later': [
    misreadingRules((passage) =>
      passage.twoPeopleWithinMs === undefined ? passage : { ...passage, twoPeopleWithinMs: 3_600_000 },
    ),
    /refused: nothing, not second_person_awaited/,
  ],
  'hours that open a door before anybody came': [
    misreadingDoors(({ holdsAfterEntry: _first, ...door }) => door),
    /the shop at \d+: held open, not shut/,
  ],
  'hours that wait for the first and never open': [
    misreadingDoors((door) => ({ ...door, holdOpenSchedule: null })),
    /the shop at \d+: shut, not held open/,
  ],
  'a lift that frees every floor': [everyFloor, /at car at \d+: opened/],
}

describe('a house whose doors have rules', () => {
  it(`decides in ${SEEDS} stories what the oracle says`, async () => {
    const seen = new Map<string, number>()
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const story = await tellRuledStory(seed)
      expect(story.wrong, again(seed)).toEqual([])
      for (const [what, count] of Object.entries(story.seen)) seen.set(what, (seen.get(what) ?? 0) + count)
    }
    const least = {
      already_inside: 20,
      other_door_open: 50,
      second_person_awaited: 100,
      'antiPassback recorded': 20,
      'interlock recorded': 20,
      'twoPeople recorded': 5,
      'held open since the first': 50,
    }
    for (const [what, count] of Object.entries(least))
      expect(seen.get(what), what).toBeGreaterThanOrEqual(count)
  }, 120_000)

  it('is told the same for the same seed', async () => {
    expect(await tellRuledStory(7)).toEqual(await tellRuledStory(7))
  }, 60_000)
})

describe('the oracle of rules notices', () => {
  for (const [fault, [misread, told]] of Object.entries(FAULTS)) {
    it(fault, async () => {
      const isNoticed = async (): Promise<boolean> => {
        for (let seed = 1; seed <= SEEDS; seed += 1) {
          const { wrong } = await tellRuledStory(seed, misread)
          if (wrong.some((line) => told.test(line))) return true
        }
        return false
      }
      expect(await isNoticed()).toBe(true)
    }, 120_000)
  }
})
