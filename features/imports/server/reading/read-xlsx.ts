/**
 * Reads the first visible sheet of an Excel workbook. Of a formula the value Excel kept is used, and said; a merged cell
 * counts for every cell it covers, and is said; a date is a date whatever way the workbook shows it.
 */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { dayOfSerial, isBlank, LIMITS, type CellNote } from '../../core/index.ts'
import { formatCivilDay } from '@loge/kernel'
import { nextTurn } from './breathe.ts'
import { inflateParts, type Parts } from './inflate.ts'
import { fileUnreadable, tooManyRows } from './problems.ts'
import { TableBuilder, type Table } from './table.ts'

const PIECE = 64 * 1024

interface Handlers {
  readonly open?: (tag: SaxesTagPlain) => void
  readonly text?: (text: string) => void
  readonly close?: (tag: SaxesTagPlain) => void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Walks one XML part in pieces. Entities a document declares itself are not known, so none can grow. */
const walk = async (bytes: Uint8Array | undefined, { open, text, close }: Handlers): Promise<void> => {
  if (bytes === undefined) return
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw fileUnreadable()
  })
  if (open) parser.on('opentag', open)
  if (text) parser.on('text', text)
  if (close) parser.on('closetag', close)
  const decoder = new TextDecoder()
  for (let start = 0; start < bytes.length; start += PIECE) {
    const piece = bytes.subarray(start, start + PIECE)
    parser.write(decoder.decode(piece, { stream: true }))
    await nextTurn()
  }
  parser.write(decoder.decode())
  parser.close()
}

interface Workbook {
  readonly sheetPath: string
  readonly sheetName: string
  readonly otherSheets: number
  readonly since1904: boolean
}

const readWorkbook = async (parts: Parts): Promise<Workbook> => {
  const sheets: { name: string; relation: string; hidden: boolean }[] = []
  let since1904 = false
  await walk(parts.get('xl/workbook.xml'), {
    open: ({ name, attributes }) => {
      if (local(name) === 'sheet')
        sheets.push({
          name: attributes['name'] ?? '',
          relation: attributes['r:id'] ?? '',
          hidden: (attributes['state'] ?? 'visible') !== 'visible',
        })
      if (local(name) === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
    },
  })
  const targets = new Map<string, string>()
  await walk(parts.get('xl/_rels/workbook.xml.rels'), {
    open: ({ name, attributes }) => {
      if (local(name) === 'Relationship') targets.set(attributes['Id'] ?? '', attributes['Target'] ?? '')
    },
  })
  const sheet = sheets.find(({ hidden }) => !hidden) ?? sheets[0]
  const target = sheet === undefined ? undefined : targets.get(sheet.relation)
  if (sheet === undefined || target === undefined) throw fileUnreadable()
  return {
    sheetPath: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    sheetName: sheet.name,
    otherSheets: sheets.length - 1,
    since1904,
  }
}

const readSharedStrings = async (parts: Parts): Promise<readonly string[]> => {
  const strings: string[] = []
  let inText = false
  let phonetic = false
  await walk(parts.get('xl/sharedStrings.xml'), {
    open: ({ name }) => {
      if (local(name) === 'si') strings.push('')
      if (local(name) === 'rPh') phonetic = true
      inText = local(name) === 't'
    },
    text: (text) => {
      if (inText && !phonetic) strings.push((strings.pop() ?? '') + text)
    },
    close: ({ name }) => {
      if (local(name) === 'rPh') phonetic = false
      inText = false
    },
  })
  return strings
}

/** The numbers of Excel's own date formats (ECMA-376 part 1, 18.8.30), with those of other languages. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** Whether a format of the workbook's own shows a date: a day or a year outside quotes and brackets. */
const showsDate = (code: string): boolean =>
  /[dyj]|mmm/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '').split(';')[0] ?? '')

/** Which of the cell styles show dates. */
const readDateStyles = async (parts: Parts): Promise<readonly boolean[]> => {
  const own = new Map<number, boolean>()
  const styles: boolean[] = []
  let inCells = false
  await walk(parts.get('xl/styles.xml'), {
    open: ({ name, attributes }) => {
      if (local(name) === 'numFmt')
        own.set(Number(attributes['numFmtId']), showsDate(attributes['formatCode'] ?? ''))
      if (local(name) === 'cellXfs') inCells = true
      if (local(name) === 'xf' && inCells) {
        const id = Number(attributes['numFmtId'] ?? 0)
        styles.push(own.get(id) ?? isBuiltInDate(id))
      }
    },
    close: ({ name }) => {
      if (local(name) === 'cellXfs') inCells = false
    },
  })
  return styles
}

