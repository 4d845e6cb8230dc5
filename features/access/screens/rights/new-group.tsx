/** A new group: a name first; its squares and its people follow. */
import { Button, Icon, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeBar, type Saving } from './change-bar.tsx'
import type { Grid } from './queries.ts'

export const NewGroup = ({ grid, saving }: { grid: Grid; saving: Saving }) => {
  const t = useTranslations('rights')
  const [name, setName] = useState<string | undefined>(undefined)
  const [isAsked, setAsked] = useState(false)
  const close = () => {
    setName(undefined)
    setAsked(false)
  }
  if (name === undefined)
    return (
      <p className="new-group">
        <Button onClick={() => setName('')}>
          <Icon name="plus" /> {t('newGroup')}
        </Button>
      </p>
    )
  const written = name.trim()
  const error = nameError(written, grid, undefined)
  if (isAsked && error === undefined)
    return (
      <div className="new-group">
        <ChangeBar
          {...saving}
          isAsked
          ways={[
            {
              label: t('makeGroup', { group: written }),
              edits: [{ kind: 'keepProfile', id: null, name: written, lines: [] }],
            },
          ]}
          stands=""
          onMade={(made) => {
            close()
            saving.onMade(made)
          }}
          onForget={close}
        />
      </div>
    )
  return (
    <form
      className="new-group stack"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
      }}
    >
      <TextField
        label={t('groupName')}
        value={name}
        maxLength={200}
        onChange={setName}
        error={isAsked && error !== undefined ? t(error) : undefined}
      />
      <div className="row">
        <Button kind="main" type="submit">
          {t('newGroup')}…
        </Button>
        <Button kind="text" onClick={close}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

/** Two groups of one name could not be told apart. */
export const nameError = (
  name: string,
  { profiles }: Grid,
  own: string | undefined,
): 'nameMissing' | 'nameTaken' | undefined => {
  if (name === '') return 'nameMissing'
  return profiles.some((one) => one.id !== own && one.name === name) ? 'nameTaken' : undefined
}
