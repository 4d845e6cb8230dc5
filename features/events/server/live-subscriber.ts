/** One reader of the live log: a bounded queue, and the word that it has to read the log itself instead. */
import type { StoredEvent } from '../core/index.ts'

const QUEUE = 1_000

export class LiveSubscriber {
  #queue: StoredEvent[] = []
  /** Reads the log itself until it is level with the reader. */
  #behind = true
  #wake: () => void = () => undefined

  push(event: StoredEvent): void {
    if (this.#behind) return
    if (this.#queue.length >= QUEUE) {
      this.#behind = true
      this.#queue = []
    } else this.#queue.push(event)
    this.#wake()
  }

  /** From here on events are queued, so what is read from the log afterwards overlaps and leaves no hole. */
  level(): void {
    this.#behind = false
  }

  get isBehind(): boolean {
    return this.#behind
  }

  take(): StoredEvent[] {
    const taken = this.#queue
    this.#queue = []
    return taken
  }

  /** Resolves when there is something to take or the log to read, or when the caller leaves. */
  waken(): void {
    this.#wake()
  }

  async wait(left: AbortSignal): Promise<void> {
    if (left.aborted || this.#behind || this.#queue.length > 0) return
    await new Promise<void>((resolve) => {
      this.#wake = resolve
    })
  }
}
