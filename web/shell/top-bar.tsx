/** The line above every page: is what you see live, and in which language. */
import { useLiveState, useMoments, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { Finder } from './finder.tsx'
import { LanguageSwitch } from './language-switch.tsx'

interface TopBarProps {
  /** Since when the building is not heard, though this page is. */
  readonly aloneSince: number | undefined
  /** The pages of the house are for this person, and so is what finds anything in it. */
  readonly isWhole: boolean
}

export const TopBar = ({ aloneSince, isWhole }: TopBarProps) => (
  <div className="top">
    {isWhole ? <Finder /> : null}
    <LiveClock aloneSince={aloneSince} />
    <LanguageSwitch />
  </div>
)

const LiveClock = ({ aloneSince }: Pick<TopBarProps, 'aloneSince'>) => {
  const t = useTranslations('shell')
  const { second } = useMoments()
  const now = useNow()
  const state = useLiveState()
  if (state.is === 'live' && aloneSince !== undefined)
    return <span className="live live-off">{t('silent', { time: second(aloneSince) })}</span>
  if (state.is === 'live') return <span className="live">{t('live', { time: second(now) })}</span>
  if (state.is === 'lost')
    return <span className="live live-off">{t('notLive', { time: second(state.since) })}</span>
  return <span className="live live-off">{t('connecting')}</span>
}
