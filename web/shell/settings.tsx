/** What this device shows, where one is signed in, and the ways out. */
import { meQuery, signOut } from '@loge/features/accounts/screens'
import { MyLooks } from '@loge/features/events/screens'
import { Button, buttonClass, Icon, Section, Seg, useTitle } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'
import { chooseTheme, chosenTheme, type Theme } from './preferences.ts'
import { leave, Sessions } from './settings-sessions.tsx'

const MorePages = () => {
  const t = useTranslations('shell')
  return (
    <ul className="list more-pages">
      {(['access', 'emergency'] as const).map((page) => (
        <li key={page}>
          <Link to={`/${page}`} className="list-row">
            <Icon name={page === 'access' ? 'key' : 'warning-circle'} />
            <span>{t(page)}</span>
            <Icon name="caret-right" small />
          </Link>
        </li>
      ))}
    </ul>
  )
}

export const Settings = () => {
  const t = useTranslations('settings')
  useTitle(t('title'))
  return (
    <div className="page">
      <div className="page-head">
        <div>
          <h1>{t('title')}</h1>
          <p className="lead">{t('lead')}</p>
        </div>
      </div>
      <MorePages />
      <div className="stack settings">
        <Display />
        <You />
        <Sessions />
        <MyLooks />
        <Organization />
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
        <div className="row">
          <Button busy={out.isPending} onClick={() => out.mutate()}>
            {t('signOut')}
          </Button>
          <Link className={buttonClass('text')} to="/set-up">
            {t(me?.account?.hasPassword === true || me?.account?.hasPasskey === true ? 'changeWays' : 'ways')}
          </Link>
        </div>
      </div>
    </Section>
  )
}

/** The pages of the organization, each for whoever may read what it shows. */
const PAGES = [
  { page: 'accounts', needs: 'accounts.read' },
  { page: 'roles', needs: 'accounts.read' },
  { page: 'keys', needs: 'accounts.read' },
  { page: 'sites', needs: 'places.read' },
  { page: 'edges', needs: 'equipment.read' },
  { page: 'import', needs: 'accounts.read' },
  { page: 'messages', needs: 'accounts.read' },
  { page: 'backup', needs: 'backups.run' },
] as const

const Organization = () => {
  const t = useTranslations('settings')
  const { data: me } = useQuery(meQuery)
  // What somebody holds over their own home only, such as a resident, opens none of these pages.
  const mine = PAGES.filter(({ needs }) =>
    me?.grants.some(({ permission, scope }) => permission === needs && scope.kind !== 'own'),
  )
  if (mine.length === 0) return null
  return (
    <Section title={t('organization')}>
      <ul className="list">
        {mine.map(({ page }) => (
          <li key={page}>
            <Link to={`/settings/${page}`} className="list-row">
              <span>{t(page)}</span>
              <Icon name="caret-right" small />
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  )
}
