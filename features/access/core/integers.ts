/** Whole numbers in columns that grow: what a policy is gathered in while it is not known how much there will be. */
import { NOWHERE } from './policy.ts'

/** Whole numbers one after the other; how many there will be is not known. */
class Integers {
  #cells = new Int32Array(1024)
  length = 0

  add(value: number): void {
    if (this.length === this.#cells.length) {
      const larger = new Int32Array(this.length * 2)
      larger.set(this.#cells)
      this.#cells = larger
    }
    this.#cells[this.length++] = value
  }

  at(position: number): number {
    return this.#cells[position] ?? NOWHERE
  }

  take(): Int32Array {
    return this.#cells.slice(0, this.length)
  }
}

/** Owner `o` has `cells` from `starts[o]` to before `starts[o + 1]`. */
export class Owned {
  readonly starts: Uint32Array
  readonly cells = new Integers()

  constructor(owners: number) {
    this.starts = new Uint32Array(owners + 1)
  }

  close(owner: number): void {
    this.starts[owner + 1] = this.cells.length
  }

  of(owner: number): readonly number[] {
    const from = this.starts[owner] ?? 0
    return Array.from({ length: (this.starts[owner + 1] ?? 0) - from }, (_none, index) =>
      this.cells.at(from + index),
    )
  }
}
