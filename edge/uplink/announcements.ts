/**
 * Which devices are there and which went, until the server has answered. A flood of made-up devices is bounded and
 * counted; it makes nobody forget a withdrawal, and a device that found no room is told again when there is some.
 */
import type { EdgeMessage, ServerMessage } from '@loge/features/access/core'
import type { DeviceDescription } from '@loge/features/equipment/core'
import { Latest, PER_MESSAGE } from './latest.ts'

/** As many as one bus may announce. */
export const MOST_DEVICES = 20_000

type Told = Extract<EdgeMessage, { kind: 'announcements' }>
type Answer = Omit<Extract<ServerMessage, { kind: 'announced' }>, 'kind'>

/** An object of its own for each time a device went: it may come and go again before the first is answered. */
interface Withdrawal {
  readonly externalId: string
}

const idOf = ({ externalId }: { readonly externalId: string }): string => externalId

export class Announcements {
  readonly #devices = new Latest<DeviceDescription>(MOST_DEVICES)
  /** Until the server has answered. */
  readonly #withdrawn = new Latest<Withdrawal>(MOST_DEVICES)
  /** Of the devices, those the server had no room for. */
  readonly #refused = new Set<string>()
  readonly #unanswered = new Map<number, { devices: readonly string[]; withdrawn: readonly Withdrawal[] }>()
  #number = 0
  readonly #dropped: (externalId: string) => void

  constructor(dropped: (externalId: string) => void) {
    this.#dropped = dropped
  }

  get devices(): readonly DeviceDescription[] {
    return [...this.#devices.values.values()]
  }

  device(externalId: string): DeviceDescription | undefined {
    return this.#devices.values.get(externalId)
  }

  announce(device: DeviceDescription): void {
    const { externalId } = device
    // It is back: of the two only what was said last counts.
    this.#withdrawn.delete(externalId)
    if (!this.#devices.set(externalId, device)) this.#dropped(externalId)
  }

  withdraw(externalId: string): void {
    this.#devices.delete(externalId)
    this.#refused.delete(externalId)
    if (!this.#withdrawn.set(externalId, { externalId })) this.#dropped(externalId)
  }

  /** Another connection: the server may have missed anything. */
  tellAgain(): void {
    this.#unanswered.clear()
    this.#devices.changeAll()
    this.#withdrawn.changeAll()
  }

  /** From time to time: what was not answered, and one that was refused, since somebody may have made room. */
  ask(): void {
    this.#withdrawn.changeAll()
    this.#tellRefused(1)
  }

  take(): Told | undefined {
    const devices = this.#devices.take()
    const withdrawn = this.#withdrawn.take()
    if (devices.length + withdrawn.length === 0) return undefined
    this.#number += 1
    this.#unanswered.set(this.#number, { devices: devices.map(idOf), withdrawn })
    return { kind: 'announcements', number: this.#number, devices, withdrawn: withdrawn.map(idOf) }
  }

  answered({ number, refused, room }: Answer): void {
    const told = this.#unanswered.get(number)
    if (told === undefined) return
    // Answers come in order: an earlier one that is missing was lost.
    for (const earlier of this.#unanswered.keys()) if (earlier <= number) this.#unanswered.delete(earlier)
    for (const withdrawal of told.withdrawn)
      if (this.#withdrawn.values.get(withdrawal.externalId) === withdrawal)
        this.#withdrawn.delete(withdrawal.externalId)
    const without = new Set(refused)
    for (const externalId of told.devices) {
      if (!without.has(externalId)) this.#refused.delete(externalId)
      else if (this.#devices.values.has(externalId)) this.#refuse(externalId)
    }
    if (number === this.#number) this.#tellRefused(Math.min(room, PER_MESSAGE))
  }

  #refuse(externalId: string): void {
    if (this.#refused.has(externalId)) return
    this.#refused.add(externalId)
    this.#dropped(externalId)
  }

  #tellRefused(most: number): void {
    this.#devices.change([...this.#refused].slice(0, most))
  }
}
