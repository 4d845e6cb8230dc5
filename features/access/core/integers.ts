/** Whole numbers in columns that grow: what a policy is gathered in while it is not known how much there will be. */
import { NOWHERE } from './policy.ts'

/** Whole numbers one after the other; how many there will be is not known. */
class Integers {
  #cells = new Int32Array(1024)
  length = 0

  add(value: number): void {
    if (this.length === this.#cells.length) this.#resize(this.length * 2)
    this.#cells[this.length++] = value
  }

  at(position: number): number {
    return this.#cells[position] ?? NOWHERE
  }

  take(): Int32Array {
    this.#resize(this.length)
    return this.#cells
  }

  /** Moves the memory instead of leaving the old one to be collected some time. */
  #resize(length: number): void {
    this.#cells = new Int32Array(this.#cells.buffer.transfer(length * Int32Array.BYTES_PER_ELEMENT))
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
