/** One caller asks without end; what everybody else waits is measured by a clock that only work moves. */
import { realWorld } from '@loge/kernel/real-world'
import { describe, expect, it } from 'vitest'
import { type Principal, serve } from '../index.ts'
import { accountWith, everywhere, routes, type TestClock, testServer, testWorld } from './server.fixture.ts'

const WORK_MS = 5
const NEIGHBOURS = 40
const CROWD = 25

const p95 = (waits: readonly number[]): number =>
  waits.toSorted((a, b) => a - b)[Math.ceil(waits.length * 0.95) - 1] ?? Number.NaN

describe('a caller who asks without end', () => {
  it('is told 429 and when to come back, and nobody else waits longer for it [S0-39]', async () => {
    const clock: TestClock = { nowMs: 1_000_000 }
    let worked = 0
    const neighbour = accountWith([everywhere('things.read')])
    const flood: Principal = { ...neighbour, accountId: '0193b5e0-c1d2-7000-8000-00000000f100' } as Principal
    const { server } = await testServer('anonymous', {
      world: testWorld(clock),
      endpoints: [
        serve(routes.list, async ({ query, reach }) => {
          worked += 1
          clock.nowMs += WORK_MS
          await realWorld.sleep(0)
          return { limit: query.limit, sites: 0, own: false, everywhere: reach.wholeOrganization }
        }),
      ],
      authenticate: async ({ bearer }) => (bearer === 'flood' ? flood : neighbour),
      rateLimits: { read: { burst: NEIGHBOURS * 2, perSecond: 30 } },
    })
    const ask = (bearer: string) =>
      server.inject({ url: '/api/v1/things', headers: { authorization: `Bearer ${bearer}` } })
    const waited = async (meanwhile: () => void): Promise<number> => {
      const from = clock.nowMs
      meanwhile()
      expect((await ask('neighbour')).statusCode).toBe(200)
      return clock.nowMs - from
    }
    const alone: number[] = []
    for (let turn = 0; turn < NEIGHBOURS; turn += 1) alone.push(await waited(() => undefined))
    for (let left = NEIGHBOURS * 2; left > 0; left -= 1) await ask('flood')
    const before = worked
    const answers: Promise<{ statusCode: number; headers: Record<string, unknown> }>[] = []
    const crowded: number[] = []
    for (let turn = 0; turn < NEIGHBOURS; turn += 1)
      crowded.push(
        await waited(() => {
          for (let one = 0; one < CROWD; one += 1) answers.push(ask('flood'))
        }),
      )
    const refused = (await Promise.all(answers)).filter(({ statusCode }) => statusCode === 429)
    // Time passed by the work for the neighbours gives the crowd a few calls back; all the rest is refused.
    const letIn = answers.length - refused.length
    expect(worked - before).toBe(NEIGHBOURS + letIn)
    expect(letIn).toBeLessThan(answers.length / 20)
    for (const { headers } of refused) expect(Number(headers['retry-after'])).toBeGreaterThan(0)
    expect(p95(crowded)).toBeLessThanOrEqual(p95(alone) + WORK_MS)
    await server.close()
  })
})
