/** Whether the page is as narrow as a phone or a tablet held upright, where the rail is a bar. */
import { useSyncExternalStore } from 'react'

const narrow = window.matchMedia('(max-width: 900px)')
const phone = window.matchMedia('(max-width: 600px)')

const followOf = (query: MediaQueryList) => (changed: () => void) => {
  query.addEventListener('change', changed)
  return () => query.removeEventListener('change', changed)
}
const followNarrow = followOf(narrow)
const followPhone = followOf(phone)

export const useNarrow = (): boolean => useSyncExternalStore(followNarrow, () => narrow.matches)

/** Whether a list is a few labelled lines for each row. */
export const usePhone = (): boolean => useSyncExternalStore(followPhone, () => phone.matches)
