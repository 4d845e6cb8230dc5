/** A civil day as one types it, day first: 22/11/2026, 22 novembre 2026, 1er juillet 2026; or as programs do: 2026-11-22. */

export type DayText = `${number}-${number}-${number}`

/** Empty, or something that is no day one may choose. */
export type TypedDay = DayText | '' | 'unreadable'

export const isDay = (typed: TypedDay): typed is DayText => typed !== '' && typed !== 'unreadable'

const DAY_FIRST = /^(\d{1,2})(?:er|st|nd|rd|th)?\s*[/. -]\s*([\d\p{L}]+)\.?\s*[/. -]\s*(\d{4})$/u
const YEAR_FIRST = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

const MONTHS = [
  ['january', 'janvier'],
  ['february', 'fevrier'],
  ['march', 'mars'],
  ['april', 'avril'],
  ['may', 'mai'],
  ['june', 'juin'],
  ['july', 'juillet'],
  ['august', 'aout'],
  ['september', 'septembre'],
  ['october', 'octobre'],
  ['november', 'novembre'],
  ['december', 'decembre'],
] as const

/** By its number or by the beginning of its name, where only one month begins so. */
const monthOf = (text: string): number | undefined => {
  if (/^\d{1,2}$/.test(text)) return Number(text)
  if (text.length < 3) return undefined
  const found = MONTHS.flatMap((names, index) =>
    names.some((name) => name.startsWith(text)) ? [index + 1] : [],
  )
  return found.length === 1 ? found[0] : undefined
}

const partsOf = (text: string): readonly (number | undefined)[] => {
  const [year, month, day] = (YEAR_FIRST.exec(text) ?? []).slice(1)
  if (year !== undefined) return [Number(year), Number(month), Number(day)]
  const [first, middle, last] = (DAY_FIRST.exec(text) ?? []).slice(1)
  return [Number(last), middle === undefined ? undefined : monthOf(middle), Number(first)]
}

export const dayOf = (at: number): DayText => new Date(at).toISOString().slice(0, 10) as DayText
export const startOf = (day: DayText): number => Date.parse(`${day}T00:00:00Z`)

/** `undefined` for what no calendar has: 31 February, a thirteenth month, a year of two digits. */
export const readTypedDay = (text: string): DayText | undefined => {
  const plain = text.trim().toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
  const [year, month, day] = partsOf(plain)
  if (year === undefined || month === undefined || day === undefined || Number.isNaN(day)) return undefined
  const at = new Date(Date.UTC(year, month - 1, day))
  return year >= 1000 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day
    ? dayOf(at.getTime())
    : undefined
}

/** 22/11/2026 */
export const typeDay = (day: DayText): string => day.split('-').toReversed().join('/')
