/**
 * What happens to equipment and is over before anybody asks: a bell rung, a battery run down, a machine that failed.
 * It goes into the journal, so that a cut line hides none of it. How equipment is now is the board's business.
 */
import type { NewEdgeEvent } from '@loge/features/access/core'
import {
  EQUIPMENT_FAULTS,
  equipmentFacts,
  FAULT_FACT,
  listFaults,
  type ComponentRef,
  type EquipmentFault,
  type ReportingComponent,
} from '@loge/features/equipment/core'
import type { World } from '@loge/kernel'
import type { KnownTime } from './clock-trust.ts'
import type { DriverReport } from './drivers/driver.ts'

/** A contact that flutters, or a bell leaned on, is told once in this time. */
const QUIET_MS = 30_000
/** Equipment is hostile input: beyond so many at once it waits. */
const MOST_UNDER_WAY = 100

export interface EquipmentWatchPorts {
  readonly world: Pick<World, 'after' | 'monotonicMs'>
  readonly time: () => KnownTime
  /** The parts of a device with what they last said; `undefined` before it announced itself. */
  readonly partsOf: (externalId: string) => readonly ReportingComponent[] | undefined
  /** Whether it unlocks doors when there is danger: that is recorded with them, once. */
  readonly isFireInput: (externalId: string) => boolean
  readonly append: (events: readonly NewEdgeEvent[]) => Promise<unknown>
  readonly fault: (where: string, error: unknown) => void
}

interface Watched {
  faults: readonly EquipmentFault[]
  toldAtMs: number
  rangAtMs: number
  isLookingAgain: boolean
}

export class EquipmentWatch {
  readonly #ports: EquipmentWatchPorts
  readonly #watched = new Map<string, Watched>()
  #underWay = 0

  constructor(ports: EquipmentWatchPorts) {
    this.#ports = ports
  }

  /** After the board took it. */
  hear(report: DriverReport): void {
    if (report.kind === 'withdrawn') this.#watched.delete(report.externalId)
    if (report.kind === 'occurred') this.#occurred(report.component)
    if (report.kind === 'reading') this.#look(report.component, report.isStanding === true)
  }

  #of(externalId: string): Watched {
    const known = this.#watched.get(externalId)
    if (known !== undefined) return known
    const never = Number.NEGATIVE_INFINITY
    const watched: Watched = { faults: [], toldAtMs: never, rangAtMs: never, isLookingAgain: false }
    this.#watched.set(externalId, watched)
    return watched
  }

  #occurred(component: ComponentRef): void {
    const part = this.#ports.partsOf(component.externalId)?.find(({ key }) => key === component.key)
    if (part?.deviceClass !== 'doorbell') return
    const watched = this.#of(component.externalId)
    const nowMs = this.#ports.world.monotonicMs()
    if (nowMs - watched.rangAtMs < QUIET_MS || this.#underWay >= MOST_UNDER_WAY) return
    watched.rangAtMs = nowMs
    this.#tell([this.#event(component, equipmentFacts.deviceRang.type, {})])
  }

  #look(component: ComponentRef, isStanding: boolean): void {
    const parts = this.#ports.partsOf(component.externalId)
    if (parts === undefined) return
    const watched = this.#of(component.externalId)
    const faults = listFaults(parts).filter(
      (fault) => fault !== 'danger' || !this.#ports.isFireInput(component.externalId),
    )
    const changed = EQUIPMENT_FAULTS.filter((one) => faults.includes(one) !== watched.faults.includes(one))
    if (changed.length === 0) return
    // So it was before we listened: it did not happen now.
    if (isStanding) {
      watched.faults = faults
      return
    }
    const nowMs = this.#ports.world.monotonicMs()
    if (nowMs - watched.toldAtMs < QUIET_MS || this.#underWay >= MOST_UNDER_WAY)
      return this.#lookAgain(component, watched)
    watched.faults = faults
    watched.toldAtMs = nowMs
    this.#tell(
      changed.map((fault) =>
        faults.includes(fault)
          ? this.#event(component, FAULT_FACT[fault], {})
          : this.#event(component, equipmentFacts.deviceRecovered.type, { fault }),
      ),
    )
  }

  #lookAgain(component: ComponentRef, watched: Watched): void {
    if (watched.isLookingAgain) return
    watched.isLookingAgain = true
    this.#ports.world.after(QUIET_MS, () => {
      watched.isLookingAgain = false
      if (this.#watched.get(component.externalId) === watched) this.#look(component, false)
    })
  }

  #event(component: ComponentRef, type: string, payload: NewEdgeEvent['payload']): NewEdgeEvent {
    const { at, trusted } = this.#ports.time()
    return { type, occurredAt: at, clockTrusted: trusted, component, payload }
  }

  #tell(events: readonly NewEdgeEvent[]): void {
    this.#underWay += 1
    this.#ports
      .append(events)
      .catch((error: unknown) => this.#ports.fault('equipment', error))
      .finally(() => {
        this.#underWay -= 1
      })
  }
}
