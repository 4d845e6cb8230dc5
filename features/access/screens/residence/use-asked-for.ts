/** Puts the focus where an address leads: `#open` to the reason why a door is opened, `#why` to the person asked about. */
import { useLocation } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/** `isThere`: what the focus goes to is drawn. */
export const useAskedFor = <Box extends HTMLElement>(
  name: string,
  selector: string,
  isThere = true,
): RefObject<Box | null> => {
  const box = useRef<Box>(null)
  const isAskedFor = useLocation({ select: ({ hash }) => hash === name })
  useEffect(() => {
    if (!isAskedFor || !isThere) return undefined
    // After the pane has put the focus on its own heading.
    const frame = requestAnimationFrame(() => box.current?.querySelector<HTMLElement>(selector)?.focus())
    return () => cancelAnimationFrame(frame)
  }, [isAskedFor, isThere, selector])
  return box
}
