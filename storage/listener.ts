/** Hears notifications on one connection of its own, and comes back by itself when that connection breaks. */
import type { Timers } from '@loge/kernel'
import pg from 'pg'

const LONGEST_WAIT_MS = 5_000
const FIRST_WAIT_MS = 50

interface Listening {
  readonly hear: (payload: string) => void
  readonly afterGap: () => void
}

export interface Listener {
  listen(channel: string, listening: Listening): Promise<() => Promise<void>>
  close(): Promise<void>
}

const listenCommand = (channel: string): string => `listen ${pg.escapeIdentifier(channel)}`

class ReconnectingListener implements Listener {
  readonly #world: Timers
  readonly #configuration: pg.ClientConfig
  readonly #channels = new Map<string, Set<Listening>>()
  #client: Promise<pg.Client> | undefined
  #closed = false

  constructor(world: Timers, configuration: pg.ClientConfig) {
    this.#world = world
    this.#configuration = configuration
  }

  async listen(channel: string, listening: Listening): Promise<() => Promise<void>> {
    const known = this.#channels.get(channel)
    const listeners = known ?? new Set<Listening>()
    this.#channels.set(channel, listeners.add(listening))
    const client = await this.#connection()
    if (known === undefined) await client.query(listenCommand(channel))
    return () => this.#forget(channel, listening)
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#channels.clear()
    const client = await this.#client?.catch(() => undefined)
    await client?.end()
  }

  async #forget(channel: string, listening: Listening): Promise<void> {
    const listeners = this.#channels.get(channel)
    listeners?.delete(listening)
    if (listeners === undefined || listeners.size > 0) return
    this.#channels.delete(channel)
    const client = await this.#client?.catch(() => undefined)
    // When the connection has just broken there is nothing left to tell the server.
    await client?.query(`un${listenCommand(channel)}`).catch(() => undefined)
  }

  #connection(): Promise<pg.Client> {
    this.#client ??= this.#connect().catch((error: unknown) => {
      this.#client = undefined
      throw error
    })
    return this.#client
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client(this.#configuration)
    let broken = false
    const breakOnce = (): void => {
      if (broken) return
      broken = true
      if (this.#closed) return
      this.#client = undefined
      void this.#reconnect()
    }
    client.on('notification', ({ channel, payload }) => {
      for (const { hear } of this.#channels.get(channel) ?? []) hear(payload ?? '')
    })
    client.on('error', breakOnce)
    await client.connect()
    client.on('end', breakOnce)
    for (const channel of this.#channels.keys()) await client.query(listenCommand(channel))
    return client
  }

  async #reconnect(): Promise<void> {
    for (let waitMs = FIRST_WAIT_MS; !this.#closed; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        await this.#connection()
        for (const listeners of this.#channels.values()) for (const { afterGap } of listeners) afterGap()
        return
      } catch {
        await this.#world.sleep(waitMs)
      }
    }
  }
}

export const startListener = (world: Timers, configuration: pg.ClientConfig): Listener =>
  new ReconnectingListener(world, configuration)
