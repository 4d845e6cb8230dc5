/**
 * The live log. One reader per organization and process follows the log and hands each event to its subscribers. A
 * subscriber that resumes or does not keep up reads the log itself until it is level again: its queue is bounded and
 * nothing is missed.
 */
import type { OrganizationId, Timers } from '@loge/kernel'
import type { Database } from '@loge/storage'
import {
  compareCursors,
  isWithinReach,
  matchesFilter,
  type EventFilter,
  type EventReach,
  type StoredEvent,
} from '../core/index.ts'
import { LiveChannel, type UsesOf } from './live-channel.ts'
import { LiveSubscriber } from './live-subscriber.ts'
import { readCommitted, readHead, storedEventOf } from './read-events.ts'

/** Told by `loge.append_events` after commits; the payload is the organization. */
const CHANNEL = 'loge_event'
const PAGE = 500

export interface Subscription {
  readonly organizationId: OrganizationId
  readonly reach: EventReach
  readonly filter: EventFilter
  /** Cursor of the last event seen; from now on when left out. */
  readonly after: string | undefined
  readonly left: AbortSignal
}

export class EventHub {
  readonly #database: Database
  readonly #timers: Timers
  readonly #usesOf: UsesOf
  readonly #channels = new Map<OrganizationId, LiveChannel>()
  #listening: Promise<() => Promise<void>> | undefined

  constructor(database: Database, timers: Timers, usesOf: UsesOf = async () => '') {
    this.#usesOf = usesOf
    this.#database = database
    this.#timers = timers
  }

  /** Ends listening; streams end with their callers. */
  async stop(): Promise<void> {
    const listening = this.#listening
    this.#listening = undefined
    await (await listening)?.()
  }

  async *subscribe(subscription: Subscription): AsyncGenerator<StoredEvent, void, undefined> {
    const { organizationId, left, reach, filter } = subscription
    await this.#listen()
    const subscriber = new LiveSubscriber()
    const leave = (): void => subscriber.waken()
    left.addEventListener('abort', leave)
    let last = subscription.after ?? (await this.headOf(organizationId))
    const channel = this.#channelOf(organizationId)
    channel.add(subscriber)
    try {
      await channel.begin()
      while (!left.aborted) {
        for await (const event of this.#next(subscriber, organizationId, last)) {
          last = event.cursor
          if (left.aborted) return
          if (isWithinReach(reach, event) && matchesFilter(filter, event)) yield event
        }
        await subscriber.wait(left)
      }
    } finally {
      left.removeEventListener('abort', leave)
      channel.remove(subscriber)
      if (channel.isIdle) this.#channels.delete(organizationId)
    }
  }

  async *#next(
    subscriber: LiveSubscriber,
    organizationId: OrganizationId,
    after: string,
  ): AsyncGenerator<StoredEvent> {
    let last = after
    if (subscriber.isBehind) {
      subscriber.level()
      for (;;) {
        const from = last
        const rows = await this.#database.transaction(organizationId, (transaction) =>
          readCommitted(transaction, organizationId, from, PAGE),
        )
        for (const event of rows.map(storedEventOf)) {
          last = event.cursor
          yield event
        }
        if (rows.length < PAGE) break
      }
    }
    for (const event of subscriber.take()) if (compareCursors(event.cursor, last) > 0) yield event
  }

  /** Cursor of the newest event there is. */
  headOf(organizationId: OrganizationId): Promise<string> {
    return this.#database.transaction(organizationId, (transaction) => readHead(transaction, organizationId))
  }

  #channelOf(organizationId: OrganizationId): LiveChannel {
    const known = this.#channels.get(organizationId)
    if (known !== undefined) return known
    const channel = new LiveChannel(this.#database, this.#timers, organizationId, this.#usesOf)
    this.#channels.set(organizationId, channel)
    return channel
  }

  async #listen(): Promise<void> {
    this.#listening ??= this.#database.listen(CHANNEL, (organizationId) => {
      for (const [id, channel] of this.#channels) if (id === organizationId) channel.wake()
    })
    await this.#listening
  }
}
