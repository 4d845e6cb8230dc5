/** Closes a campaign for good; with something undecided only after saying why. */
import { Button, Notice, Section, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Campaign, CAMPAIGNS, closeCampaign } from './queries.ts'

const SHORTEST_REASON = 3

export const CloseForm = ({ campaign }: { campaign: Campaign }) => {
  const t = useTranslations('campaigns')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [isAsked, setAsked] = useState(false)
  const [isTried, setTried] = useState(false)
  const [reason, setReason] = useState('')
  const open = campaign.counts.open ?? 0
  const isShort = open > 0 && reason.trim().length < SHORTEST_REASON
  const close = useMutation({
    mutationFn: () => closeCampaign(campaign.id, open > 0 ? reason.trim() : null),
    onSettled: () => queries.invalidateQueries({ queryKey: CAMPAIGNS }),
  })
  return (
    <Section title={t('close')} note={t('closeNote')}>
      {isAsked ? (
        <form
          className="stack campaign-form"
          aria-label={t('close')}
          onSubmit={(event) => {
            event.preventDefault()
            setTried(true)
            if (!isShort) close.mutate()
          }}
        >
          <p>{open > 0 ? t('closeLeft', { count: open }) : t('closeReady')}</p>
          {open > 0 ? (
            <TextField
              label={t('closeWhy')}
              value={reason}
              onChange={setReason}
              autoComplete="off"
              maxLength={500}
              error={isTried && isShort ? t('reasonShort') : undefined}
            />
          ) : null}
          {close.error === null ? null : (
            <Notice kind="att" announce="polite">
              {problem(close.error)}
            </Notice>
          )}
          <div className="row">
            <Button kind="main" type="submit" busy={close.isPending}>
              {t('closeFor')}
            </Button>
            <Button kind="text" onClick={() => setAsked(false)}>
              {t('cancel')}
            </Button>
          </div>
        </form>
      ) : (
        <Button onClick={() => setAsked(true)}>{t('close')}…</Button>
      )}
    </Section>
  )
}
