/** The name of a group, new or another: two of one name could not be told apart. */
import { Button, TextField } from '@loge/ui'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Grid } from './queries.ts'

interface NameFormProps {
  readonly grid: Grid
  /** The group that has this name already. */
  readonly own?: { readonly id: string; readonly name: string }
  readonly act: string
  readonly onName: (name: string) => void
  readonly onCancel: () => void
}

export const NameForm = ({ grid, own, act, onName, onCancel }: NameFormProps) => {
  const t = useTranslations('rights')
  const [name, setName] = useState(own?.name ?? '')
  const [isAsked, setAsked] = useState(false)
  const written = name.trim()
  const isTaken = grid.profiles.some((one) => one.id !== own?.id && one.name === written)
  const error = written === '' ? t('nameMissing') : isTaken ? t('nameTaken') : undefined
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (error === undefined && written !== own?.name) onName(written)
      }}
    >
      <TextField
        label={t('groupName')}
        value={name}
        maxLength={200}
        onChange={setName}
        error={isAsked ? error : undefined}
      />
      <div className="row">
        <Button kind="main" type="submit">
          {act}…
        </Button>
        <Button kind="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
