/**
 * Only the rows of a long list that can be seen are drawn: a thousand lines scroll as a hundred do. Rows are of one
 * height, measured at the first; the page itself scrolls.
 */
import { type RefObject, useEffect, useState } from 'react'

/** Shorter lists are drawn whole: searching in the page and printing work as everywhere. */
const MOST_WHOLE = 200
const MARGIN_ROWS = 20
const GUESS_PX = 36

interface Seen {
  readonly from: number
  readonly to: number
  readonly rowPx: number
}

export interface Windowed {
  readonly from: number
  readonly to: number
  /** What the rows above and below would take. */
  readonly abovePx: number
  readonly belowPx: number
  readonly show: (index: number) => void
}

const heightOf = (body: HTMLElement): number =>
  body.querySelector<HTMLElement>('[data-row]')?.offsetHeight ?? GUESS_PX

const seenOf = (body: HTMLElement): Seen => {
  const rowPx = heightOf(body)
  const { top } = body.getBoundingClientRect()
  return {
    rowPx,
    from: Math.max(Math.floor(-top / rowPx) - MARGIN_ROWS, 0),
    to: Math.ceil((window.innerHeight - top) / rowPx) + MARGIN_ROWS,
  }
}

export const useWindowed = (body: RefObject<HTMLElement | null>, count: number): Windowed => {
  const [seen, setSeen] = useState<Seen>({ from: 0, to: MOST_WHOLE, rowPx: GUESS_PX })
  const isWindowed = count > MOST_WHOLE
  useEffect(() => {
    if (!isWindowed) return undefined
    const look = () => {
      if (body.current === null) return
      const next = seenOf(body.current)
      setSeen((before) =>
        before.from === next.from && before.to === next.to && before.rowPx === next.rowPx ? before : next,
      )
    }
    const first = requestAnimationFrame(look)
    window.addEventListener('scroll', look, { passive: true })
    window.addEventListener('resize', look)
    return () => {
      cancelAnimationFrame(first)
      window.removeEventListener('scroll', look)
      window.removeEventListener('resize', look)
    }
  }, [body, isWindowed])
  const from = isWindowed ? Math.min(seen.from, count) : 0
  const to = isWindowed ? Math.min(seen.to, count) : count
  return {
    from,
    to,
    abovePx: from * seen.rowPx,
    belowPx: (count - to) * seen.rowPx,
    show: (index) => {
      if (body.current === null) return
      const rowPx = heightOf(body.current)
      const at = body.current.getBoundingClientRect().top + index * rowPx
      if (at < 2 * rowPx || at > window.innerHeight - 4 * rowPx)
        window.scrollBy(0, at - window.innerHeight / 2)
    },
  }
}
