/**
 * One record on disk: mark (2) · length (4) · CRC-32 (4) · sequence (8) · content. The checksum covers sequence and
 * content. The mark lets the reader find the next whole record behind damaged bytes.
 */
import { crc32 } from 'node:zlib'

const MARK = 0x4c6a
const HEADER_BYTES = 18
const LARGEST_CONTENT = 1 << 20

export interface JournalRecord {
  readonly sequence: number
  readonly content: Buffer
}

export const encodeRecord = (sequence: number, content: Uint8Array): Buffer => {
  if (content.length > LARGEST_CONTENT) throw new RangeError(`a journal record of ${content.length} bytes`)
  const bytes = Buffer.alloc(HEADER_BYTES + content.length)
  bytes.writeUInt16BE(MARK, 0)
  bytes.writeUInt32BE(content.length, 2)
  bytes.writeBigUInt64BE(BigInt(sequence), 10)
  bytes.set(content, HEADER_BYTES)
  bytes.writeUInt32BE(crc32(bytes.subarray(10)), 6)
  return bytes
}

const recordAt = (bytes: Buffer, offset: number): (JournalRecord & { readonly end: number }) | undefined => {
  if (offset + HEADER_BYTES > bytes.length || bytes.readUInt16BE(offset) !== MARK) return undefined
  const length = bytes.readUInt32BE(offset + 2)
  const end = offset + HEADER_BYTES + length
  if (length > LARGEST_CONTENT || end > bytes.length) return undefined
  if (crc32(bytes.subarray(offset + 10, end)) !== bytes.readUInt32BE(offset + 6)) return undefined
  return {
    sequence: Number(bytes.readBigUInt64BE(offset + 10)),
    content: bytes.subarray(offset + HEADER_BYTES, end),
    end,
  }
}

export interface SegmentContent {
  readonly records: readonly JournalRecord[]
  /** Where the last whole record ends; what lies behind is a torn tail. */
  readonly wholeUntil: number
  /** Bytes in front of a whole record that are no record: damage, not a torn tail. */
  readonly damagedBytes: number
}

/** Every whole record of a segment, in the order of the file. */
export const decodeSegment = (content: Uint8Array): SegmentContent => {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.byteLength)
  const records: JournalRecord[] = []
  let offset = 0
  let wholeUntil = 0
  let damagedBytes = 0
  while (offset < bytes.length) {
    const record = recordAt(bytes, offset)
    if (record === undefined) {
      offset += 1
      continue
    }
    damagedBytes += offset - wholeUntil
    records.push(record)
    offset = record.end
    wholeUntil = record.end
  }
  return { records, wholeUntil, damagedBytes }
}
