/** What was just saved, and the way back. */
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation } from '@tanstack/react-query'
import { type RefObject, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useReadAnew } from './change-bar.tsx'
import { type MadeChange, undoChange } from './queries.ts'

interface MadeNoticeProps {
  readonly change: MadeChange
  readonly onClose: () => void
}

const catchFocus = (box: HTMLElement | null): void => {
  if (document.activeElement === document.body) box?.focus({ preventScroll: true })
}

/**
 * What was pressed is gone with its form. The focus waits before the button, never on it: a second press of Enter must
 * not take back what the first one saved.
 */
export const MadeNotice = ({ change, onClose }: MadeNoticeProps) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => catchFocus(box.current), [])
  return (
    <div className="rights-made" tabIndex={-1} ref={box}>
      <Made change={change} onClose={onClose} box={box} />
    </div>
  )
}

const Made = ({
  change,
  onClose,
  box,
}: MadeNoticeProps & { readonly box: RefObject<HTMLDivElement | null> }) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const readAnew = useReadAnew()
  const undo = useMutation({ mutationFn: () => undoChange(change.id), onSuccess: readAnew })
  const isDone = undo.isSuccess || undo.error !== null
  useEffect(() => {
    if (isDone) catchFocus(box.current)
  }, [isDone, box])
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
