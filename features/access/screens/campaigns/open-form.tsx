/** Opens a campaign: where, why, until which day, which rights, and who reviews them. */
import { Button, DayField, isDay, Notice, Select, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { siteQuery } from '../rights/queries.ts'
import { REVIEW_KINDS } from '../rights/search.ts'
import { type Campaign, CAMPAIGNS, openCampaign } from './queries.ts'
import { ReviewerFields } from './reviewer-fields.tsx'

const EVERYWHERE = 'everywhere'
const SHORTEST_REASON = 3
const COVERS = ['all', 'listed'] as const

export const OpenForm = ({ close }: { close: () => void }) => {
  const t = useTranslations('campaigns')
  const problem = useProblemText()
  const queries = useQueryClient()
  const go = useNavigate()
  const { data: sites } = useQuery(siteQuery)
  const [where, setWhere] = useState('')
  const [reason, setReason] = useState('')
  const [dueOn, setDueOn] = useState<TypedDay>('')
  const [covers, setCovers] = useState<(typeof COVERS)[number]>('all')
  const [reviewers, setReviewers] = useState<
    readonly Pick<Campaign['reviewers'][number], 'accountId' | 'buildingId'>[]
  >([])
  const [isTried, setTried] = useState(false)
  const all = sites?.data ?? []
  const siteIds = where === EVERYWHERE ? all.map(({ id }) => id) : [where === '' ? (all[0]?.id ?? '') : where]
  const isShort = reason.trim().length < SHORTEST_REASON
  const open = useMutation({
    mutationFn: openCampaign,
    onSuccess: async ({ opened }) => {
      await queries.invalidateQueries({ queryKey: CAMPAIGNS })
      const [first] = opened
      if (opened.length === 1 && first !== undefined)
        await go({ to: '/access/campaigns/$id', params: { id: first.id } })
      else close()
    },
  })
  const submit = () => {
    setTried(true)
    if (isShort || !isDay(dueOn)) return
    const kinds = covers === 'all' ? null : [...REVIEW_KINDS]
    open.mutate({ siteIds, reason: reason.trim(), dueOn, covers: kinds, reviewers: [...reviewers] })
  }
  return (
    <form
      className="stack campaign-form"
      noValidate
      aria-label={t('open')}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {all.length > 1 ? (
        <Select
          label={t('sites')}
          value={where === '' ? (all[0]?.id ?? '') : where}
          options={[
            ...all.map(({ id, name }) => ({ value: id, label: name })),
            { value: EVERYWHERE, label: t('everySite') },
          ]}
          onChange={(value) => {
            setWhere(value)
            setReviewers([])
          }}
        />
      ) : null}
      <TextField
        label={t('reason')}
        value={reason}
        onChange={setReason}
        autoComplete="off"
        maxLength={500}
        error={isTried && isShort ? t('reasonShort') : undefined}
      />
      <DayField
        label={t('dueOn')}
        value={dueOn}
        onChange={setDueOn}
        error={isTried && !isDay(dueOn) ? t('dueMissing') : undefined}
      />
      <Select
        label={t('covers')}
        value={covers}
        options={[
          { value: 'all', label: t('coversAll') },
          { value: 'listed', label: t('coversListed') },
        ]}
        onChange={setCovers}
      />
      <ReviewerFields
        siteId={where === EVERYWHERE ? undefined : siteIds[0]}
        reviewers={reviewers}
        onChange={setReviewers}
      />
      {open.error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(open.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={open.isPending}>
          {t('open')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