/** `AB12` is column 27. */
const columnOf = (reference: string): number => {
  let column = 0
  for (const letter of /^[A-Z]*/.exec(reference)?.[0] ?? '') column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

interface Cell {
  readonly column: number
  readonly type: string
  readonly style: number
  value: string
  hasFormula: boolean
  hasValue: boolean
}

interface Reading {
  readonly strings: readonly string[]
  readonly dateStyles: readonly boolean[]
  readonly since1904: boolean
}

const DAYS_1904 = 1_462

/** A number as somebody would type it: 612345678 and not 6.12345678E8. */
const plainNumber = (text: string): string => {
  if (!/e/i.test(text)) return text
  const value = Number(text)
  return Number.isSafeInteger(value) ? String(value) : text
}

const textOf = ({ type, value, style }: Cell, { strings, dateStyles, since1904 }: Reading): string => {
  if (type === 's') return strings[Number(value)] ?? ''
  if (type === 'b') return value === '1' ? 'true' : 'false'
  const isNumber = (type === 'n' || type === '') && value !== ''
  if (!isNumber) return value
  const serial = Number(value) + (since1904 ? DAYS_1904 : 0)
  if (dateStyles[style] === true && serial >= 1 && serial < 3_000_000)
    return formatCivilDay(dayOfSerial(serial))
  return plainNumber(value)
}

interface SheetRow {
  readonly number: number
  readonly cells: string[]
  readonly notes: Record<string, CellNote>
}

interface Merged {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

const readRange = (reference: string): Merged | undefined => {
  const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(reference)
  if (match === null) return undefined
  return {
    left: columnOf(match[1] ?? ''),
    top: Number(match[2]),
    right: columnOf(match[3] ?? ''),
    bottom: Number(match[4]),
  }
}

/** What lies further right counts as one column too many: rows are not padded out to it. */
const LAST_COLUMN = LIMITS.columns
/** With room for the header and titles above it. */
const MOST_ROWS = LIMITS.rows + 100
/** Overlapping merges could cover the same cells without end. */
const MOST_COVERED = 2_000_000
const noteOf = (cell: Cell): CellNote | undefined => {
  if (cell.type === 'e' || (cell.hasFormula && !cell.hasValue)) return 'formula_error'
  return cell.hasFormula ? 'formula' : undefined
}

/** The state of reading one sheet. */
class SheetReader {
  readonly rows = new Map<number, SheetRow>()
  readonly merged: Merged[] = []
  readonly #reading: Reading
  #row: SheetRow | undefined
  #last = 0
  #cell: Cell | undefined
  #inValue = false

  constructor(reading: Reading) {
    this.#reading = reading
  }

  open({ name, attributes }: SaxesTagPlain): void {
    const tag = local(name)
    if (tag === 'row') {
      this.#last = Number(attributes['r'] ?? this.#last + 1)
      this.#row = { number: this.#last, cells: [], notes: {} }
    } else if (tag === 'c') {
      const reference = attributes['r']
      const column = reference === undefined ? (this.#row?.cells.length ?? 0) : columnOf(reference)
      const { t = '', s = '0' } = attributes
      this.#cell = { column, type: t, style: Number(s), value: '', hasFormula: false, hasValue: false }
    } else if (tag === 'f' && this.#cell) this.#cell.hasFormula = true
    else if (tag === 'v' || tag === 't') {
      this.#inValue = true
      if (this.#cell) this.#cell.hasValue = true
    } else if (tag === 'mergeCell') {
      const range = readRange(attributes['ref'] ?? '')
      if (range !== undefined) this.merged.push(range)
    }
  }

  text(text: string): void {
    if (this.#inValue && this.#cell) this.#cell.value += text
  }

  close({ name }: SaxesTagPlain): void {
    const tag = local(name)
    if (tag === 'v' || tag === 't') this.#inValue = false
    else if (tag === 'c') this.#keepCell()
    else if (tag === 'row' && this.#row && !isBlank(this.#row)) {
      if (this.rows.size > MOST_ROWS) throw tooManyRows()
      this.rows.set(this.#row.number, this.#row)
    }
  }

  #keepCell(): void {
    const [cell, row] = [this.#cell, this.#row]
    this.#cell = undefined
    if (cell === undefined || row === undefined || cell.column < 0) return
    const column = Math.min(cell.column, LAST_COLUMN)
    while (row.cells.length < column) row.cells.push('')
    const note = noteOf(cell)
    row.cells[column] = note === 'formula_error' ? '' : textOf(cell, this.#reading)
    if (note !== undefined) row.notes[column] = note
  }
}

/** Only rows that are there are covered: a merge to the end of the sheet makes no million rows. */
const spread = ({ rows, merged }: SheetReader): void => {
  const last = [...rows.keys()].reduce((most, number) => Math.max(most, number), 0)
  let covered = 0
  for (const { top, bottom, left, right } of merged) {
    const value = rows.get(top)?.cells[left] ?? ''
    if (value === '') continue
    for (let number = top; number <= Math.min(bottom, last); number += 1) {
      covered += 1 + Math.min(right, LAST_COLUMN) - left
      if (covered > MOST_COVERED) throw fileUnreadable()
      const row = rows.get(number)
      if (row === undefined) continue
      for (let column = left; column <= Math.min(right, LAST_COLUMN); column += 1) {
        while (row.cells.length <= column) row.cells.push('')
        row.cells[column] = value
        row.notes[column] ??= 'merged'
      }
    }
  }
}

const isWanted = (name: string): boolean =>
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/.test(
    name,
  )

export const readXlsx = async (bytes: Uint8Array): Promise<Table> => {
  const parts = await inflateParts(bytes, isWanted)
  const { sheetPath, sheetName, otherSheets, since1904 } = await readWorkbook(parts)
  const [strings, dateStyles] = [await readSharedStrings(parts), await readDateStyles(parts)]
  const sheet = new SheetReader({ strings, dateStyles, since1904 })
  const content = parts.get(sheetPath)
  if (content === undefined) throw fileUnreadable()
  await walk(content, {
    open: (tag) => sheet.open(tag),
    text: (text) => sheet.text(text),
    close: (tag) => sheet.close(tag),
  })
  spread(sheet)
  const builder = new TableBuilder()
  for (const { number, cells, notes } of sheet.rows.values()) builder.add(number, cells, notes)
  return builder.finish({ kind: 'xlsx', sheet: sheetName, otherSheets })
}
