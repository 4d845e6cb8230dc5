/** The files of the journal by name, and what is remembered of each. */
import type { EdgeEvent } from '@loge/features/access/core'
import { lastSequenceOf } from '@loge/features/access/core'
import type { Disk } from '@loge/kernel'
import { decodeSegment, encodeRecord, type JournalRecord } from './record.ts'

export interface Segment {
  readonly name: string
  readonly first: number
  last: number
  bytes: number
  records: number
}

const NAME = /^journal-(\d{16})(?:-\d+)?\.log$/

/** `attempt` tells a segment begun again after a failed write from the one that failed. */
export const segmentName = (first: number, attempt: number): string =>
  `journal-${String(first).padStart(16, '0')}${attempt === 0 ? '' : `-${attempt}`}.log`

export const isSegmentName = (name: string): boolean => NAME.test(name)

const bySequence = (one: string, other: string): number => {
  const [first, second] = [one, other].map((name) => Number(NAME.exec(name)?.[1]))
  return (first ?? 0) - (second ?? 0) || one.length - other.length || (one < other ? -1 : 1)
}

export const segmentNames = async (disk: Disk): Promise<readonly string[]> =>
  (await disk.list()).filter(isSegmentName).sort(bySequence)

export const encodeEvent = ({ sequence, ...event }: EdgeEvent): Buffer =>
  encodeRecord(sequence, Buffer.from(JSON.stringify(event)))

/** A record whose checksum holds was written by us, so its content is not judged again. */
export const decodeEvent = ({ sequence, content }: JournalRecord): EdgeEvent => ({
  ...(JSON.parse(content.toString('utf8')) as Omit<EdgeEvent, 'sequence'>),
  sequence,
})

export interface ReadSegment {
  readonly segment: Segment
  readonly events: readonly EdgeEvent[]
  readonly wholeUntil: number
  readonly size: number
  readonly damagedBytes: number
}

export const readSegment = async (disk: Disk, name: string): Promise<ReadSegment> => {
  const content = (await disk.read(name)) ?? new Uint8Array()
  const { records, wholeUntil, damagedBytes } = decodeSegment(content)
  const events = records.map(decodeEvent)
  const first = events[0]?.sequence ?? Number(NAME.exec(name)?.[1] ?? 0)
  const last = events.reduce((most, event) => Math.max(most, lastSequenceOf(event)), first - 1)
  return {
    segment: { name, first, last, bytes: content.length, records: events.length },
    events,
    wholeUntil,
    size: content.length,
    damagedBytes,
  }
}
