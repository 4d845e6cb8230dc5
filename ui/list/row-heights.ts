/** Where each row of a long list lies, from the heights of the rows that were ever drawn and a guess at the others. */

const GUESS_PX = 36

export class RowHeights {
  readonly #known = new Map<string, number>()
  #guess: number | undefined
  #keys: readonly string[] = []
  /** Where each row begins; the last is where the list ends. Made again when something changed. */
  #begins: Float64Array | undefined

  setKeys(keys: readonly string[]): void {
    if (keys === this.#keys) return
    this.#keys = keys
    this.#begins = undefined
  }

  measure(heights: readonly (readonly [key: string, px: number])[]): void {
    // One guess for good: a guess that moved with every row would move the list under the reader.
    if (this.#guess === undefined && heights.length > 0) {
      this.#guess = heights.reduce((sum, [, px]) => sum + px, 0) / heights.length
      this.#begins = undefined
    }
    for (const [key, px] of heights) {
      if (this.#known.get(key) === px) continue
      this.#known.set(key, px)
      this.#begins = undefined
    }
  }

  /** The page was laid out anew. */
  forget(): void {
    this.#known.clear()
    this.#guess = undefined
    this.#begins = undefined
  }

  isKnown(key: string): boolean {
    return this.#known.has(key)
  }

  begin(index: number): number {
    const begins = this.#places()
    return begins[Math.min(Math.max(index, 0), begins.length - 1)] ?? 0
  }

  get end(): number {
    return this.begin(this.#keys.length)
  }

  /** The row in which this height lies. */
  rowAt(px: number): number {
    const begins = this.#places()
    let low = 0
    let high = Math.max(this.#keys.length - 1, 0)
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((begins[middle] ?? 0) <= px) low = middle
      else high = middle - 1
    }
    return low
  }

  #places(): Float64Array {
    if (this.#begins !== undefined) return this.#begins
    const guess = this.#guess ?? GUESS_PX
    const begins = new Float64Array(this.#keys.length + 1)
    this.#keys.forEach((key, index) => {
      begins[index + 1] = (begins[index] ?? 0) + (this.#known.get(key) ?? guess)
    })
    this.#begins = begins
    return begins
  }
}
