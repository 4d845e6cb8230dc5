/**
 * What a lock says after it was told to unlock. That the bus took an order says nothing about the lock: it may have no
 * power, or be gone. A lock that reports its state, or the leaf that opens, says it; silence for a while says it too.
 */
import type { ReadingValue } from '@loge/features/equipment/core'
import type { Clock, Timers } from '@loge/kernel'

/** A motor takes a few seconds to draw a bolt. */
export const ANSWER_LIMIT_MS = 5_000

const UNLOCKED: ReadonlySet<ReadingValue> = new Set(['unlocked', 'open'])

export interface ExpectedAnswer {
  /** Whether the lock answered since it was expected to; `false` once the limit has passed. */
  heard(): Promise<boolean>
  forget(): void
}

export class LockAnswers {
  readonly #world: Clock & Timers
  readonly #waiting = new Map<string, Set<() => void>>()
  /** Said to be unlocked, and not locked since. */
  readonly #unlocked = new Set<string>()
  readonly #openUntilMs = new Map<string, number>()
  /** What each lock said last, whenever. */
  readonly #lastWord = new Map<string, ReadingValue>()

  constructor(world: Clock & Timers) {
    this.#world = world
  }

  /** `isStanding`: kept by the bus, so it may be older than the order. */
  lockSaid(entranceId: string, value: ReadingValue, isStanding: boolean): void {
    this.#lastWord.set(entranceId, value)
    this.#unlocked.delete(entranceId)
    if (isStanding || !UNLOCKED.has(value)) return
    this.#unlocked.add(entranceId)
    this.leafOpened(entranceId)
  }

  /** Its last word is that it is locked. A lock that is locked already need not say so again. */
  saysLocked(entranceId: string): boolean {
    return this.#lastWord.get(entranceId) === 'locked'
  }

  /** Its last word is that it stands open. */
  saysUnlocked(entranceId: string): boolean {
    const word = this.#lastWord.get(entranceId)
    return word !== undefined && UNLOCKED.has(word)
  }

  leafOpened(entranceId: string): void {
    for (const tell of this.#waiting.get(entranceId) ?? []) tell()
  }

  /** Unlocked for that long: a lock that is told again meanwhile has nothing new to say. */
  opened(entranceId: string, forMs: number): void {
    const until = this.#world.monotonicMs() + forMs
    this.#openUntilMs.set(entranceId, Math.max(until, this.#openUntilMs.get(entranceId) ?? 0))
  }

  /** Called before the order is given: a lock may answer before the bus does. */
  expect(entranceId: string): ExpectedAnswer {
    let isHeard = this.#isOpen(entranceId)
    let settle: (() => void) | undefined
    const tell = (): void => {
      isHeard = true
      settle?.()
    }
    const waiting = this.#waiting.get(entranceId) ?? new Set()
    this.#waiting.set(entranceId, waiting.add(tell))
    const forget = (): void => {
      waiting.delete(tell)
      if (waiting.size === 0 && this.#waiting.get(entranceId) === waiting) this.#waiting.delete(entranceId)
    }
    const heard = async (): Promise<boolean> => {
      if (!isHeard) {
        await new Promise<void>((resolve) => {
          const cancel = this.#world.after(ANSWER_LIMIT_MS, resolve)
          settle = () => {
            cancel()
            resolve()
          }
        })
      }
      forget()
      return isHeard
    }
    return { heard, forget }
  }

  #isOpen(entranceId: string): boolean {
    return (
      this.#unlocked.has(entranceId) &&
      this.#world.monotonicMs() <= (this.#openUntilMs.get(entranceId) ?? -Infinity)
    )
  }
}
