/** A network that loses, doubles, delays and so reorders frames, is cut without telling, and forgets to say goodbye. */
import type { LineEvents, Transport } from '@loge/edge'
import type { Machine } from './machine.ts'
import type { Chance } from './random.ts'
import type { Scheduler } from './scheduler.ts'

export interface Weather {
  /** Nothing passes, and nobody is told. */
  cut: boolean
  lost: number
  doubled: number
  slowestMs: number
}

export const fairWeather = (): Weather => ({ cut: false, lost: 0, doubled: 0, slowestMs: 40 })

/** The server's end of one connection. */
export interface Peer {
  readonly receive: (text: string) => void
  readonly closed: () => void
}

export interface Listener {
  /** `undefined` when the server is down. */
  accept(answer: { send(text: string): void; close(): void }): Peer | undefined
}

export class SimulatedNetwork {
  readonly #scheduler: Scheduler
  readonly #chance: Chance
  readonly #listener: Listener

  constructor(scheduler: Scheduler, chance: Chance, listener: Listener) {
    this.#scheduler = scheduler
    this.#chance = chance
    this.#listener = listener
  }

  /** The way of one edge; its callbacks reach only the life of the process that connected. */
  transport(weather: Weather, machine: Machine): Transport {
    return { connect: (events) => this.#connect(weather, machine, events) }
  }

  #connect(weather: Weather, machine: Machine, events: LineEvents): ReturnType<Transport['connect']> {
    const life = machine.life
    const alive = (): boolean => machine.life === life
    let open = true
    let peer: Peer | undefined
    const closeEdge = (): void => {
      if (!open) return
      open = false
      this.#deliver(weather, () => {
        if (alive()) events.closed()
      })
    }
    const toEdge = (text: string): void =>
      this.#carry(weather, () => {
        if (open && alive()) events.heard(text)
      })
    this.#deliver(weather, () => {
      if (!open || !alive()) return
      peer = this.#listener.accept({ send: (text) => open && toEdge(text), close: closeEdge })
      if (peer === undefined) closeEdge()
      else this.#deliver(weather, () => open && alive() && events.opened())
    })
    return {
      send: (text) => {
        if (open) this.#carry(weather, () => peer?.receive(text))
      },
      close: () => {
        if (!open) return
        open = false
        // What says that a socket is closed travels like everything else, or does not.
        this.#deliver(weather, () => peer?.closed())
      },
    }
  }

  #carry(weather: Weather, work: () => void): void {
    if (this.#chance.isTrue(weather.lost)) return
    this.#deliver(weather, work)
    if (this.#chance.isTrue(weather.doubled)) this.#deliver(weather, work)
  }

  #deliver(weather: Weather, work: () => void): void {
    if (weather.cut) return
    this.#scheduler.after(1 + this.#chance.next() * weather.slowestMs, () => {
      if (!weather.cut) work()
    })
  }
}
