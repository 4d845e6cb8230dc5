/** Sends people on their way when their time comes, at the pace somebody chose, day after day. */
import type { Timers } from '@loge/kernel'
import { planDay, type Trip } from './habits.ts'
import type { Pace, Speed } from './pace.ts'
import type { Residence } from './residence.ts'

const DAY_MS = 86_400_000
/** Long sleeps are taken in pieces, so that no timer overflows. */
const LONGEST_WAIT_MS = 60_000

export interface DayPorts {
  readonly timers: Timers
  readonly pace: Pace
  readonly residence: Residence
  readonly seed: number
  readonly go: (trip: Trip) => void
}

export interface Day {
  setSpeed(speed: Speed): void
  stop(): void
}

export const startDay = ({ timers, pace, residence, seed, go }: DayPorts): Day => {
  let day = Math.floor(pace.now() / DAY_MS)
  let trips: readonly Trip[] = planDay(residence, seed, day).filter(
    ({ atMs }) => day * DAY_MS + atMs > pace.now(),
  )
  let cancel: () => void = () => undefined

  const sendDue = (): void => {
    const now = pace.now()
    for (let [next] = trips; next !== undefined && day * DAY_MS + next.atMs <= now; [next] = trips) {
      trips = trips.slice(1)
      go(next)
    }
    if (trips.length === 0 && now >= (day + 1) * DAY_MS) {
      day += 1
      trips = planDay(residence, seed, day)
    }
    wait()
  }

  const wait = (): void => {
    cancel()
    if (pace.speed === 0) return
    const nextAt = day * DAY_MS + (trips[0]?.atMs ?? DAY_MS)
    const waitMs = Math.max(1, (nextAt - pace.now()) / pace.speed)
    cancel = timers.after(Math.min(LONGEST_WAIT_MS, waitMs), sendDue)
  }

  wait()
  return {
    setSpeed: (speed) => {
      pace.set(speed)
      wait()
    },
    stop: () => cancel(),
  }
}
