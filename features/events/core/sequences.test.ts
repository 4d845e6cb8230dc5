/** The numbering of an edge's events: whatever order, however often, each counts once. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptSequences, contiguousOf, gapsOf, type Runs } from './sequences.ts'

const spansOf = (sequences: readonly number[]) =>
  sequences.map((sequence) => ({ from: sequence, to: sequence }))

const acceptAll = (batches: readonly (readonly number[])[]): { runs: Runs; fresh: readonly number[] } =>
  batches.reduce<{ runs: Runs; fresh: readonly number[] }>(
    ({ runs, fresh }, batch) => {
      const accepted = acceptSequences(runs, spansOf(batch))
      return { runs: accepted.runs, fresh: [...fresh, ...accepted.fresh.map((at) => batch[at] ?? 0)] }
    },
    { runs: [], fresh: [] },
  )

describe('the numbers of an edge', () => {
  test('are each fresh exactly once, in whatever batches, order and repetition they arrive', () => {
    const sequences = fc.array(fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }), {
      maxLength: 20,
    })
    fc.assert(
      fc.property(sequences, (batches) => {
        const { runs, fresh } = acceptAll(batches)
        const expected = [...new Set(batches.flat())].sort((a, b) => a - b)
        expect([...fresh].sort((a, b) => a - b)).toEqual(expected)
        const missing = gapsOf(runs).flatMap((gap) =>
          Array.from({ length: gap.to - gap.from + 1 }, (_, at) => gap.from + at),
        )
        const highest = expected.at(-1) ?? 0
        expect([...missing, ...expected].sort((a, b) => a - b)).toEqual(
          Array.from({ length: highest }, (_, at) => at + 1),
        )
      }),
    )
  })

  test('end in the same runs whatever the order of the batches', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.integer({ min: 1, max: 40 }))), (batches) => {
        expect(acceptAll(batches.toReversed()).runs).toEqual(acceptAll(batches).runs)
      }),
    )
  })

  test('acknowledge only what has no hole below it, and tell when a hole opens and closes', () => {
    const holed = acceptSequences([1, 4], spansOf([6, 7]))
    expect(holed).toMatchObject({ contiguous: 3, openedGaps: [{ from: 4, to: 5 }], closedGaps: [] })
    const narrowed = acceptSequences(holed.runs, spansOf([4]))
    expect(narrowed).toMatchObject({ contiguous: 4, openedGaps: [], closedGaps: [] })
    expect(acceptSequences(narrowed.runs, spansOf([5]))).toMatchObject({
      contiguous: 7,
      openedGaps: [],
      closedGaps: [{ from: 5, to: 5 }],
    })
  })

  test('stop waiting for what the edge says it no longer has', () => {
    const accepted = acceptSequences([1, 4], spansOf([8, 9]), 7)
    expect(accepted.lost).toEqual([{ from: 4, to: 6 }])
    expect(gapsOf(accepted.runs)).toEqual([{ from: 7, to: 7 }])
    expect(contiguousOf(acceptSequences([1, 4], [], 7).runs)).toBe(6)
  })

  test('take one event for all the numbers it stands for', () => {
    const accepted = acceptSequences(
      [1, 4],
      [
        { from: 4, to: 9 },
        { from: 4, to: 9 },
        { from: 10, to: 10 },
      ],
    )
    expect(accepted).toMatchObject({ runs: [1, 11], fresh: [0, 2], openedGaps: [], lost: [] })
  })
})
