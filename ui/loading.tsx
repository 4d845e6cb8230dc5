/** Under 300 ms nothing is shown; then register lines ruled like the list to come; after 5 s also a sentence. */
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'

const PATIENCE_MS = 300
const LONG_MS = 5000

export const Loading = ({ label, lines = 4 }: { label: string; lines?: number }) => {
  const t = useTranslations('loading')
  const [shown, setShown] = useState(false)
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timers = [setTimeout(() => setShown(true), PATIENCE_MS), setTimeout(() => setLong(true), LONG_MS)]
    return () => timers.forEach(clearTimeout)
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
      {isLong ? <p className="note">{t('long')}</p> : null}
    </div>
  )
}
