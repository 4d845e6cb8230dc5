/**
 * A day and a time, typed in the house's order and by its clock, in the residence's own time: the browser's own control
 * has the browser's language, and its zone.
 */
import { useState } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { TextField } from './field.tsx'
import { type Bound, readTypedMoment, typeMoment } from './typed-moment.ts'
import { useNow } from './use-now.ts'

/** `undefined`: left empty. */
export type TypedMoment = number | undefined | 'unreadable'

interface MomentFieldProps {
  readonly label: string
  readonly value: TypedMoment
  /** Once something was typed to its end: on leaving the field, and on Enter. */
  readonly onChange: (at: TypedMoment) => void
  /** Where it begins or ends a period, a day alone means the whole day. */
  readonly bound?: Bound
  /** That of the pages when left out. */
  readonly timeZone?: string
  readonly hint?: string
  readonly error?: string | undefined
}

export const MomentField = ({ label, value, onChange, bound, hint, error, ...rest }: MomentFieldProps) => {
  const t = useTranslations('momentField')
  const ofPages = useTimeZone() ?? 'UTC'
  const timeZone = rest.timeZone ?? ofPages
  const now = useNow(60_000)
  const written = typeof value === 'number' ? typeMoment(value, timeZone, bound) : ''
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const text = typed ?? written
  const apply = () => {
    if (typed === undefined) return
    const at = typed.trim() === '' ? undefined : (readTypedMoment(typed, timeZone, bound) ?? 'unreadable')
    if (at !== 'unreadable') setTyped(undefined)
    if (at !== value) onChange(at)
  }
  return (
    <TextField
      label={label}
      autoComplete="off"
      inputMode="text"
      value={text}
      onChange={setTyped}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === 'Enter') apply()
      }}
      hint={hint ?? t(bound === undefined ? 'hint' : 'hintDay', { example: typeMoment(now, timeZone) })}
      error={value === 'unreadable' ? t(bound === undefined ? 'wrong' : 'wrongDay') : error}
    />
  )
}
