/** The residence's own time of day: runs as fast as somebody wants its people to come and go. */
import type { Clock } from '@loge/kernel'

export const SPEEDS = [0, 1, 10, 60] as const
export type Speed = (typeof SPEEDS)[number]

export const RESIDENCE_ZONE = 'Europe/Paris'

export interface Pace {
  readonly speed: Speed
  /** Milliseconds of local time since 1970-01-01. */
  now(): number
  /** Takes effect from now on; time never jumps. */
  set(speed: Speed): void
}

/** `startAt`: what the clocks in the residence show when it begins. */
export const createPace = (clock: Clock, startAt: number, startSpeed: Speed): Pace => {
  let speed = startSpeed
  let base = startAt
  let since = clock.monotonicMs()
  const now = (): number => base + (clock.monotonicMs() - since) * speed
  return {
    get speed() {
      return speed
    },
    now,
    set: (next) => {
      base = now()
      since = clock.monotonicMs()
      speed = next
    },
  }
}

/** What a clock on the wall shows, as milliseconds since 1970-01-01 of the same calendar. */
export const localTime = (at: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at)
  const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}
