/** Watches the leaves: forced and held-open doors are told. */
import { accessFacts, type NewEdgeEvent, type SnapshotEntrance } from '@loge/features/access/core'
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
import type { DoorPorts } from './ports.ts'

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
  readonly #leaves = new Map<string, Leaf>()

  constructor(ports: DoorPorts) {
    this.#ports = ports
  }

  opened(entranceId: string, forMs: number): void {
    this.#leaves.set(entranceId, allowOpening(this.#leaf(entranceId), this.#ports.world.monotonicMs(), forMs))
  }

  /** `isStanding`: so it was before we listened. */
  async sensed(entranceId: string, isOpen: boolean, isStanding: boolean): Promise<void> {
    const judge = isStanding ? leafStands : leafMoved
    await this.#step(entranceId, judge(this.#leaf(entranceId), isOpen, this.#ports.world.monotonicMs()))
  }

  /** Called every second for each entrance, in its lane. */
  async tick(entrance: SnapshotEntrance): Promise<void> {
    const nowMs = this.#ports.world.monotonicMs()
    await this.#step(entrance.id, leafWaited(this.#leaf(entrance.id), entrance.heldOpenMs, nowMs))
  }

  #leaf(entranceId: string): Leaf {
    return this.#leaves.get(entranceId) ?? CLOSED_LEAF
  }

  async #step(entranceId: string, { leaf, facts }: LeafStep): Promise<void> {
    this.#leaves.set(entranceId, leaf)
    for (const fact of facts)
      await this.#record(entranceId, FACT_TYPE[fact.kind], payloadOf(fact), 'agoMs' in fact ? fact.agoMs : 0)
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
