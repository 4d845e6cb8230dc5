/**
 * Rights changed as the office changes them: previewed, made and undone by the real code on a real database, from one
 * seed. The oracle of the doors says what each preview had to show, and who may enter afterwards.
 */
import { createPerson } from '@loge/features/people/server'
import { createUnit, systemCaller } from '@loge/features/places/server'
import { HOUR_MS, instant, MINUTE_MS, parseId } from '@loge/kernel'
import type { TestDatabase } from '@loge/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  addEntrance,
  addGrant,
  addProfile,
  addSchedule,
  apply,
  openHouse,
  openTests,
  per,
  preview,
  type House,
  type ShownChange,
  undo,
  whoEnters,
} from '../../features/access/server/changes/house.fixture.ts'
import { SIMULATION_EPOCH_MS } from './machine.ts'
import { mayEnter } from './oracle-rights.ts'
import { chanceFrom, type Chance } from './random.ts'
import { plainDoor, type Dweller, type Grant, type Hours, type Version } from './rights.ts'

let database: TestDatabase
let close: () => Promise<void>
beforeAll(async () => {
  ;({ database, close } = await openTests())
})
afterAll(() => close())

interface Line {
  readonly entranceIds: readonly string[]
  readonly hours: Hours | null
}

/** What the office decided, in its own words. */
interface Books {
  readonly profiles: ReadonlyMap<string, readonly Line[]>
  readonly grants: ReadonlyMap<
    string,
    Pick<Grant, 'to' | 'fromMs' | 'untilMs'> & { readonly profile: string }
  >
  readonly suspended: ReadonlySet<string>
}

interface Office {
  readonly house: House
  readonly chance: Chance
  readonly doors: readonly string[]
  /** Hours by the clock of Greenwich, and the schedule that says so by the clock of Paris in winter. */
  readonly hours: readonly { readonly hours: Hours; readonly scheduleId: string }[]
  readonly people: readonly Dweller[]
  books: Books
}

const STAIRCASE = 'A'
const iso = (ms: number): string => new Date(ms).toISOString()

const daily = async (house: House, [from, until]: Hours) => ({
  hours: [from, until] as const,
  scheduleId: await addSchedule(house, {
    name: `${from}-${until}`,
    effect: 'allow',
    weekly: [
      {
        days: [1, 2, 3, 4, 5, 6, 7],
        from: `${String(from + 1).padStart(2, '0')}:00`,
        until: `${until + 1}:00`,
      },
    ],
    holidays: null,
    exceptions: [],
  }),
})

/** Moves in and out by the hour from now. */
const newcomer = async (house: House, inHours: number, outHours: number): Promise<Dweller> => {
  const { organizationId, buildingId, deps, clock } = house
  const caller = systemCaller(organizationId, 'test')
  const home = { buildingId, name: `B${inHours}`, kind: 'home', floorId: null } as const
  const { id: unitId } = await createUnit(deps, caller, home)
  const [fromMs, untilMs] = [clock.nowMs + inHours * HOUR_MS, clock.nowMs + outHours * HOUR_MS]
  const tenancy = {
    unitId,
    role: 'holder',
    movesInAt: instant(fromMs),
    movesOutAt: instant(untilMs),
  } as const
  const { id } = await createPerson(deps, caller, { givenName: 'Ada', familyName: `B${inHours}`, tenancy })
  return { ref: per(id), suspended: false, homes: [{ staircase: STAIRCASE, fromMs, untilMs }] }
}

const openOffice = async (seed: number): Promise<Office> => {
  const house = await openHouse(database)
  const { clock, residents } = house
  const doors = [await addEntrance(house, 'Hall'), await addEntrance(house, 'Garage')]
  const hours = [await daily(house, [9, 12]), await daily(house, [17, 21])]
  const [hall = '', garage = ''] = doors
  const [morning] = hours
  const inTheMorning = [{ entranceIds: [hall], scheduleId: morning?.scheduleId ?? null }]
  const day = await addProfile(house, 'Matin', inTheMorning)
  const all = await addProfile(house, 'Garage', [{ entranceIds: [garage], scheduleId: null }])
  const grant = await addGrant(house, day, { kind: 'residents', buildingId: null })
  const settled = residents.map((id) => ({
    ref: per(id),
    suspended: false,
    homes: [{ staircase: STAIRCASE, fromMs: 0, untilMs: null }],
  }))
  const people = [...settled, await newcomer(house, 3, 20), await newcomer(house, 11, 30)]
  const books: Books = {
    profiles: new Map([
      [day, [{ entranceIds: [hall], hours: morning?.hours ?? null }]],
      [all, [{ entranceIds: [garage], hours: null }]],
    ]),
    grants: new Map([
      [grant, { profile: day, to: { staircase: STAIRCASE }, fromMs: clock.nowMs, untilMs: null }],
    ]),
    suspended: new Set(),
  }
  return { house, chance: chanceFrom(seed), doors, hours, people, books }
}

const versionOf = ({ doors, people }: Office, { profiles, grants, suspended }: Books): Version => ({
  madeAtMs: 0,
  people: people.map((person) => ({ ...person, suspended: suspended.has(person.ref) })),
  carried: people.map(({ ref }) => ({ ref, owner: ref, kind: 'card', value: ref, lost: false })),
  grants: [...grants].flatMap(([ref, { profile, ...grant }]) =>
    (profiles.get(profile) ?? []).flatMap(({ entranceIds, hours }) =>
      entranceIds.map((entranceId) => ({ ref, ...grant, entranceId, hours, passesLockdown: false })),
    ),
  ),
  doors: doors.map((entranceId) => plainDoor(entranceId)),
})

