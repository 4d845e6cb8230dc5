/**
 * Locks the last life of this edge opened, or a hold that ended, and that may not have locked again: a lock that does not
 * lock itself would stay open for ever. Each is ordered to lock as soon as it answers, and again until it says that it is
 * locked, if it says what it does. How long ago it was opened does not matter: the edge may have been dead since.
 */
import { accessFacts, edgeFacts, type EdgeEvent, type SnapshotEntrance } from '@loge/features/access/core'
import type { Parts } from './parts.ts'
import type { LoopPorts } from './ports.ts'
import { carryOut, type OrderEnd } from './unlock.ts'

/** A lock that says it is open after it was told to lock is told again after this; one that says nothing, after twice as long, … */
const AGAIN_MS = 5_000
const LONGEST_PAUSE_MS = 60_000

const OPENED: ReadonlySet<string> = new Set([
  edgeFacts.unlockOrdered.type,
  accessFacts.doorExitPressed.type,
  accessFacts.doorHoldOpenBegan.type,
  accessFacts.doorReleased.type,
])

/** What another order would not change; a device that is not known or not reached yet may still come. */
const isFinal = (end: OrderEnd): boolean =>
  end.kind === 'sent' || (end.kind === 'refused' && end.why === 'not_capable')

interface Left {
  /** Its lock says what it does, and was told to lock then. */
  readonly toldAtMs: number | null
  readonly pauseMs: number
  /** The log last said that it opened. */
  readonly isNews: boolean
}

export class LeftOpen {
  readonly #ports: LoopPorts
  readonly #parts: () => Parts
  readonly #left = new Map<string, Left>()

  constructor(ports: LoopPorts, parts: () => Parts) {
    this.#ports = ports
    this.#parts = parts
  }

  /** From the journal at start. */
  replay({ type, entranceId }: EdgeEvent): void {
    if (entranceId === undefined) return
    if (OPENED.has(type)) this.add(entranceId)
    if (type === accessFacts.doorLockedAgain.type) this.#left.delete(entranceId)
  }

  /** Which may stand unlocked as this life begins. */
  get entrances(): Iterable<string> {
    return this.#left.keys()
  }

  /** Opened in this life, or held open now: whoever opened it locks it again, unless it did not hear us before. */
  opened(entranceId: string, forMs: number): void {
    const left = this.#left.get(entranceId)
    if (left === undefined || left.toldAtMs === null) this.#left.delete(entranceId)
    else this.#left.set(entranceId, { ...left, toldAtMs: this.#ports.world.monotonicMs() + forMs })
  }

  /** Its lock did not take the order to lock. */
  add(entranceId: string): void {
    this.#left.set(entranceId, { toldAtMs: null, pauseMs: AGAIN_MS, isNews: true })
  }

  /** Its lock was told to lock; whether it did it says itself. */
  watch(entranceId: string): void {
    const toldAtMs = this.#ports.world.monotonicMs()
    this.#left.set(entranceId, { toldAtMs, pauseMs: AGAIN_MS, isNews: false })
  }

  /** Called every second for each entrance, in its lane, until its lock says that it is locked, or can say nothing. */
  async tick({ id }: SnapshotEntrance): Promise<void> {
    const lock = this.#parts().lockOf(id)
    const left = this.#left.get(id)
    if (lock === undefined || left === undefined) return
    const { answers, world } = this.#ports
    if (left.toldAtMs !== null) {
      if (answers.saysLocked(id)) return this.#locked(id, left)
      if (world.monotonicMs() - left.toldAtMs < left.pauseMs) return
    }
    const end = await carryOut(this.#ports, { kind: 'lock', component: lock })
    if (!isFinal(end) || this.#left.get(id) !== left) return
    if (end.kind !== 'sent') this.#left.delete(id)
    else if (end.reports !== true) await this.#locked(id, left)
    else this.#left.set(id, told(left, world.monotonicMs(), answers.saysUnlocked(id)))
  }

  async #locked(id: string, { isNews }: Left): Promise<void> {
    this.#left.delete(id)
    if (!isNews) return
    const { at, trusted } = this.#ports.time()
    await this.#ports.recorder.append([
      {
        type: accessFacts.doorLockedAgain.type,
        occurredAt: at,
        clockTrusted: trusted,
        entranceId: id,
        payload: {},
      },
    ])
  }
}

const told = (left: Left, toldAtMs: number, saysOpen: boolean): Left => {
  const isFirst = left.toldAtMs === null || saysOpen
  return { ...left, toldAtMs, pauseMs: isFirst ? AGAIN_MS : Math.min(left.pauseMs * 2, LONGEST_PAUSE_MS) }
}
