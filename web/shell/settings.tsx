/** What this device shows, where one is signed in, and the ways out. */
import {
  endSession,
  meQuery,
  type Session,
  sessionsQuery,
  signOut,
  signOutEverywhere,
} from '@loge/features/accounts/screens'
import {
  Button,
  buttonClass,
  Notice,
  Section,
  Seg,
  useMoments,
  useNow,
  useProblemText,
  useTitle,
} from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'
import { chooseTheme, chosenTheme, type Theme } from './preferences.ts'

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
      <div className="stack settings">
        <Display />
        <You />
        <Sessions />
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

/** A fresh page forgets everything the last person saw. */
const leave = () => window.location.assign('/sign-in')

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
            {t('ways')}
          </Link>
        </div>
      </div>
    </Section>
  )
}

const Organization = () => {
  const t = useTranslations('settings')
  const { data: me } = useQuery(meQuery)
  if (me?.grants.some(({ permission }) => permission === 'accounts.read') !== true) return null
  return (
    <Section title={t('organization')}>
      <Link to="/settings/roles">{t('roles')}</Link>
    </Section>
  )
}

const Sessions = () => {
  const t = useTranslations('settings')
  const words = useTranslations('sessions')
  const problem = useProblemText()
  const queries = useQueryClient()
  const { data } = useQuery(sessionsQuery)
  const everywhere = useMutation({ mutationFn: signOutEverywhere, onSuccess: leave })
  const end = useMutation({
    mutationFn: endSession,
    onSuccess: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  const error = end.error ?? everywhere.error
  if (data === undefined) return null
  return (
    <Section title={words('title')}>
      {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
      <ul className="list">
        {data.data.map((session) => (
          <SessionLine key={session.id} session={session} onEnd={() => end.mutate(session.id)} />
        ))}
      </ul>
      <p className="si-after">
        <Button kind="danger" busy={everywhere.isPending} onClick={() => everywhere.mutate()}>
          {t('signOutEverywhere')}
        </Button>
      </p>
      <p className="note">{t('signOutEverywhereHint')}</p>
    </Section>
  )
}

const SessionLine = ({ session, onEnd }: { session: Session; onEnd: () => void }) => {
  const words = useTranslations('sessions')
  const { when } = useMoments()
  const now = useNow(60_000)
  return (
    <li className="list-row">
      <span>
        <b>{session.device}</b>
        {session.current ? `, ${words('thisOne')}` : null}
        <span className="note">
          {words(`method.${session.method}`)},{' '}
          {words('since', { time: when(Date.parse(session.startedAt), now) })},{' '}
          {words('lastUsed', { time: when(Date.parse(session.lastUsedAt), now) })}
        </span>
      </span>
      {session.current ? null : (
        <Button small onClick={onEnd}>
          {words('end')}
        </Button>
      )}
    </li>
  )
}
