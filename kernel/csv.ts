/**
 * CSV as it leaves the house (RFC 4180). A spreadsheet takes a cell that begins with = + - @, a tab or a line break for a
 * formula (OWASP, "CSV injection"), so such a cell leaves with an apostrophe before it, which is taken away when it
 * comes back.
 */

const FORMULA = /^'*[=+\-@\t\r\n]/
const GUARDED = /^''*[=+\-@\t\r\n]/

export const guardCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** The inverse of `guardCell`: one apostrophe less, where there is one to take. */
export const unguardCell = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text)

const quoted = (text: string): string => {
  const safe = guardCell(text)
  return /[",;\r\n\t]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** One line. Spreadsheets that write decimals with a comma expect semicolons between the cells. */
export const csvLine = (cells: readonly string[], separator: ',' | ';' = ','): string =>
  `${cells.map(quoted).join(separator)}\r\n`
