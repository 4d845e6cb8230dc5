/** What was just saved, and the way back. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useReadAnew } from './change-bar.tsx'
import { type MadeChange, undoChange } from './queries.ts'

export const MadeNotice = ({ change, onClose }: { change: MadeChange; onClose: () => void }) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const undo = useMutation({ mutationFn: () => undoChange(change.id), onSuccess: readAnew })
  if (undo.error !== null)
    return (
      <Notice kind="att" announce="polite">
        {problem(undo.error)}
      </Notice>
    )
  if (undo.isSuccess)
    return (
      <Notice
        kind="ok"
        announce="polite"
        act={
          <Button small onClick={onClose}>
            {t('close')}
          </Button>
        }
      >
        {t('undone')}
      </Notice>
    )
  return (
    <Notice
      kind="ok"
      announce="polite"
      act={
        <Button small busy={undo.isPending} onClick={() => undo.mutate()}>
          {t('undo')}
        </Button>
      }
    >
      {t(change.changesDoors ? 'made' : 'madeQuietly')}
    </Notice>
  )
}
