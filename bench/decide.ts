/** One decision at the door, beside the libraries people use for it and beside a bare loop. */
import type { Bar, Bench } from './bench.ts'
import { attemptOf, decideAttempt } from './decide/loge-subject.ts'
import { measure, type Measured, rowsOf } from './decide/measure.ts'
import { caslSubject, casbinSubject, cedarSubject } from './decide/peers.ts'
import { answers, bareLoop, REQUESTS, requests } from './decide/workload.ts'

const TIMES_FASTEST_LIBRARY = 10
const SHARE_OF_BARE = 0.4
const P99_US = 5

const judge = (measured: readonly Measured[]): readonly Bar[] => {
  const [loge, bare, ...libraries] = measured
  if (loge === undefined || bare === undefined) throw new Error('nothing was measured')
  const fastest = libraries.reduce((one, other) => (other.throughput > one.throughput ? other : one))
  const overLibrary = loge.throughput / fastest.throughput
  const overBare = loge.throughput / bare.throughput
  const wrong = measured.reduce((sum, each) => sum + each.wrong, 0)
  return [
    {
      what: `${overLibrary.toFixed(1)} × ${fastest.name}, the fastest library; at least ${TIMES_FASTEST_LIBRARY} ×`,
      met: overLibrary >= TIMES_FASTEST_LIBRARY,
    },
    {
      what: `${overBare.toFixed(2)} × the bare loop; at least ${SHARE_OF_BARE} ×`,
      met: overBare >= SHARE_OF_BARE,
    },
    { what: `p99 ${loge.p99Us.toFixed(2)} µs; at most ${P99_US} µs`, met: loge.p99Us <= P99_US },
    { what: `${wrong} wrong answers over all subjects; none allowed`, met: wrong === 0 },
  ]
}

export const decideBench: Bench = {
  name: 'decide',
  summary:
    '10,000 credentials × 50 entrances × 20 schedules, 20,000 requests over a year; the credential is known.',
  run: async () => {
    const attempts = requests.map(attemptOf)
    const none = attempts[0]
    const [someRequest] = requests
    if (none === undefined || someRequest === undefined) throw new Error('the workload is empty')
    const measured = measure(
      [
        { name: 'loge', requests: REQUESTS, answer: (position) => decideAttempt(attempts[position] ?? none) },
        {
          name: 'bare',
          requests: REQUESTS,
          answer: (position) => bareLoop(requests[position] ?? someRequest),
        },
        { name: 'casl', requests: REQUESTS, answer: caslSubject(requests) },
        { name: 'casbin', requests: REQUESTS / 2, answer: await casbinSubject(requests) },
        { name: 'cedar', requests: REQUESTS / 8, answer: cedarSubject(requests) },
      ],
      answers,
    )
    return { rows: rowsOf('decide', '10k', measured), bars: judge(measured) }
  },
}
