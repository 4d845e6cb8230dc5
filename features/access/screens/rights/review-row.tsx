/** One right to look at again: of whom, in which group, since when, last used in which month. */
import { useMoments, useNames, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Grid, ReviewedGrant, ReviewKind } from './queries.ts'

interface ReviewRowProps {
  readonly grant: ReviewedGrant
  readonly grid: Grid
  readonly kind: ReviewKind
  readonly isMarked: boolean
  /** Left out: looked at alone. */
  readonly onMark: (() => void) | undefined
}

export const ReviewRow = ({ grant, grid, kind, isMarked, onMark }: ReviewRowProps) => {
  const t = useTranslations('rights')
  const facts = useFacts(grant, kind)
  const group = grid.profiles.find(({ id }) => id === grant.accessProfileId)?.name ?? '…'
  const { to } = grant
  return (
    <li>
      <label className="review-mark">
        {onMark === undefined ? null : <input type="checkbox" checked={isMarked} onChange={onMark} />}
        <span>
          <b>{group}</b>
          <span className="note">{facts}</span>
        </span>
      </label>
      {to.kind === 'person' && to.personId !== null ? (
        <Link to="/residents/$id" params={{ id: to.personId }}>
          {t('reviewPerson')}
        </Link>
      ) : (
        <span className="note">{t(to.kind === 'person' ? 'reviewFolded' : 'residentsAll')}</span>
      )}
    </li>
  )
}

const useFacts = (grant: ReviewedGrant, kind: ReviewKind): string => {
  const t = useTranslations('rights')
  const { when } = useMoments()
  const now = useNow(60_000)
  const locale = useLocale()
  const nameOf = useNames()
  const since = t('since', { time: when(Date.parse(grant.validFrom), now) })
  const until =
    grant.validUntil === null ? [] : [t('until', { time: when(Date.parse(grant.validUntil), now) })]
  // The month alone: the day would tell when somebody was there.
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const used =
    grant.to.kind !== 'person'
      ? []
      : [
          grant.lastUsedAt === null
            ? t('reviewUnused')
            : t('reviewUsed', { month: month.format(Date.parse(grant.lastUsedAt)) }),
        ]
  const doors =
    kind === 'excessive'
      ? [t('reviewDoors', { doors: grant.entranceIds.map((id) => nameOf(id) ?? '…').join(', ') })]
      : []
  return [...doors, since, ...until, ...used, t('reviewReason', { reason: grant.reason })].join(' · ')
}
