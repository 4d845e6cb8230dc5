/** Who reviews a campaign, and naming others. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Campaign, CAMPAIGNS, nameReviewers } from './queries.ts'
import { ReviewerFields } from './reviewer-fields.tsx'
import { useBuildingName } from './use-campaign-words.ts'

export const useReviewerWords = () => {
  const t = useTranslations('campaigns')
  const buildingName = useBuildingName()
  return ({ reviewers }: Campaign): string =>
    reviewers.length === 0
      ? t('reviewersAnybody')
      : t('reviewers', {
          names: reviewers
            .map(({ name: known, buildingId, mayReview }) => {
              const who = known ?? t('somebody')
              const name = mayReview ? who : t('lostRight', { name: who })
              return buildingId === null
                ? name
                : t('ofBuilding', { name, building: buildingName(buildingId) ?? '…' })
            })
            .join(', '),
        })
}

type Named = Parameters<typeof nameReviewers>[2]

export const Reviewers = ({ campaign, mayChange }: { campaign: Campaign; mayChange: boolean }) => {
  const t = useTranslations('campaigns')
  const problem = useProblemText()
  const queries = useQueryClient()
  const words = useReviewerWords()
  const [changed, setChanged] = useState<Parameters<typeof nameReviewers>[1] | undefined>(undefined)
  const [seen, setSeen] = useState<Named>([])
  const save = useMutation({
    mutationFn: () => nameReviewers(campaign.id, changed ?? [], seen),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: CAMPAIGNS })
      setChanged(undefined)
    },
  })
  const named = (): Named =>
    campaign.reviewers.map(({ accountId, buildingId }) => ({ accountId, buildingId }))
  if (changed === undefined)
    return (
      <p className="campaign-reviewers">
        {words(campaign)}{' '}
        {mayChange ? (
          <Button
            kind="text"
            small
            onClick={() => {
              setSeen(named())
              setChanged(named())
            }}
          >
            {t('reviewersChange')}
          </Button>
        ) : null}
      </p>
    )
  return (
    <div className="stack campaign-form">
      <ReviewerFields
        siteId={campaign.siteId}
        reviewers={changed}
        onChange={(reviewers) => setChanged([...reviewers])}
      />
      {save.error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button busy={save.isPending} onClick={() => save.mutate()}>
          {t('reviewersSave')}
        </Button>
        <Button kind="text" onClick={() => setChanged(undefined)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
