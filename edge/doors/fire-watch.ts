/**
 * The inputs that say there is danger inside: a smoke detector, the contact of a fire panel. Decided here, with nothing
 * but what they said; a calm that came while nobody listened is heard when the bus tells how they stand.
 */
import { edgeFacts, type EdgeEvent, type SnapshotEntrance } from '@loge/features/access/core'
import type { ComponentRef } from '@loge/features/equipment/core'

interface Input {
  isAlarmed: boolean
  /** How often it had been reset when it was last in alarm. */
  resets: number
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
    const resets = Number(payload['resets'] ?? 0)
    if (type === edgeFacts.fireDetected.type) this.#inputs.set(keyOf(component), { isAlarmed: true, resets })
    if (type === edgeFacts.fireCleared.type) this.#inputs.set(keyOf(component), { isAlarmed: false, resets })
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
  hear(component: ComponentRef, isAlarmed: boolean, resets: number): boolean {
    const known = this.#inputs.get(keyOf(component))
    if ((known?.isAlarmed ?? false) === isAlarmed) return false
    this.#inputs.set(keyOf(component), { isAlarmed, resets })
    return true
  }

  /** Some input is in alarm, at whatever door. */
  get isFireAnywhere(): boolean {
    return [...this.#inputs.values()].some(({ isAlarmed }) => isAlarmed)
  }

  /** In alarm, or not reset since. */
  isFireAt({ parts }: SnapshotEntrance): boolean {
    return parts.some((part) => {
      const input = part.role === 'fireInput' ? this.#inputs.get(keyOf(part)) : undefined
      if (input === undefined) return false
      return input.isAlarmed || (part.resets !== undefined && part.resets <= input.resets)
    })
  }
}
