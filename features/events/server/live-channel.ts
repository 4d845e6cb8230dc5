/** Follows the log of one organization in commit order, for as long as somebody listens. */
import type { OrganizationId, Timers } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { LiveSubscriber } from './live-subscriber.ts'
import { readCommitted, readHead, storedEventOf } from './read-events.ts'

const PAGE = 500
/** A notice may be lost with its connection; nobody waits longer than this. */
const SAFETY_MS = 1_000
/** A row is committed but an older transaction still runs: it becomes readable when that one ends. */
const NOT_YET_MS = 25
const NOT_YET_TRIES = 40

export class LiveChannel {
  readonly #database: Database
  readonly #timers: Timers
  readonly #organizationId: OrganizationId
  readonly #subscribers = new Set<LiveSubscriber>()
  #head: string | undefined
  #reading = false
  #again = false
  #tries = 0
  #cancel: () => void = () => undefined

  constructor(database: Database, timers: Timers, organizationId: OrganizationId) {
    this.#database = database
    this.#timers = timers
    this.#organizationId = organizationId
  }

  get isIdle(): boolean {
    return this.#subscribers.size === 0
  }

  add(subscriber: LiveSubscriber): void {
    this.#subscribers.add(subscriber)
    void this.#follow()
  }

  remove(subscriber: LiveSubscriber): void {
    this.#subscribers.delete(subscriber)
    if (this.isIdle) this.#cancel()
  }

  /** Something was committed. */
  wake(): void {
    this.#tries = NOT_YET_TRIES
    void this.#follow()
  }

  async #follow(): Promise<void> {
    this.#again = true
    if (this.#reading) return
    this.#reading = true
    this.#cancel()
    while (this.#again && !this.isIdle) {
      this.#again = false
      // When the database is away its own health check tells so; reading goes on later from the same place.
      const found = await this.#readOn().catch(() => 0)
      if (found > 0) this.#tries = 0
    }
    this.#reading = false
    if (this.isIdle) return
    const delayMs = this.#tries > 0 ? NOT_YET_MS : SAFETY_MS
    this.#tries = Math.max(0, this.#tries - 1)
    this.#cancel = this.#timers.after(delayMs, () => void this.#follow())
  }

  async #readOn(): Promise<number> {
    let found = 0
    for (;;) {
      const rows = await this.#database.transaction(this.#organizationId, async (transaction) => {
        this.#head ??= await readHead(transaction, this.#organizationId)
        return readCommitted(transaction, this.#organizationId, this.#head, PAGE)
      })
      for (const event of rows.map(storedEventOf)) {
        this.#head = event.cursor
        for (const subscriber of this.#subscribers) subscriber.push(event)
      }
      found += rows.length
      if (rows.length < PAGE) return found
    }
  }
}
