/** Times subjects against each other: round by round, so that a slow moment of the machine hits them all. */
import { median, quantile, type Row } from '../bench.ts'
import type { Subject } from './peers.ts'

export interface Contender {
  readonly name: string
  readonly answer: Subject
  /** Requests in one round: fewer for slow ones, so that a round of each takes about as long. */
  readonly requests: number
}

export interface Measured {
  readonly name: string
  /** Median of the rounds, per second. */
  readonly throughput: number
  /** Of single calls, in microseconds. */
  readonly p50Us: number
  readonly p99Us: number
  readonly wrong: number
}

const ROUNDS = 5
const ROUND_MS = 250

const countWrong = ({ answer }: Contender, answers: readonly boolean[]): number =>
  answers.reduce((wrong, right, position) => wrong + Number(answer(position) !== right), 0)

const throughputOf = ({ answer, requests }: Contender): number => {
  const startedAt = performance.now()
  let asked = 0
  let allowed = 0
  do {
    for (let position = 0; position < requests; position++) if (answer(position)) allowed++
    asked += requests
  } while (performance.now() - startedAt < ROUND_MS)
  const seconds = (performance.now() - startedAt) / 1000
  // The count is used, so that no call can be optimised away.
  return allowed > asked ? NaN : asked / seconds
}

/** Single calls timed one by one; the clock's own cost is inside, against the subject. */
const latenciesUs = ({ answer, requests }: Contender): Float64Array => {
  const latencies = new Float64Array(requests)
  for (let position = 0; position < requests; position++) {
    const startedAt = process.hrtime.bigint()
    answer(position)
    latencies[position] = Number(process.hrtime.bigint() - startedAt) / 1000
  }
  return latencies
}

export const measure = (
  contenders: readonly Contender[],
  answers: readonly boolean[],
): readonly Measured[] => {
  // Every answer of every subject is checked, which also warms it up.
  const wrong = contenders.map((contender) => countWrong(contender, answers))
  const throughputs = contenders.map((): number[] => [])
  const p50s = contenders.map((): number[] => [])
  const p99s = contenders.map((): number[] => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, contender] of contenders.entries()) {
      throughputs[index]?.push(throughputOf(contender))
      const latencies = latenciesUs(contender)
      p50s[index]?.push(quantile(latencies, 0.5))
      p99s[index]?.push(quantile(latencies, 0.99))
    }
  }
  return contenders.map(({ name }, index) => ({
    name,
    throughput: median(throughputs[index] ?? []),
    p50Us: median(p50s[index] ?? []),
    p99Us: median(p99s[index] ?? []),
    wrong: wrong[index] ?? NaN,
  }))
}

/** The rows of one contender; its throughput is compared with that of `loge`. */
export const rowsOf = (bench: string, workload: string, measured: readonly Measured[]): readonly Row[] => {
  const loge = measured[0]
  return measured.flatMap((each): Row[] => {
    const common = { bench, subject: each.name, workload, runs: ROUNDS }
    const throughput = { ...common, metric: 'throughput', value: each.throughput, unit: '/s' }
    return [
      loge === undefined || each === loge
        ? throughput
        : { ...throughput, ratioTo: loge.name, ratio: each.throughput / loge.throughput },
      { ...common, metric: 'p50', value: each.p50Us / 1000, unit: 'ms' },
      { ...common, metric: 'p99', value: each.p99Us / 1000, unit: 'ms' },
      { ...common, metric: 'wrong', value: each.wrong, unit: '' },
    ]
  })
}
