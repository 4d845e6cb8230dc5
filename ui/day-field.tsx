/** A civil day, typed in the house's order or chosen from a calendar: the browser's own control has the browser's language. */
import { type FocusEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { DayCalendar } from './day-calendar.tsx'
import { Field } from './field.tsx'
import { Icon } from './icon.tsx'
import { type DayBounds, within } from './month-grid.ts'
import { type DayText, isDay, readTypedDay, type TypedDay, typeDay } from './typed-day.ts'

interface DayFieldProps extends DayBounds {
  readonly label: string
  readonly value: TypedDay
  /** With every key; `unreadable` as long as what is typed is no day of its bounds. */
  readonly onChange: (day: TypedDay) => void
  readonly hint?: ReactNode
  readonly error?: string | undefined
}

/** Where no form says better: the year 19 or 9999 is a slip, and no day of anybody. */
const FIRST: DayText = '1900-01-01'
const LAST: DayText = '2199-12-31'

/** What is typed, as a day or as the reason why it is none. */
const judge = (
  text: string,
  bounds: DayBounds,
): { readonly day: TypedDay; readonly slip?: 'wrong' | 'tooEarly' | 'tooLate' } => {
  if (text.trim() === '') return { day: '' }
  const day = readTypedDay(text)
  const slip = day === undefined ? 'wrong' : within(day, bounds)
  return slip === undefined ? { day: day ?? '' } : { day: 'unreadable', slip }
}

export const DayField = ({ label, value, onChange, hint, error, min = FIRST, max = LAST }: DayFieldProps) => {
  const t = useTranslations('dayField')
  const bounds = { min, max }
  const [typed, setTyped] = useState<string>()
  const [hasLeft, setLeft] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const opener = useRef<HTMLSpanElement>(null)
  const text = typed ?? (isDay(value) ? typeDay(value) : '')
  const { slip } = judge(text, bounds)
  const sayable = {
    wrong: () => t('wrong'),
    tooEarly: () => t('tooEarly', { day: typeDay(min) }),
    tooLate: () => t('tooLate', { day: typeDay(max) }),
  }
  const said = slip !== undefined && (hasLeft || error !== undefined) ? sayable[slip]() : error
  const settle = () => {
    setLeft(true)
    if (slip === undefined) setTyped(undefined)
  }
  const close = () => {
    setOpen(false)
    opener.current?.querySelector('button')?.focus()
  }
  const leave = ({ currentTarget, relatedTarget }: FocusEvent) => {
    if (!(relatedTarget instanceof Node) || !currentTarget.contains(relatedTarget)) setOpen(false)
  }
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={said}>
      {(ids) => (
        <div className="day-in" onBlur={leave}>
          <input
            className="in"
            autoComplete="off"
            placeholder={t('placeholder')}
            {...ids}
            value={text}
            onChange={({ target }) => {
              setTyped(target.value)
              setLeft(false)
              onChange(judge(target.value, bounds).day)
            }}
            onBlur={settle}
            onKeyDown={({ key }) => {
              if (key === 'Enter') settle()
            }}
          />
          <span ref={opener}>
            <Button
              kind="text"
              aria-label={t('open')}
              aria-describedby={`${ids.id}-label`}
              aria-haspopup="dialog"
              aria-expanded={isOpen}
              onClick={() => setOpen(!isOpen)}
            >
              <Icon name="calendar-blank" />
            </Button>
          </span>
          {isOpen ? (
            <DayCalendar
              {...bounds}
              value={isDay(value) ? value : undefined}
              describedBy={`${ids.id}-label`}
              onLeave={close}
              onChoose={(day) => {
                setTyped(undefined)
                onChange(day)
                close()
              }}
            />
          ) : null}
        </div>
      )}
    </Field>
  )
}
