/**
 * The inputs that say there is danger inside: a smoke detector, the contact of a fire panel. Decided here, with nothing
 * but what they said; a calm that came while nobody listened is heard when the bus tells how they stand.
 */
import { edgeFacts, type EdgeEvent, type SnapshotEntrance } from '@loge/features/access/core'
import type { ComponentRef } from '@loge/features/equipment/core'

interface Input {
  isAlarmed: boolean
  /** How often it had been reset when it was last in alarm. */
  readonly resets: number
  /** What it let people out of when it began: they stay open, whatever becomes of their parts. */
  readonly doors: ReadonlySet<string>
  /** When a person last said, before it began, that a fire was over. */
  readonly overAt: number
}

/** What is known when an input speaks. */
export interface Heard {
  readonly resets: number
  readonly doors: readonly string[]
  readonly overAt: number
}

/** More components than a building has; a flood of made-up ones pushes out the oldest. */
const MOST_REMEMBERED = 1_000

const keyOf = ({ externalId, key }: ComponentRef): string => `${externalId}\n${key}`

export class FireWatch {
  readonly #inputs = new Map<string, Input>()
  /** The last word of each component, also of one that belongs to no door yet: the snapshot may come later. */
  readonly #said = new Map<string, boolean>()

  /** From the journal at start. */
  replay({ type, component, payload }: EdgeEvent): void {
    if (component === undefined) return
    const { resets, doors, overAt } = payload
    const isAlarmed = type === edgeFacts.fireDetected.type
    if (!isAlarmed && type !== edgeFacts.fireCleared.type) return
    this.#inputs.set(keyOf(component), {
      isAlarmed,
      resets: Number(resets ?? 0),
      doors: new Set(Array.isArray(doors) ? doors : []),
      overAt: Number(overAt ?? 0),
    })
  }

  remember(component: ComponentRef, isAlarmed: boolean): void {
    const key = keyOf(component)
    this.#said.delete(key)
    this.#said.set(key, isAlarmed)
    if (this.#said.size > MOST_REMEMBERED) this.#said.delete(this.#said.keys().next().value ?? key)
  }

  /** What an input said last, if anything in this life. */
  said(component: ComponentRef): boolean | undefined {
    return this.#said.get(keyOf(component))
  }

  /** True when that is news. */
  hear(component: ComponentRef, isAlarmed: boolean, { doors, ...heard }: Heard): boolean {
    const known = this.#inputs.get(keyOf(component))
    if ((known?.isAlarmed ?? false) === isAlarmed) return false
    this.#inputs.set(keyOf(component), { isAlarmed, ...heard, doors: new Set(doors) })
    return true
  }

  /** The doors that an input in alarm let people out of when it began. */
  releasedBy(component: ComponentRef): ReadonlySet<string> {
    return this.#inputs.get(keyOf(component))?.doors ?? new Set()
  }

  /** Some input is in alarm, at whatever door. */
  get isFireAnywhere(): boolean {
    return [...this.#inputs.values()].some(({ isAlarmed }) => isAlarmed)
  }

  /** In alarm, or not reset since; and no person has said that it is over. */
  isFireAt({ id, parts, fireOverAt }: SnapshotEntrance): boolean {
    return [...this.#inputs].some(([key, { isAlarmed, resets, doors, overAt }]) => {
      if ((fireOverAt ?? 0) > overAt) return false
      const part = parts.find((one) => one.role === 'fireInput' && keyOf(one) === key)
      if (isAlarmed) return part !== undefined || doors.has(id)
      return part?.resets !== undefined && part.resets <= resets
    })
  }
}