/** Who may enter where at this moment, by the words alone. */
const pairsAt = (version: Version, atMs: number): ReadonlySet<string> =>
  new Set(
    version.doors.flatMap(({ entranceId }) =>
      version.people.flatMap(({ ref }) => {
        const clock = [{ at: atMs, trusted: true }]
        const badge = {
          kind: 'card',
          value: ref,
          entranceId,
          clock,
          versions: [],
          undisturbed: true,
        } as const
        const verdict = mayEnter(version, { ...badge, atMs: atMs - SIMULATION_EPOCH_MS })
        return verdict === 'yes' ? [`${ref} ${entranceId}`] : []
      }),
    ),
  )

/** Whatever begins or ends does so at a full hour, or now. */
const everyHalfHour = (nowMs: number): readonly number[] =>
  Array.from({ length: 150 }, (_, half) => nowMs + MINUTE_MS + half * 30 * MINUTE_MS)

const gained = (before: Version, after: Version, nowMs: number): readonly string[] => [
  ...new Set(
    everyHalfHour(nowMs).flatMap((atMs) => {
      const had = pairsAt(before, atMs)
      return [...pairsAt(after, atMs)].filter((pair) => !had.has(pair))
    }),
  ),
]

const told = (changes: readonly ShownChange[]): readonly string[] =>
  changes.flatMap(({ entranceId, personIds }) => personIds.map((id) => `${id} ${entranceId}`)).toSorted()

interface Edit {
  readonly edit: object
  readonly books: Books
  /** What stands once it is undone, when that is not what stood before. */
  readonly undone?: Books
}

const anEdit = ({ chance, books, people, doors, hours, house }: Office): Edit => {
  const { ref } = chance.pick(people)
  const profile = chance.pick([...books.profiles.keys()])
  switch (chance.pick(['profile', 'grant', 'grant', 'revoke', 'person'] as const)) {
    case 'profile': {
      const own = chance.isTrue(0.3) ? null : chance.pick(hours)
      const entranceIds = chance.isTrue(0.3) ? doors : [chance.pick(doors)]
      const lines = [{ entranceIds, scheduleId: own?.scheduleId ?? null }]
      const edit = { kind: 'keepProfile', id: profile, name: `Profil ${profile.slice(-6)}`, lines }
      const kept = [{ entranceIds, hours: own?.hours ?? null }]
      return { edit, books: { ...books, profiles: new Map([...books.profiles, [profile, kept]]) } }
    }
    case 'grant': {
      const fromMs = house.clock.nowMs + chance.integer(0, 4) * HOUR_MS
      const untilMs = chance.isTrue(0.5) ? null : fromMs + chance.integer(1, 30) * HOUR_MS
      const validUntil = untilMs === null ? null : iso(untilMs)
      const to = { kind: 'person', personId: ref }
      const edit = { kind: 'grant', accessProfileId: profile, to, validFrom: iso(fromMs), validUntil }
      const grant = { profile, to: { person: ref }, fromMs, untilMs }
      return {
        edit,
        books: { ...books, grants: new Map([...books.grants, [`new ${books.grants.size}`, grant]]) },
      }
    }
    case 'revoke': {
      const id = [...books.grants.keys()].find((known) => parseId('accessGrant', known) !== undefined)
      if (id === undefined) return anEdit({ chance, books, people, doors, hours, house })
      const grants = new Map([...books.grants].filter(([known]) => known !== id))
      // A grant never changes: undone, it is another one of the same words.
      const again = [...books.grants].map(
        ([known, grant]) => [known === id ? `again ${id}` : known, grant] as const,
      )
      const undone = { ...books, grants: new Map(again) }
      return { edit: { kind: 'revoke', id }, books: { ...books, grants }, undone }
    }
    case 'person': {
      const suspended = new Set(books.suspended)
      const isBack = suspended.delete(ref)
      if (!isBack) suspended.add(ref)
      return { edit: { kind: isBack ? 'restore' : 'suspend', personId: ref }, books: { ...books, suspended } }
    }
  }
}

const expectDoors = async (office: Office): Promise<void> => {
  const { house, doors, books } = office
  const version = versionOf(office, books)
  for (const hours of [0, 2.5, 8, 11.5, 25, 32]) {
    const atMs = house.clock.nowMs + hours * HOUR_MS + MINUTE_MS
    const found: string[] = []
    for (const door of doors)
      found.push(...(await whoEnters(house, door, iso(atMs))).map((person) => `${person} ${door}`))
    expect(found.toSorted(), iso(atMs)).toEqual([...pairsAt(version, atMs)].toSorted())
  }
}

/** An hour at the office: a change, now and then taken back. */
const work = async (office: Office): Promise<void> => {
  const { house } = office
  const before = office.books
  const { edit, books, undone = before } = anEdit(office)
  const [was, will] = [versionOf(office, before), versionOf(office, books)]
  const shown = await preview(house, edit)
  const { nowMs } = house.clock
  expect(told(shown.gains), JSON.stringify(edit)).toEqual(gained(was, will, nowMs).toSorted())
  expect(told(shown.losses), JSON.stringify(edit)).toEqual(gained(will, was, nowMs).toSorted())
  const { id } = await apply(house, [edit], shown.basedOn)
  office.books = books
  await expectDoors(office)
  if (office.chance.isTrue(0.4)) {
    await undo(house, id)
    office.books = undone
    await expectDoors(office)
  }
  house.clock.nowMs += 60 * MINUTE_MS
}

it.each([1, 2, 3, 4])(
  'does what the preview says and takes it back, seed %i',
  async (seed) => {
    const office = await openOffice(seed)
    await expectDoors(office)
    for (let change = 0; change < 6; change += 1) await work(office)
  },
  180_000,
)
