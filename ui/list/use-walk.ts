/** From row to row with the arrow keys, in the same place of each: from link to link, from box to box. */
import { type RefObject, useEffect, useRef } from 'react'
import type { Windowed } from './use-windowed.ts'

const STEPS: Readonly<Record<string, (at: number, last: number) => number>> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => Math.max(at - 1, 0),
  PageDown: (at, last) => Math.min(at + 10, last),
  PageUp: (at) => Math.max(at - 10, 0),
  Home: () => 0,
  End: (_, last) => last,
}

const PRESSED = 'a[href], button, input[type="checkbox"]'
/** Where arrows have a meaning of their own. */
const OWN = 'select, textarea, input:not([type="checkbox"])'

interface Place {
  readonly row: number
  /** The how manieth of what can be pressed there. */
  readonly at: number
}

const placesOf = (row: Element): readonly HTMLElement[] => [...row.querySelectorAll<HTMLElement>(PRESSED)]

/** Whether the row is drawn. */
const focus = (list: HTMLElement | null, { row, at }: Place): boolean => {
  const drawn = list?.querySelector(`[data-row="${row}"]`)
  if (drawn === null || drawn === undefined) return false
  const places = placesOf(drawn)
  const place = places[at] ?? places[0]
  place?.focus({ preventScroll: true })
  return true
}

/** Where a key leads; `undefined` where it means nothing, or something else. */
const nextPlace = (event: KeyboardEvent, count: number): Place | undefined => {
  const step = STEPS[event.key]
  if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (!(event.target instanceof HTMLElement) || event.target.matches(OWN)) return undefined
  const row = event.target.closest<HTMLElement>('[data-row]')
  if (row === null) return undefined
  return {
    row: step(Number(row.dataset['row']), count - 1),
    at: Math.max(placesOf(row).indexOf(event.target), 0),
  }
}

export const useWalk = (
  list: RefObject<HTMLElement | null>,
  count: number,
  { show }: Pick<Windowed, 'show'>,
): { readonly enter: () => void } => {
  // Far away it is drawn only once the list was scrolled there.
  const wanted = useRef<Place | undefined>(undefined)
  const go = (to: Place) => {
    show(to.row)
    wanted.current = focus(list.current, to) ? undefined : to
  }
  useEffect(() => {
    if (wanted.current !== undefined && focus(list.current, wanted.current)) wanted.current = undefined
    const table = list.current
    const walk = (event: KeyboardEvent) => {
      const to = nextPlace(event, count)
      if (to === undefined) return
      event.preventDefault()
      go(to)
    }
    table?.addEventListener('keydown', walk)
    return () => table?.removeEventListener('keydown', walk)
  })
  return {
    enter: () => {
      if (count > 0) go({ row: 0, at: 0 })
    },
  }
}
