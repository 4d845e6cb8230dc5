/** Rights that somebody should look at again: why, whose, and taken back together, previewed and undone like every change. */
import { Button, List, Loading, Notice, Section, Seg } from '@loge/ui'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving } from './change-bar.tsx'
import { type Grid, type ReviewKind, type ReviewedGrant, reviewQuery } from './queries.ts'
import { REVIEW_KINDS, type RightsSearch } from './search.ts'
import { useGroupOf, useReviewColumns } from './use-review-columns.tsx'

interface ReviewListProps {
  readonly siteId: string
  readonly grid: Grid
  readonly search: RightsSearch
  readonly saving: Saving | undefined
}

export const ReviewList = ({ siteId, grid, search, saving }: ReviewListProps) => {
  const t = useTranslations('rights')
  const navigate = useNavigate()
  const kind = search.review ?? 'expiring'
  return (
    <div className="schedules">
      <Section title={t('review')} note={<Link to="/access/campaigns">{t('reviewCampaigns')}</Link>}>
        <p className="soft">{t('reviewNote')}</p>
        <div className="review-which">
          <Seg
            label={t('reviewWhich')}
            value={kind}
            options={REVIEW_KINDS.map((value) => ({ value, label: t(`reviewKind.${value}`) }))}
            onChange={(review) =>
              void navigate({ to: '/access', search: { ...search, review }, resetScroll: false })
            }
          />
        </div>
        <p className="soft review-why">{t(`reviewWhy.${kind}`)}</p>
        <OfKind key={kind} kind={kind} siteId={siteId} grid={grid} saving={saving} />
      </Section>
    </div>
  )
}

type OfKindProps = Omit<ReviewListProps, 'search'> & { readonly kind: ReviewKind }

const OfKind = ({ kind, siteId, grid, saving }: OfKindProps) => {
  const t = useTranslations('rights')
  const { data, isError, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    reviewQuery(siteId, kind),
  )
  const grants = data?.pages.flatMap((page) => page.data)
  if (isError && grants === undefined)
    return (
      <Notice
        kind="att"
        announce="polite"
        act={
          <Button small onClick={() => void refetch()}>
            {t('again')}
          </Button>
        }
      >
        {t('reviewHidden')}
      </Notice>
    )
  if (grants === undefined) return <Loading label={t('review')} />
  if (grants.length === 0) return <p>{t('reviewNothing')}</p>
  return (
    <>
      <Chosen grants={grants} grid={grid} saving={saving} kind={kind} />
      {hasNextPage ? (
        <Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('reviewMore')}
        </Button>
      ) : null}
    </>
  )
}

interface ChosenProps extends Pick<OfKindProps, 'grid' | 'saving' | 'kind'> {
  readonly grants: readonly ReviewedGrant[]
}

const idOf = ({ id }: ReviewedGrant): string => id

const Chosen = ({ grants, grid, saving, kind }: ChosenProps) => {
  const t = useTranslations('rights')
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set())
  const [isAsked, setAsked] = useState(false)
  const acts = useRef<HTMLDivElement>(null)
  const chosen = grants.filter(({ id }) => marked.has(id))
  const group = useGroupOf(grid)
  const columns = useReviewColumns(grid, kind)
  const mark = (next: ReadonlySet<string>) => {
    setAsked(false)
    setMarked(next)
  }
  return (
    <>
      <List
        label={t('review')}
        className="review"
        rows={grants}
        columns={columns}
        idOf={idOf}
        marking={
          saving === undefined
            ? undefined
            : {
                marked,
                onMark: mark,
                nameOf: (grant) => `${group(grant)} ${t('reviewReason', { reason: grant.reason })}`,
              }
        }
        empty={null}
      />
      {saving === undefined ? null : isAsked && chosen.length > 0 ? (
        <ChangeBar
          {...saving}
          isAsked
          ways={[
            {
              label: t('reviewRevoke', { count: chosen.length }),
              edits: chosen.map(({ id }) => ({ kind: 'revoke', id })),
            },
          ]}
          stands=""
          onMade={(made) => {
            setMarked(new Set())
            setAsked(false)
            saving.onMade(made)
          }}
          onForget={() => {
            setAsked(false)
            // Back to what was pressed, which is drawn again.
            requestAnimationFrame(() => acts.current?.querySelector('button')?.focus())
          }}
        />
      ) : (
        <div className={chosen.length === 0 ? 'row' : 'row review-acts'} ref={acts}>
          <Button off={chosen.length === 0} onClick={() => setAsked(true)}>
            {t('reviewRevoke', { count: chosen.length })}…
          </Button>
        </div>
      )}
    </>
  )
}
