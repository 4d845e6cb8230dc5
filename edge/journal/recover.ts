/** What is found on the disk at start: every whole record once, a torn tail cut, damage set aside and told. */
import type { EdgeEvent } from '@loge/features/access/core'
import type { Disk, Randomness } from '@loge/kernel'
import { readSegment, segmentNames, type Segment } from './segment.ts'

export interface Damage {
  readonly segment: string
  /** A copy of the damaged segment as it was found, for whoever investigates; none when the disk takes nothing. */
  readonly keptAs: string | null
  readonly bytes: number
}

export interface Recovered {
  readonly id: string
  readonly segments: readonly Segment[]
  readonly lastSequence: number
  readonly tornBytes: number
  readonly damages: readonly Damage[]
}

const ID_FILE = 'journal.id'

const journalId = async (disk: Disk, randomness: Randomness): Promise<string> => {
  const kept = await disk.read(ID_FILE)
  if (kept !== undefined && kept.length > 0) return Buffer.from(kept).toString('utf8')
  const id = Buffer.from(randomness.bytes(16)).toString('hex')
  await disk.replace(ID_FILE, Buffer.from(id))
  return id
}

/** A disk that takes nothing must not keep an edge from its doors: what is on it is read all the same. */
const attempted = (work: Promise<void>): Promise<boolean> =>
  work.then(
    () => true,
    () => false,
  )

const setAside = async (disk: Disk, name: string, bytes: number): Promise<Damage> => {
  const keptAs = name.replace('journal-', 'damaged-')
  const content = await disk.read(name)
  const isKept =
    content === undefined ||
    (await disk.read(keptAs)) !== undefined ||
    (await attempted(disk.replace(keptAs, content)))
  return { segment: name, keptAs: isKept ? keptAs : null, bytes }
}

/** `replay` sees every event once, in order, so that its owner can rebuild what it must remember. */
export const recoverJournal = async (
  disk: Disk,
  randomness: Randomness,
  replay: (event: EdgeEvent) => void,
): Promise<Recovered> => {
  const id = await journalId(disk, randomness)
  const segments: Segment[] = []
  const damages: Damage[] = []
  let lastSequence = 0
  let tornBytes = 0
  const names = await segmentNames(disk)
  for (const name of names) {
    const { segment, events, wholeUntil, size, damagedBytes } = await readSegment(disk, name)
    for (const event of events) {
      // Events written again after a failed sync may be on disk twice.
      if (event.sequence <= lastSequence) continue
      replay(event)
      lastSequence = event.throughSequence ?? event.sequence
    }
    // Without a whole record a segment is damaged, unless it is the newest: then its first write was torn.
    const nothingWhole = segment.records === 0 && size > 0 && name !== names.at(-1)
    if (damagedBytes > 0 || nothingWhole) damages.push(await setAside(disk, name, damagedBytes || size))
    tornBytes += size - wholeUntil
    if (segment.records === 0) await attempted(disk.remove(name))
    else {
      // Nothing is ever added to it, so a tail that stays is only cut at a later start.
      if (wholeUntil < size) await attempted(disk.truncate(name, wholeUntil))
      segments.push({ ...segment, bytes: wholeUntil })
    }
  }
  return { id, segments, lastSequence, tornBytes, damages }
}
