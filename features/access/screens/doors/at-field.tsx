/** Another moment than now, typed in the house's order and by its clock: the browser's own control has its own language. */
import { readTypedMoment, TextField, typeMoment, useNow } from '@loge/ui'
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'

interface AtFieldProps {
  /** RFC 3339; `undefined`: now. */
  readonly onChange: (at: string | undefined) => void
}

export const AtField = ({ onChange }: AtFieldProps) => {
  const t = useTranslations('doors')
  const timeZone = useTimeZone() ?? 'UTC'
  const now = useNow(60_000)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState(false)
  const apply = () => {
    const at = readTypedMoment(text, timeZone)
    const isEmpty = text.trim() === ''
    setWrong(!isEmpty && at === undefined)
    if (isEmpty || at !== undefined) onChange(at === undefined ? undefined : new Date(at).toISOString())
  }
  return (
    <TextField
      label={t('whyAt')}
      autoComplete="off"
      value={text}
      onChange={setText}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply()
      }}
      hint={t('whyAtHint', { example: typeMoment(now, timeZone) })}
      error={wrong ? t('whyAtWrong') : undefined}
    />
  )
}
