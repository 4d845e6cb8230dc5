/** Another moment than now. */
import { MomentField, type TypedMoment, typeMoment, useNow } from '@loge/ui'
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'

/** RFC 3339; `undefined`: now; `null`: what was typed cannot be read, so that nothing is asked and nothing answered. */
export type AskedAt = string | undefined | null

interface AtFieldProps {
  /** Where two of them stand in one pane. */
  readonly label?: string
  readonly onChange: (at: AskedAt) => void
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
        onChange(next === 'unreadable' ? null : next === undefined ? next : new Date(next).toISOString())
      }}
      hint={t('whyAtHint', { example: typeMoment(now, timeZone) })}
    />
  )
}
