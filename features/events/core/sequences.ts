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
  /** Positions in the batch of what was never seen before. */
  readonly fresh: readonly number[]
  readonly openedGaps: readonly Gap[]
  readonly closedGaps: readonly Gap[]
  /** Gaps the edge says it can no longer fill. */
  readonly lost: readonly Gap[]
}

const covers = (runs: Runs, span: Gap): boolean => {
  for (let at = 0; at + 1 < runs.length; at += 2) {
    if (span.from >= (runs[at] ?? 0) && span.to < (runs[at + 1] ?? 0)) return true
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

/**
 * `spans`: the numbers each event accounts for; one that only repeats what arrived is a duplicate. `oldestAvailable`:
 * the edge's journal begins here, so what is missing below it will never come.
 */
export const acceptSequences = (
  before: Runs,
  spans: readonly Gap[],
  oldestAvailable: number = 1,
): AcceptedSequences => {
  let arrived = before
  const fresh: number[] = []
  spans.forEach((span, at) => {
    if (covers(arrived, span)) return
    arrived = merged([...pairsOf(arrived), [span.from, span.to + 1]])
    fresh.push(at)
  })
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
