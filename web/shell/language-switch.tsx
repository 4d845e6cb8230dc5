/** In which language the page is, and the way to the other. */
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'

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
