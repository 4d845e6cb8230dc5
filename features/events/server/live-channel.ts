/** Follows the log of one organization in commit order, for as long as somebody listens. */
import type { OrganizationId, Timers } from '@loge/kernel'
import { asAnybody, type Database, forUses } from '@loge/storage'
import type { LiveSubscriber } from './live-subscriber.ts'
import { readCommitted, readHead, storedEventOf } from './read-events.ts'

const PAGE = 500
/** A notice may be lost with its connection; nobody waits longer than this. */
const SAFETY_MS = 1_000
/**
 * After a ring the log is read at once and then again: the commit may wait for an older transaction to end, and
 * commits right behind it do not ring (`ring.ts`).
 */
const ECHOES_MS = [25, 50, 100, 200, 400]

/** What the live log uses data for: whoever said no to it is left out (`forUses`). Throws where the register says nothing of it. */
export type UsesOf = (organizationId: OrganizationId) => Promise<string>

export class LiveChannel {
  readonly #database: Database
  readonly #timers: Timers
  readonly #organizationId: OrganizationId
  readonly #usesOf: UsesOf
  readonly #subscribers = new Set<LiveSubscriber>()
  #begun: Promise<void> | undefined
  #head = ''
  #reading = false
  #again = false
  #echo = ECHOES_MS.length
  #cancel: () => void = () => undefined

  constructor(database: Database, timers: Timers, organizationId: OrganizationId, usesOf: UsesOf) {
    this.#usesOf = usesOf
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

  /** Its place is known once and before anybody reads up to it, so that whatever they do not find there is told them. */
  async begin(): Promise<void> {
    this.#begun ??= this.#place().catch((error: unknown) => {
      this.#begun = undefined
      throw error
    })
    await this.#begun
  }

  async #place(): Promise<void> {
    this.#head = await asAnybody(() =>
      this.#database.transaction(this.#organizationId, (transaction) =>
        readHead(transaction, this.#organizationId),
      ),
    )
  }

  /** Something was committed. */
  wake(): void {
    this.#echo = 0
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
      await this.#readOn().catch(() => undefined)
    }
    this.#reading = false
    if (this.isIdle) return
    const delayMs = ECHOES_MS[this.#echo] ?? SAFETY_MS
    this.#echo += 1
    this.#cancel = this.#timers.after(delayMs, () => void this.#follow())
  }

  async #readOn(): Promise<void> {
    await this.begin()
    for (;;) {
      // Everybody hears what is read here, and not only whoever came first.
      const uses = await this.#usesOf(this.#organizationId)
      const rows = await asAnybody(() =>
        forUses(uses, () =>
          this.#database.transaction(this.#organizationId, (transaction) =>
            readCommitted(transaction, this.#organizationId, this.#head, PAGE),
          ),
        ),
      )
      for (const event of rows.map(storedEventOf)) {
        this.#head = event.cursor
        for (const subscriber of this.#subscribers) subscriber.push(event)
      }
      if (rows.length < PAGE) return
    }
  }
}
