/** How many rights of a campaign are in which state. */
import { useTranslations } from 'use-intl'
import type { Campaign } from './queries.ts'

const STATES = ['open', 'kept', 'ended', 'revoked', 'gone', 'undecided'] as const

export const Counts = ({ campaign }: { campaign: Campaign }) => {
  const t = useTranslations('campaigns')
  return (
    <p className="soft">
      {STATES.filter((state) => (campaign.counts[state] ?? 0) > 0)
        .map((state) => t(`counts.${state}`, { count: campaign.counts[state] ?? 0 }))
        .join(' · ')}
    </p>
  )
}
