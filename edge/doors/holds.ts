/**
 * Doors held open: by their hours, by an evacuation, by fire. Hours renew themselves in short steps, so that an edge
 * that dies leaves no door open; what lets people out of danger stays open until it is ended, whatever dies.
 */
import {
  accessFacts,
  holdAt,
  type EdgeEvent,
  type Hold,
  type NewEdgeEvent,
  type SnapshotEntrance,
} from '@loge/features/access/core'
import type { Instant } from '@loge/kernel'
import type { Order } from '../drivers/driver.ts'
import type { FireWatch } from './fire-watch.ts'
import type { Parts } from './parts.ts'
import type { DoorPorts } from './ports.ts'
import { carryOut, type OrderEnd } from './unlock.ts'

/** A hold is ordered for this long, and again at half of it. */
const HOLD_STEP_MS = 60_000
/** A lock that did not take the order to let people out, or does not say that it did, is told again after this. */
const AGAIN_MS = 2_000

interface Held {
  readonly hold: Hold
  renewAtMs: number
}

export interface HoldPorts extends DoorPorts {
  readonly parts: () => Parts
  readonly fires: FireWatch
  readonly opened: (entranceId: string, forMs: number) => void
  /** Its lock did not take the order to lock: it is told until it does. */
  readonly leftOpen: (entranceId: string) => void
  /** Its lock was told to lock, and says itself whether it did. */
  readonly locking: (entranceId: string) => void
  /** Whether the last word of its lock is that it stands open. */
  readonly saysUnlocked: (entranceId: string) => boolean
}

const isEmergency = ({ cause }: Hold): boolean => cause !== 'schedule'
const isSame = (one: Hold, other: Hold): boolean => one.cause === other.cause && one.id === other.id

const factOf = (hold: Hold, isBeginning: boolean): Pick<NewEdgeEvent, 'type' | 'payload'> => {
  if (hold.cause === 'schedule') {
    const { doorHoldOpenBegan, doorHoldOpenEnded } = accessFacts
    return {
      type: isBeginning ? doorHoldOpenBegan.type : doorHoldOpenEnded.type,
      payload: { scheduleId: hold.id },
    }
  }
  const { doorReleased, doorReleaseEnded } = accessFacts
  return {
    type: isBeginning ? doorReleased.type : doorReleaseEnded.type,
    payload: { cause: hold.cause, emergencyId: hold.id },
  }
}

export class Holds {
  readonly #ports: HoldPorts
  readonly #held = new Map<string, Held>()
  readonly #enteredAt = new Map<string, Instant>()

  constructor(ports: HoldPorts) {
    this.#ports = ports
  }

  /** From the journal at start. */
  replay({ type, entranceId, occurredAt, clockTrusted }: EdgeEvent): void {
    if (type === accessFacts.doorOpened.type && entranceId !== undefined && clockTrusted)
      this.#enteredAt.set(entranceId, occurredAt)
  }

  /** Somebody entered by right. */
  entered(entranceId: string): void {
    const { at, trusted } = this.#ports.time()
    if (trusted) this.#enteredAt.set(entranceId, at)
  }

  /** How it is to be held open now, if so. */
  wanted(entrance: SnapshotEntrance): Hold | null {
    const { at, trusted } = this.#ports.time()
    return holdAt(
      this.#ports.policy(),
      entrance.id,
      { now: at, clockTrusted: trusted, lastContactAt: this.#ports.contactAt() },
      { fire: this.#ports.fires.isFireAt(entrance), enteredAt: this.#enteredAt.get(entrance.id) ?? null },
    )
  }

  /** An order to the lock of a held door: a badge does not shorten the hold, and what was locked is opened again. */
  keep(order: Order): Order {
    const part = this.#ports.parts().of(order.component)
    const held = part?.role === 'lock' ? this.#held.get(part.entrance.id) : undefined
    if (held === undefined) return order
    if (order.kind === 'lock') held.renewAtMs = 0
    return order.kind === 'unlock'
      ? { ...order, forMs: Math.max(order.forMs, this.#forMs(held.hold)) }
      : order
  }

  /** Many locks close by themselves after a few seconds. True where nobody may find it closed on the way out of danger. */
  lockedAgain(entranceId: string): boolean {
    const held = this.#held.get(entranceId)
    if (held === undefined || !isEmergency(held.hold)) return false
    held.renewAtMs = 0
    return true
  }

  /** The bus takes an order that the lock never hears: what lets people out is done when the lock says so. */
  unlocked(entranceId: string): void {
    const held = this.#held.get(entranceId)
    if (held === undefined || !isEmergency(held.hold)) return
    held.renewAtMs = this.#ports.world.monotonicMs() + HOLD_STEP_MS / 2
  }

  /** Called every second for each entrance, and at once when something that matters changed. */
  async tick(entrance: SnapshotEntrance): Promise<void> {
    const { id } = entrance
    const lock = this.#ports.parts().lockOf(id)
    const hold = this.wanted(entrance)
    const held = this.#held.get(id)
    if (hold === null) {
      if (held !== undefined) await this.#end(id, held.hold)
      return
    }
    const nowMs = this.#ports.world.monotonicMs()
    const isNew = held === undefined || !isSame(held.hold, hold)
    if (lock === undefined || (!isNew && nowMs < held.renewAtMs)) return
    const forMs = this.#forMs(hold)
    const now: Held = { hold, renewAtMs: nowMs + Math.min(forMs, HOLD_STEP_MS) / 2 }
    this.#held.set(id, now)
    if (isNew && !isEmergency(hold)) await this.#record(id, held?.hold, hold)
    const end = await carryOut(this.#ports, { kind: 'unlock', component: lock, forMs })
    this.#ordered(id, now, end)
    // Whoever must get out does not wait for a disk.
    if (isNew && isEmergency(hold)) await this.#record(id, held?.hold, hold)
  }

  #ordered(id: string, now: Held, end: OrderEnd): void {
    const isSent = end.kind === 'sent'
    if (isSent) this.#ports.opened(id, Math.min(this.#forMs(now.hold), HOLD_STEP_MS))
    if (!isEmergency(now.hold) || (isSent && (end.reports !== true || this.#ports.saysUnlocked(id)))) return
    now.renewAtMs = this.#ports.world.monotonicMs() + AGAIN_MS
  }

  async #end(id: string, hold: Hold): Promise<void> {
    this.#held.delete(id)
    const lock = this.#ports.parts().lockOf(id)
    if (lock !== undefined) {
      const end = await carryOut(this.#ports, { kind: 'lock', component: lock })
      if (end.kind !== 'sent') this.#ports.leftOpen(id)
      else if (end.reports === true) this.#ports.locking(id)
    }
    await this.#record(id, hold, undefined)
  }

  #forMs(hold: Hold): number {
    if (isEmergency(hold)) return Infinity
    const leftMs = (hold.until ?? 0) - this.#ports.time().at
    return Math.max(1_000, Math.min(leftMs, HOLD_STEP_MS))
  }

  async #record(entranceId: string, ended: Hold | undefined, begun: Hold | undefined): Promise<void> {
    const { at, trusted } = this.#ports.time()
    const about = { occurredAt: at, clockTrusted: trusted, entranceId }
    await this.#ports.recorder.append([
      ...(ended === undefined ? [] : [{ ...about, ...factOf(ended, false) }]),
      ...(begun === undefined ? [] : [{ ...about, ...factOf(begun, true) }]),
    ])
  }
}
