/** Top of every page when the line is lost: since when, what still works, what is off. */
import { Button, Notice, useLiveState, useMoments, useRetryNow } from '@loge/ui'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'

/** A line that is back within this time was never worth a sentence. */
const PATIENCE_MS = 2500

const subscribeOnline = (listener: () => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

export const LineBanner = () => {
  const t = useTranslations('shell')
  const { second } = useMoments()
  const state = useLiveState()
  const retryNow = useRetryNow()
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine)
  const since = state.is === 'lost' ? state.since : undefined
  const [impatientSince, setImpatientSince] = useState<typeof since>(undefined)
  useEffect(() => {
    if (since === undefined) return undefined
    const timer = setTimeout(() => setImpatientSince(since), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [since])
  if (since === undefined || impatientSince !== since) return null
  return (
    <div className="banner">
      <Notice
        announce="polite"
        act={
          <Button small onClick={retryNow}>
            {t('reconnect')}
          </Button>
        }
      >
        <b>{online ? t('lostTitle', { time: second(since) }) : t('offlineTitle')}</b>{' '}
        {online ? t('lostText') : t('offlineText', { time: second(since) })}
      </Notice>
    </div>
  )
}
