/** Why a file cannot be read. */
import { Problem } from '@loge/http'
import { LIMITS } from '../../core/index.ts'

export const fileEmpty = (): Problem =>
  new Problem(422, 'import_file_empty', 'There is a header line and at least one row in a file to import.')
export const fileUnreadable = (): Problem =>
  new Problem(
    422,
    'import_file_unreadable',
    'This is neither a text file with separators (CSV) nor an Excel workbook (XLSX).',
  )
export const fileIsExport = (): Problem =>
  new Problem(
    422,
    'import_file_is_export',
    'This is a whole export. Open it and bring its numbered files one by one, in their order.',
  )
export const quotesOpen = (line: number): Problem =>
  new Problem(
    422,
    'import_quotes_open',
    `A quotation mark of line ${line} is never closed, or stands in the middle of a cell.`,
  )
export const tooManyRows = (): Problem =>
  new Problem(422, 'import_too_many_rows', `At most ${LIMITS.rows} rows at once. Split the file.`)
export const tooManyColumns = (): Problem =>
  new Problem(422, 'import_too_many_columns', `At most ${LIMITS.columns} columns.`)
export const inflatesTooMuch = (): Problem =>
  new Problem(
    422,
    'import_inflates_too_much',
    'This workbook inflates to far more than a list of residents needs. It was not read to its end.',
  )
