/** What becomes of the rights on a disk while nobody looks: bytes rot, older copies are put back, somebody forges them. */
import { cutSnapshot, type Snapshot } from '@loge/features/access/core'
import { sha256 } from '@loge/kernel/real-world'
import type { SimulatedDisk } from './disk.ts'
import { keyFrom } from './keys.ts'
import type { Chance } from './random.ts'

const COPIES = ['snapshot.current', 'snapshot.mirror'] as const
const FLOOR = 'snapshot.floor'

const put = (disk: SimulatedDisk, name: string, durable: Uint8Array): void => {
  disk.files.set(name, { durable, written: new Uint8Array() })
}

/** The rights on this disk, to be put back later. */
export const keepCopy = (disk: SimulatedDisk): Uint8Array | undefined =>
  disk.files.get(COPIES[0])?.durable.slice()

/** One byte of one copy, or of both. */
export const rot = (disk: SimulatedDisk, chance: Chance): void => {
  const spoiled = chance.pick([[COPIES[0]], [COPIES[1]], COPIES])
  for (const name of spoiled) {
    const durable = disk.files.get(name)?.durable.slice()
    if (durable === undefined || durable.length === 0) continue
    const at = chance.integer(0, durable.length - 1)
    durable[at] = (durable[at] ?? 0) ^ 0x15
    put(disk, name, durable)
  }
}

export const putBack = (disk: SimulatedDisk, old: Uint8Array, withFloor: boolean): void => {
  for (const name of COPIES) put(disk, name, old)
  if (withFloor) disk.files.delete(FLOOR)
}

/** Rights in which everybody passes everywhere, signed by somebody. */
export const forge = (disk: SimulatedDisk, { version, ...real }: Snapshot, chance: Chance): void => {
  const everywhere = real.entrances.map((_, index) => index)
  const forged: Snapshot = {
    ...real,
    version: version + 1,
    rules: real.rules.map((rule) => ({
      ...rule,
      entrances: everywhere,
      schedule: null,
      passesLockdown: true,
    })),
    subjects: real.subjects.map((subject) => ({
      ...subject,
      suspended: false,
      grants: real.grants.map((_, index) => index),
    })),
  }
  const { header, pieces } = cutSnapshot(forged, sha256)
  const signature = keyFrom(chance).sign(header)
  const { pieces: order } = JSON.parse(header) as { readonly pieces: readonly { readonly hash: string }[] }
  const lines = [signature, header, ...order.map(({ hash }) => pieces.get(hash) ?? '')]
  for (const name of COPIES) put(disk, name, Buffer.from(`${lines.join('\n')}\n`))
}
