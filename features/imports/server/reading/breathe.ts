/** Lets everybody else have their turn: long work is cut into pieces, so that pages are answered meanwhile. */
import type { Clock } from '@loge/kernel'
import { setImmediate as nextTurn } from 'node:timers/promises'

/** A page waits for ten turns or so, one for each word between the server and its database. */
const TURN_MS = 3

/** Runs `each` over all items, as many in one turn of the event loop as there is time for. */
export const inTurns = async <Item>(
  { monotonicMs }: Pick<Clock, 'monotonicMs'>,
  items: Iterable<Item>,
  each: (item: Item) => void,
): Promise<void> => {
  let began = monotonicMs()
  for (const item of items) {
    each(item)
    if (monotonicMs() - began < TURN_MS) continue
    await nextTurn()
    began = monotonicMs()
  }
}

export function* chunksOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

export { nextTurn }
