/** Sheets as one zip of CSV files, made while it is sent. */
import { strToU8, Zip, ZipDeflate } from 'fflate'
import { csvLine } from '../core/index.ts'
import { chunksOf, nextTurn } from './reading/breathe.ts'

export interface RawSheet {
  readonly name: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

/** Excel takes a file without this mark for Windows-1252. */
const MARK = '\ufeff'
const LINES_AT_ONCE = 500

export const zipped = async function* (
  sheets: readonly RawSheet[],
  separator: ',' | ';',
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = []
  const zip = new Zip((error, piece) => {
    if (error) throw error
    ready.push(piece)
  })
  for (const { name, heads, rows } of sheets) {
    const file = new ZipDeflate(`${name}.csv`, { level: 6 })
    zip.add(file)
    file.push(strToU8(MARK + csvLine(heads, separator)))
    for (const chunk of chunksOf(rows, LINES_AT_ONCE)) {
      file.push(strToU8(chunk.map((row) => csvLine(row, separator)).join('')))
      yield* ready.splice(0)
      await nextTurn()
    }
    file.push(new Uint8Array(0), true)
  }
  zip.end()
  yield* ready.splice(0)
}
