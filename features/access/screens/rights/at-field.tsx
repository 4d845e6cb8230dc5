/** At which instant the page answers: now, or any other, as an address one can share. */
import { MomentField, typeMoment, useNow } from '@loge/ui'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Site } from './queries.ts'
import type { RightsSearch } from './search.ts'

export const AtField = ({ site, search }: { site: Site; search: RightsSearch }) => {
  const t = useTranslations('rights')
  const navigate = useNavigate()
  const now = useNow(60_000)
  const [unreadable, setUnreadable] = useState(false)
  const { at, ...rest } = search
  return (
    <MomentField
      label={t('at')}
      timeZone={site.timeZone}
      hint={t('atHint', { example: typeMoment(now, site.timeZone) })}
      value={unreadable ? 'unreadable' : at === undefined ? undefined : Date.parse(at)}
      onChange={(next) => {
        setUnreadable(next === 'unreadable')
        if (next === 'unreadable') return
        const when = next === undefined ? {} : { at: new Date(next).toISOString() }
        void navigate({ to: '/access', search: { ...rest, ...when }, replace: true, resetScroll: false })
      }}
    />
  )
}
