/** Work in order: one item at a time for each entrance, entrances beside each other. A flood is dropped, and counted. */

const LONGEST_LANE = 200

export class Lanes {
  readonly #lanes = new Map<string, (() => Promise<void>)[]>()
  readonly #failed: (error: unknown) => void
  #dropped = 0

  constructor(failed: (error: unknown) => void) {
    this.#failed = failed
  }

  /** How many items were dropped since the last call. */
  takeDropped(): number {
    const dropped = this.#dropped
    this.#dropped = 0
    return dropped
  }

  run(lane: string, work: () => Promise<void>): void {
    const waiting = this.#lanes.get(lane)
    if (waiting === undefined) {
      const queue = [work]
      this.#lanes.set(lane, queue)
      void this.#drain(lane, queue)
    } else if (waiting.length < LONGEST_LANE) waiting.push(work)
    else this.#dropped += 1
  }

  async #drain(lane: string, queue: (() => Promise<void>)[]): Promise<void> {
    for (let work = queue[0]; work !== undefined; work = queue[0]) {
      try {
        await work()
      } catch (error) {
        this.#failed(error)
      }
      queue.shift()
    }
    this.#lanes.delete(lane)
  }
}
