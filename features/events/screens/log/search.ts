/** The filters of the event log as an address: every view can be linked, shared and gone back to. */
import { isKind, type Kind } from './kinds.ts'

export const RANGES = ['day', 'week', 'month'] as const
export type Range = (typeof RANGES)[number]

export interface EventSearch {
  readonly range?: Range
  /** Typed times; they win over the range. RFC 3339. */
  readonly from?: string
  readonly until?: string
  readonly site?: string
  readonly entrance?: string
  readonly device?: string
  readonly person?: string
  readonly kind?: Kind
  /** The event whose detail is open. */
  readonly event?: string
}

const ID = /^[a-z]{3}_[0-9a-f]{32}$/
const isId = (value: unknown): value is string => typeof value === 'string' && ID.test(value)
const isRange = (value: unknown): value is Range => RANGES.some((range) => range === value)
const isTime = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value))

/** Anything may stand in an address; what is not a filter is left out. */
export const readEventSearch = (raw: Readonly<Record<string, unknown>>): EventSearch => ({
  ...(isRange(raw['range']) && raw['range'] !== 'day' ? { range: raw['range'] } : {}),
  ...(isTime(raw['from']) ? { from: raw['from'] } : {}),
  ...(isTime(raw['until']) ? { until: raw['until'] } : {}),
  ...(isId(raw['site']) ? { site: raw['site'] } : {}),
  ...(isId(raw['entrance']) ? { entrance: raw['entrance'] } : {}),
  ...(isId(raw['device']) ? { device: raw['device'] } : {}),
  ...(isId(raw['person']) ? { person: raw['person'] } : {}),
  ...(isKind(raw['kind']) ? { kind: raw['kind'] } : {}),
  ...(isId(raw['event']) ? { event: raw['event'] } : {}),
})

const HOUR = 3_600_000
const BUCKETS: Readonly<Record<Range, { readonly bucketMs: number; readonly count: number }>> = {
  day: { bucketMs: HOUR, count: 24 },
  week: { bucketMs: 6 * HOUR, count: 28 },
  month: { bucketMs: 24 * HOUR, count: 30 },
}

export interface Span {
  readonly from: number
  /** `undefined`: up to now, and following. */
  readonly until: number | undefined
  readonly bucketMs: number
}

/** The widest bars that still give at least twelve of them. */
const bucketFor = (length: number): number =>
  [24 * HOUR, 6 * HOUR, HOUR, HOUR / 4, HOUR / 12].find((bucket) => length / bucket >= 12) ?? HOUR / 60

/** `now` is rounded to the bar it falls in, so that the question stays the same while the bar grows. */
export const spanOf = (search: EventSearch, now: number): Span => {
  const until = search.until === undefined ? undefined : Date.parse(search.until)
  if (search.from !== undefined) {
    const from = Date.parse(search.from)
    return { from, until, bucketMs: bucketFor(Math.max((until ?? now) - from, 0)) }
  }
  const { bucketMs, count } = BUCKETS[search.range ?? 'day']
  const end = until ?? Math.floor(now / bucketMs) * bucketMs + bucketMs
  return { from: end - count * bucketMs, until, bucketMs }
}

/** The part of a period that a look covers; all of the look when they have nothing in common. */
export const spanWithin = (span: Span, look: { readonly from: string; readonly until: string }): Span => {
  const [first, last] = [Date.parse(look.from), Date.parse(look.until)]
  const from = Math.max(span.from, first)
  const until = Math.min(span.until ?? last, last)
  return from < until
    ? { from, until, bucketMs: bucketFor(until - from) }
    : { from: first, until: last, bucketMs: bucketFor(last - first) }
}
