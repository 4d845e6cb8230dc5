/**
 * The edge's memory of what happened: numbered, checksummed, on disk before anybody is told. A disk that fails never
 * stops a door: the events wait in memory, bounded, and the trouble is told.
 */
import { lastSequenceOf, type EdgeEvent, type NewEdgeEvent } from '@loge/features/access/core'
import type { AppendFile, Clock, Disk } from '@loge/kernel'
import { recoverJournal, type Recovered } from './recover.ts'
import { encodeEvent, readSegment, segmentName, type Segment } from './segment.ts'

export interface JournalLimits {
  readonly segmentBytes: number
  /** Above it, segments the server has acknowledged are dropped, oldest first; never others. */
  readonly totalBytes: number
  /** How many events may wait for a disk that does not write. */
  readonly waitingEvents: number
}

export const JOURNAL_LIMITS: JournalLimits = {
  segmentBytes: 256 * 1024,
  totalBytes: 128 * 1024 * 1024,
  waitingEvents: 20_000,
}

export interface Appended {
  /** The number of the first event; `undefined` when there was no room even to wait. */
  readonly sequence: number | undefined
  /** True once the events survive a loss of power. */
  readonly durable: boolean
}

export interface JournalState {
  readonly nextSequence: number
  readonly durableUntil: number
  readonly acknowledgedUntil: number
  readonly bytes: number
  /** `disk_full`, `disk_failed` or `journal_full`; `null` when all is well. */
  readonly problem: string | null
}

interface Waiting {
  events: readonly EdgeEvent[]
  readonly settle: (durable: boolean) => void
}

const problemOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && error.code === 'ENOSPC' ? 'disk_full' : 'disk_failed'

const RETRY_MS = 1_000
const RECENT_EVENTS = 256

export class Journal {
  readonly #disk: Disk
  readonly #clock: Clock
  readonly #limits: JournalLimits
  readonly id: string
  #segments: Segment[]
  #file: AppendFile | undefined
  #next: number
  #durable: number
  #acknowledged = 0
  #problem: string | null = null
  #retryAt = 0
  #unrecorded = 0
  /** Numbered but not yet on disk, in order. */
  #queue: Waiting[] = []
  #waitingEvents = 0
  #writing: Promise<void> | undefined
  readonly #held = new Set<{ readonly sequence: number }>()
  /** The newest durable events, so that live traffic is not read back from disk. */
  #recent: EdgeEvent[] = []
  #cached:
    | { readonly name: string; readonly bytes: number; readonly events: readonly EdgeEvent[] }
    | undefined

  constructor(disk: Disk, clock: Clock, limits: JournalLimits, recovered: Recovered) {
    this.#disk = disk
    this.#clock = clock
    this.#limits = limits
    this.id = recovered.id
    this.#segments = [...recovered.segments]
    this.#next = recovered.lastSequence + 1
    this.#durable = recovered.lastSequence
  }

  get state(): JournalState {
    return {
      nextSequence: this.#next,
      durableUntil: this.#durable,
      acknowledgedUntil: this.#acknowledged,
      bytes: this.#segments.reduce((sum, segment) => sum + segment.bytes, 0),
      problem: this.#problem,
    }
  }

  /** Numbers the events and resolves when they are durable, or at once with `durable: false` while the disk fails. */
  async append(newEvents: readonly NewEdgeEvent[]): Promise<Appended> {
    const full = this.#isFull()
    if (full || this.#waitingEvents + newEvents.length > this.#limits.waitingEvents) {
      this.#unrecorded += newEvents.length
      this.#problem ??= full ? 'journal_full' : 'disk_failed'
      return { sequence: undefined, durable: false }
    }
    const sequence = this.#next
    const events = newEvents.map((event, index): EdgeEvent => ({ ...event, sequence: sequence + index }))
    this.#next += events.length
    this.#waitingEvents += events.length
    const durable = await new Promise<boolean>((settle) => {
      this.#queue.push({ events, settle })
      this.#writing ??= this.#write()
    })
    return { sequence, durable }
  }

  /** Keeps the segments from `sequence` on, even once acknowledged, until the returned function is called. */
  hold(sequence: number): () => void {
    const held = { sequence }
    this.#held.add(held)
    return () => this.#held.delete(held)
  }

