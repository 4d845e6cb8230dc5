/** What was just kept, and the way back. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'

export interface Undo {
  /** Tells one change from the next. */
  readonly at: number
  readonly run: () => Promise<unknown>
}

/** What a rule changes is asked for anew. */
export const useRulesChanged = () => {
  const queries = useQueryClient()
  return () =>
    Promise.all([['door-rules'], ['entrances']].map((queryKey) => queries.invalidateQueries({ queryKey })))
}

export const UndoNotice = ({ undo }: { undo: Undo }) => {
  const t = useTranslations('rules')
  const problem = useProblemText()
  const changed = useRulesChanged()
  const back = useMutation({ mutationFn: undo.run, onSuccess: changed })
  if (back.isSuccess)
    return (
      <Notice kind="ok" announce="polite">
        {t('undone')}
      </Notice>
    )
  return (
    <Notice
      kind={back.error === null ? 'ok' : 'att'}
      announce="polite"
      act={
        <Button small busy={back.isPending} onClick={() => back.mutate()}>
          {t('undo')}
        </Button>
      }
    >
      {back.error === null ? t('kept') : problem(back.error)}
    </Notice>
  )
}
