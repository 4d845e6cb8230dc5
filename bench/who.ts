/** `who`: the questions of access through the API, at 10,000 people and 500 entrances, on a real database. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { accessEndpoints } from '@loge/features/access/server'
import { accessFacts } from '@loge/features/access/core'
import { eventFacts } from '@loge/features/events/core'
import { installCatalogue } from '@loge/features/events/server'
import { placesFacts } from '@loge/features/places/core'
import { scheduleFacts } from '@loge/features/schedules/core'
import { asId, formatId, newId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi } from '@loge/testing'
import { type Bench, type BenchResult, quantile, type Row } from './bench.ts'
import { countRows, makeLargeHouse, wire, type LargeHouse } from './who/large-house.ts'

/** Fewer than one caller may ask at once. */
const QUESTIONS = 250
const MOST_P95_MS = 20
const DAY_MS = 86_400_000

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const memoryMb = (): number => {
  collectGarbage()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

/** Steps through all of them in an order without a pattern, the same in each run. */
const pick = <Item>(items: readonly Item[], step: number): Item => {
  const item = items[(step * 7_919) % items.length]
  if (item === undefined) throw new RangeError('nothing to choose from')
  return item
}

type Question = (step: number) => string

const questionsOf = ({ entrances, persons }: LargeHouse): Readonly<Record<string, Question>> => ({
  who: (step) => `/entrances/${wire.entrance(pick(entrances, step))}/who`,
  explain: (step) =>
    `/entrances/${wire.entrance(pick(entrances, step))}/explain?person=${wire.person(pick(persons, step * 31))}`,
  access: (step) => `/people/${wire.person(pick(persons, step))}/access`,
  // The one entrance everybody may use.
  'who-everybody': () => `/entrances/${wire.entrance(pick(entrances, 0))}/who`,
})

const timed = async (api: TestApi, path: string): Promise<number> => {
  const began = performance.now()
  const { status } = await api.call('GET', path)
  const took = performance.now() - began
  if (status !== 200) throw new Error(`${path} answered ${status}`)
  return took
}

const row = (workload: string, metric: string, [value, unit]: readonly [number, string], runs = 1): Row => ({
  bench: 'who',
  subject: 'loge',
  workload,
  metric,
  value,
  unit,
  runs,
})

type Callers = () => Promise<TestApi>

/** One caller asks them all, one after another. */
const askAll = async (callers: Callers, question: Question): Promise<readonly number[]> => {
  const api = await callers()
  const times: number[] = []
  for (let step = 0; step < QUESTIONS; step++) times.push(await timed(api, question(step)))
  await api.close()
  return times
}

const measure = async (callers: Callers, house: LargeHouse): Promise<BenchResult> => {
  const api = await callers()
  const questions = questionsOf(house)
  const explain = (step: number): string => questions['explain']?.(step) ?? ''
  const before = memoryMb()
  const rows = [row('first', 'time', [await timed(api, explain(0)), 'ms'])]
  rows.push(row('kept', 'memory', [memoryMb() - before, 'MB']))
  const bars = []
  for (const [name, question] of Object.entries(questions)) {
    const times = await askAll(callers, question)
    const p95 = quantile(times, 0.95)
    rows.push(
      row(name, 'p50', [quantile(times, 0.5), 'ms'], QUESTIONS),
      row(name, 'p95', [p95, 'ms'], QUESTIONS),
    )
    if (name !== 'access')
      bars.push({
        what: `${name}: p95 ${p95.toFixed(1)} ms; at most ${MOST_P95_MS} ms`,
        met: p95 <= MOST_P95_MS,
      })
  }
  const past = `&at=${new Date(realWorld.now() - 2 * DAY_MS).toISOString()}`
  rows.push(row('past-first', 'time', [await timed(api, `${explain(1)}${past}`), 'ms']))
  rows.push(row('past-again', 'time', [await timed(api, `${explain(2)}${past}`), 'ms']))
  await api.call('POST', '/access-grants', {
    body: {
      siteId: formatId('site', house.siteId),
      accessProfileId: formatId('accessProfile', asId('accessProfile', house.profileId)),
      to: { kind: 'person', personId: wire.person(pick(house.persons, 1)) },
      reason: 'Bench',
    },
  })
  rows.push(row('after-change', 'time', [await timed(api, explain(3)), 'ms']))
  await api.close()
  return { rows, bars }
}

export const whoBench: Bench = {
  name: 'who',
  summary: '10,000 people at 500 entrances: who may enter, why, and what a person may open.',
  run: async () => {
    const forget = installCatalogue([eventFacts, placesFacts, scheduleFacts, accessFacts])
    const database = await testDatabase()
    const organizationId = await testOrganization(database)
    const house = await makeLargeHouse(database, organizationId)
    await countRows(database.ownerUrl)
    const deps = {
      database,
      world: realWorld,
      seal: (bytes: Uint8Array) => bytes,
      open: (bytes: Uint8Array) => bytes,
      askCommand: async () => newId(realWorld, 'command'),
    }
    const endpoints = accessEndpoints(deps)
    const callers = () => testApi({ database, world: realWorld, organizationId, endpoints })
    try {
      return await measure(callers, house)
    } finally {
      await database.close()
      forget()
    }
  },
}
