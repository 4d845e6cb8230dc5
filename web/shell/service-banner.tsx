/** Top of every page while the service is interrupted, and from two days before announced hours: what, until when, and that doors go on. */
import { serviceQuery } from '@loge/features/service/screens'
import { NOTICE_MS } from '@loge/features/service/core'
import { Notice, useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useLanguage } from './language.tsx'

export const ServiceBanner = () => {
  const t = useTranslations('serviceNow')
  const { language } = useLanguage()
  const { when } = useMoments()
  const now = useNow(60_000)
  const { data } = useQuery({ ...serviceQuery, throwOnError: false, refetchInterval: 60_000 })
  const shown = (data?.data ?? []).filter(
    ({ state, startsAt }) =>
      state === 'now' || (state === 'coming' && Date.parse(startsAt) - now < NOTICE_MS),
  )
  if (shown.length === 0) return null
  return (
    <div className="banner">
      {shown.map(({ id, kind, state, startsAt, endsAt, words }) => (
        <Notice key={id} announce="polite">
          <b>{t(state === 'coming' ? 'coming' : kind === 'planned' ? 'planned' : 'wrong')}</b>{' '}
          {words?.[language]}{' '}
          {state === 'coming' ? t('from', { when: when(Date.parse(startsAt), now) }) : null}{' '}
          {endsAt === null ? null : t('until', { when: when(Date.parse(endsAt), now) })} {t('doors')}
        </Notice>
      ))}
    </div>
  )
}
