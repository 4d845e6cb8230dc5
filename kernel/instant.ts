/** A moment on the time line, in milliseconds since 1970-01-01T00:00Z. Durations are plain numbers named `…Ms`. */

declare const brand: unique symbol
export type Instant = number & { readonly [brand]: 'Instant' }

export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

export const instant = (epochMs: number): Instant => {
  if (!Number.isSafeInteger(epochMs)) throw new RangeError(`not an instant: ${epochMs}`)
  return epochMs as Instant
}

export const addMs = (at: Instant, ms: number): Instant => instant(at + Math.round(ms))
export const msBetween = (from: Instant, until: Instant): number => until - from
