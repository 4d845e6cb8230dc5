/** Ends everything somebody can open at once, with a reason, and gives it back. */
import { Button, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { accessOfQuery } from '../residence/asked-in-panes.ts'
import { restorePerson, suspendPerson } from './queries.ts'
import { useMay } from './use-may.ts'

export const Block = ({ personId }: { personId: string }) => {
  const t = useTranslations('resident')
  const problem = useProblemText()
  const queries = useQueryClient()
  const may = useMay('access.manage')
  const { data } = useQuery(accessOfQuery(personId))
  const [isAsking, setAsking] = useState(false)
  const refresh = async () => {
    await queries.invalidateQueries({ queryKey: ['people', personId] })
    setAsking(false)
  }
  const block = useMutation({
    mutationFn: (reason: string) => suspendPerson(personId, reason),
    onSuccess: refresh,
  })
  const restore = useMutation({ mutationFn: () => restorePerson(personId), onSuccess: refresh })
  const error = block.error ?? restore.error
  if (data === undefined) return null
  return (
    <div className="stack" aria-live="polite">
      {error === null ? null : <Notice kind="att">{problem(error)}</Notice>}
      {data.suspended ? (
        <Notice
          kind="bad"
          act={
            may ? (
              <Button small busy={restore.isPending} onClick={() => restore.mutate()}>
                {t('restore')}
              </Button>
            ) : undefined
          }
        >
          <b>{t('blockedTitle')}</b> {t('blockedText')}
        </Notice>
      ) : !may ? null : isAsking ? (
        <WhyBlock isBusy={block.isPending} block={block.mutate} leave={() => setAsking(false)} />
      ) : (
        <div className="row">
          <Button kind="danger" onClick={() => setAsking(true)}>
            {t('blockEverything')}
          </Button>
        </div>
      )}
    </div>
  )
}

interface WhyBlockProps {
  readonly isBusy: boolean
  readonly block: (reason: string) => void
  readonly leave: () => void
}

const SHORTEST_REASON = 3

const WhyBlock = ({ isBusy, block, leave }: WhyBlockProps) => {
  const t = useTranslations('resident')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const isShort = reason.trim().length < SHORTEST_REASON
  return (
    <form
      className="stack boxed"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!isShort) block(reason.trim())
      }}
    >
      <p className="fact">{t('blockLead')}</p>
      <TextField
        label={t('blockReason')}
        value={reason}
        onChange={setReason}
        maxLength={500}
        error={tried && isShort ? t('reasonShort') : undefined}
      />
      <div className="row">
        <Button kind="danger-fill" type="submit" busy={isBusy}>
          {t('block')}
        </Button>
        <Button onClick={leave}>{t('leave')}</Button>
      </div>
    </form>
  )
}
