/** One right to look at again: in which group, of whom, since when, last used in which month. */
import { type Column, useMoments, useNames, useNow } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import type { Grid, ReviewedGrant, ReviewKind } from './queries.ts'
import { useHolderWords } from '../holders/use-holder-words.ts'

type ReviewColumn = Column<ReviewedGrant>

export const useGroupOf = ({ profiles }: Grid): ((grant: ReviewedGrant) => string) => {
  const nameOf = new Map(profiles.map(({ id, name }) => [id, name]))
  return ({ accessProfileId }) => nameOf.get(accessProfileId) ?? '…'
}

export const useReviewColumns = (grid: Grid, kind: ReviewKind): readonly ReviewColumn[] => {
  const t = useTranslations('rights')
  const group = useGroupOf(grid)
  const nameOf = useNames()
  const doors: ReviewColumn = {
    key: 'doors',
    head: t('head.doors'),
    cell: ({ entranceIds }) => entranceIds.map((id) => nameOf(id) ?? '…').join(', '),
  }
  const { whenOf, usedOf } = useReviewWords()
  return [
    { key: 'group', head: t('head.group'), as: 'name', sort: group, cell: group },
    { key: 'who', head: t('head.who'), phone: 'aside', cell: ({ to }) => <WhoseRight to={to} /> },
    ...(kind === 'excessive' ? [doors] : []),
    { key: 'when', head: t('head.when'), phone: 'plain', sort: ({ validFrom }) => validFrom, cell: whenOf },
    { key: 'used', head: t('head.used'), sort: ({ lastUsedAt }) => lastUsedAt ?? '', cell: usedOf },
    { key: 'reason', head: t('head.reason'), sort: ({ reason }) => reason, cell: ({ reason }) => reason },
  ]
}

/** The person is named on their own page. */
const WhoseRight = ({ to }: Pick<ReviewedGrant, 'to'>) => {
  const t = useTranslations('rights')
  const holder = useHolderWords()
  return to.kind === 'person' && to.personId !== null ? (
    <Link to="/residents/$id" params={{ id: to.personId }}>
      {t('reviewPerson')}
    </Link>
  ) : (
    <>{to.kind === 'person' ? t('reviewFolded') : holder(to)}</>
  )
}

const useReviewWords = () => {
  const t = useTranslations('rights')
  const { when } = useMoments()
  const now = useNow(60_000)
  // The month alone: the day would tell when somebody was there.
  const month = new Intl.DateTimeFormat(useLocale(), { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return {
    whenOf: ({ validFrom, validUntil }: ReviewedGrant): string => {
      const from = when(Date.parse(validFrom), now)
      return validUntil === null
        ? t('since', { time: from })
        : t('fromUntil', { from, until: when(Date.parse(validUntil), now) })
    },
    usedOf: ({ to, lastUsedAt }: ReviewedGrant): string | null => {
      if (to.kind !== 'person') return null
      return lastUsedAt === null ? t('reviewUnused') : month.format(Date.parse(lastUsedAt))
    },
  }
}
