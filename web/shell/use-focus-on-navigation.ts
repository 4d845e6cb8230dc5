/** After navigation: the tab says where one is, and a keyboard or screen reader starts at the new page's heading. */
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

export const useFocusOnNavigation = (): void => {
  const path = useLocation({ select: (location) => location.pathname.split('/').slice(0, 2).join('/') })
  const first = useRef(true)
  useEffect(() => {
    // The first page keeps the browser's own starting point.
    if (first.current) first.current = false
    else document.getElementById('main')?.focus({ preventScroll: true })
  }, [path])
}
