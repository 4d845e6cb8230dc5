/** Questions at any instant, through the real API: a change counts at once, and no later change alters an answer. */
import { DAY_MS, HOUR_MS, instant, newId, type OrganizationId, type World } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { peopleFacts } from '@loge/features/people/core'
import { findHomes, peopleEndpoints } from '@loge/features/people/server'
import { placesFacts } from '@loge/features/places/core'
import { placesEndpoints } from '@loge/features/places/server'
import { scheduleFacts } from '@loge/features/schedules/core'
import { scheduleEndpoints } from '@loge/features/schedules/server'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { accessFacts } from '../core/index.ts'
import { accessEndpoints } from './index.ts'

let database: TestDatabase
let api: TestApi
let forgetCatalogue: () => void
let nowMs: number
const world: World = { ...realWorld, now: () => instant(nowMs) }
/** Thursday, 10:00 in Paris: open by the hours below. */
const THURSDAY = Date.UTC(2026, 10, 5, 9)
const iso = (at: number): string => new Date(at).toISOString()

interface Made {
  readonly id: string
  readonly version: number
  readonly revision: number
}

const send = async <Body = Made>(method: string, path: string, body?: object, ifMatch?: number) => {
  const answer = await api.call(method, path, {
    ...(body === undefined ? {} : { body }),
    ...(ifMatch === undefined ? {} : { ifMatch: String(ifMatch) }),
  })
  expect(answer.status, `${method} ${path} ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body as Body
}
const read = async <Body>(path: string): Promise<Body> => send<Body>('GET', path)

const HOURS = {
  name: 'Heures de bureau',
  effect: 'allow',
  weekly: [{ days: [1, 2, 3, 4, 5], from: '08:00', until: '18:00' }],
  holidays: null,
  exceptions: [],
}
const NIGHTS = { ...HOURS, weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '20:00', until: '23:00' }] }

interface House {
  readonly siteId: string
  readonly persons: readonly string[]
  readonly entrances: readonly string[]
  readonly profiles: readonly string[]
  readonly schedule: string
  readonly tenancies: readonly string[]
  readonly unit: string
}

const moveIn = (unitId: string, familyName: string) =>
  send('POST', '/people', {
    givenName: 'Ada',
    familyName,
    tenancy: { unitId, role: 'holder', movesInAt: iso(THURSDAY - DAY_MS) },
  })

/** Two entrances, one profile at any hour and one by hours, three persons of whom two live there. */
const makeHouse = async (): Promise<House> => {
  const site = await send('POST', '/sites', {
    name: 'Résidence des Tilleuls',
    timeZone: 'Europe/Paris',
    holidayRegion: null,
    street: '12 rue Lamartine',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  const siteId = site.id
  const building = await send('POST', '/buildings', { siteId, name: 'A' })
  const unit = await send('POST', '/units', { buildingId: building.id, name: 'A1' })
  const persons = [await moveIn(unit.id, 'One'), await moveIn(unit.id, 'Two')]
  persons.push(await send('POST', '/people', { givenName: 'Bo', familyName: 'Three' }))
  const entrances = [
    await send('POST', '/entrances', { siteId, name: 'Hall' }),
    await send('POST', '/entrances', { siteId, name: 'Vélos' }),
  ]
  const schedule = await send('POST', '/schedules', HOURS)
  const entranceIds = entrances.map(({ id }) => id)
  const profiles = [
    await send('POST', '/access-profiles', {
      siteId,
      name: 'Tout',
      lines: [{ entranceIds, scheduleId: null }],
    }),
    await send('POST', '/access-profiles', {
      siteId,
      name: 'Bureau',
      lines: [{ entranceIds, scheduleId: schedule.id }],
    }),
  ]
  const { data } = await read<{ data: readonly (Made & { personId: string })[] }>(
    `/tenancies?siteId=${siteId}`,
  )
  return {
    siteId,
    persons: persons.map(({ id }) => id),
    entrances: entranceIds,
    profiles: profiles.map(({ id }) => id),
    schedule: schedule.id,
    tenancies: persons.flatMap(({ id }) =>
      data.filter(({ personId }) => personId === id).map((one) => one.id),
    ),
    unit: unit.id,
  }
}

const at = <Item>(items: readonly Item[], position: number): Item => {
  const item = items[position % items.length]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

const give = ({ siteId, profiles, persons }: House, profile: number, person: number | 'residents') =>
  send('POST', '/access-grants', {
    siteId,
    accessProfileId: at(profiles, profile),
    to:
      person === 'residents'
        ? { kind: 'residents', buildingId: null }
        : { kind: 'person', personId: at(persons, person) },
    reason: 'Essai',
  })

const changeNamed = async (path: string, change: (before: Made) => object, method = 'PATCH') => {
  const before = await read<Made>(path)
  await send(method, path, change(before), before.version ?? before.revision)
}

/** Everything that can change who may enter. `which` chooses among what there is. */
const CHANGES: Readonly<Record<string, (house: House, which: number) => Promise<unknown>>> = {
  'a grant': (house, which) => give(house, which, which),
  'a grant to those who live there': (house, which) => give(house, which, 'residents'),
  'a revoked grant': async (_house, which) => {
    const { data } = await read<{ data: readonly Made[] }>('/access-grants')
    if (data.length > 0) await send('POST', `/access-grants/${at(data, which).id}/revoke`, { reason: 'Fin' })
  },
  'a profile that loses an entrance': (house, which) =>
    changeNamed(
      `/access-profiles/${at(house.profiles, which)}`,
      () => ({
        name: 'Moins',
        lines: [{ entranceIds: [at(house.entrances, which >> 1)], scheduleId: null }],
      }),
      'PUT',
    ),
  'other hours': (house, which) =>
    changeNamed(`/schedules/${house.schedule}`, () => (which % 2 === 0 ? NIGHTS : HOURS), 'PUT'),
  'a suspension': (house, which) =>
    send('POST', `/people/${at(house.persons, which)}/suspend-access`, { reason: 'Impayé' }),
  'the end of a suspension': (house, which) =>
    send('POST', `/people/${at(house.persons, which)}/restore-access`),
  'a move': (house, which) =>
    changeNamed(`/tenancies/${at(house.tenancies, which)}`, () => ({
      movesOutAt: which % 3 === 0 ? null : iso(nowMs + (which % 5) * HOUR_MS - HOUR_MS / 2),
    })),
  'a lock-down': (house, which) =>
    send('POST', `/entrances/${at(house.entrances, which)}/lock-down`, { reason: 'Travaux' }),
  'the end of a lock-down': (house, which) =>
    send('POST', `/entrances/${at(house.entrances, which)}/release`, { reason: 'Fini' }),
  'another time zone': (house, which) =>
    changeNamed(`/sites/${house.siteId}`, () => ({
      timeZone: which % 2 === 0 ? 'America/Guadeloupe' : 'Europe/Paris',
    })),
  'a badge': (house, which) =>
    send('POST', '/credentials', {
      siteId: house.siteId,
      personId: at(house.persons, which),
      kind: 'card',
      value: `04${nowMs.toString(16).padStart(12, '0')}`,
    }),
}

/** What is asked at an instant: the grid, who may enter each entrance, what each person may open and why not. */
const questionsAt = ({ siteId, entrances, persons, profiles }: House, when: number): readonly string[] => [
  `/access-grid?siteId=${siteId}&at=${iso(when)}`,
  ...profiles.map((id) => `/access-profiles/${id}/grants?at=${iso(when)}`),
  ...entrances.map((id) => `/entrances/${id}/who?at=${iso(when)}`),
  ...persons.map((id) => `/people/${id}/access?at=${iso(when)}`),
  ...entrances.map((id) => `/entrances/${id}/explain?person=${at(persons, 0)}&at=${iso(when)}`),
]

const askAll = (questions: readonly string[]): Promise<readonly unknown[]> =>
  Promise.all(questions.map((question) => read<unknown>(question)))

let organization: OrganizationId

beforeAll(async () => {
  database = await testDatabase()
  forgetCatalogue = installCatalogue([eventFacts, placesFacts, peopleFacts, scheduleFacts, accessFacts])
})
const begin = async (): Promise<House> => {
  nowMs = THURSDAY
  organization = await testOrganization(database)
  const deps = {
    database,
    world,
    seal: (bytes: Uint8Array) => bytes,
    open: (bytes: Uint8Array) => bytes,
    askCommand: async () => newId(world, 'command'),
  }
  await api?.close()
  api = await testApi({
    database,
    world,
    organizationId: organization,
    endpoints: [
      ...accessEndpoints(deps),
      ...scheduleEndpoints(deps),
      ...peopleEndpoints(deps),
      ...placesEndpoints({ ...deps, findHomes: findHomes(deps) }),
    ],
  })
  return makeHouse()
}
afterAll(async () => {
  forgetCatalogue()
  await api.close()
  await database.close()
})

describe('a change of rights is seen by the very next question', () => {
  let house: House
  beforeEach(async () => {
    house = await begin()
  })

  const whoNow = async (entrance: number): Promise<readonly string[]> => {
    const { data } = await read<{ data: readonly { personId: string; kinds: string[] }[] }>(
      `/entrances/${at(house.entrances, entrance)}/who`,
    )
    return data.map(({ personId, kinds }) => [personId, ...kinds].join(' ')).toSorted()
  }
  /** First, so that what is kept is asked before and after. */
  const before = async (): Promise<void> => {
    await give(house, 0, 0)
    // Ids of one instant have no order, and grants are listed by it.
    nowMs += 1
    await give(house, 1, 'residents')
    await whoNow(0)
  }
  const [one, two, three] = [0, 1, 2]

  test.each([
    ['a grant', 2, [one, two, three]],
    ['a revoked grant', 1, [one]],
    ['a suspension', 0, [two]],
    ['other hours', 0, [one]],
    ['a move', 1, [one]],
    ['another time zone', 0, [one]],
    ['a lock-down', 0, []],
  ] as const)('%s', async (change, which, expected) => {
    await before()
    nowMs += 1000
    await CHANGES[change]?.(house, which)
    nowMs += 1000
    if (change === 'a move') nowMs += HOUR_MS
    expect(await whoNow(0)).toEqual(expected.map((person) => at(house.persons, person)).toSorted())
  })

  test('a badge', async () => {
    await before()
    await CHANGES['a badge']?.(house, 0)
    expect(await whoNow(0)).toContain(`${at(house.persons, 0)} card`)
  })
})

describe('the grid', () => {
  interface Grid {
    readonly timeZone: string
    readonly entrances: readonly { readonly id: string; readonly name: string }[]
    readonly profiles: readonly { readonly id: string; readonly name: string; readonly people: number }[]
    readonly schedules: readonly { readonly open: boolean; readonly changesAt: string | null }[]
  }
  const SIX_IN_THE_EVENING = THURSDAY + 8 * HOUR_MS

  test('counts each person of a group once, and says until when its hours are open', async () => {
    const house = await begin()
    await give(house, 0, 0)
    await give(house, 0, 'residents')
    await give(house, 1, 2)
    const grid = await read<Grid>(`/access-grid?siteId=${house.siteId}`)
    expect(grid.profiles.map(({ name, people }) => `${name} ${people}`).toSorted()).toEqual([
      'Bureau 1',
      'Tout 2',
    ])
    expect(grid.schedules).toEqual([
      expect.objectContaining({ open: true, changesAt: iso(SIX_IN_THE_EVENING) }),
    ])
    const night = await read<Grid>(`/access-grid?siteId=${house.siteId}&at=${iso(SIX_IN_THE_EVENING)}`)
    expect(night.schedules).toEqual([
      expect.objectContaining({ open: false, changesAt: iso(SIX_IN_THE_EVENING + 14 * HOUR_MS) }),
    ])
  })

  test('says since when an entrance is known, also at an instant before', async () => {
    const { siteId } = await begin()
    const before = await read<Grid>(`/access-grid?siteId=${siteId}&at=${iso(THURSDAY - DAY_MS)}`)
    expect(before).toMatchObject({ entrances: [], entrancesSince: iso(THURSDAY) })
  })

  test('says how many have a group by each grant, page by page', async () => {
    const house = await begin()
    await give(house, 0, 2)
    nowMs += 1
    await give(house, 0, 'residents')
    const path = `/access-profiles/${at(house.profiles, 0)}/grants?limit=1`
    const first = await read<{ data: readonly { people: number }[]; nextCursor: string }>(path)
    const second = await read<{ data: readonly { people: number }[] }>(`${path}&cursor=${first.nextCursor}`)
    expect([...first.data, ...second.data].map(({ people }) => people)).toEqual([1, 2])
  })
})

test('no later change alters the answer to a question about the past', async () => {
  const names = Object.keys(CHANGES)
  const everyChange = fc.tuple(
    fc.shuffledSubarray(names, { minLength: names.length }),
    fc.array(fc.nat(30), { minLength: names.length, maxLength: names.length }),
  )
  await fc.assert(
    fc.asyncProperty(everyChange, async ([changes, choices]) => {
      const house = await begin()
      await give(house, 0, 0)
      await give(house, 1, 'residents')
      const told = new Map<string, unknown>()
      for (const [position, change] of changes.entries()) {
        nowMs += 20 * 60_000 + position
        await CHANGES[change]?.(house, at(choices, position))
        nowMs += 1000
        const questions = questionsAt(house, nowMs)
        const answers = await askAll(questions)
        for (const [which, answer] of answers.entries()) told.set(at(questions, which), answer)
      }
      nowMs += DAY_MS
      for (const [question, answer] of told) expect(await read<unknown>(question), question).toEqual(answer)
    }),
    { numRuns: 3 },
  )
}, 240_000)
