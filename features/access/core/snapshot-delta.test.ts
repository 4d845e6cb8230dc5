import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import { aSite } from './made-up-site.fixture.ts'
import type { Snapshot } from './snapshot.ts'
import { applyDelta, deltaBetween, type SnapshotDelta, snapshotText } from './snapshot-delta.ts'
import { smallSite } from './small-site.fixture.ts'

/** Leaves some things out and turns the order around, as when rights are removed. */
const withoutSome = (snapshot: Snapshot, left: number): Snapshot => ({
  ...snapshot,
  credentials: snapshot.credentials.filter((_each, position) => position % (left + 2) !== 0).toReversed(),
  subjects: snapshot.subjects.map((subject) => ({ ...subject, grants: subject.grants.slice(left % 2) })),
})

describe('a delta', () => {
  test('applied to what it starts from gives, letter by letter, what it leads to, also after a journey', () => {
    fc.assert(
      fc.property(aSite, aSite, fc.nat(3), (from, other, left) => {
        for (const next of [other, withoutSome(from, left)]) {
          const to = { ...next, version: from.version + 1 }
          const sent = JSON.parse(JSON.stringify(deltaBetween(from, to))) as SnapshotDelta
          expect(snapshotText(applyDelta(from, sent))).toBe(snapshotText(to))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('of one more credential is one credential', () => {
    const from = smallSite()
    const added = { ...from.credentials[0]!, id: 'second', digest: 'f'.repeat(64) }
    const { lists } = deltaBetween(from, { ...from, version: 8, credentials: [...from.credentials, added] })
    expect(lists).toEqual({ credentials: { length: 2, set: [[1, added]] } })
  })
})
