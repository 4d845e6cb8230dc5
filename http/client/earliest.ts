/** The earliest of the places in commit order (`<transaction>.<position>`) that answers came with. */

export interface Earliest {
  readonly note: (place: string) => void
  readonly place: () => string | undefined
  /** Calls when an answer turns out to be of an earlier moment than all before it. */
  readonly onEarlier: (listener: (place: string) => void) => () => void
}

const isBefore = (one: string, other: string): boolean => {
  const [transaction = '', position = ''] = one.split('.')
  const [otherTransaction = '', otherPosition = ''] = other.split('.')
  return transaction === otherTransaction
    ? BigInt(position) < BigInt(otherPosition)
    : BigInt(transaction) < BigInt(otherTransaction)
}

export const createEarliest = (): Earliest => {
  let earliest: string | undefined
  const listeners = new Set<(place: string) => void>()
  return {
    note: (place) => {
      if (earliest !== undefined && !isBefore(place, earliest)) return
      earliest = place
      for (const listener of listeners) listener(place)
    },
    place: () => earliest,
    onEarlier: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}
