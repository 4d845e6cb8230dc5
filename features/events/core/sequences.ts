/**
 * Which of an edge's numbered events have arrived. Kept as ascending, separate runs `[from, until, from, until, …]`
 * (until exclusive), so that a duplicate is recognised, a gap is seen, and years of events take one short array.
 */

export type Runs = readonly number[]

export interface Gap {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

export interface AcceptedSequences {
  readonly runs: Runs
  /** Highest number below which nothing is missing; 0 before the first. */
  readonly contiguous: number
  /** Numbers of this batch never seen before, ascending. */
  readonly fresh: readonly number[]
  readonly openedGaps: readonly Gap[]
  readonly closedGaps: readonly Gap[]
  /** Gaps the edge says it can no longer fill. */
  readonly lost: readonly Gap[]
}

export const has = (runs: Runs, sequence: number): boolean => {
  for (let at = 0; at + 1 < runs.length; at += 2) {
    if (sequence >= (runs[at] ?? 0) && sequence < (runs[at + 1] ?? 0)) return true
  }
  return false
}

const pairsOf = (runs: Runs): readonly (readonly [number, number])[] =>
  Array.from({ length: runs.length / 2 }, (_, at) => [runs[2 * at] ?? 0, runs[2 * at + 1] ?? 0] as const)

/** The union of runs that may touch or overlap. */
const merged = (pairs: readonly (readonly [number, number])[]): Runs => {
  const union: number[] = []
  for (const [from, until] of [...pairs].sort(([a], [b]) => a - b)) {
    const lastUntil = union.at(-1)
    if (lastUntil !== undefined && from <= lastUntil) union[union.length - 1] = Math.max(lastUntil, until)
    else union.push(from, until)
  }
  return union
}

export const gapsOf = (runs: Runs): readonly Gap[] => {
  const gaps: Gap[] = []
  let expected = 1
  for (const [from, until] of pairsOf(runs)) {
    if (from > expected) gaps.push({ from: expected, to: from - 1 })
    expected = until
  }
  return gaps
}

export const contiguousOf = (runs: Runs): number => (runs[0] === 1 ? (runs[1] ?? 1) - 1 : 0)

const isInside = (gap: Gap, others: readonly Gap[]): boolean =>
  others.some((other) => gap.from >= other.from && gap.to <= other.to)

/** `oldestAvailable`: the edge's journal begins here, so what is missing below it will never come. */
export const acceptSequences = (
  before: Runs,
  sequences: readonly number[],
  oldestAvailable: number = 1,
): AcceptedSequences => {
  const fresh = [...new Set(sequences)].filter((sequence) => !has(before, sequence)).sort((a, b) => a - b)
  const arrived = merged([...pairsOf(before), ...fresh.map((sequence) => [sequence, sequence + 1] as const)])
  const upToOldest = merged([...pairsOf(arrived), [oldestAvailable, oldestAvailable + 1]])
  const lost = gapsOf(upToOldest).filter((gap) => gap.to < oldestAvailable)
  const runs = merged([...pairsOf(arrived), ...lost.map((gap) => [gap.from, gap.to + 1] as const)])
  const [gapsBefore, gapsAfter] = [gapsOf(before), gapsOf(runs)]
  return {
    runs,
    contiguous: contiguousOf(runs),
    fresh,
    openedGaps: gapsAfter.filter((gap) => !isInside(gap, gapsBefore)),
    closedGaps: gapsBefore.filter((gap) => ![...gapsAfter, ...lost].some((open) => isInside(open, [gap]))),
    lost,
  }
}
