/**
 * Audience measurement that knows nobody: what is counted is a closed list, each fact a number that rises, and no row leads
 * from one fact to another. The cookie only tells a first visit from a later one; its value reaches no table.
 */
import type { Period, Tracker } from '@loge/features/law/core'

/** Pages and clicks, when and for how long, browser and screen, and where a first page was come to from. Nothing else. */
export const COUNTED = ['page', 'click', 'seconds', 'browser', 'screen', 'origin'] as const
export type CountedFact = (typeof COUNTED)[number]

export const BROWSERS_COUNTED = ['firefox', 'chrome', 'safari', 'edge', 'other'] as const
export const SCREENS_COUNTED = ['small', 'medium', 'large'] as const

/** CNIL, guidelines of 17 September 2020: thirteen months at the device, twenty-five months of data. */
export const AT_DEVICE: Period = { unit: 'month', count: 13 }
export const DATA_KEPT: Period = { unit: 'month', count: 25 }

/** A number below it could be somebody, so that no report shows it. */
export const LEAST_SHOWN = 10

const DAYS = { day: 1, month: 31, year: 366 } as const
const daysOf = ({ unit, count }: Period): number => count * DAYS[unit]

/** The shorter of what a register says and of what may be. */
export const lifetimeAtDevice = ({ lifetime }: Pick<Tracker, 'lifetime'>): Period =>
  lifetime === null || daysOf(lifetime) > daysOf(AT_DEVICE) ? AT_DEVICE : lifetime

/** Counting without asking first needs every condition at once; one that fails, and it asks like any other. */
export const isExempt = ({ exempt, kind, provider, lifetime }: Tracker): boolean =>
  exempt === true &&
  kind === 'audience' &&
  provider === 'Loge' &&
  lifetime !== null &&
  daysOf(lifetime) <= daysOf(AT_DEVICE)

/** Of an address only its shape: no name, number or question of anybody stays in it. */
export const shapeOfPath = (path: string): string =>
  path
    .replace(/[?#].*$/, '')
    .split('/')
    .map((part) => (/[\d%@]|.{25,}/.test(part) ? ':id' : part))
    .join('/')
    .slice(0, 120)

const LENGTHS = [
  [10, 'under 10 s'],
  [60, '10 s to 1 min'],
  [300, '1 to 5 min'],
  [1_800, '5 to 30 min'],
] as const

export const lengthOfVisit = (seconds: number): string =>
  LENGTHS.find(([under]) => seconds < under)?.[1] ?? 'over 30 min'

export interface CountedSum {
  readonly what: CountedFact
  readonly value: string
  readonly count: number
}

export interface ShownSum {
  readonly what: CountedFact
  readonly value: string
  /** Null: fewer than may be shown. */
  readonly count: number | null
}

/** A small number is not shown, and neither is what it is of when that alone would tell. */
export const shownSums = (sums: readonly CountedSum[]): readonly ShownSum[] =>
  COUNTED.flatMap((what) => {
    const own = sums.filter((one) => one.what === what).toSorted((a, b) => b.count - a.count)
    const few = own.filter(({ count }) => count < LEAST_SHOWN)
    const shown = own.filter(({ count }) => count >= LEAST_SHOWN)
    return few.length === 0 ? shown : [...shown, { what, value: '', count: null }]
  })
