/** Counts what could not be read. A storm of bad messages becomes one report a minute, and memory stays bounded. */
import type { Timers } from '@loge/kernel'
import type { DriverReport } from '../driver.ts'

const WINDOW_MS = 60_000
const KINDS_LIMIT = 500
const TOPIC_LIMIT = 200

export interface Unknowns {
  count(topic: string, why: string, bytes: number): void
  stop(): void
}

interface Tally {
  readonly topic: string
  readonly why: string
  bytes: number
  more: number
  readonly cancel: () => void
}

export const createUnknowns = (world: Timers, hear: (report: DriverReport) => void): Unknowns => {
  const tallies = new Map<string, Tally>()

  const endWindow = (name: string): void => {
    const tally = tallies.get(name)
    tallies.delete(name)
    if (!tally || tally.more === 0) return
    hear({ kind: 'unknown', topic: tally.topic, why: tally.why, bytes: tally.bytes, count: tally.more })
  }

  return {
    count: (topic, why, bytes) => {
      const label = topic.replace(/\p{C}/gu, '?').slice(0, TOPIC_LIMIT)
      const shown =
        tallies.size < KINDS_LIMIT || tallies.has(JSON.stringify([label, why])) ? label : '(many topics)'
      const name = JSON.stringify([shown, why])
      const tally = tallies.get(name)
      if (tally) {
        tally.more += 1
        tally.bytes += bytes
        return
      }
      tallies.set(name, {
        topic: shown,
        why,
        bytes: 0,
        more: 0,
        cancel: world.after(WINDOW_MS, () => endWindow(name)),
      })
      hear({ kind: 'unknown', topic: shown, why, bytes, count: 1 })
    },
    stop: () => {
      for (const { cancel } of tallies.values()) cancel()
      tallies.clear()
    },
  }
}
