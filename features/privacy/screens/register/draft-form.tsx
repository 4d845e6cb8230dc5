/** One part of the register, changed in its draft. */
import type { Register } from '@loge/features/law/core'
import { Button, Notice, useProblemText } from '@loge/ui'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { writeDraft } from './queries.ts'

export interface Draft {
  readonly content: Register
  /** Of the draft that is shown; null when what is in force is. */
  readonly hash: string | null
}

export interface Drafting extends Draft {
  readonly close: () => void
}

interface DraftFormProps extends Drafting {
  /** The register as it would be, or nothing while what was typed cannot stand. */
  readonly changed: () => Register | undefined
  readonly children: ReactNode
}

export const DraftForm = ({ hash, close, changed, children }: DraftFormProps) => {
  const t = useTranslations('registerDesk')
  const problem = useProblemText()
  const queries = useQueryClient()
  const save = useMutation({
    mutationFn: (content: Register) => writeDraft({ content, replaces: hash }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['register'] })
      close()
    },
  })
  return (
    <form
      className="stack rule-form"
      onSubmit={(event) => {
        event.preventDefault()
        const content = changed()
        if (content !== undefined) save.mutate(content)
      }}
    >
      {children}
      {save.error === null ? null : (
        <Notice kind="att" announce="urgent">
          {problem(save.error)}
        </Notice>
      )}
      <div className="row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
