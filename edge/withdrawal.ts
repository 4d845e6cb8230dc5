/**
 * Taken out of service: written once the server said so under its key, gone only with a new enrolment. Without it a
 * restart would bring the old rights back.
 */
import type { Disk } from '@loge/kernel'

const FILE = 'edge.withdrawn'

/** Whatever lies in it: a damaged mark is a mark. */
export const isWithdrawn = async (disk: Disk): Promise<boolean> => (await disk.list()).includes(FILE)

export const keepWithdrawn = (disk: Disk): Promise<void> => disk.replace(FILE, Buffer.from('withdrawn'))

export const forgetWithdrawn = (disk: Disk): Promise<void> => disk.remove(FILE)
