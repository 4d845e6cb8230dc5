/** Reads a file as what it is, whatever its name says. */
import { readCsv } from './read-csv.ts'
import { readXlsx } from './read-xlsx.ts'
import { fileEmpty, fileIsExport, fileUnreadable } from './problems.ts'
import type { Table } from './table.ts'

const startsWith = (bytes: Uint8Array, mark: readonly number[]): boolean =>
  mark.every((byte, index) => bytes[index] === byte)

const ZIP = [0x50, 0x4b, 0x03, 0x04]
/** Excel before 2007, and what is protected by a password. */
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0]
const PDF = [0x25, 0x50, 0x44, 0x46]

/** Of the first file of a whole export, as its zip names it (APPNOTE 4.3.7). */
const EXPORT_BEGINS = '1-buildings.csv'
const NAME_AT = 30

const isExport = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(NAME_AT, NAME_AT + EXPORT_BEGINS.length)).toString('latin1') === EXPORT_BEGINS

export const readTable = async (bytes: Uint8Array): Promise<Table> => {
  if (bytes.length === 0) throw fileEmpty()
  if (startsWith(bytes, OLD_OFFICE) || startsWith(bytes, PDF)) throw fileUnreadable()
  if (!startsWith(bytes, ZIP)) return readCsv(bytes)
  if (isExport(bytes)) throw fileIsExport()
  return readXlsx(bytes)
}

/** A file that arrives in pieces, whole. Its length is bounded by the route. */
export const gather = async (content: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = []
  for await (const piece of content) pieces.push(piece)
  return Buffer.concat(pieces)
}
