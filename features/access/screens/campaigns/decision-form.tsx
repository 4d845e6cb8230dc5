/** One decision of several rights: why, until when, and, where rights change, first what that does. */
import { Button, DayField, isDay, Loading, Notice, TextField, type TypedDay, useProblemText } from '@loge/ui'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { PreviewList } from '../rights/preview-list.tsx'
import { useReadAnew } from '../rights/change-bar.tsx'
import type { Kind } from './item-list.tsx'
import { type Campaign, decide, decisionPreviewQuery, type Item } from './queries.ts'

interface DecisionFormProps {
  readonly campaign: Campaign
  readonly kind: Kind
  readonly items: readonly Item[]
  readonly onDone: (id: string, count: number) => void
  readonly onCancel: () => void
}

const SHORTEST_REASON = 3

export const DecisionForm = ({ campaign, kind, items, onDone, onCancel }: DecisionFormProps) => {
  const t = useTranslations('campaigns')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const form = useRef<HTMLFormElement>(null)
  // Whoever asked by a key goes on writing.
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const [reason, setReason] = useState('')
  const [lastDay, setLastDay] = useState<TypedDay>('')
  const [isTried, setTried] = useState(false)
  const numbers = items.map(({ number }) => number)
  const changes = kind !== 'keep'
  const asked = { items: numbers, decision: kind, lastDay: kind === 'end' && isDay(lastDay) ? lastDay : null }
  const isReady = kind === 'revoke' || (kind === 'end' && isDay(lastDay))
  const {
    data: preview,
    error,
    isFetching,
  } = useQuery({
    ...decisionPreviewQuery(campaign.id, asked),
    enabled: changes && isReady,
  })
  const isShort = reason.trim().length < SHORTEST_REASON
  const save = useMutation({
    mutationFn: () =>
      decide(campaign.id, {
        ...asked,
        reason: reason.trim(),
        basedOn: changes ? (preview?.basedOn ?? null) : null,
      }),
    onSuccess: ({ id, items: count }) => onDone(id, count),
    onError: readAnew,
  })
  const failed = save.error ?? error
  return (
    <form
      ref={form}
      className="stack preview"
      noValidate
      aria-label={t('preview')}
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isShort && (!changes || preview !== undefined)) save.mutate()
      }}
    >
      {kind === 'end' ? (
        <DayField
          label={t('lastDay')}
          value={lastDay}
          onChange={setLastDay}
          error={isTried && !isDay(lastDay) ? t('lastDayMissing') : undefined}
        />
      ) : null}
      {changes && isReady && error === null ? (
        preview === undefined ? (
          <Loading label={t('preview')} lines={3} />
        ) : (
          <PreviewList preview={preview} />
        )
      ) : null}
      <TextField
        label={t(kind === 'keep' ? 'whyKeep' : 'why')}
        value={reason}
        onChange={setReason}
        autoComplete="off"
        maxLength={500}
        error={isTried && isShort ? t('whyMissing') : undefined}
      />
      {failed === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(failed)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending || isFetching}>
          {t(`doIt.${kind}`, { count: items.length })}
        </Button>
        <Button kind="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
