import { instant } from '@loge/kernel'
import { describe, expect, it } from 'vitest'
import type { Snapshot } from './snapshot.ts'
import { applyDelta, deltaBetween, snapshotText } from './snapshot-delta.ts'

const snapshot = (version: number, refs: readonly string[]): Snapshot => ({
  format: 1,
  organizationId: 'o',
  siteId: 's',
  version,
  madeAt: instant(version),
  leaseMs: { visitor: 1, resident: 2, staff: 3 },
  entrances: [],
  schedules: [],
  rules: [],
  grants: [],
  subjects: refs.map((ref) => ({ ref, suspended: false, grants: [] })),
  credentials: [],
})

describe('the difference between two snapshots', () => {
  it.each([
    [
      ['a', 'b'],
      ['a', 'c', 'd'],
    ],
    [['a', 'b', 'c'], ['a']],
    [[], ['a']],
    [['a'], []],
  ])('leads from %j to exactly %j', (before, after) => {
    const from = snapshot(1, before)
    const to = snapshot(2, after)
    const travelled = JSON.parse(JSON.stringify(deltaBetween(from, to))) as ReturnType<typeof deltaBetween>
    expect(snapshotText(applyDelta(from, travelled))).toBe(snapshotText(to))
  })

  it('holds only what changed', () => {
    const delta = deltaBetween(snapshot(1, ['a', 'b']), snapshot(2, ['a', 'z']))
    expect(delta.lists).toEqual({
      subjects: { length: 2, set: [[1, { ref: 'z', suspended: false, grants: [] }]] },
    })
  })
})
