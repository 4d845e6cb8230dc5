/** The line above every page: is what you see live, and in which language. */
import { useLiveState, useMoments, useNow } from '@loge/ui'
import { useTranslations } from 'use-intl'
import { Finder } from './finder.tsx'
import { useLanguage } from './language.tsx'

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

const CODES = { en: 'EN', fr: 'FR' } as const

/** Both languages, the one in use in bold; the other is a button that says its name, in its own language. */
export const LanguageSwitch = () => {
  const t = useTranslations('shell')
  const { language, choose } = useLanguage()
  const other = language === 'en' ? 'fr' : 'en'
  const here = <b>{CODES[language]}</b>
  const there = (
    <button type="button" className="btn-link" lang={other} onClick={() => void choose(other)}>
      {CODES[other]}
      <span className="vh"> {t('otherLanguage')}</span>
    </button>
  )
  return (
    <span className="langs push">
      {language === 'en' ? here : there} · {language === 'en' ? there : here}
    </span>
  )
}
