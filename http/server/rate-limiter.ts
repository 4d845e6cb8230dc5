/** Token buckets in memory: one per class of route and caller. Each replica counts alone, which only loosens the limit. */
import type { Clock } from '@loge/kernel'
import type { RateLimit } from '../contract/index.ts'
import { RATE_LIMITS, type Rate } from '../rate-limits.ts'

interface Bucket {
  tokens: number
  atMs: number
}

/** Beyond this many callers, buckets that are full again are forgotten. */
const REMEMBERED = 20_000

export interface RateLimiter {
  /** Takes one token; `0` when allowed, else after how many seconds to try again. */
  take(limit: RateLimit, caller: string): number
}

export const createRateLimiter = (
  clock: Pick<Clock, 'monotonicMs'>,
  overrides: Partial<Record<RateLimit, Rate>> = {},
): RateLimiter => {
  const rates = { ...RATE_LIMITS, ...overrides }
  const buckets = new Map<string, Bucket>()
  const level = (bucket: Bucket, rate: Rate, nowMs: number): number =>
    Math.min(rate.burst, bucket.tokens + ((nowMs - bucket.atMs) / 1000) * rate.perSecond)

  const forget = (nowMs: number): void => {
    for (const [key, bucket] of buckets) {
      const rate = rates[key.slice(0, key.indexOf(' ')) as RateLimit]
      if (level(bucket, rate, nowMs) >= rate.burst) buckets.delete(key)
    }
    // Still too many: the oldest go, so that memory stays bounded under a flood of addresses.
    for (const key of buckets.keys()) {
      if (buckets.size <= REMEMBERED) break
      buckets.delete(key)
    }
  }

  return {
    take: (limit, caller) => {
      const rate = rates[limit]
      const nowMs = clock.monotonicMs()
      if (buckets.size > REMEMBERED) forget(nowMs)
      const key = `${limit} ${caller}`
      const bucket = buckets.get(key) ?? { tokens: rate.burst, atMs: nowMs }
      const tokens = level(bucket, rate, nowMs)
      if (tokens < 1) return Math.max(1, Math.ceil((1 - tokens) / rate.perSecond))
      buckets.set(key, { tokens: tokens - 1, atMs: nowMs })
      return 0
    },
  }
}
