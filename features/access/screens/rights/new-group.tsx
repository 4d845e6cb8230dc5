/** A new group: a name first; its squares and its people follow. */
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving } from './change-bar.tsx'
import { NameForm } from './name-form.tsx'
import type { Grid } from './queries.ts'

interface NewGroupProps {
  readonly grid: Grid
  readonly saving: Saving
  readonly onClose: () => void
  /** It is made: its squares and its people are next. */
  readonly onGroup: (name: string) => void
}

export const NewGroup = ({ grid, saving, onClose, onGroup }: NewGroupProps) => {
  const t = useTranslations('rights')
  const [name, setName] = useState<string | undefined>(undefined)
  return (
    <div className="new-group">
      {name === undefined ? (
        <NameForm
          label={t('groupName')}
          all={grid.profiles}
          act={t('newGroup')}
          onName={setName}
          onCancel={onClose}
        />
      ) : (
        <ChangeBar
          {...saving}
          isAsked
          ways={[
            {
              label: t('makeGroup', { group: name }),
              edits: [{ kind: 'keepProfile', id: null, name, lines: [] }],
            },
          ]}
          stands=""
          onMade={(made) => {
            onClose()
            saving.onMade(made)
            onGroup(name)
          }}
          onForget={onClose}
        />
      )}
    </div>
  )
}
