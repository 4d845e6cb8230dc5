/** Another moment than now. */
import { MomentField, type TypedMoment, typeMoment, useNow } from '@loge/ui'
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'

interface AtFieldProps {
  /** Where two of them stand in one pane. */
  readonly label?: string
  /** RFC 3339; `undefined`: now. */
  readonly onChange: (at: string | undefined) => void
}

export const AtField = ({ label, onChange }: AtFieldProps) => {
  const t = useTranslations('doors')
  const timeZone = useTimeZone() ?? 'UTC'
  const now = useNow(60_000)
  const [at, setAt] = useState<TypedMoment>(undefined)
  return (
    <MomentField
      label={label ?? t('whyAt')}
      value={at}
      onChange={(next) => {
        setAt(next)
        if (next !== 'unreadable') onChange(next === undefined ? undefined : new Date(next).toISOString())
      }}
      hint={t('whyAtHint', { example: typeMoment(now, timeZone) })}
    />
  )
}
