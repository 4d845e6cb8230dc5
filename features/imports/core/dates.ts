/**
 * Dates as people write them. Whether 03/04/2026 is in March or in April is never guessed: another date of the same
 * column proves it, or somebody is asked.
 */
import {
  addDays,
  asCivilDay,
  civilDay,
  civilFields,
  parseCivilDay,
  type CivilDay,
  searchForm,
} from '@loge/kernel'

export type DateOrder = 'dayFirst' | 'monthFirst'
export type DateProblem = 'date_wrong' | 'date_far' | 'date_ambiguous' | 'year_two_digits'

export type ReadDate =
  | { readonly ok: true; readonly day: CivilDay; readonly serial: boolean }
  | { readonly ok: false; readonly problem: DateProblem }

const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    ['january', 'jan', 'janvier', 'janv'],
    ['february', 'feb', 'fevrier', 'fev', 'fevr'],
    ['march', 'mar', 'mars'],
    ['april', 'apr', 'avril', 'avr'],
    ['may', 'mai'],
    ['june', 'jun', 'juin'],
    ['july', 'jul', 'juillet', 'juil'],
    ['august', 'aug', 'aout'],
    ['september', 'sep', 'sept', 'septembre'],
    ['october', 'oct', 'octobre'],
    ['november', 'nov', 'novembre'],
    ['december', 'dec', 'decembre'],
  ].flatMap((names, index) => names.map((name): readonly [string, number] => [name, index + 1])),
)

/** As wherever a day of somebody's life is typed (`lifeDate`). */
const EARLIEST_YEAR = 1900
const LATEST_YEAR = 2199

/** Excel counts days from 1899-12-30, for every date after February 1900. */
const EXCEL_DAY_0 = -25_569
/** 1927 to 2119: what else has five digits is not a date of somebody who lives here. */
const EARLIEST_SERIAL = 10_000
const LATEST_SERIAL = 80_000

const wrong = (problem: DateProblem): ReadDate => ({ ok: false, problem })

const onDay = (year: number, month: number, day: number): ReadDate => {
  if (month < 1 || month > 12 || day < 1) return wrong('date_wrong')
  if (year < EARLIEST_YEAR || year > LATEST_YEAR) return wrong('date_far')
  const found = civilDay(year, month, day)
  return civilFields(found).day === day ? { ok: true, day: found, serial: false } : wrong('date_wrong')
}

export const dayOfSerial = (serial: number): CivilDay => addDays(asCivilDay(EXCEL_DAY_0), Math.floor(serial))

const NUMBERS = /^(\d{1,2})[/.\s-]+(\d{1,2})[/.\s-]+(\d{2}|\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?$/
const YEAR_FIRST = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T]00:00(?::00(?:\.0+)?)?)?$/
const NAMED = /^(\d{1,2}) ?(?:er|st|nd|rd|th)? (\p{L}+) (\d{4})$/u
const NAMED_FIRST = /^(\p{L}+) (\d{1,2}) ?(?:st|nd|rd|th)? (\d{4})$/u

/** The two numbers before the year, when there are. */
const pairOf = (text: string): readonly [number, number] | undefined => {
  const match = NUMBERS.exec(text.trim())
  return match === null ? undefined : [Number(match[1]), Number(match[2])]
}

/** What the dates of one column prove together; `ambiguous` when some could be either and none proves it. */
export const provenOrder = (values: Iterable<string>): DateOrder | 'ambiguous' | undefined => {
  let either = false
  let proven: DateOrder | undefined
  for (const value of values) {
    const [first, second] = pairOf(value) ?? []
    if (first === undefined || second === undefined) continue
    if (first > 12 && second <= 12) proven ??= 'dayFirst'
    else if (second > 12 && first <= 12) proven ??= 'monthFirst'
    else if (first !== second) either = true
  }
  return proven ?? (either ? 'ambiguous' : undefined)
}

const readNumbers = (match: RegExpExecArray, order: DateOrder | undefined): ReadDate => {
  const [first, second] = [Number(match[1]), Number(match[2])]
  if ((match[3] ?? '').length === 2) return wrong('year_two_digits')
  const year = Number(match[3])
  // 05/05 is the same day either way.
  if (order === undefined && first !== second) return wrong('date_ambiguous')
  return order === 'monthFirst' ? onDay(year, first, second) : onDay(year, second, first)
}

/** `order` is what the column proves or somebody answered; `undefined` while nobody knows. */
export const readDate = (written: string, order: DateOrder | undefined): ReadDate => {
  const text = written.trim()
  const iso = parseCivilDay(text)
  if (iso !== undefined) {
    const { year, month, day } = civilFields(iso)
    return onDay(year, month, day)
  }
  if (/^\d{5}(?:\.\d+)?$/.test(text)) {
    const serial = Number(text)
    if (serial < EARLIEST_SERIAL || serial > LATEST_SERIAL) return wrong('date_wrong')
    return { ok: true, day: dayOfSerial(serial), serial: true }
  }
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst !== null) return onDay(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  const numbers = NUMBERS.exec(text)
  if (numbers !== null) return readNumbers(numbers, order)
  const plain = searchForm(text)
  const named = NAMED.exec(plain)
  if (named !== null) return onDay(Number(named[3]), MONTHS.get(named[2] ?? '') ?? 0, Number(named[1]))
  const namedFirst = NAMED_FIRST.exec(plain)
  if (namedFirst !== null)
    return onDay(Number(namedFirst[3]), MONTHS.get(namedFirst[1] ?? '') ?? 0, Number(namedFirst[2]))
  return wrong('date_wrong')
}
