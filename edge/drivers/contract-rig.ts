/** What the contract suite needs from a protocol: the driver, a clock it may turn, and the equipment's side of the bus. */
import type { ComponentRef } from '@loge/features/equipment/core'
import { instant, type World } from '@loge/kernel'
import type { Driver, DriverReport } from './driver.ts'

export interface DriverRig {
  readonly driver: Driver
  readonly clock: ManualWorld
  /** A badge reader and a lock on one device; both work once `announceDoor` has been called. */
  readonly reader: ComponentRef
  readonly lock: ComponentRef
  announceDoor(): Promise<void>
  withdrawDoor(): Promise<void>
  setOnline(online: boolean): Promise<void>
  present(raw: string): Promise<void>
  sayLocked(): Promise<void>
  sayUnlocked(): Promise<void>
  /** On the same device; it does not report its state. */
  readonly blindLock: ComponentRef
  /** Sends what nobody can read. */
  disturb(): Promise<void>
  /** What the lock is told next. */
  nextCommand(): Promise<'unlock' | 'lock'>
  cut(): Promise<void>
  restore(): Promise<void>
  close(): Promise<void>
}

/** A clock that stands still until it is turned. */
export interface ManualWorld extends World {
  turn(ms: number): Promise<void>
}

export const createManualWorld = (startMs = 1_800_000_000_000): ManualWorld => {
  let now = startMs
  let made = 0
  const timers = new Set<{ readonly at: number; readonly work: () => void }>()
  const after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: now + ms, work }
    timers.add(timer)
    return () => void timers.delete(timer)
  }
  return {
    now: () => instant(now),
    monotonicMs: () => now,
    bytes: (length) => {
      made += 1
      return Uint8Array.from({ length }, (_, index) => (made * 31 + index * 7) % 256)
    },
    after,
    sleep: (ms) =>
      new Promise((resolve) => {
        after(ms, resolve)
      }),
    turn: async (ms) => {
      now += ms
      const due = [...timers].filter((timer) => timer.at <= now).sort((a, b) => a.at - b.at)
      for (const timer of due) {
        if (timers.delete(timer)) timer.work()
      }
    },
  }
}

export interface Ear {
  readonly hear: (report: DriverReport) => void
  readonly reports: readonly DriverReport[]
  /** The first report of a kind that was not taken yet, now or when it comes. */
  next<Kind extends DriverReport['kind']>(kind: Kind): Promise<Extract<DriverReport, { kind: Kind }>>
}

export const createEar = (): Ear => {
  const reports: DriverReport[] = []
  const taken = new Set<DriverReport>()
  const waiting: (() => void)[] = []
  return {
    reports,
    hear: (report) => {
      reports.push(report)
      for (const wake of waiting.splice(0)) wake()
    },
    next: async (kind) => {
      for (;;) {
        const report = reports.find((candidate) => candidate.kind === kind && !taken.has(candidate))
        if (report) {
          taken.add(report)
          return report as Extract<DriverReport, { kind: typeof kind }>
        }
        await new Promise<void>((resolve) => {
          waiting.push(resolve)
        })
      }
    },
  }
}
