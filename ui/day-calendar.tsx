/** One month to choose a day from, by pointer or by keys: arrows, Home, End, Page Up and Down; Escape leaves. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useFormatter, useTimeZone, useTranslations } from 'use-intl'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { addMonths, type DayBounds, moveBy, weeksOf, within } from './month-grid.ts'
import { type DayText, startOf } from './typed-day.ts'
import { useNow } from './use-now.ts'

interface DayCalendarProps extends DayBounds {
  readonly value: DayText | undefined
  readonly onChoose: (day: DayText) => void
  readonly onLeave: () => void
  /** What the day is for. */
  readonly describedBy: string
}

/** What the residence’s own calendar shows today. */
const useToday = (): DayText => {
  const timeZone = useTimeZone() ?? 'UTC'
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(useNow(60_000)) as DayText
}

const clamped = (day: DayText, { min, max }: DayBounds): DayText => {
  const side = within(day, { min, max })
  return (side === 'tooEarly' ? min : side === 'tooLate' ? max : day) ?? day
}

export const DayCalendar = ({ value, onChoose, onLeave, describedBy, ...bounds }: DayCalendarProps) => {
  const t = useTranslations('dayField')
  const format = useFormatter()
  const heading = useId()
  const today = useToday()
  const [at, setAt] = useState(() => clamped(value ?? today, bounds))
  const grid = useRef<HTMLDivElement>(null)
  // Only a key takes the focus along: the arrows of the month keep theirs.
  const follows = useRef(true)
  useEffect(() => {
    if (!follows.current) return
    follows.current = false
    grid.current?.querySelector<HTMLElement>('td [tabindex="0"]')?.focus()
  })
  const turn = (months: number) => setAt(clamped(addMonths(at, months), bounds))
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      event.stopPropagation()
      onLeave()
    }
    const isOnDay = event.target instanceof HTMLElement && event.target.closest('td') !== null
    const next = isOnDay ? moveBy(at, event.key, event.shiftKey) : undefined
    if (next === undefined) return
    event.preventDefault()
    follows.current = true
    setAt(clamped(next, bounds))
  }
  return (
    <div
      className="calendar"
      role="dialog"
      aria-label={t('calendar')}
      aria-describedby={describedBy}
      ref={grid}
    >
      <div className="row">
        <Button small kind="text" aria-label={t('monthBefore')} onClick={() => turn(-1)} onKeyDown={press}>
          <span className="turned">
            <Icon name="caret-right" small />
          </span>
        </Button>
        <span className="calendar-month" id={heading} aria-live="polite">
          {format.dateTime(startOf(at), { month: 'long', year: 'numeric', timeZone: 'UTC' })}
        </span>
        <Button small kind="text" aria-label={t('monthAfter')} onClick={() => turn(1)} onKeyDown={press}>
          <Icon name="caret-right" small />
        </Button>
      </div>
      <Month
        at={at}
        today={today}
        value={value}
        bounds={bounds}
        labelledBy={heading}
        onChoose={onChoose}
        onKeyDown={press}
      />
    </div>
  )
}

interface MonthProps {
  readonly at: DayText
  readonly today: DayText
  readonly value: DayText | undefined
  readonly bounds: DayBounds
  readonly labelledBy: string
  readonly onChoose: (day: DayText) => void
  readonly onKeyDown: (event: KeyboardEvent) => void
}

const Month = ({ at, today, value, bounds, labelledBy, onChoose, onKeyDown }: MonthProps) => {
  const format = useFormatter()
  const weeks = weeksOf(at)
  const say = (day: DayText, weekday: 'short' | 'long') =>
    format.dateTime(startOf(day), { weekday, timeZone: 'UTC' })
  const name = (day: DayText) => format.dateTime(startOf(day), { dateStyle: 'full', timeZone: 'UTC' })
  return (
    <table aria-labelledby={labelledBy}>
      <thead>
        <tr>
          {weeks[0]?.map((day) => (
            <th key={day} scope="col" abbr={say(day, 'long')}>
              {say(day, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]}>
            {week.map((day) => {
              const isOff = within(day, bounds) !== undefined
              return (
                <td key={day}>
                  <button
                    type="button"
                    className={day.slice(0, 7) === at.slice(0, 7) ? undefined : 'beside'}
                    tabIndex={day === at ? 0 : -1}
                    aria-label={name(day)}
                    aria-pressed={day === value}
                    aria-current={day === today ? 'date' : undefined}
                    aria-disabled={isOff ? true : undefined}
                    onKeyDown={onKeyDown}
                    onClick={() => {
                      if (!isOff) onChoose(day)
                    }}
                  >
                    {Number(day.slice(8))}
                  </button>
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
