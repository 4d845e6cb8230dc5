/** Keys of every page. Single letters are for nobody who is typing, and can be turned off (WCAG 2.1.4). */
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { lettersAreOn } from './preferences.ts'

/** What floats above a page. */
export type Floating = 'palette' | 'keys'

/** After `g`. */
const PLACES = {
  t: '/',
  d: '/doors',
  a: '/access',
  e: '/events',
  r: '/residents',
  u: '/emergency',
  s: '/settings',
} as const

const SECOND_KEY_MS = 1500
const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }
/** What leads from a line of a list: its link, before the box that marks it. */
export const LINES =
  '.main tbody th a, .main [data-row] a, .main [data-row]:not(:has(a)) :is(button, input), .main .log a'

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog, [contenteditable]') !== null

/** From the line that has the focus, to its neighbour; letters also enter the list. */
const step = (event: KeyboardEvent, by: number): void => {
  const here = document.activeElement
  if (here?.closest('[data-row]') && event.key.length === 1) {
    // A list drawn in part knows better where its next line is.
    const key = by > 0 ? 'ArrowDown' : 'ArrowUp'
    here.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
    return
  }
  const lines = [...document.querySelectorAll<HTMLElement>(LINES)]
  const at = lines.findIndex((line) => line === here)
  if (at < 0 && event.key.length > 1) return
  event.preventDefault()
  lines[Math.max(at + by, 0)]?.focus()
}

export const useKeys = (float: (what: Floating) => void): void => {
  const go = useNavigate()
  const until = useRef(0)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const { key, target } = event
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && key.toLowerCase() === 'k') {
        event.preventDefault()
        float('palette')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(target)) return
      const by = STEPS[key]
      if (key.length === 1 && !lettersAreOn()) return
      const isSecond = event.timeStamp < until.current
      until.current = key === 'g' ? event.timeStamp + SECOND_KEY_MS : 0
      const place = isSecond ? PLACES[key as keyof typeof PLACES] : undefined
      if (place !== undefined) void go({ to: place })
      else if (by !== undefined) step(event, by)
      else if (key === '/' || key === '?') {
        event.preventDefault()
        float(key === '/' ? 'palette' : 'keys')
      }
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [go, float])
}
