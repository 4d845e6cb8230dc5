/** The newest value of each thing, in a bounded space, and which of them are still to be told. */

/** Values in one message. */
export const PER_MESSAGE = 500

/** A map that forgets nothing of what it has and takes nothing beyond its bound, with what changed since it was told. */
export class Latest<Value> {
  readonly values = new Map<string, Value>()
  readonly #changed = new Set<string>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** Answers whether there was room for it. */
  set(key: string, value: Value): boolean {
    if (!this.values.has(key) && this.values.size >= this.#most) return false
    this.values.set(key, value)
    this.#changed.add(key)
    return true
  }

  delete(key: string): void {
    this.values.delete(key)
    this.#changed.delete(key)
  }

  change(keys: Iterable<string>): void {
    for (const key of keys) if (this.values.has(key)) this.#changed.add(key)
  }

  changeAll(): void {
    this.change(this.values.keys())
  }

  take(): readonly Value[] {
    const keys = [...this.#changed].slice(0, PER_MESSAGE)
    for (const key of keys) this.#changed.delete(key)
    return keys.flatMap((key) => {
      const value = this.values.get(key)
      return value === undefined ? [] : [value]
    })
  }
}
