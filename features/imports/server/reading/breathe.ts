/** Lets everybody else have their turn: long work is cut into pieces, so that pages are answered meanwhile. */
import { setImmediate as nextTurn } from 'node:timers/promises'

/** Runs `each` over all items, a turn of the event loop every `size` of them. */
export const inTurns = async <Item>(
  items: Iterable<Item>,
  size: number,
  each: (item: Item) => void,
): Promise<void> => {
  let count = 0
  for (const item of items) {
    each(item)
    count += 1
    if (count % size === 0) await nextTurn()
  }
}

export function* chunksOf<Item>(items: readonly Item[], size: number): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size)
}

export { nextTurn }
