/** How each part of the organization stands; what this device shows, where one is signed in, and the ways out. */
import { meQuery, sessionsQuery, signOut } from '@loge/features/accounts/screens'
import { MyLooks } from '@loge/features/events/screens'
import { Button, buttonClass, Icon, Section, Seg, useTitle } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'
import { chooseTheme, chosenTheme, type Theme } from './preferences.ts'
import { SettingsIndex } from './settings-index.tsx'
import { leave, Sessions } from './settings-sessions.tsx'
import { useMay } from './use-may.ts'

const MORE = [
  { name: 'access', to: '/access', icon: 'key', needs: undefined },
  { name: 'residents', to: '/residents', icon: 'users', needs: 'emergencies.order' },
  { name: 'emergency', to: '/emergency', icon: 'warning-circle', needs: undefined },
  { name: 'privacyDesk', to: '/privacy', icon: 'fingerprint', needs: 'privacy.manage' },
  { name: 'outside', to: '/relations', icon: 'envelope-simple', needs: 'relations.read' },
  { name: 'customers', to: '/customers', icon: 'users', needs: 'prospects.manage' },
] as const

const MorePages = () => {
  const t = useTranslations('shell')
  const may = useMay()
  return (
    <ul className="list more-pages">
      {MORE.filter(
        ({ name, needs }) =>
          (needs === undefined || may(needs)) && (name !== 'emergency' || !may('emergencies.order')),
      ).map(({ name, to, icon }) => (
        <li key={to}>
          <Link to={to} className="list-row">
            <Icon name={icon} />
            <span>{t(name)}</span>
            <Icon name="caret-right" small />
          </Link>
        </li>
      ))}
      {may('register.read') ? (
        <li>
          <Link to="/privacy/register" className="list-row">
            <Icon name="list-bullets" />
            <span>{t('register')}</span>
            <Icon name="caret-right" small />
          </Link>
        </li>
      ) : null}
    </ul>
  )
}

export const Settings = () => {
  const t = useTranslations('settings')
  const may = useMay()
  useTitle(t('title'))
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t(may('places.read') ? 'leadWhole' : 'lead')}</p>
        </div>
      </div>
      <MorePages />
      <div className="stack settings">
        <SettingsIndex />
        <Display />
        <You />
        <div id="sessions">
          <Sessions />
        </div>
        <MyLooks />
      </div>
    </div>
  )
}

const Display = () => {
  const t = useTranslations('settings')
  const { language, choose } = useLanguage()
  const [theme, setTheme] = useState(chosenTheme)
  const pick = (next: Theme) => {
    chooseTheme(next)
    setTheme(next)
  }
  return (
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
  )
}

const You = () => {
  const t = useTranslations('settings')
  const { data: me } = useQuery(meQuery)
  const out = useMutation({ mutationFn: signOut, onSuccess: leave })
  return (
    <Section title={t('you')}>
      <div className="stack">
        {me?.account === null || me === undefined ? null : (
          <p>
            <b>{me.account.personName}</b> <span className="soft">{me.account.email}</span>
          </p>
        )}
        <Devices />
        <div className="row">
          <Button busy={out.isPending} onClick={() => out.mutate()}>
            {t('signOut')}
          </Button>
          <Link className={buttonClass('text')} to="/set-up">
            {t(me?.account?.hasPassword === true || me?.account?.hasPasskey === true ? 'changeWays' : 'ways')}
          </Link>
          <Link className={buttonClass('text')} to="/me/data">
            {t('myData')}
          </Link>
        </div>
      </div>
    </Section>
  )
}

/** How many sessions are open, and the way to their list. */
const Devices = () => {
  const t = useTranslations('settings')
  const { data } = useQuery({ ...sessionsQuery, throwOnError: false })
  if (data === undefined) return null
  return (
    <p>
      <a href="#sessions">{t('devices', { count: data.data.length })}</a>
    </p>
  )
}
