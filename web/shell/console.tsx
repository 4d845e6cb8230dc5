/** The console around its pages: who is signed in, which residence, one live line, and one place for each landmark. */
import { meQuery, rememberResidence } from '@loge/features/accounts/screens'
import { LiveProvider, Loading, openLiveStream, useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Inhabited } from './inhabited.tsx'
import { InZone, useLanguage } from './language.tsx'
import { LineBanner } from './line-banner.tsx'
import { Rail } from './rail.tsx'
import { sitesQuery } from './sites.ts'
import { TopBar } from './top-bar.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'

export const Console = () => {
  const [stream] = useState(() => openLiveStream('/api/v1/events/stream'))
  useEffect(() => () => stream.close(), [stream])
  return (
    <LiveProvider stream={stream}>
      <Residence>
        <LineBanner />
        <Page />
      </Residence>
    </LiveProvider>
  )
}

/** A page is drawn when its words and its code are there. */
const Page = () => {
  const t = useTranslations('states')
  const { isComplete } = useLanguage()
  const coming = <Loading label={t('loading')} />
  return isComplete ? (
    <Suspense fallback={coming}>
      <Outlet />
    </Suspense>
  ) : (
    coming
  )
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
  useFocusOnNavigation()
  useEffect(() => {
    if (site !== undefined) rememberResidence({ name, address })
  }, [site, name, address])
  return (
    <InZone timeZone={site?.timeZone}>
      <Inhabited>
        {(waiting) => (
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
              waiting={waiting}
            />
            <main className="main" id="main" tabIndex={-1}>
              <TopBar />
              {children}
            </main>
          </div>
        )}
      </Inhabited>
    </InZone>
  )
}
