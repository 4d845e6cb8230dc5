/** What a bench is: rows to print and bars to meet. Every peer answers the same requests. */

export interface Row {
  readonly bench: string
  readonly subject: string
  readonly workload: string
  readonly metric: string
  readonly value: number
  readonly unit: string
  readonly runs: number
  readonly ratioTo?: string
  readonly ratio?: number
}

/** A promise the bench keeps or breaks in this run. */
export interface Bar {
  readonly what: string
  readonly met: boolean
}

export interface BenchResult {
  readonly rows: readonly Row[]
  readonly bars: readonly Bar[]
}

export interface Bench {
  readonly name: string
  /** One sentence for the list. */
  readonly summary: string
  readonly run: () => Promise<BenchResult>
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? NaN)
    : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2
}

/** `share` of the values lie at or below the answer; 0.99 is the p99. */
export const quantile = (values: readonly number[] | Float64Array, share: number): number => {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN
}
