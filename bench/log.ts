/** `log`: a page of the log through the API beside the same question in bare SQL, while the log grows tenfold. */
import { accessFacts } from '@loge/features/access/core'
import { eventFacts } from '@loge/features/events/core'
import { eventEndpoints, EventHub, installCatalogue } from '@loge/features/events/server'
import { DAY_MS, formatId, newId, type Id, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import { testApi, testDatabase, testOrganization, type TestApi, type TestDatabase } from '@loge/testing'
import pg from 'pg'
import { type Bar, type Bench, type BenchResult, quantile, type Row } from './bench.ts'
import { entranceOf, growLog, personOf, siteOf, wire } from './log/large-log.ts'
import { measureRestriction } from './log/restriction-cost.ts'

/** A second pass, at ten million rows, takes disk and a quarter of an hour: asked for with LOGE_BENCH_LARGE=1. */
const SIZES = [
  [100_000, '100k'],
  [1_000_000, '1M'],
  ...(process.env['LOGE_BENCH_LARGE'] === '1' ? [[10_000_000, '10M'] as const] : []),
] as const
/** Fewer than one caller may ask at once. */
const QUESTIONS = 200
const WARM_UP = 30
const LIMIT = 50
const DEPTH = 1_000 * LIMIT
const LONGEST_PAGE = 200
const TIMES_BARE = 3
const TIMES_GROWN = 1.5

interface Place {
  readonly cursor: string
  readonly at: Date
  readonly id: string
}

interface Question {
  readonly path: (step: number) => string
  readonly where: string
  readonly values: (step: number) => readonly unknown[]
  /** Whom it is about: they are looked at for a stated reason, and only for as long as the question takes. */
  readonly about?: (step: number) => string
}

const questionsOf = ({ cursor, at, id }: Place): Readonly<Record<string, Question>> => ({
  site: {
    path: (step) => `/events?siteId=${wire.site(step)}`,
    where: 'site_id = $2',
    values: (step) => [siteOf(step)],
  },
  entrance: {
    path: (step) => `/events?entranceId=${wire.entrance(step)}`,
    where: 'entrance_id = $2',
    values: (step) => [entranceOf(step)],
  },
  person: {
    // The looks themselves are in the log too; what is asked for is the passages.
    path: (step) => `/events?personId=${wire.person(step)}&type=door.opened`,
    where: `person_id = $2 and type = 'door.opened'`,
    values: (step) => [personOf(step)],
    about: (step) => wire.person(step),
  },
  deep: {
    path: () => `/events?cursor=${encodeURIComponent(cursor)}`,
    where: '(filed_at, id) < ($2, $3::uuid)',
    values: () => [at, id],
  },
})

interface Page {
  readonly data: readonly { readonly id: string; readonly filedAt: string }[]
  readonly nextCursor: string
}

const pageOf = async (api: TestApi, path: string): Promise<Page> => {
  const { status, body } = await api.call('GET', path)
  if (status !== 200) throw new Error(`${path} answered ${status}`)
  return body as Page
}

/** Walks there as a person would, page after page. */
const walkDown = async (api: TestApi, cursor?: string, depth = 0): Promise<Place> => {
  const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`
  const { data, nextCursor } = await pageOf(api, `/events?limit=${LONGEST_PAGE}${more}`)
  if (depth + data.length < DEPTH) return walkDown(api, nextCursor, depth + data.length)
  const last = data.at(-1)
  if (last === undefined) throw new Error('the log is shorter than the walk')
  return { cursor: nextCursor, at: new Date(last.filedAt), id: last.id.slice(4) }
}

const LOOK = { reason: 'incident', words: 'A question of the bench' }
const LOOKED_BACK_MS = 92 * DAY_MS

/** With a look open while it asks, as whoever asks about one person must have. */
const withLook = async <Value>(
  api: TestApi,
  person: string | undefined,
  ask: () => Promise<Value>,
): Promise<Value> => {
  if (person === undefined) return ask()
  const until = new Date(realWorld.now())
  const body = { ...LOOK, from: new Date(until.getTime() - LOOKED_BACK_MS), until }
  const { status } = await api.call('POST', `/people/${person}/look`, { body })
  if (status !== 201) throw new Error(`the look was answered ${status}`)
  const answer = await ask()
  await api.call('DELETE', `/people/${person}/look`)
  return answer
}

const timed = async <Value>(work: () => Promise<Value>): Promise<readonly [number, Value]> => {
  const began = performance.now()
  const value = await work()
  return [performance.now() - began, value]
}

interface Subjects {
  readonly api: TestApi
  readonly bare: pg.Client
  readonly organizationId: OrganizationId
}

/** Both answer each question one after the other, so that what else the machine does troubles both alike. */
const compare = async ({ api, bare, organizationId }: Subjects, name: string, question: Question) => {
  const text = `select * from loge.event where organization_id = $1 and ${question.where}
    order by filed_at desc, id desc limit ${LIMIT + 1}`
  const times: { loge: number[]; bare: number[] } = { loge: [], bare: [] }
  let wrong = 0
  for (let step = 0; step < QUESTIONS + WARM_UP; step++) {
    const [slow, page] = await withLook(api, question.about?.(step), () =>
      timed(() => pageOf(api, `${question.path(step)}&limit=${LIMIT}`)),
    )
    const values = [organizationId, ...question.values(step)]
    const [fast, { rows }] = await timed(() => bare.query<{ id: Id<'event'> }>({ name, text, values }))
    const expected = rows.slice(0, LIMIT).map(({ id }) => formatId('event', id))
    if (expected.length === 0 || expected.join() !== page.data.map(({ id }) => id).join()) wrong += 1
    if (step < WARM_UP) continue
    times.loge.push(slow)
    times.bare.push(fast)
  }
  return { times, wrong }
}

const measure = async (makeApi: () => Promise<TestApi>, bare: pg.Client, at: At): Promise<BenchResult> => {
  const walker = await makeApi()
  const place = await walkDown(walker)
  await walker.close()
  const rows: Row[] = []
  const bars: Bar[] = []
  for (const [name, question] of Object.entries(questionsOf(place))) {
    const api = await makeApi()
    const { times, wrong } = await compare({ api, bare, organizationId: at.organizationId }, name, question)
    await api.close()
    const workload = `${at.size} ${name}`
    const common = { bench: 'log', workload, runs: QUESTIONS }
    const [loge, floor] = [quantile(times.loge, 0.95), quantile(times.bare, 0.95)]
    const unit = 'ms'
    rows.push(
      { ...common, subject: 'pg-sql', metric: 'p95', value: floor, unit },
      { ...common, subject: 'loge', metric: 'p50', value: quantile(times.loge, 0.5), unit },
      {
        ...common,
        subject: 'loge',
        metric: 'p95',
        value: loge,
        unit,
        ratioTo: 'pg-sql',
        ratio: loge / floor,
      },
      { ...common, subject: 'loge', metric: 'wrong', value: wrong, unit: '' },
    )
    bars.push(
      { what: `${workload}: every page is what SQL answers`, met: wrong === 0 },
      {
        what: `${workload}: p95 ${(loge / floor).toFixed(1)} × bare SQL; at most ${TIMES_BARE} ×`,
        met: loge <= TIMES_BARE * floor,
      },
    )
  }
  return { rows, bars }
}

interface At {
  readonly organizationId: OrganizationId
  readonly size: string
}

/** The middle of each question says how it grows: the slowest of twenty says more about the machine. */
const growthOf = (rows: readonly Row[], before: string, after: string): readonly Bar[] =>
  Object.keys(questionsOf({ cursor: '', at: new Date(0), id: '' })).map((name) => {
    const p50 = (size: string) =>
      rows.find(({ workload, metric }) => workload === `${size} ${name}` && metric === 'p50')?.value ?? NaN
    const times = p50(after) / p50(before)
    return {
      what: `${name}: ${before} → ${after} ${times.toFixed(2)} ×; at most ${TIMES_GROWN} ×`,
      met: times <= TIMES_GROWN,
    }
  })

const connectBare = async (database: TestDatabase, organizationId: OrganizationId): Promise<pg.Client> => {
  const bare = new pg.Client({ connectionString: database.url })
  await bare.connect()
  await bare.query(
    `select set_config('role', 'loge_app', false), set_config('loge.organization_id', $1, false)`,
    [organizationId],
  )
  return bare
}

/** What the database does by itself within a minute of so many rows. */
const countRows = async ({ ownerUrl }: TestDatabase): Promise<void> => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query('vacuum analyze loge.event')
  await owner.end()
}

const measureGrowth = async (database: TestDatabase, hub: EventHub): Promise<BenchResult> => {
  const organizationId = await testOrganization(database)
  const bare = await connectBare(database, organizationId)
  const endpoints = eventEndpoints({
    database,
    hub,
    world: realWorld,
    homeBuildings: async () => () => 'B',
    siteZones: async () => () => 'Europe/Paris',
    namesOf: async () => new Map(),
    wordsOf: () => () => undefined,
    requirePerson: async () => undefined,
    accountNames: async () => new Map(),
  })
  const grants = ['events.read', 'people.read', 'people.manage'].map((permission) => ({
    permission,
    scope: { kind: 'organization' } as const,
  }))
  const unlimited = { burst: 1_000_000, perSecond: 1_000_000 }
  const makeApi = () =>
    testApi({
      database,
      world: realWorld,
      organizationId,
      endpoints,
      grants,
      personId: newId(realWorld, 'person'),
      rateLimits: { command: unlimited, read: unlimited, write: unlimited },
    })
  const rows: Row[] = []
  const bars: Bar[] = []
  let [from, before] = [0, '']
  for (const [to, size] of SIZES) {
    await growLog(database, { organizationId, now: realWorld.now(), from, to })
    await countRows(database)
    const measured = await measure(makeApi, bare, { organizationId, size })
    rows.push(...measured.rows)
    bars.push(...measured.bars)
    if (before !== '') bars.push(...growthOf(rows, before, size))
    ;[from, before] = [to, size]
  }
  const walled = await costOfWall(makeApi, { ownerUrl: database.ownerUrl, organizationId, size: before })
  await bare.end()
  return { rows: [...rows, ...walled.rows], bars: [...bars, ...walled.bars] }
}

/** The same pages, while the database hides nobody and somebody. */
const costOfWall = async (
  makeApi: () => Promise<TestApi>,
  at: Parameters<typeof measureRestriction>[1],
): Promise<BenchResult> => {
  const api = await makeApi()
  const questions = questionsOf(await walkDown(api))
  const asks = Object.entries(questions).map(
    ([name, { path, about }]) =>
      [
        name,
        (step: number) => withLook(api, about?.(step), () => pageOf(api, `${path(step)}&limit=${LIMIT}`)),
      ] as const,
  )
  const measured = await measureRestriction(Object.fromEntries(asks), at)
  await api.close()
  return measured
}

export const logBench: Bench = {
  name: 'log',
  summary: 'A page of a site, an entrance, a person, and one 1,000 pages down, beside bare SQL.',
  run: async () => {
    const forget = installCatalogue([eventFacts, accessFacts])
    const database = await testDatabase()
    const hub = new EventHub(database, realWorld)
    try {
      return await measureGrowth(database, hub)
    } finally {
      await hub.stop()
      await database.close()
      forget()
    }
  },
}
