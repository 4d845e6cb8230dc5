/** What only paper needs above the answer: of which residence, what was asked, by whom, and when it was printed. */
import { meQuery } from '@loge/features/accounts/screens'
import { useMoments, useNow } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Site } from './queries.ts'

interface PaperHeadProps {
  readonly site: Site
  readonly entrance: string
  /** The instant that was asked about. */
  readonly at: number
}

export const PaperHead = ({ site, entrance, at }: PaperHeadProps) => {
  const t = useTranslations('rights')
  const { date, time } = useMoments()
  const { data: me } = useQuery(meQuery)
  const now = useNow(60_000)
  const account = me?.account?.email
  return (
    <header className="on-paper">
      <p>{[...new Set([me?.organization.name, site.name])].filter(Boolean).join(' · ')}</p>
      <h1>{t('paper.question', { entrance, day: date(at), time: time(at) })}</h1>
      <p className="note">
        {account === undefined ? null : t('paper.askedBy', { account })}{' '}
        {t('paper.printed', { day: date(now), time: time(now), zone: site.timeZone })}
      </p>
    </header>
  )
}
