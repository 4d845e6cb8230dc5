/** Remembers which locks were opened for a while, and locks them again when their time is over. */
import type { Clock, Timers } from '@loge/kernel'
import type { ComponentRef } from '@loge/features/equipment/core'
import type { OrderOutcome } from './driver.ts'

/** Longer spans do not fit a timer of the machine; such a lock is held open until it is told otherwise. */
const LONGEST_MS = 2_147_483_647

export interface Relocks {
  /** Counts anew when the lock is already open. */
  schedule(component: ComponentRef, forMs: number): void
  forget(component: ComponentRef): void
  /** Locks everything that waits, now. */
  finish(): Promise<void>
}

const nameOf = (component: ComponentRef): string => JSON.stringify([component.externalId, component.key])

/** Trying again helps only where the way to the lock was cut, not where there is no such lock. */
const isSettled = (outcome: OrderOutcome): boolean =>
  outcome.kind === 'sent' || (outcome.why !== 'bus_down' && outcome.why !== 'device_offline')

/** An order to lock that does not get through is given again every `retryMs`. */
export const createRelocks = (
  world: Clock & Timers,
  lock: (component: ComponentRef) => Promise<OrderOutcome>,
  retryMs = 1_000,
): Relocks => {
  const waiting = new Map<string, { readonly component: ComponentRef; readonly cancel: () => void }>()

  const forget = (component: ComponentRef): void => {
    const name = nameOf(component)
    waiting.get(name)?.cancel()
    waiting.delete(name)
  }

  const schedule = (component: ComponentRef, forMs: number): void => {
    forget(component)
    if (forMs > LONGEST_MS) return
    const entry = { component, cancel: world.after(Math.max(0, forMs), () => void relock()) }
    const relock = async (): Promise<void> => {
      const settled = isSettled(await lock(component))
      // An unlock that came meanwhile has its own time.
      if (waiting.get(nameOf(component)) !== entry) return
      waiting.delete(nameOf(component))
      if (!settled) schedule(component, retryMs)
    }
    waiting.set(nameOf(component), entry)
  }

  return {
    schedule,
    forget,
    finish: async () => {
      const components = [...waiting.values()].map(({ component }) => component)
      for (const component of components) forget(component)
      await Promise.all(components.map(lock))
    },
  }
}
