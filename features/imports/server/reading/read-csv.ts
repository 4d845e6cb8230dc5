/** Reads a text file of rows: its encoding by its bytes, its separator by its first lines. */
import { CsvError, parse } from 'csv-parse'
import { findSeparator, type Separator } from '../../core/index.ts'
import { nextTurn } from './breathe.ts'
import { fileUnreadable, quotesOpen } from './problems.ts'
import { TableBuilder, type Table } from './table.ts'

const MARKS = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
] as const

const LOOKED_AT = 4_000

/** Latin text in UTF-16 has a zero in every other byte. */
const encodingByZeros = (bytes: Uint8Array): string | undefined => {
  const looked = bytes.subarray(0, LOOKED_AT)
  const zeros = [0, 0]
  looked.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = zeros
  if (even + odd === 0) return undefined
  if (Math.max(even, odd) < looked.length / 8 || Math.max(even, odd) < 4 * Math.min(even, odd))
    throw fileUnreadable()
  return odd > even ? 'utf-16le' : 'utf-16be'
}

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** A mark says it; else zeros betray UTF-16; else it is UTF-8 when it can be, and Windows-1252 when it cannot. */
export const encodingOf = (bytes: Uint8Array): string =>
  MARKS.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))?.encoding ??
  encodingByZeros(bytes) ??
  (isUtf8(bytes) ? 'utf-8' : 'windows-1252')

/** A few milliseconds of reading: whoever asks for a page has a turn between two of them. */
const PIECE = 8 * 1024
/** `sep=;` is a line by which Excel says the separator of what follows. */
const SAID_SEPARATOR = /^sep=([;,\t|])\r?\n/i

const recordsOf = async function* (text: string, separator: Separator) {
  const parser = parse({
    delimiter: separator,
    relax_column_count: true,
    skip_empty_lines: false,
    info: true,
    max_record_size: 1024 * 1024,
  })
  const feed = async (): Promise<void> => {
    for (let start = 0; start < text.length; start += PIECE) {
      parser.write(text.slice(start, start + PIECE))
      await nextTurn()
    }
    parser.end()
  }
  void feed().catch((error: unknown) =>
    parser.destroy(error instanceof Error ? error : new Error('unreadable')),
  )
  for await (const record of parser) yield record as { record: readonly string[]; info: { lines: number } }
}

export const readCsv = async (bytes: Uint8Array): Promise<Table> => {
  const encoding = encodingOf(bytes)
  const decoded = new TextDecoder(encoding).decode(bytes)
  if (decoded.includes('\0')) throw fileUnreadable()
  const said = SAID_SEPARATOR.exec(decoded)
  const text = said === null ? decoded : decoded.slice(said[0].length)
  const separator = (said?.[1] as Separator | undefined) ?? findSeparator(text)
  const builder = new TableBuilder()
  let number = 0
  try {
    for await (const { record } of recordsOf(text, separator)) {
      number += 1
      builder.add(number, record)
      if (number % 500 === 0) await nextTurn()
    }
  } catch (error) {
    if (error instanceof CsvError) throw quotesOpen(number + 1)
    throw error
  }
  return builder.finish({ kind: 'csv', encoding, separator })
}
