/** Watches the leaves and keeps the hours: forced and held-open doors are told, hold-open hours are carried out. */
import {
  accessFacts,
  heldOpenUntil,
  type NewEdgeEvent,
  type SnapshotEntrance,
} from '@loge/features/access/core'
import type { ReadingValue } from '@loge/features/equipment/core'
import type { PayloadValue } from '@loge/features/events/core'
import { instant } from '@loge/kernel'
import {
  allowOpening,
  CLOSED_LEAF,
  leafMoved,
  leafStands,
  leafWaited,
  type Leaf,
  type LeafFact,
  type LeafStep,
} from './leaf.ts'
import type { Parts } from './parts.ts'
import type { DoorPorts } from './ports.ts'
import { carryOut } from './unlock.ts'

/** A hold is asked again for this long at most, so that an edge that dies does not leave a door open for hours. */
const HOLD_STEP_MS = 60_000

interface Hold {
  readonly scheduleId: string
  renewAtMs: number
}

const FACT_TYPE = {
  opened: accessFacts.doorLeafOpened.type,
  forced: accessFacts.doorForced.type,
  closed: accessFacts.doorClosed.type,
  heldOpen: accessFacts.doorHeldOpen.type,
} as const

const payloadOf = (fact: LeafFact): Record<string, PayloadValue> =>
  'openMs' in fact ? { openMs: fact.openMs } : {}

/** Drivers say `true` or Home Assistant's words. */
export const saysOpen = (value: ReadingValue): boolean | undefined => {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string') return undefined
  const word = value.toLowerCase()
  if (word === 'on' || word === 'open') return true
  return word === 'off' || word === 'closed' ? false : undefined
}

export class DoorWatch {
  readonly #ports: DoorPorts
  readonly #parts: () => Parts
  readonly #leaves = new Map<string, Leaf>()
  readonly #holds = new Map<string, Hold>()

  constructor(ports: DoorPorts, parts: () => Parts) {
    this.#ports = ports
    this.#parts = parts
  }

  opened(entranceId: string, forMs: number): void {
    this.#leaves.set(entranceId, allowOpening(this.#leaf(entranceId), this.#ports.world.monotonicMs(), forMs))
  }

  /** `isStanding`: so it was before we listened. */
  async sensed(entranceId: string, isOpen: boolean, isStanding: boolean): Promise<void> {
    const judge = isStanding ? leafStands : leafMoved
    await this.#step(entranceId, judge(this.#leaf(entranceId), isOpen, this.#ports.world.monotonicMs()))
  }

  /** Called every second for each entrance, in its lane; true while its hours hold it open. */
  async tick(entrance: SnapshotEntrance): Promise<boolean> {
    await this.#keepHours(entrance)
    const nowMs = this.#ports.world.monotonicMs()
    await this.#step(entrance.id, leafWaited(this.#leaf(entrance.id), entrance.heldOpenMs, nowMs))
    return this.#holds.has(entrance.id)
  }

  #leaf(entranceId: string): Leaf {
    return this.#leaves.get(entranceId) ?? CLOSED_LEAF
  }

  async #step(entranceId: string, { leaf, facts }: LeafStep): Promise<void> {
    this.#leaves.set(entranceId, leaf)
    for (const fact of facts)
      await this.#record(entranceId, FACT_TYPE[fact.kind], payloadOf(fact), 'agoMs' in fact ? fact.agoMs : 0)
  }

  async #keepHours(entrance: SnapshotEntrance): Promise<void> {
    const { at, trusted } = this.#ports.time()
    const moment = { now: at, clockTrusted: trusted, lastContactAt: this.#ports.contactAt() }
    const policy = this.#ports.policy()
    const until = heldOpenUntil(policy, entrance.id, moment)
    const hold = this.#holds.get(entrance.id)
    const lock = this.#parts().lockOf(entrance.id)
    if (lock === undefined || (until === null && hold === undefined)) return
    const nowMs = this.#ports.world.monotonicMs()
    if (until === null) {
      this.#holds.delete(entrance.id)
      await carryOut(this.#ports, { kind: 'lock', component: lock })
      return this.#record(entrance.id, accessFacts.doorHoldOpenEnded.type, {
        scheduleId: hold?.scheduleId ?? '',
      })
    }
    if (hold !== undefined && nowMs < hold.renewAtMs) return
    const scheduleId = policy?.schedules.ids[entrance.holdOpenSchedule ?? -1] ?? ''
    if (hold === undefined)
      await this.#record(entrance.id, accessFacts.doorHoldOpenBegan.type, { scheduleId })
    const forMs = Math.max(1_000, Math.min(until - at, HOLD_STEP_MS))
    const end = await carryOut(this.#ports, { kind: 'unlock', component: lock, forMs })
    if (end.kind === 'sent') this.opened(entrance.id, forMs)
    this.#holds.set(entrance.id, { scheduleId, renewAtMs: nowMs + forMs / 2 })
  }

  async #record(
    entranceId: string,
    type: NewEdgeEvent['type'],
    payload: Record<string, PayloadValue>,
    agoMs = 0,
  ): Promise<void> {
    const { at, trusted } = this.#ports.time()
    const occurredAt = instant(at - agoMs)
    await this.#ports.recorder.append([{ type, occurredAt, clockTrusted: trusted, entranceId, payload }])
  }
}
