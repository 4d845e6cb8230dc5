/** Names the browser's tab after the page. */
import { useEffect } from 'react'

export const useTitle = (page: string): void => {
  useEffect(() => {
    document.title = `${page} · Loge`
  }, [page])
}
