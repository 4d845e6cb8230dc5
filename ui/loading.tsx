/** Under 300 ms nothing is shown; after that, register lines ruled like the list to come. */
import { useEffect, useState } from 'react'

const PATIENCE_MS = 300

export const Loading = ({ label, lines = 4 }: { label: string; lines?: number }) => {
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!shown) return null
  return (
    <div role="status" aria-label={label}>
      <ul className="skl" aria-hidden="true">
        {Array.from({ length: lines }, (_, line) => (
          <li key={line}>
            <span />
            <span />
          </li>
        ))}
      </ul>
    </div>
  )
}
