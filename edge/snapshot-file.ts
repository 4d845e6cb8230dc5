/** A snapshot on the disk: its signature, its header and its pieces in the order of the header, a line each. */
import type { Disk } from '@loge/kernel'

const BLOCK_BYTES = 256 * 1024
const LINE_END = 10

export interface FileLine {
  readonly text: string
  readonly from: number
  readonly length: number
}

/** One line after the other, so that the file is never held as a whole. A line without an end was cut off: not given. */
export async function* linesOf(disk: Disk, name: string): AsyncGenerator<FileLine, undefined> {
  let rest = Buffer.alloc(0)
  let from = 0
  for (;;) {
    const block = await disk.readPart(name, from + rest.length, BLOCK_BYTES)
    if (block.length === 0) return undefined
    rest = Buffer.concat([rest, block])
    for (let end = rest.indexOf(LINE_END); end !== -1; end = rest.indexOf(LINE_END)) {
      yield { text: rest.toString('utf8', 0, end), from, length: end }
      rest = rest.subarray(end + 1)
      from += end + 1
    }
  }
}
