/**
 * Locks the last life of this edge opened, or a hold that ended, and that may not have locked again: a lock that does not lock itself would stay
 * open for ever. Each is ordered to lock once, as soon as it answers. How long ago it was opened does not matter: the
 * edge may have been dead since.
 */
import { accessFacts, edgeFacts, type EdgeEvent, type SnapshotEntrance } from '@loge/features/access/core'
import type { Parts } from './parts.ts'
import type { DoorPorts } from './ports.ts'
import { carryOut, type OrderEnd } from './unlock.ts'

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
  readonly #ports: DoorPorts
  readonly #parts: () => Parts
  readonly #entrances = new Set<string>()

  constructor(ports: DoorPorts, parts: () => Parts) {
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

  /** Opened in this life, or held open now: whoever opened it locks it again. */
  opened(entranceId: string): void {
    this.#entrances.delete(entranceId)
  }

  /** Its lock did not take the order to lock. */
  add(entranceId: string): void {
    this.#entrances.add(entranceId)
  }

  /** Called every second for each entrance, in its lane, until its lock was told. */
  async tick({ id }: SnapshotEntrance): Promise<void> {
    const lock = this.#parts().lockOf(id)
    if (lock === undefined || !this.#entrances.has(id)) return
    const end = await carryOut(this.#ports, { kind: 'lock', component: lock })
    if (!isFinal(end) || !this.#entrances.delete(id) || end.kind !== 'sent') return
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
