/** The server's core with its sessions; a crash takes the process and leaves what was stored. */
import { instant } from '@loge/kernel'
import { MemoryEdgeLinkStore } from '../../features/access/server/edge-link/memory-store.ts'
import { ServerSession } from '../../features/access/server/edge-link/server-session.ts'
import { verifyText, type SigningKey } from './keys.ts'
import { SIMULATION_EPOCH_MS, type Machine } from './machine.ts'
import type { Listener } from './network.ts'

export class SimulatedServer implements Listener {
  readonly store: MemoryEdgeLinkStore
  readonly faults: unknown[] = []
  readonly #machine: Machine
  readonly #key: SigningKey
  #sessions = new Set<ServerSession>()
  #up = true

  constructor(machine: Machine, key: SigningKey) {
    this.#machine = machine
    this.#key = key
    this.store = new MemoryEdgeLinkStore(
      () => instant(Math.round(SIMULATION_EPOCH_MS + machine.scheduler.nowMs)),
      () => machine.wait(machine.chance.next() * 20),
    )
  }

  get publicKey(): string {
    return this.#key.publicKey
  }

  accept: Listener['accept'] = (answer) => {
    if (!this.#up) return undefined
    const life = this.#machine.life
    const alive = (): boolean => this.#machine.life === life
    const session: ServerSession = new ServerSession({
      world: this.#machine.world(),
      store: this.store,
      keys: { sign: this.#key.sign, verify: verifyText },
      send: (text) => alive() && answer.send(text),
      close: () => {
        this.#sessions.delete(session)
        if (alive()) answer.close()
      },
      welcomed: () => this.#sessions.add(session),
      fault: (error) => this.faults.push(error),
    })
    return {
      receive: (text) => alive() && session.receive(text),
      closed: () => {
        this.#sessions.delete(session)
        if (alive()) session.closed()
      },
    }
  }

  /** Rights or commands changed: connected edges are told at once. */
  wake(): void {
    for (const session of this.#sessions) session.wake()
  }

  crash(): void {
    this.#machine.kill()
    this.#sessions = new Set()
    this.#up = false
  }

  restart(): void {
    this.#up = true
  }
}
