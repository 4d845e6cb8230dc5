/** A piece of equipment with current and cable: what happens to it is said on the bus, what is ordered happens to it. */
import type { World } from '@loge/kernel'
import { openLink, type BrokerLogin, type DeviceLink } from './device-link.ts'
import type { Equipment, Happening } from './equipment/equipment.ts'

export class LiveDevice {
  readonly #world: World
  readonly #broker: BrokerLogin
  #equipment: Equipment
  #link: DeviceLink | undefined
  readonly #timers = new Map<string, () => void>()
  readonly #watchers = new Set<() => void>()
  #turn: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(world: World, broker: BrokerLogin, equipment: Equipment) {
    this.#world = world
    this.#broker = broker
    this.#equipment = equipment
  }

  get spec(): Equipment['spec'] {
    return this.#equipment.spec
  }

  get says(): Readonly<Record<string, string>> {
    return this.#equipment.says
  }

  get isSilent(): boolean {
    return this.#link === undefined
  }

  async connect(): Promise<void> {
    this.#link ??= openLink(this.#broker, this.spec, {
      says: () => this.says,
      ordered: (component, value) => this.happen({ kind: 'ordered', component, value }),
    })
    await this.#link.ready
  }

  silence(): void {
    this.#link?.silence()
    this.#link = undefined
  }

  happen(happening: Happening): void {
    const before = this.says
    const { equipment, signals, timers } = this.#equipment.after(happening)
    this.#equipment = equipment
    // The button before the leaf it lets open, as a hand does it.
    for (const { component, value } of signals) this.#link?.say(component, value, false)
    for (const [component, value] of Object.entries(this.says))
      if (before[component] !== value) this.#link?.say(component, value, true)
    for (const { name, afterMs } of timers) {
      this.#timers.get(name)?.()
      this.#timers.set(
        name,
        this.#world.after(afterMs, () => this.happen({ kind: 'elapsed', timer: name })),
      )
    }
    for (const look of this.#watchers) look()
  }

  /** Whether it comes to say so within a time. */
  until(isSo: (says: Readonly<Record<string, string>>) => boolean, withinMs: number): Promise<boolean> {
    if (isSo(this.says)) return Promise.resolve(true)
    return new Promise((resolve) => {
      const settle = (came: boolean): void => {
        cancel()
        this.#watchers.delete(look)
        resolve(came)
      }
      const look = (): void => {
        if (isSo(this.says)) settle(true)
      }
      const cancel = this.#world.after(withinMs, () => settle(false))
      this.#watchers.add(look)
    })
  }

  /** One person at a time at a door. */
  inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    this.#waiting += 1
    const mine = this.#turn.then(work).finally(() => {
      this.#waiting -= 1
    })
    this.#turn = mine.catch(() => undefined)
    return mine
  }

  /** How many are at the door or wait before it. */
  get waiting(): number {
    return this.#waiting
  }

  async stop(): Promise<void> {
    for (const cancel of this.#timers.values()) cancel()
    await this.#link?.stop()
    this.#link = undefined
  }
}
