/** The same decision from the raw credential: spelling, keyed digest, look-up, zone and hours, decision. */
import { createHmac, randomBytes } from 'node:crypto'
import type { Bar, Bench } from './bench.ts'
import { decideRaw } from './decide/loge-subject.ts'
import { measure, type Measured, rowsOf } from './decide/measure.ts'
import type { Subject } from './decide/peers.ts'
import { answers, bareLoop, credentials, localTime, REQUESTS, requests } from './decide/workload.ts'

const TIMES_STRAIGHT = 2
const P99_US = 20

/** What one writes first: a digest with the key, a map, the runtime's calendar, the loop. */
const straightSubject = (): Subject => {
  const key = randomBytes(32)
  const digest = (value: string): string => createHmac('sha256', key).update(value).digest('base64')
  const owners = new Map(credentials.map(({ value }, position) => [digest(value), position]))
  return (position) => {
    const request = requests[position]
    const value = request === undefined ? undefined : credentials[request.credential]?.value
    const credential = value === undefined ? undefined : owners.get(digest(value))
    if (request === undefined || credential === undefined) return false
    return bareLoop({ credential, entrance: request.entrance, at: request.at, ...localTime(request.at) })
  }
}

const logeSubject = (): Subject => {
  const raw = requests.map(({ credential, entrance, at }) => ({
    entranceId: `entrance-${entrance}`,
    value: credentials[credential]?.value ?? '',
    at,
  }))
  return (position) => {
    const request = raw[position]
    return request !== undefined && decideRaw(request)
  }
}

const judge = (measured: readonly Measured[]): readonly Bar[] => {
  const [loge, straight] = measured
  if (loge === undefined || straight === undefined) throw new Error('nothing was measured')
  const ratio = loge.throughput / straight.throughput
  const wrong = loge.wrong + straight.wrong
  return [
    {
      what: `${ratio.toFixed(1)} × the straight version; at least ${TIMES_STRAIGHT} ×`,
      met: ratio >= TIMES_STRAIGHT,
    },
    { what: `p99 ${loge.p99Us.toFixed(1)} µs; at most ${P99_US} µs`, met: loge.p99Us <= P99_US },
    { what: `${wrong} wrong answers; none allowed`, met: wrong === 0 },
  ]
}

export const decideFullBench: Bench = {
  name: 'decide-full',
  summary: 'The requests of `decide`, from what the reader read.',
  run: async () => {
    const measured = measure(
      [
        { name: 'loge-edge', requests: REQUESTS, answer: logeSubject() },
        { name: 'bare', requests: REQUESTS, answer: straightSubject() },
      ],
      answers,
    )
    return { rows: rowsOf('decide-full', '10k', measured), bars: judge(measured) }
  },
}
