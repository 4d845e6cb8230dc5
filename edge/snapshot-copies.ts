/**
 * What keeps a damaged file from bringing back a right that was taken away: the newest snapshot lies on the disk twice,
 * and beside it the highest version ever in force here. Below that version nothing is ever taken.
 */
import type { Disk } from '@loge/kernel'
import { sha256 } from '@loge/kernel/real-world'

const FLOOR = 'snapshot.floor'
const BLOCK_BYTES = 256 * 1024

/** Zero when nothing was in force yet, or when this small file itself is damaged: then the two copies still agree. */
export const readFloor = async (disk: Disk): Promise<number> => {
  const [version = '', checksum] = Buffer.from((await disk.read(FLOOR)) ?? [])
    .toString('utf8')
    .split(' ')
  return checksum === sha256(version) ? Number(version) : 0
}

export const keepFloor = (disk: Disk, version: number): Promise<void> =>
  disk.replace(FLOOR, Buffer.from(`${version} ${sha256(String(version))}`))

/** Whether two files hold the same bytes; read in blocks, since a snapshot may be large. */
export const isSameFile = async (disk: Disk, one: string, other: string): Promise<boolean> => {
  for (let from = 0; ; from += BLOCK_BYTES) {
    const [left, right] = await Promise.all([
      disk.readPart(one, from, BLOCK_BYTES),
      disk.readPart(other, from, BLOCK_BYTES),
    ])
    if (Buffer.compare(left, right) !== 0) return false
    if (left.length < BLOCK_BYTES) return true
  }
}

/** After a crash `to` holds what it held or all of `from`. */
export const copyFile = async (disk: Disk, from: string, to: string): Promise<void> => {
  const next = `${to}.next`
  await disk.remove(next)
  const file = await disk.append(next)
  try {
    for (let block = await disk.readPart(from, 0, BLOCK_BYTES); block.length > 0; ) {
      await file.write(block)
      block = await disk.readPart(from, file.size, BLOCK_BYTES)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  await disk.rename(next, to)
}
