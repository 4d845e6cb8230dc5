/** Readings that turn into another one unless they are renewed: motion ends, a silent sensor becomes unknown. */
import type { ReadingValue } from '@loge/features/equipment/core'
import type { Timers } from '@loge/kernel'
import type { Listener } from './catalogue.ts'

export interface Fading {
  renew(listener: Listener, value: ReadingValue, report: (value: ReadingValue) => void): void
  stop(): void
}

export const createFading = (world: Timers): Fading => {
  const waiting = new Map<string, () => void>()
  return {
    renew: ({ externalId, key, binding }, value, report) => {
      const name = JSON.stringify([externalId, key])
      waiting.get(name)?.()
      waiting.delete(name)
      const { fade } = binding
      if (!fade || (fade.only !== undefined && fade.only !== value)) return
      const work = (): void => {
        waiting.delete(name)
        report(fade.to)
      }
      waiting.set(name, world.after(fade.afterMs, work))
    },
    stop: () => {
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
    },
  }
}