  /** Durable events above `after`, in order; numbers the disk lost are stood for by one event that says so. */
  async read(after: number, limit: number): Promise<readonly EdgeEvent[]> {
    const oldest = this.#recent[0]?.sequence
    if (oldest !== undefined && oldest <= after + 1) {
      return this.#recent.filter((event) => event.sequence > after).slice(0, limit)
    }
    // Writing goes on while this reads: only what is durable now is looked at, so a hole is really a hole.
    const durable = this.#durable
    const found: EdgeEvent[] = []
    let known = after
    const segments = this.#segments.filter(({ first }) => first <= durable)
    for (const segment of segments) {
      if (segment.last <= known || found.length >= limit) continue
      for (const event of await this.#eventsOf(segment)) {
        if (event.sequence <= known || event.sequence > durable) continue
        if (event.sequence > known + 1) found.push(lostBefore(event, known + 1))
        found.push(event)
        known = lastSequenceOf(event)
        if (found.length >= limit) break
      }
    }
    // What was acknowledged meanwhile may have been dropped under the reader; nobody asks for it any more.
    return found.filter((event) => lastSequenceOf(event) > this.#acknowledged)
  }

  /** The server holds everything up to `until`. */
  async acknowledge(until: number): Promise<void> {
    if (until <= this.#acknowledged) return
    // The server remembers more than this disk does: its numbers are not used again.
    if (until >= this.#next) {
      this.#next = until + 1
      this.#durable = until
    }
    this.#acknowledged = until
    await this.#dropAcknowledged()
  }

  /**
   * What the server says it holds when the line comes up. Less than it acknowledged before: it was restored from a
   * backup, and what this disk still has goes to it once more.
   */
  async resumeAfter(until: number): Promise<void> {
    if (until < this.#acknowledged) this.#acknowledged = until
    else await this.acknowledge(until)
  }

  /**
   * The server remembers numbers up to `base` from a journal this disk no longer holds. Ours are moved above it, so
   * that no number ever means two events.
   */
  async moveAbove(base: number): Promise<void> {
    while (this.#writing !== undefined) await this.#writing
    this.#writing = this.#move(base)
    await this.#writing
    this.#writing = this.#queue.length > 0 ? this.#write() : undefined
  }

  async close(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing
    await this.#file?.close()
    this.#file = undefined
  }

  /** Tries again to write what waits, when the disk failed before. Called now and then by whoever owns the journal. */
  async retry(): Promise<void> {
    if (this.#queue.length === 0 && this.#waitingEvents === 0 && this.#unrecorded === 0) return
    this.#retryAt = 0
    this.#writing ??= this.#write()
    await this.#writing
  }

  async #move(base: number): Promise<void> {
    const first = this.#segments[0]?.first ?? this.#next
    if (first > base) return
    const below = this.#segments.filter((segment) => segment.first <= base)
    const alreadyMoved = this.#segments.filter((segment) => segment.first > base)
    if (alreadyMoved.length === 0) await this.#rewrite(below, base + 1 - first)
    else this.#segments = alreadyMoved
    for (const segment of below) await this.#disk.remove(segment.name)
  }

  async #rewrite(segments: readonly Segment[], shift: number): Promise<void> {
    const events: EdgeEvent[] = []
    for (const segment of segments) events.push(...(await this.#eventsOf(segment)))
    const durable = events
      .filter(({ sequence }) => sequence <= this.#durable)
      .map((event) => shifted(event, shift))
    await this.#file?.close()
    this.#file = undefined
    this.#segments = []
    const first = durable[0]?.sequence
    if (first !== undefined) {
      const content = Buffer.concat(durable.map(encodeEvent))
      const name = segmentName(first, 0)
      await this.#disk.replace(name, content)
      this.#segments = [
        { name, first, last: this.#durable + shift, bytes: content.length, records: durable.length },
      ]
    }
    for (const waiting of this.#queue) waiting.events = waiting.events.map((event) => shifted(event, shift))
    this.#next += shift
    this.#durable += shift
    this.#recent = []
    this.#cached = undefined
  }

  #isFull(): boolean {
    return (
      this.state.bytes >= this.#limits.totalBytes && !this.#segments.some((segment) => this.#mayDrop(segment))
    )
  }

  async #eventsOf(segment: Segment): Promise<readonly EdgeEvent[]> {
    const cached = this.#cached
    if (cached?.name === segment.name && cached.bytes === segment.bytes) return cached.events
    const { bytes } = segment
    const { events } = await readSegment(this.#disk, segment.name)
    this.#cached = { name: segment.name, bytes, events }
    return events
  }

  /** One write and one sync for everything that came meanwhile. */
  async #write(): Promise<void> {
    // Events of the same turn share one sync.
    await Promise.resolve()
    while (this.#queue.length > 0) {
      const batch = [...this.#queue]
      if (this.#problem !== null && this.#clock.monotonicMs() < this.#retryAt) {
        for (const waiting of batch) waiting.settle(false)
        break
      }
      try {
        await this.#commit(batch.flatMap((waiting) => waiting.events))
        this.#queue = this.#queue.slice(batch.length)
        for (const waiting of batch) waiting.settle(true)
        this.#waitingEvents = this.#queue.reduce((sum, waiting) => sum + waiting.events.length, 0)
        await this.#wellAgain()
      } catch (error) {
        await this.#fail(problemOf(error))
        for (const waiting of this.#queue) waiting.settle(false)
        break
      }
    }
    this.#writing = undefined
  }

  async #commit(events: readonly EdgeEvent[]): Promise<void> {
    const first = events[0]?.sequence
    const last = events.at(-1)?.sequence
    if (first === undefined || last === undefined) return
    const content = Buffer.concat(events.map(encodeEvent))
    const segment = await this.#openSegment(first)
    await this.#file?.write(content)
    await this.#file?.sync()
    segment.bytes += content.length
    segment.last = last
    segment.records += events.length
    this.#durable = last
    this.#recent = [...this.#recent, ...events].slice(-RECENT_EVENTS)
  }

  async #openSegment(first: number): Promise<Segment> {
    const current = this.#segments.at(-1)
    if (this.#file !== undefined && current !== undefined && current.bytes < this.#limits.segmentBytes)
      return current
    await this.#file?.close()
    this.#file = undefined
    await this.#dropAcknowledged()
    const taken = new Set(await this.#disk.list())
    let attempt = 0
    while (taken.has(segmentName(first, attempt))) attempt += 1
    const name = segmentName(first, attempt)
    this.#file = await this.#disk.append(name)
    const segment: Segment = { name, first, last: first - 1, bytes: 0, records: 0 }
    this.#segments.push(segment)
    return segment
  }

  /** What a failed sync left in the file is unknown: the same events go to a new segment. */
  async #fail(problem: string): Promise<void> {
    this.#problem = problem
    this.#retryAt = this.#clock.monotonicMs() + RETRY_MS
    const file = this.#file
    this.#file = undefined
    try {
      await file?.close()
    } catch {
      // A disk that refuses to close the file is told of by `problem` already.
    }
  }

  async #wellAgain(): Promise<void> {
    this.#problem = null
    const count = this.#unrecorded
    if (count === 0) return
    this.#unrecorded = 0
    const now = this.#clock.now()
    const event = {
      sequence: this.#next,
      type: 'edge.events_unrecorded',
      occurredAt: now,
      clockTrusted: false,
      payload: { count },
    }
    this.#next += 1
    this.#queue.push({ events: [event], settle: () => undefined })
  }

  #mayDrop(segment: Segment): boolean {
    const isLast = segment === this.#segments.at(-1)
    return (
      !isLast &&
      segment.last <= this.#acknowledged &&
      ![...this.#held].some(({ sequence }) => sequence <= segment.last)
    )
  }

  async #dropAcknowledged(): Promise<void> {
    let bytes = this.state.bytes
    while (bytes >= this.#limits.totalBytes) {
      const oldest = this.#segments[0]
      if (oldest === undefined || !this.#mayDrop(oldest)) return
      this.#segments.shift()
      bytes -= oldest.bytes
      await this.#disk.remove(oldest.name)
    }
    if (this.#problem === 'journal_full') this.#problem = null
  }
}

const lostBefore = (event: EdgeEvent, from: number): EdgeEvent => ({
  sequence: from,
  throughSequence: event.sequence - 1,
  type: 'edge.records_lost',
  occurredAt: event.occurredAt,
  clockTrusted: false,
  payload: { count: event.sequence - from },
})

const shifted = (event: EdgeEvent, by: number): EdgeEvent => ({
  ...event,
  sequence: event.sequence + by,
  ...(event.throughSequence === undefined ? {} : { throughSequence: event.throughSequence + by }),
})

export interface OpenedJournal {
  readonly journal: Journal
  readonly recovered: Recovered
}

export const openJournal = async (
  disk: Disk,
  world: Clock & { bytes(length: number): Uint8Array },
  limits: JournalLimits = JOURNAL_LIMITS,
  replay: (event: EdgeEvent) => void = () => undefined,
): Promise<OpenedJournal> => {
  const recovered = await recoverJournal(disk, world, replay)
  return { journal: new Journal(disk, world, limits, recovered), recovered }
}
