/**
 * Locks the last life of this edge opened, or a hold that ended, and that may not have locked again: a lock that does not
 * lock itself would stay open for ever. Each is ordered to lock as soon as it answers, and again for as long as it says
 * itself that it is open. How long ago it was opened does not matter: the edge may have been dead since.
 */
import { accessFacts, edgeFacts, type EdgeEvent, type SnapshotEntrance } from '@loge/features/access/core'
import type { Parts } from './parts.ts'
import type { LoopPorts } from './ports.ts'
import { carryOut, type OrderEnd } from './unlock.ts'

/** A lock that says it is open after it was told to lock is told again after this. */
const AGAIN_MS = 5_000

const OPENED: ReadonlySet<string> = new Set([
  edgeFacts.unlockOrdered.type,
  accessFacts.doorExitPressed.type,
  accessFacts.doorHoldOpenBegan.type,
  accessFacts.doorReleased.type,
])

/** What another order would not change; a device that is not known or not reached yet may still come. */
const isFinal = (end: OrderEnd): boolean =>
  end.kind === 'sent' || (end.kind === 'refused' && end.why === 'not_capable')

export class LeftOpen {
  readonly #ports: LoopPorts
  readonly #parts: () => Parts
  readonly #entrances = new Set<string>()
  /** The order to lock was sent then, and the lock reports what it does. */
  readonly #toldAtMs = new Map<string, number>()

  constructor(ports: LoopPorts, parts: () => Parts) {
    this.#ports = ports
    this.#parts = parts
  }

  /** From the journal at start. */
  replay({ type, entranceId }: EdgeEvent): void {
    if (entranceId === undefined) return
    if (OPENED.has(type)) this.#entrances.add(entranceId)
    if (type === accessFacts.doorLockedAgain.type) this.#entrances.delete(entranceId)
  }

  /** Which may stand unlocked as this life begins. */
  get entrances(): ReadonlySet<string> {
    return this.#entrances
  }

  /** Opened in this life, or held open now: whoever opened it locks it again, unless it did not hear us before. */
  opened(entranceId: string, forMs: number): void {
    if (this.#toldAtMs.has(entranceId))
      this.#toldAtMs.set(entranceId, this.#ports.world.monotonicMs() + forMs)
    else this.#forget(entranceId)
  }

  /** Its lock did not take the order to lock. */
  add(entranceId: string): void {
    this.#forget(entranceId)
    this.#entrances.add(entranceId)
  }

  /** Its lock was told to lock; whether it did it says itself. */
  watch(entranceId: string): void {
    this.#entrances.add(entranceId)
    this.#toldAtMs.set(entranceId, this.#ports.world.monotonicMs())
  }

  /** Called every second for each entrance, in its lane, until its lock was told and does not say that it is open. */
  async tick({ id }: SnapshotEntrance): Promise<void> {
    const lock = this.#parts().lockOf(id)
    if (lock === undefined || !this.#entrances.has(id)) return
    const { answers, world } = this.#ports
    const toldAtMs = this.#toldAtMs.get(id)
    if (toldAtMs !== undefined && !answers.saysUnlocked(id)) return this.#forget(id)
    if (toldAtMs !== undefined && world.monotonicMs() - toldAtMs < AGAIN_MS) return
    const end = await carryOut(this.#ports, { kind: 'lock', component: lock })
    if (!isFinal(end) || !this.#entrances.has(id)) return
    if (end.kind === 'sent' && end.reports === true) this.watch(id)
    else this.#forget(id)
    if (end.kind === 'sent' && toldAtMs === undefined) await this.#recordLocked(id)
  }

  #forget(id: string): void {
    this.#entrances.delete(id)
    this.#toldAtMs.delete(id)
  }

  async #recordLocked(id: string): Promise<void> {
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
