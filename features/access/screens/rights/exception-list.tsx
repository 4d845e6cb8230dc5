/** Dates with hours of their own, or none: they replace the week and the holidays. */
import { readHours, writeHours } from '@loge/features/schedules/core'
import { Button, DayField, Fold, isDay, TextField, type TypedDay } from '@loge/ui'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import type { Draft, DraftException } from './draft.ts'

interface ExceptionListProps {
  readonly draft: Draft
  readonly onChange: ((draft: Draft) => void) | undefined
}

export const ExceptionList = ({ draft, onChange }: ExceptionListProps) => {
  const t = useTranslations('rights')
  const format = useFormatter()
  const day = (on: string) =>
    format.dateTime(Date.parse(`${on}T12:00:00Z`), { dateStyle: 'medium', timeZone: 'UTC' })
  const { exceptions } = draft
  if (exceptions.length === 0 && onChange === undefined) return null
  return (
    <div className="month">
      <Fold summary={t('exceptions', { count: exceptions.length })}>
        <ul className="members">
          {exceptions.map(({ firstOn, lastOn, windows }, index) => (
            <li key={firstOn}>
              <span>
                <b>
                  {firstOn === lastOn
                    ? day(firstOn)
                    : t('fromUntil', { from: day(firstOn), until: day(lastOn) })}
                </b>{' '}
                {windows.length === 0 ? t('never') : writeHours(windows)}
              </span>
              {onChange === undefined ? null : (
                <Button
                  small
                  aria-label={t('removeException', { day: day(firstOn) })}
                  onClick={() =>
                    onChange({
                      ...draft,
                      exceptions: exceptions.filter((_own, position) => position !== index),
                    })
                  }
                >
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {onChange === undefined ? null : (
          <AddException
            taken={exceptions}
            onAdd={(added) =>
              onChange({
                ...draft,
                exceptions: [...exceptions, added].toSorted((one, other) =>
                  one.firstOn.localeCompare(other.firstOn),
                ),
              })
            }
          />
        )}
      </Fold>
    </div>
  )
}

interface AddExceptionProps {
  readonly taken: readonly DraftException[]
  readonly onAdd: (exception: DraftException) => void
}

const AddException = ({ taken, onAdd }: AddExceptionProps) => {
  const t = useTranslations('rights')
  const [firstOn, setFirstOn] = useState<TypedDay>('')
  const [lastOn, setLastOn] = useState<TypedDay>('')
  const [hours, setHours] = useState('')
  const [isAsked, setAsked] = useState(false)
  const last = lastOn === '' ? firstOn : lastOn
  const read = readHours(hours.trim().toLocaleLowerCase() === t('never') ? '' : hours)
  const overlaps = taken.some((one) => one.firstOn <= last && firstOn <= one.lastOn)
  const isReadable = isDay(firstOn) && isDay(last)
  const dates =
    !isReadable || last < firstOn ? t('exceptionDates') : overlaps ? t('exceptionTaken') : undefined
  const said = read.ok ? undefined : t(`typed.${read.refusal.code}`, { piece: read.refusal.piece })
  return (
    <div className="exception">
      <DayField
        label={t('exceptionFirst')}
        value={firstOn}
        onChange={setFirstOn}
        error={isAsked ? dates : undefined}
      />
      <DayField label={t('exceptionLast')} value={lastOn} onChange={setLastOn} />
      <TextField
        label={t('exceptionHours')}
        value={hours}
        placeholder={t('never')}
        onChange={setHours}
        error={said}
      />
      <Button
        onClick={() => {
          setAsked(true)
          if (dates !== undefined || !read.ok) return
          onAdd({ firstOn, lastOn: last, windows: read.value })
          setFirstOn('')
          setLastOn('')
          setHours('')
          setAsked(false)
        }}
      >
        {t('addException')}
      </Button>
    </div>
  )
}
