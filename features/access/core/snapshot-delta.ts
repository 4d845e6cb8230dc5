/**
 * The difference between two snapshots. The signature that travels with a delta is that of the *resulting* text, so
 * an edge that applies it wrongly, or to the wrong base, notices before it decides anything with it.
 */
import type { Snapshot } from './snapshot.ts'

const LISTS = ['entrances', 'schedules', 'rules', 'grants', 'subjects', 'credentials'] as const
type ListName = (typeof LISTS)[number]

/** A list cut to `length`, then with these positions set. */
export interface ListDelta {
  readonly length: number
  readonly set: readonly (readonly [position: number, item: unknown])[]
}

export interface SnapshotDelta {
  readonly fromVersion: number
  readonly version: number
  readonly madeAt: Snapshot['madeAt']
  readonly leaseMs: Snapshot['leaseMs']
  readonly lists: Readonly<Partial<Record<ListName, ListDelta>>>
}

/** The one text of a snapshot: what is signed, sent and kept. Key order is fixed here. */
export const snapshotText = (snapshot: Snapshot): string =>
  JSON.stringify({
    format: snapshot.format,
    organizationId: snapshot.organizationId,
    siteId: snapshot.siteId,
    version: snapshot.version,
    madeAt: snapshot.madeAt,
    leaseMs: snapshot.leaseMs,
    entrances: snapshot.entrances,
    schedules: snapshot.schedules,
    rules: snapshot.rules,
    grants: snapshot.grants,
    subjects: snapshot.subjects,
    credentials: snapshot.credentials,
  })

const listDelta = (before: readonly unknown[], after: readonly unknown[]): ListDelta | undefined => {
  const set: [number, unknown][] = []
  after.forEach((item, position) => {
    if (position >= before.length || JSON.stringify(before[position]) !== JSON.stringify(item))
      set.push([position, item])
  })
  return set.length === 0 && before.length === after.length ? undefined : { length: after.length, set }
}

export const deltaBetween = (before: Snapshot, after: Snapshot): SnapshotDelta => {
  const lists: Partial<Record<ListName, ListDelta>> = {}
  for (const name of LISTS) {
    const change = listDelta(before[name], after[name])
    if (change !== undefined) lists[name] = change
  }
  return {
    fromVersion: before.version,
    version: after.version,
    madeAt: after.madeAt,
    leaseMs: after.leaseMs,
    lists,
  }
}

const patched = <Item>(items: readonly Item[], change: ListDelta | undefined): readonly Item[] => {
  if (change === undefined) return items
  const next = items.slice(0, change.length)
  for (const [position, item] of change.set) next[position] = item as Item
  return next
}

/** The snapshot a delta leads to. The caller verifies the signature of its text before using it. */
export const applyDelta = (base: Snapshot, delta: SnapshotDelta): Snapshot => ({
  ...base,
  version: delta.version,
  madeAt: delta.madeAt,
  leaseMs: delta.leaseMs,
  entrances: patched(base.entrances, delta.lists.entrances),
  schedules: patched(base.schedules, delta.lists.schedules),
  rules: patched(base.rules, delta.lists.rules),
  grants: patched(base.grants, delta.lists.grants),
  subjects: patched(base.subjects, delta.lists.subjects),
  credentials: patched(base.credentials, delta.lists.credentials),
})
