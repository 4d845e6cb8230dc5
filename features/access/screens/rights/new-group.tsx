/** A new group is made by its name alone; its squares and its people follow. */
import { Notice, useProblemText } from '@loge/ui'
import { useTranslations } from 'use-intl'
import type { Saving } from './change-bar.tsx'
import { NameForm } from './name-form.tsx'
import type { Grid } from './queries.ts'
import { useMakeAtOnce } from './use-make-at-once.ts'

interface NewGroupProps {
  readonly grid: Grid
  readonly saving: Saving
  readonly onClose: () => void
  /** It is made: its squares and its people are next. */
  readonly onGroup: (name: string) => void
}

export const NewGroup = ({ grid, saving, onClose, onGroup }: NewGroupProps) => {
  const t = useTranslations('rights')
  const problem = useProblemText()
  const make = useMakeAtOnce(saving, (name) => {
    onClose()
    onGroup(name)
  })
  return (
    <div className="new-group">
      <NameForm
        label={t('groupName')}
        all={grid.profiles}
        act={t('newGroup')}
        isLast
        busy={make.isPending}
        onName={(name) =>
          make.mutate({
            name,
            edits: [{ kind: 'keepProfile', id: null, name, lines: [] }],
            reason: t('makeGroup', { group: name }),
          })
        }
        onCancel={onClose}
      />
      {make.error === null ? null : (
        <Notice kind="att" announce="polite">
          {problem(make.error)}
        </Notice>
      )}
    </div>
  )
}
