/** What this device shows, and one's own sessions. */
import { Section, Seg, useTitle } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'
import { chooseTheme, chosenTheme, type Theme } from './preferences.ts'

export const Settings = () => {
  const t = useTranslations('settings')
  const { language, choose } = useLanguage()
  const [theme, setTheme] = useState(chosenTheme)
  useTitle(t('title'))
  const pick = (next: Theme) => {
    chooseTheme(next)
    setTheme(next)
  }
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <div className="stack settings">
        <Section title={t('display')}>
          <div className="stack">
            <div className="field">
              <span className="lbl">{t('theme')}</span>
              <Seg
                label={t('theme')}
                value={theme}
                options={[
                  { value: 'system', label: t('themeSystem') },
                  { value: 'light', label: t('themeLight') },
                  { value: 'dark', label: t('themeDark') },
                ]}
                onChange={pick}
              />
            </div>
            <div className="field">
              <span className="lbl">{t('language')}</span>
              <Seg
                label={t('language')}
                value={language}
                options={[
                  { value: 'en', label: 'English' },
                  { value: 'fr', label: 'Français' },
                ]}
                onChange={(next) => void choose(next)}
              />
            </div>
          </div>
        </Section>
      </div>
    </div>
  )
}
