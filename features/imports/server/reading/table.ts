/** A table as it was read, whatever file it came in. */
import { isBlank, LIMITS, type CellNote, type RawRow } from '../../core/index.ts'
import { fileEmpty, tooManyColumns, tooManyRows } from './problems.ts'

export interface TableFormat {
  readonly kind: 'csv' | 'xlsx'
  /** Of a text file. */
  readonly encoding?: string
  readonly separator?: string
  /** Of a workbook: the sheet that was read, and how many others were not. */
  readonly sheet?: string
  readonly otherSheets?: number
}

export interface Table {
  readonly header: readonly string[]
  readonly rows: readonly RawRow[]
  readonly format: TableFormat
}

interface Line {
  readonly number: number
  readonly cells: readonly string[]
  readonly notes: Record<string, CellNote>
}

const isTitle = (cells: readonly string[]): boolean =>
  new Set(cells.map((cell) => cell.trim()).filter((cell) => cell !== '')).size < 2

/**
 * Takes rows one by one. The header is the first with two different words: what stands above it, alone in its row, is a
 * title. Longer than allowed, it stops at once.
 */
export class TableBuilder {
  #header: readonly string[] | undefined
  #titles: Line[] = []
  readonly #rows: RawRow[] = []

  add(number: number, cells: readonly string[], notes: Record<string, CellNote> = {}): void {
    if (isBlank({ cells })) return
    if (this.#header !== undefined) this.#keep({ number, cells, notes }, this.#header.length)
    else if (!isTitle(cells)) this.#begin(cells)
    else if (this.#titles.length === LIMITS.rows) throw tooManyRows()
    else this.#titles.push({ number, cells, notes })
  }

  #begin(cells: readonly string[]): readonly string[] {
    this.#titles = []
    this.#header = withoutEmptyEnd(cells).map((cell) => cell.trim().slice(0, 200))
    if (this.#header.length > LIMITS.columns) throw tooManyColumns()
    return this.#header
  }

  #keep({ number, cells, notes }: Line, width: number): void {
    if (this.#rows.length === LIMITS.rows) throw tooManyRows()
    const kept = cells.slice(0, width).map((cell, column) => {
      if (cell.length <= LIMITS.cellLength) return cell
      notes[column] = 'too_long'
      return cell.slice(0, 20)
    })
    this.#rows.push({ number, cells: kept, notes })
  }

  finish(format: TableFormat): Table {
    // A file of one column has no other header than its first row.
    const [first, ...others] = this.#header === undefined ? this.#titles : []
    const header = this.#header ?? (first === undefined ? [] : this.#begin(first.cells))
    for (const line of others) this.#keep(line, header.length)
    if (this.#rows.length === 0) throw fileEmpty()
    return { header, rows: this.#rows, format }
  }
}

const withoutEmptyEnd = (cells: readonly string[]): readonly string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1)
