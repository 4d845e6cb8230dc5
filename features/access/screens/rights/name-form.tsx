/** The name of a group or a schedule, new or another: two of one name could not be told apart. */
import { Button, TextField } from '@loge/ui'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'

interface Named {
  readonly id: string
  readonly name: string
}

interface NameFormProps {
  readonly label: string
  /** Whatever has a name of this kind. */
  readonly all: readonly Named[]
  /** What has this name already. */
  readonly own?: Named
  readonly act: string
  /** Nothing is asked after it. */
  readonly isLast?: boolean
  readonly busy?: boolean
  readonly onName: (name: string) => void
  readonly onCancel: () => void
}

export const NameForm = ({ label, all, own, act, isLast = false, busy, onName, onCancel }: NameFormProps) => {
  const t = useTranslations('rights')
  const [name, setName] = useState(own?.name ?? '')
  const [isAsked, setAsked] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector('input')?.focus(), [])
  const written = name.trim()
  const isTaken = all.some((one) => one.id !== own?.id && one.name === written)
  const error = written === '' ? t('nameMissing') : isTaken ? t('nameTaken') : undefined
  return (
    <form
      ref={form}
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        setAsked(true)
        if (error === undefined && written !== own?.name) onName(written)
      }}
    >
      <TextField
        label={label}
        value={name}
        maxLength={200}
        onChange={setName}
        error={isAsked ? error : undefined}
      />
      <div className="row">
        <Button kind="main" type="submit" busy={busy === true}>
          {isLast ? act : `${act}…`}
        </Button>
        <Button kind="text" onClick={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
