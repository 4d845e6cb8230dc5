/** Files as they come: encodings, separators, workbooks, and what wants to do harm. */
import { fc, test as property } from '@fast-check/vitest'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { csvLine, unguardCell } from '../../core/index.ts'
import { workbookOf } from '../imports.fixture.ts'
import { readTable } from './read-table.ts'

const TEXT = 'Prénom;Nom\nChloé;N’Diaye\nŒdipe;Müller\n'

const utf16 = (text: string, big: boolean, marked: boolean): Uint8Array => {
  const bytes = Buffer.from((marked ? '\ufeff' : '') + text, 'utf16le')
  return big ? bytes.swap16() : bytes
}
/** Windows-1252 has what Latin-1 lacks between 0x80 and 0x9f. */
const windows1252 = (text: string): Uint8Array =>
  Uint8Array.from(
    Array.from(text),
    (letter) => ({ '’': 0x92, Œ: 0x8c, '€': 0x80 })[letter] ?? letter.charCodeAt(0),
  )

const codeOf = (bytes: Uint8Array | string): Promise<string> =>
  readTable(typeof bytes === 'string' ? strToU8(bytes) : bytes).then(
    () => 'read',
    (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
  )

describe('a text file', () => {
  it.each<readonly [string, Uint8Array]>([
    ['UTF-8', strToU8(TEXT)],
    ['UTF-8 with a mark', strToU8(`\ufeff${TEXT}`)],
    ['UTF-16 with a mark', utf16(TEXT, false, true)],
    ['UTF-16 the other way round with a mark', utf16(TEXT, true, true)],
    ['UTF-16 without a mark', utf16(TEXT, false, false)],
    ['UTF-16 the other way round without a mark', utf16(TEXT, true, false)],
    ['Windows-1252', windows1252(TEXT)],
  ])('is read in %s', async (_name, bytes) => {
    const { header, rows } = await readTable(bytes)
    expect([header, ...rows.map(({ cells }) => cells)]).toEqual([
      ['Prénom', 'Nom'],
      ['Chloé', 'N’Diaye'],
      ['Œdipe', 'Müller'],
    ])
  })

  it('has rows numbered as the spreadsheet numbers them, blank ones left out', async () => {
    const { rows } = await readTable(strToU8('a;b\n1;2\n;\n\n3;4\n'))
    expect(rows.map(({ number }) => number)).toEqual([2, 5])
  })

  it('has its header below its title', async () => {
    const { header, rows } = await readTable(
      strToU8('Liste des résidents;;\n;;\nNom;Prénom;Lot\nMartin;Chloé;1'),
    )
    expect([header, rows.map(({ number }) => number)]).toEqual([['Nom', 'Prénom', 'Lot'], [4]])
  })

  it('may say its separator in its first line, as Excel does', async () => {
    expect((await readTable(strToU8('sep=|\r\na|b,c\r\n1|2\r\n'))).header).toEqual(['a', 'b,c'])
  })

  it.each([
    ['nothing', '', 'import_file_empty'],
    ['a header alone', 'a;b\n', 'import_file_empty'],
    ['a quotation mark that is never closed', 'a;b\n"1;2\n3;4\n', 'import_quotes_open'],
    ['a PDF', '%PDF-1.7 x', 'import_file_unreadable'],
    ['a program', '\u007fELF\0\0\0\0\u0001\0\0\0abc', 'import_file_unreadable'],
    ['too many rows', `a;b\n${'1;2\n'.repeat(20_001)}`, 'import_too_many_rows'],
    [
      'too many columns',
      `${Array.from({ length: 101 }, (_, n) => `c${n}`).join(';')}\n1;2`,
      'import_too_many_columns',
    ],
  ])('of %s is refused with its reason', async (_what, text, code) => {
    expect(await codeOf(text)).toBe(code)
  })

  property.prop([
    fc.array(fc.array(fc.string({ maxLength: 20 }), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 20,
    }),
  ])('is read back as it was written', async (rows) => {
    const written = rows
      .map((row) => row.map((cell) => cell.replaceAll(/[\0\ud800-\udfff]/g, '')))
      .filter((row) => row.some((cell) => cell.trim() !== ''))
    fc.pre(written.length > 0)
    const read = await readTable(
      strToU8(csvLine(['one', 'two', 'three']) + written.map((line) => csvLine(line)).join('')),
    )
    expect(read.rows.map(({ cells }) => cells.map(unguardCell))).toEqual(written)
  })

  property.prop([fc.uint8Array({ maxLength: 400 })])(
    'of any bytes is read or refused with a code',
    async (bytes) => {
      expect(await codeOf(bytes)).toMatch(/^(read|import_[a-z_]+)$/)
    },
  )
})

const cell = (reference: string, content: string, attributes = ''): string =>
  `<c r="${reference}" ${attributes}>${content}</c>`
const text = (reference: string, content: string): string =>
  cell(reference, `<is><t>${content}</t></is>`, 't="inlineStr"')
const HEADER = `<row r="1">${text('A1', 'Nom')}${text('B1', 'Entrée')}</row>`
const DATES =
  '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.00&quot;day&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>'

describe('a workbook', () => {
  it('gives texts, numbers and dates as somebody would type them', async () => {
    const sheet = `${HEADER}
      <row r="2">${cell('A2', '<v>0</v>', 't="s"')}${cell('B2', '<v>46279</v>', 's="1"')}</row>
      <row r="3">${cell('A3', '<v>6.12345678E8</v>')}${cell('B3', '<v>46279.5</v>', 's="2"')}</row>
      <row r="4">${text('A4', 'x')}${cell('B4', '<v>46279</v>', 's="3"')}</row>`
    const { header, rows, format } = await readTable(
      workbookOf({ sheet, strings: ['N’Diaye'], styles: DATES }),
    )
    expect([header, ...rows.map(({ cells }) => cells)]).toEqual([
      ['Nom', 'Entrée'],
      ['N’Diaye', '2026-09-14'],
      ['612345678', '2026-09-14'],
      ['x', '46279'],
    ])
    expect(format).toEqual({ kind: 'xlsx', sheet: 'Feuil1', otherSheets: 0 })
  })

  it('counts days from 1904 where the workbook does', async () => {
    const sheet = `${HEADER}<row r="2">${text('A2', 'x')}${cell('B2', '<v>44817</v>', 's="1"')}</row>`
    const book = workbookOf({ sheet, styles: DATES, workbook: '<workbookPr date1904="1"/>' })
    expect((await readTable(book)).rows[0]?.cells).toEqual(['x', '2026-09-14'])
  })

  it('uses the value Excel kept of a formula, and says so; without one, the cell is wrong', async () => {
    const sheet = `${HEADER}
      <row r="2">${cell('A2', '<f>B1</f><v>Martin</v>', 't="str"')}${cell('B2', '<f>NOW()</f>')}</row>
      <row r="3">${cell('A3', '<f>1/0</f><v>#DIV/0!</v>', 't="e"')}${text('B3', 'x')}</row>`
    const { rows } = await readTable(workbookOf({ sheet }))
    expect(rows.map(({ cells, notes }) => [cells, notes])).toEqual([
      [['Martin', ''], { 0: 'formula', 1: 'formula_error' }],
      [['', 'x'], { 0: 'formula_error' }],
    ])
  })

  it('counts a merged cell for every cell it covers, and says so', async () => {
    const sheet = `${HEADER}
      <row r="2">${text('A2', 'Bât A')}${text('B2', '1')}</row>
      <row r="3">${text('B3', '2')}</row>`
    const after = '<mergeCells><mergeCell ref="A2:A1048576"/></mergeCells>'
    const { rows } = await readTable(workbookOf({ sheet, after }))
    expect(rows.map(({ cells, notes }) => [cells, notes])).toEqual([
      [['Bât A', '1'], { 0: 'merged' }],
      [['Bât A', '2'], { 0: 'merged' }],
    ])
  })

  it('with words far to the right is refused, and its rows are not padded out to them', {
    timeout: 4_000,
  }, async () => {
    const rows = Array.from(
      { length: 20_000 },
      (_, at) => `<row r="${at + 1}">${text(`ALL${at + 1}`, 'x')}</row>`,
    )
    expect(await codeOf(workbookOf({ sheet: rows.join('') }))).toBe('import_too_many_columns')
  })

  it('is not inflated beyond what a list of residents needs', async () => {
    const bomb = zipSync({
      'xl/workbook.xml': strToU8('<workbook/>'),
      'xl/worksheets/sheet1.xml': new Uint8Array(200 * 1024 * 1024),
    })
    expect(bomb.length).toBeLessThan(1024 * 1024)
    expect(await codeOf(bomb)).toBe('import_inflates_too_much')
  })

  it('cannot make a million cells of merges that overlap', async () => {
    const rows = Array.from(
      { length: 2_000 },
      (_, n) => `<row r="${n + 2}">${text(`A${n + 2}`, 'x')}</row>`,
    ).join('')
    const after = `<mergeCells>${'<mergeCell ref="A2:ALL2001"/>'.repeat(3_000)}</mergeCells>`
    expect(await codeOf(workbookOf({ sheet: HEADER + rows, after }))).toBe('import_file_unreadable')
  })

  it.each<readonly [string, Uint8Array]>([
    ['half of a workbook', workbookOf({ sheet: HEADER }).slice(0, 300)],
    ['another zip', zipSync({ 'photo.jpg': strToU8('x') })],
    ['a sheet that is no XML', workbookOf({ sheet: '<row><c></row>' })],
    [
      'entities that grow',
      workbookOf({ sheet: '<row r="1"><c t="inlineStr"><is><t>&lol;</t></is></c></row>' }),
    ],
    ['Excel before 2007', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
  ])('%s is refused', async (_what, bytes) => {
    expect(await codeOf(bytes)).toBe('import_file_unreadable')
  })
})
