/** What it costs the log that the database hides whoever is restricted: the same pages with and without the policies. */
import { newId, type OrganizationId } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import pg from 'pg'
import { type Bar, type BenchResult, quantile, type Row } from '../bench.ts'
import { personOf } from './large-log.ts'

const ROUNDS = 10
const ASKED = 12
const WARM_UP = 3
const MOST = 1.1
/** Beyond those the questions are about; each has as many passages as anybody. */
const RESTRICTED = Array.from({ length: 20 }, (_, position) => personOf(1_500 + position))

const STATES = ['no policies', 'nobody restricted', '20 restricted'] as const
type State = (typeof STATES)[number]

/** Answers how to bring the database into each state. */
const prepare = async (ownerUrl: string, organizationId: OrganizationId) => {
  const owner = new pg.Client({ connectionString: ownerUrl })
  await owner.connect()
  await owner.query(`select set_config('loge.organization_id', $1, false)`, [organizationId])
  for (const id of RESTRICTED)
    await owner.query(
      `with p as (
         insert into loge.person (organization_id, id, given_name, family_name, sort_name, sources, version)
         values ($1, $2, 'Somebody', 'Restricted', 'restricted somebody', '{}', 1) returning organization_id, id)
       insert into loge.provenance (organization_id, id, person_id, source, kind, detail, collected_on, recorded_at, notice_hash)
       select organization_id, gen_random_uuid(), id, 'person', 'person', 'a bench', current_date, now(), repeat('0', 64) from p`,
      [organizationId, id],
    )
  const { rows } = await owner.query<{ drop: string; make: string }>(`
    select format('drop policy if exists restriction on %s', polrelid::regclass) as drop,
      format('create policy restriction on %s as restrictive using (%s) with check (true)', polrelid::regclass,
        pg_get_expr(polqual, polrelid)) as make
    from pg_policy where polname = 'restriction'`)
  const enter = async (state: State): Promise<void> => {
    await owner.query('begin')
    await owner.query('delete from loge.restriction')
    for (const { drop, make } of rows) await owner.query(`${drop}; ${state === 'no policies' ? '' : make}`)
    if (state === '20 restricted')
      for (const id of RESTRICTED)
        await owner.query(
          `insert into loge.restriction (organization_id, person_id, ground, since, restricted_by, door)
           values ($1, $2, 'objected', now(), $3, 'close')`,
          [organizationId, id, JSON.stringify({ kind: 'system', id: newId(realWorld, 'event') })],
        )
    await owner.query('commit')
  }
  return { enter, end: () => owner.end(), policies: rows.length }
}

type Ask = (step: number) => Promise<unknown>

/** One state after the other, many times over, so that what else the machine does troubles all alike. */
export const measureRestriction = async (
  asks: Readonly<Record<string, Ask>>,
  { ownerUrl, organizationId, size }: { ownerUrl: string; organizationId: OrganizationId; size: string },
): Promise<BenchResult> => {
  const database = await prepare(ownerUrl, organizationId)
  const times = new Map<string, number[]>()
  for (let round = 0; round < ROUNDS; round++)
    for (const state of STATES) {
      await database.enter(state)
      for (const [name, ask] of Object.entries(asks))
        for (let step = 0; step < ASKED + WARM_UP; step++) {
          const began = performance.now()
          await ask(round * ASKED + step)
          if (step < WARM_UP) continue
          const key = `${name} ${state}`
          times.set(key, [...(times.get(key) ?? []), performance.now() - began])
        }
    }
  await database.enter('nobody restricted')
  await database.end()
  const p50 = (name: string, state: State): number => quantile(times.get(`${name} ${state}`) ?? [], 0.5)
  const rows: Row[] = []
  const bars: Bar[] = [
    { what: `${database.policies} tables hide whoever is restricted`, met: database.policies > 30 },
  ]
  const measured = STATES.slice(1).map((state) => {
    const ratios = Object.keys(asks).map((name) => p50(name, state) / p50(name, 'no policies'))
    return { state, ratio: ratios.reduce((sum, one) => sum + one, 0) / ratios.length }
  })
  for (const name of Object.keys(asks))
    for (const state of STATES)
      rows.push({
        bench: 'log',
        workload: `${size} ${name}`,
        subject: state,
        metric: 'p50',
        value: p50(name, state),
        unit: 'ms',
        runs: ROUNDS * ASKED,
        ratioTo: 'no policies',
        ratio: p50(name, state) / p50(name, 'no policies'),
      })
  for (const { state, ratio } of measured)
    bars.push({
      what: `${size} with the policies, ${state}: ${ratio.toFixed(3)} × without; at most ${MOST} ×`,
      met: ratio <= MOST,
    })
  return { rows, bars }
}
