/** The edge looks after itself once a second: a failing disk and a lost clock are told, and tried again. */
import { edgeFacts, type NewEdgeEvent } from '@loge/features/access/core'
import type { World } from '@loge/kernel'
import type { ClockTrust } from './clock-trust.ts'
import type { Recorder } from './doors/ports.ts'
import type { Journal } from './journal/journal.ts'

const CARE_MS = 1_000

/** Remembers what was told, so that each change is told once. */
class Care {
  #journalProblem: string | null = null
  #clockTrusted: boolean

  constructor(clockTrusted: boolean) {
    this.#clockTrusted = clockTrusted
  }

  /** What changed about the edge itself, as events. */
  look(journal: Journal, clock: ClockTrust): readonly NewEdgeEvent[] {
    const { at, trusted } = clock.now()
    const found: { readonly type: string; readonly payload: NewEdgeEvent['payload'] }[] = []
    const { problem } = journal.state
    if (problem !== null && problem !== this.#journalProblem) {
      found.push({ type: edgeFacts.journalFailing.type, payload: { problem } })
    }
    if (problem === null && this.#journalProblem !== null)
      found.push({ type: edgeFacts.journalWellAgain.type, payload: { problem: this.#journalProblem } })
    this.#journalProblem = problem
    if (trusted !== this.#clockTrusted) {
      found.push({ type: trusted ? edgeFacts.clockTrusted.type : edgeFacts.clockUntrusted.type, payload: {} })
    }
    this.#clockTrusted = trusted
    return found.map((event) => ({ ...event, occurredAt: at, clockTrusted: trusted }))
  }
}

type Fault = (where: string, error: unknown) => void

/** Does `work` every second, one at a time, until cancelled. */
const every = (world: World, work: () => Promise<void>, fault: Fault): (() => void) => {
  let stopped = false
  const next = (): void => {
    world.after(CARE_MS, () => {
      if (stopped) return
      work()
        .catch((error: unknown) => fault('care', error))
        .finally(next)
    })
  }
  next()
  return () => {
    stopped = true
  }
}

export interface Cared {
  readonly world: World
  readonly journal: Journal
  readonly clock: ClockTrust
  readonly recorder: Recorder
  readonly fault: Fault
}

/** Begins to look; returns how to stop. */
export const takeCare = ({ world, journal, clock, recorder, fault }: Cared): (() => void) => {
  const care = new Care(clock.now().trusted)
  const look = async (): Promise<void> => {
    const events = care.look(journal, clock)
    if (events.length > 0) await recorder.append(events)
    if (journal.state.problem !== null) await journal.retry()
    await clock.keep()
  }
  return every(world, look, fault)
}
