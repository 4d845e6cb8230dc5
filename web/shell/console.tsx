/** The console around its pages: who is signed in, which residence, one live line, and one place for each landmark. */
import { loadOwnDoorsPage } from '@loge/features/access/screens'
import { loadSignInAgain, meQuery, rememberResidence } from '@loge/features/accounts/screens'
import { loadToAnswerPage, openDocumentsQuery } from '@loge/features/privacy/screens'
import { streamFrom } from '@loge/http/client'
import { Button, createLiveStream, LiveProvider, type LiveStream, useLiveState, useWords } from '@loge/ui'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazyRouteComponent, Link, Outlet, useLocation } from '@tanstack/react-router'
import { Activity, type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { HouseNeeds } from './house-needs.tsx'
import { Inhabited } from './inhabited.tsx'
import { runsTheHouse } from './runs-the-house.ts'
import { InZone } from './language.tsx'
import { LineBanner } from './line-banner.tsx'
import { Rail } from './rail.tsx'
import { SETTINGS_PAGES } from './settings-pages.ts'
import { isSignedOut } from './signed-out.ts'
import { sitesQuery } from './sites.ts'
import { ServiceBanner } from './service-banner.tsx'
import { StandingIn } from './standing-in.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import { TopBar } from './top-bar.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'

const SignInAgain = lazyRouteComponent(loadSignInAgain, 'SignInAgain')
const ToAnswer = lazyRouteComponent(loadToAnswerPage, 'ToAnswerPage')
const OwnDoors = lazyRouteComponent(loadOwnDoorsPage, 'OwnDoorsPage')

/** Whoever was signed in finds the page as it was left; until then nobody sees it, and it asks and hears nothing. */
export const Console = () => {
  const [stream] = useState(() => createLiveStream('/api/v1/events/stream', streamFrom))
  const { error } = useQuery(meQuery)
  const hasEnded = isSignedOut(error)
  return (
    <LiveProvider stream={stream}>
      <Activity mode={hasEnded ? 'hidden' : 'visible'}>
        <LiveLine stream={stream} />
        <Residence>
          <LineBanner />
          <ServiceBanner />
          <StandingIn />
          <BackToSettings />
          <Place />
        </Residence>
      </Activity>
      {hasEnded ? (
        <Suspense>
          <SignInAgain language={<LanguageSwitch />} />
        </Suspense>
      ) : null}
    </LiveProvider>
  )
}

/** The way back from each page that the settings list. */
const BackToSettings = () => {
  const t = useTranslations('settings')
  const isOfSettings = useLocation({
    select: ({ pathname }) => SETTINGS_PAGES.some(({ to }) => to === pathname),
  })
  if (!isOfSettings) return null
  return (
    <p className="crumbs crumbs-above note">
      <Link to="/settings">{t('title')}</Link>
    </p>
  )
}

/** Whoever does not run the house finds what is theirs, whichever page they were led to. */
const Place = () => {
  const { data: me } = useQuery(meQuery)
  const isSettings = useLocation({ select: ({ pathname }) => pathname === '/settings' })
  const [first, doors] = useFirst()
  if (first !== undefined)
    return (
      <Suspense>
        <ToAnswer open={first} doors={doors} />
      </Suspense>
    )
  return me === undefined || isSettings || runsTheHouse(me) ? (
    <Outlet />
  ) : (
    <Suspense>
      <OwnDoors />
    </Suspense>
  )
}

/**
 * What is to be answered before going on. The doors wait for no agreement: whoever needs one goes there first. Only what is
 * signed before anything of others is seen comes before them too, since their pages are refused until then; not before
 * what is one's own.
 */
const useFirst = () => {
  const t = useTranslations('documents')
  const { data: me } = useQuery(meQuery)
  const hasAccount = me !== undefined && me.account !== null
  const { data: open } = useQuery({ ...openDocumentsQuery, enabled: hasAccount, throwOnError: false })
  const [isLater, setLater] = useState(false)
  const isAtDoors = useLocation({ select: ({ pathname }) => /^\/(?:doors|emergency)(?:\/|$)/.test(pathname) })
  const isOwn = useLocation({ select: ({ pathname }) => pathname.startsWith('/me/') })
  const secrecy = isOwn ? undefined : open?.find(({ version }) => version.document === 'confidentiality')
  const asked = open?.find(({ version }) => version.document !== 'confidentiality')
  const first = secrecy ?? (isLater || isAtDoors ? undefined : asked)
  const runs = me !== undefined && runsTheHouse(me)
  const doors =
    secrecy !== undefined ? null : runs ? (
      <Link to="/doors">{t('doors')}</Link>
    ) : (
      <Button onClick={() => setLater(true)}>{t('doors')}</Button>
    )
  return [first, doors] as const
}

/** Open as long as the page is seen. Refused, it asks who one still is. */
const LiveLine = ({ stream }: { stream: LiveStream }) => {
  const queries = useQueryClient()
  const state = useLiveState()
  useEffect(() => stream.open(), [stream])
  useEffect(() => {
    if (state.is === 'refused') void queries.invalidateQueries({ queryKey: meQuery.queryKey })
  }, [state, queries])
  return null
}

const Residence = ({ children }: { children: ReactNode }) => {
  const t = useTranslations('shell')
  const words = useWords()
  const { data: me } = useQuery(meQuery)
  const { data: sites } = useQuery(sitesQuery)
  const site = sites?.data[0]
  const name = site?.name ?? me?.sites[0]?.name ?? me?.organization.name ?? t('noSite')
  const address = site === undefined ? undefined : `${site.street}, ${site.city}`
  const [role] = me?.roles ?? []
  const isWhole = me === undefined || runsTheHouse(me)
  useFocusOnNavigation()
  useEffect(() => {
    if (site !== undefined) rememberResidence({ name, address })
  }, [site, name, address])
  return (
    <InZone timeZone={site?.timeZone}>
      <Inhabited isWhole={isWhole}>
        {(house) => (
          <div className="console">
            <a className="skip" href="#main">
              {t('skip')}
            </a>
            <Rail
              residence={{ name, address }}
              me={
                me?.account === null || me === undefined
                  ? undefined
                  : {
                      name: me.account.personName,
                      role: words(`role.${role ?? ''}`),
                    }
              }
              waiting={house}
              isWhole={isWhole}
            />
            <main className="main" id="main" tabIndex={-1}>
              <TopBar aloneSince={house.aloneSince} isWhole={isWhole} />
              <HouseNeeds>{children}</HouseNeeds>
            </main>
          </div>
        )}
      </Inhabited>
    </InZone>
  )
}
