/** The foot of every page: what everybody may read at any time, and the choice about cookies. */
import { meQuery } from '@loge/features/accounts/screens'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'

const PAGES = [
  ['terms', '/terms', ''],
  ['privacyPolicy', '/privacy-policy', ''],
  ['cookies', '/cookies', ''],
  ['legal', '/legal', ''],
  ['privacyCentre', '/privacy-centre', ''],
  ['contact', '/contact', ''],
  ['status', '/status', ''],
  ['cookieChoices', '/cookies', '#choices'],
] as const

/** Asks about cookies where the register has something to ask about: once the page is there, and for nobody twice. */
const askAboutCookies = (): void => {
  const script = document.createElement('script')
  script.src = '/choices.js'
  document.head.append(script)
}

let isAsked = false

/** These pages are whole without the app, so they are left to by plain links. */
export const LegalFoot = () => {
  const t = useTranslations('foot')
  const { language } = useLanguage()
  // Only what is known already: where several organizations share an address, theirs is the one to read.
  const { data: me } = useQuery({ ...meQuery, enabled: false })
  const own = me === undefined ? '' : `organization=${me.organization.slug}&`
  useEffect(() => {
    if (isAsked) return
    isAsked = true
    askAboutCookies()
  }, [])
  return (
    <footer className="legal-foot">
      <nav aria-label={t('about')}>
        {PAGES.map(([page, path, place]) => (
          <a key={page} href={`${path}?${own}lang=${language}${place}`}>
            {t(page)}
          </a>
        ))}
      </nav>
    </footer>
  )
}
