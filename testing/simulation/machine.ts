/** One simulated computer: its clock, its chance, its timers. When its process dies, nothing it waited for comes. */
import { instant, type Uptime, type World } from '@loge/kernel'
import type { Chance } from './random.ts'
import type { Scheduler } from './scheduler.ts'

/** 2026-03-02T00:00Z: the last Sunday of March, when clocks change in Europe, lies within a month. */
export const SIMULATION_EPOCH_MS = 1_772_409_600_000

export class Machine {
  readonly scheduler: Scheduler
  readonly chance: Chance
  /** How far its wall clock is off. */
  wallErrorMs = 0
  /** How long it was suspended since it booted. */
  sleptMs = 0
  #life = 0
  #bootedAtMs = 0

  constructor(scheduler: Scheduler, chance: Chance) {
    this.scheduler = scheduler
    this.chance = chance
  }

  get life(): number {
    return this.#life
  }

  /** Ends the running process at the await it stands at. */
  kill(): void {
    this.#life += 1
    this.#bootedAtMs = this.scheduler.nowMs
    this.sleptMs = 0
  }

  /** Resolves after `ms` if the process that asked is still alive; never otherwise. */
  wait(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve))
  }

  after(ms: number, work: () => void): () => void {
    const life = this.#life
    return this.scheduler.after(ms, () => {
      if (life === this.#life) work()
    })
  }

  /** What a process of this life sees. */
  world(): World & Uptime {
    return {
      now: () =>
        instant(Math.max(0, Math.round(SIMULATION_EPOCH_MS + this.scheduler.nowMs + this.wallErrorMs))),
      monotonicMs: () => this.scheduler.nowMs - this.#bootedAtMs - this.sleptMs,
      uptimeMs: () => this.scheduler.nowMs - this.#bootedAtMs,
      bytes: (length) => this.chance.bytes(length),
      after: (ms, work) => this.after(ms, work),
      sleep: (ms) => this.wait(ms),
    }
  }
}
