/** Brings a snapshot to an edge's store as its uplink does, piece by piece, without a network between them. */
import type { SnapshotStore } from '@loge/edge'
import { cutSnapshot, type Snapshot } from '@loge/features/access/core'
import { sha256 } from '@loge/kernel/real-world'

export const deliver = async (
  store: SnapshotStore,
  snapshot: Snapshot,
  sign: (text: string) => string,
): ReturnType<SnapshotStore['offered']> => {
  const { version } = snapshot
  const { header, pieces } = cutSnapshot(snapshot, sha256)
  let progress = await store.offered({ version, header, signature: sign(header) })
  while (progress.ok && progress.value.kind === 'wanting') {
    const texts = progress.value.hashes.flatMap((hash) => pieces.get(hash) ?? [])
    progress = await store.pieces(version, texts)
  }
  return progress
}
