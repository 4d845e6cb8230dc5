/**
 * Only the rows of a long list that can be seen are drawn: twenty thousand lines scroll as a hundred do. A row is as
 * high as it likes, with whatever is drawn under it; the page scrolls, or the pane the list stands in.
 */
import { type RefObject, useEffect, useState } from 'react'
import { RowHeights } from './row-heights.ts'

/** Shorter lists are drawn whole: searching in the page and printing work as everywhere. */
export const MOST_WHOLE = 200
/** Drawn before anything is known of the window. */
const FIRST = 60
/** Above and below what is seen, so that a flick of a finger finds rows and not a gap. */
const MARGIN_PX = 800

interface Seen {
  readonly from: number
  readonly to: number
  readonly abovePx: number
  readonly belowPx: number
}

export interface Windowed extends Seen {
  /** Scrolls until this row can be seen, where it cannot. */
  readonly show: (index: number) => void
}

const topOf = (element: Element): number => element.getBoundingClientRect().top

/** The head of a group belongs to the group's first row. */
const beginOf = (row: Element): number => {
  const before = row.previousElementSibling
  return topOf(before?.classList.contains('grp') === true ? before : row)
}

const measure = (list: HTMLElement, keys: readonly string[], heights: RowHeights): void => {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')]
  const begins = rows.map(beginOf)
  heights.measure(
    rows.flatMap((row, position) => {
      const key = keys[Number(row.dataset['row'])]
      if (key === undefined) return []
      const next = begins[position + 1]
      if (next !== undefined) return [[key, next - (begins[position] ?? 0)] as const]
      // What is drawn under the last one is not seen from here.
      return heights.isKnown(key) ? [] : [[key, row.offsetHeight] as const]
    }),
  )
}

/** What scrolls the list: the page, or the nearest thing around it that has a scroll of its own. */
const scrollerOf = (list: HTMLElement): Element => {
  for (let place = list.parentElement; place !== null; place = place.parentElement)
    if (place.scrollHeight > place.clientHeight && /auto|scroll/.test(getComputedStyle(place).overflowY))
      return place
  return document.documentElement
}

const look = (list: HTMLElement, keys: readonly string[], heights: RowHeights): Seen => {
  heights.setKeys(keys)
  measure(list, keys, heights)
  const top = topOf(list.querySelector('tbody') ?? list)
  const from = heights.rowAt(-top - MARGIN_PX)
  const to = Math.min(heights.rowAt(window.innerHeight - top + MARGIN_PX) + 1, keys.length)
  return { from, to, abovePx: heights.begin(from), belowPx: heights.end - heights.begin(to) }
}

const isSame = (one: Seen, other: Seen): boolean =>
  one.from === other.from &&
  one.to === other.to &&
  one.abovePx === other.abovePx &&
  one.belowPx === other.belowPx

/** `keys` tell the rows apart, and must be the same array for as long as the rows are the same. */
export const useWindowed = (list: RefObject<HTMLElement | null>, keys: readonly string[]): Windowed => {
  const [heights] = useState(() => new RowHeights())
  const [seen, setSeen] = useState<Seen>({ from: 0, to: FIRST, abovePx: 0, belowPx: 0 })
  const isWindowed = keys.length > MOST_WHOLE
  useEffect(() => {
    if (!isWindowed) return undefined
    const lookAgain = () => {
      // Folded away it has no height, and nothing can be learnt from it.
      if (list.current === null || list.current.offsetHeight === 0) return
      const next = look(list.current, keys, heights)
      setSeen((before) => (isSame(before, next) ? before : next))
    }
    // Rows that were just drawn are measured as soon as they have a height.
    const measuring = requestAnimationFrame(lookAgain)
    const layOut = () => {
      heights.forget()
      lookAgain()
    }
    // Whatever scrolls: the page, or what the list stands in.
    document.addEventListener('scroll', lookAgain, { passive: true, capture: true })
    window.addEventListener('resize', layOut)
    return () => {
      cancelAnimationFrame(measuring)
      document.removeEventListener('scroll', lookAgain, { capture: true })
      window.removeEventListener('resize', layOut)
    }
  }, [list, keys, heights, isWindowed, seen])
  const show = (index: number) => {
    if (list.current === null) return
    const row = list.current.querySelector(`[data-row="${index}"]`)
    const body = list.current.querySelector('tbody') ?? list.current
    heights.setKeys(keys)
    const at = row === null ? topOf(body) + heights.begin(index) : topOf(row)
    if (row === null) scrollerOf(list.current).scrollBy(0, at - window.innerHeight / 2)
    else if (at < 80 || at > window.innerHeight - 140) row.scrollIntoView({ block: 'center' })
  }
  if (!isWindowed) return { from: 0, to: keys.length, abovePx: 0, belowPx: 0, show }
  const from = Math.min(seen.from, keys.length)
  return { ...seen, from, to: Math.min(Math.max(seen.to, from), keys.length), show }
}
