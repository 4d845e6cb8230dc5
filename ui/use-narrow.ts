/** Whether the page is as narrow as a phone or a tablet held upright, where the rail is a bar. */
import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 900px)')

const follow = (changed: () => void) => {
  narrow.addEventListener('change', changed)
  return () => narrow.removeEventListener('change', changed)
}

export const useNarrow = (): boolean => useSyncExternalStore(follow, () => narrow.matches)
