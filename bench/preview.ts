/** `preview`: what a change of rights would mean for 10,000 people, through the API on a real database. */
import { accessEndpoints } from '@loge/features/access/server'
import { accessFacts } from '@loge/features/access/core'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { scheduleFacts } from '@loge/features/schedules/core'
import { scheduleEndpoints } from '@loge/features/schedules/server'
import { HOUR_MS, formatId, newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi } from '@loge/testing'
import pg from 'pg'
import { type Bench, type BenchResult, median } from './bench.ts'
import { type LargeHouse, makeLargeHouse, PEOPLE } from './who/large-house.ts'

const RUNS = 7
const MOST_MS = 1_000

interface Listed {
  readonly id: string
  readonly name: string
  readonly lines: readonly { readonly entranceIds: readonly string[]; readonly scheduleId: string | null }[]
}

const first = <Item>(items: readonly Item[], which: (item: Item) => boolean = () => true): Item => {
  const found = items.find(which)
  if (found === undefined) throw new RangeError('the bench house is not as it was made')
  return found
}

const listOf = async <Item>(api: TestApi, path: string): Promise<readonly Item[]> => {
  const { body } = await api.call('GET', path)
  return (body as { readonly data: readonly Item[] }).data
}

interface Workload {
  readonly edits: readonly object[]
  /** How many people it touches. */
  readonly people: number
}

const everybody = (edit: object): Workload => ({ edits: [edit], people: PEOPLE })
const GRANTS = 1_000

/** A grant each, of another end, so that none is like another; each over a whole day, or at night it would give nothing. */
const aThousand = (house: LargeHouse, profileId: string): Workload => ({
  people: GRANTS,
  edits: house.persons.slice(0, GRANTS).map((personId, position) => ({
    kind: 'grant',
    accessProfileId: profileId,
    to: { kind: 'person', personId: formatId('person', personId) },
    validUntil: new Date(realWorld.now() + (position + 48) * HOUR_MS).toISOString(),
  })),
})

/** The first three touch everybody. */
const changesOf = async (api: TestApi, house: LargeHouse): Promise<Readonly<Record<string, Workload>>> => {
  const { siteId } = house
  const site = formatId('site', siteId)
  const common = first(
    await listOf<Listed>(api, `/access-profiles?siteId=${site}&limit=200`),
    ({ name }) => name === 'common',
  )
  const schedule = first(await listOf<{ readonly id: string }>(api, '/schedules'))
  const { body } = await api.call('POST', '/entrances', { body: { siteId: site, name: 'New' } })
  const another = (body as { readonly id: string }).id
  const made = await api.call('POST', '/access-profiles', {
    body: { siteId: site, name: 'Days', lines: [{ entranceIds: [another], scheduleId: schedule.id }] },
  })
  const days = (made.body as { readonly id: string }).id
  return {
    'one door more for everybody': everybody({
      kind: 'keepProfile',
      id: common.id,
      name: common.name,
      lines: [...common.lines, { entranceIds: [another], scheduleId: null }],
    }),
    'other hours at every building': everybody({
      kind: 'keepSchedule',
      id: schedule.id,
      name: 'Days',
      effect: 'allow',
      weekly: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '07:00', until: '23:30' }],
      holidays: null,
      exceptions: [],
    }),
    'the common profile removed': everybody({ kind: 'removeProfile', id: common.id }),
    'a thousand grants in one change': aThousand(house, days),
  }
}

const timed = async (api: TestApi, siteId: string, { edits, people }: Workload): Promise<number> => {
  const began = performance.now()
  const { status, body } = await api.call('POST', '/access-changes/preview', {
    body: { siteId, edits },
  })
  const took = performance.now() - began
  const { totals } = body as { readonly totals: { peopleGaining: number; peopleLosing: number } }
  if (status !== 200 || Math.max(totals.peopleGaining, totals.peopleLosing) !== people)
    throw new Error(`the preview answered ${status}: ${JSON.stringify(totals)}, not ${people}`)
  return took
}

const measure = async (api: TestApi, house: LargeHouse): Promise<BenchResult> => {
  const rows = []
  const bars = []
  for (const [workload, change] of Object.entries(await changesOf(api, house))) {
    const times: number[] = []
    for (let run = 0; run < RUNS; run += 1)
      times.push(await timed(api, formatId('site', house.siteId), change))
    for (const [metric, value] of [
      ['first', times[0] ?? NaN],
      ['median', median(times)],
    ] as const)
      rows.push({ bench: 'preview', subject: 'loge', workload, metric, value, unit: 'ms', runs: RUNS })
    const worst = Math.max(...times)
    bars.push({
      what: `${workload}: ${worst.toFixed(0)} ms at worst; at most ${MOST_MS} ms`,
      met: worst <= MOST_MS,
    })
  }
  return { rows, bars }
}

export const previewBench: Bench = {
  name: 'preview',
  summary: 'A change of rights that touches 10,000 people, shown before it is made.',
  run: async () => {
    const forget = installCatalogue([eventFacts, placesFacts, scheduleFacts, accessFacts])
    const database = await testDatabase()
    const organizationId = await testOrganization(database)
    const house = await makeLargeHouse(database, organizationId)
    const owner = new pg.Client({ connectionString: database.ownerUrl })
    await owner.connect()
    await owner.query('analyze')
    await owner.end()
    const deps = {
      database,
      world: realWorld,
      seal: (bytes: Uint8Array) => bytes,
      open: (bytes: Uint8Array) => bytes,
      askCommand: async () => newId(realWorld, 'command'),
    }
    const endpoints = [...accessEndpoints(deps), ...scheduleEndpoints(deps)]
    const api = await testApi({ database, world: realWorld, organizationId, endpoints })
    try {
      return await measure(api, house)
    } finally {
      await api.close()
      await database.close()
      forget()
    }
  },
}
