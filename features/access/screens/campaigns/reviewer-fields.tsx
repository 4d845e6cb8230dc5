/** Who reviews: one person for the whole residence, and others for some of its buildings; or whoever manages the rights. */
import { Select } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { namedQuery } from '../emergency/queries.ts'
import { buildingsQuery } from '../residence/asked-in-panes.ts'
import type { Campaign } from './queries.ts'

type Reviewer = Pick<Campaign['reviewers'][number], 'accountId' | 'buildingId'>

interface ReviewerFieldsProps {
  readonly siteId: string | undefined
  readonly reviewers: readonly Reviewer[]
  readonly onChange: (reviewers: readonly Reviewer[]) => void
}

export const ReviewerFields = ({ siteId, reviewers, onChange }: ReviewerFieldsProps) => {
  const t = useTranslations('campaigns')
  const { data: accounts } = useQuery({ ...namedQuery, throwOnError: false })
  const { data: buildings = [] } = useQuery(buildingsQuery)
  const people = (accounts ?? [])
    .filter(({ status }) => status === 'active')
    .map(({ id, personName }) => ({ value: id, label: personName }))
  const chosen = (buildingId: string | null) =>
    reviewers.find((one) => one.buildingId === buildingId)?.accountId ?? ''
  const choose = (buildingId: string | null, accountId: string) => {
    if (buildingId === null && accountId === '') return onChange([])
    const others = reviewers.filter((one) => one.buildingId !== buildingId)
    onChange(accountId === '' ? others : [...others, { accountId, buildingId }])
  }
  return (
    <>
      <Select
        label={t('reviewer')}
        value={chosen(null)}
        options={[{ value: '', label: t('anybody') }, ...people]}
        onChange={(accountId) => choose(null, accountId)}
      />
      {chosen(null) === ''
        ? null
        : buildings
            .filter((building) => siteId !== undefined && building.siteId === siteId)
            .map(({ id, name }) => (
              <Select
                key={id}
                label={t('reviewerOf', { building: name })}
                value={chosen(id)}
                options={[{ value: '', label: t('nobodyElse') }, ...people]}
                onChange={(accountId) => choose(id, accountId)}
              />
            ))}
    </>
  )
}
