/** A person answers for it that the fire is over: what an input in alarm still holds open locks again. */
import { Button, Notice, TextField, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { endFire, type FireInput, fireInputsQuery } from './queries.ts'

export const FireOver = ({ input: { siteId, entranceIds } }: { readonly input: FireInput }) => {
  const t = useTranslations('emergency.fire')
  const problem = useProblemText()
  const queries = useQueryClient()
  const [isOpen, setIsOpen] = useState(false)
  const [reason, setReason] = useState('')
  const end = useMutation({
    mutationFn: () => endFire({ siteId, entranceIds: [...entranceIds], reason }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: fireInputsQuery.queryKey })
      setIsOpen(false)
    },
  })
  if (!isOpen)
    return (
      <Button small onClick={() => setIsOpen(true)}>
        {t('over')}
      </Button>
    )
  return (
    <form
      className="stack"
      aria-label={t('over')}
      onSubmit={(event) => {
        event.preventDefault()
        end.mutate()
      }}
    >
      <Notice kind="att">{t('overText')}</Notice>
      <TextField label={t('overWhy')} value={reason} onChange={setReason} required minLength={3} />
      <div className="row">
        <Button kind="main" type="submit" busy={end.isPending}>
          {t('overDo', { count: entranceIds.length })}
        </Button>
        <Button kind="text" onClick={() => setIsOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
      {end.error === null ? null : <Notice kind="att">{problem(end.error)}</Notice>}
    </form>
  )
}
