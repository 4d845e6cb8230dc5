/** Time that only moves when everything that could happen at this instant has happened. */

interface Planned {
  readonly atMs: number
  readonly order: number
  readonly work: () => void
  cancelled: boolean
}

const isBefore = (one: Planned, other: Planned): boolean =>
  one.atMs < other.atMs || (one.atMs === other.atMs && one.order < other.order)

/** Promises that are ready run to their end; a simulation does no real input or output, so none is left behind. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

export class Scheduler {
  #nowMs = 0
  #order = 0
  /** A binary heap, earliest first. */
  readonly #heap: Planned[] = []

  /** Milliseconds since the simulation began: the true time. */
  get nowMs(): number {
    return this.#nowMs
  }

  after(ms: number, work: () => void): () => void {
    const planned: Planned = {
      atMs: this.#nowMs + Math.max(0, ms),
      order: this.#order,
      work,
      cancelled: false,
    }
    this.#order += 1
    this.#push(planned)
    return () => {
      planned.cancelled = true
    }
  }

  /** Time passes in which nothing gets its turn; what was due comes late, with the next `runUntil`. */
  leapTo(atMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, atMs)
  }

  async runUntil(atMs: number): Promise<void> {
    await settle()
    for (let next = this.#heap[0]; next !== undefined && next.atMs <= atMs; next = this.#heap[0]) {
      this.#pop()
      if (next.cancelled) continue
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.work()
      await settle()
    }
    this.#nowMs = atMs
  }

  #push(planned: Planned): void {
    const heap = this.#heap
    let at = heap.push(planned) - 1
    while (at > 0) {
      const parent = (at - 1) >> 1
      const above = heap[parent]
      if (above === undefined || !isBefore(planned, above)) break
      heap[at] = above
      at = parent
    }
    heap[at] = planned
  }

  #pop(): void {
    const heap = this.#heap
    const last = heap.pop()
    if (last === undefined || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      const child = right !== undefined && left !== undefined && isBefore(right, left) ? right : left
      if (child === undefined || !isBefore(child, last)) break
      heap[at] = child
      at = child === right ? 2 * at + 2 : 2 * at + 1
    }
    heap[at] = last
  }
}
