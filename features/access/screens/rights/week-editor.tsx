/** A week of hours: bars to draw and text to type, one row a day, one for holidays. Both say the same at any time. */
import { endOf, readHours, type Window, writeHours } from '@loge/features/schedules/core'
import { Mark } from '@loge/ui'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { DayTrack } from './day-track.tsx'
import { type Draft, holidaysAreSunday, SUNDAY, withDay } from './draft.ts'
import { useHoursWords } from './use-hours-words.ts'

interface WeekEditorProps {
  readonly draft: Draft
  /** Left out: to be read only. */
  readonly onChange?: ((draft: Draft) => void) | undefined
  readonly now?: { readonly day: number; readonly minute: number } | undefined
}

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21, 24]

const tailsOf = (windows: readonly Window[]): readonly Window[] =>
  windows.filter((window) => endOf(window) > 1_440)

export const WeekEditor = ({ draft, onChange, now }: WeekEditorProps) => {
  const t = useTranslations('rights')
  const words = useHoursWords()
  return (
    <div className="ed">
      <div className="hours" aria-hidden="true">
        <span />
        <div>
          {HOURS.map((hour) => (
            <span key={hour}>{hour}</span>
          ))}
        </div>
        <span>{onChange === undefined ? '' : t('typeTimes')}</span>
      </div>
      {draft.week.map((windows, day) => (
        <DayRow
          key={day}
          label={words.weekday(day)}
          windows={windows}
          tails={tailsOf(draft.week[(day + 6) % 7] ?? [])}
          nowAt={now?.day === day ? now.minute : undefined}
          onChange={onChange === undefined ? undefined : (next) => onChange(withDay(draft, day, next))}
        />
      ))}
      <HolidayRow draft={draft} onChange={onChange} />
    </div>
  )
}

const HolidayRow = ({ draft, onChange }: Pick<WeekEditorProps, 'draft' | 'onChange'>) => {
  const t = useTranslations('rights')
  const said = {
    [t('anyDay').toLocaleLowerCase()]: null,
    [t('asSunday').toLocaleLowerCase()]: draft.week[SUNDAY] ?? [],
  }
  const written = draft.holidays === null ? t('anyDay') : holidaysAreSunday(draft) ? t('asSunday') : undefined
  return (
    <DayRow
      label={t('holidays')}
      windows={draft.holidays ?? []}
      tails={[]}
      said={said}
      written={written}
      className="hol"
      hint={
        onChange === undefined ? undefined : t('holidaysHint', { sunday: t('asSunday'), any: t('anyDay') })
      }
      onChange={onChange === undefined ? undefined : (holidays) => onChange({ ...draft, holidays })}
    />
  )
}

interface DayRowProps<Hours> {
  readonly label: string
  readonly windows: readonly Window[]
  readonly tails: readonly Window[]
  readonly nowAt?: number | undefined
  readonly onChange: ((windows: readonly Window[] | Hours) => void) | undefined
  /** Words that stand for hours here. */
  readonly said?: Readonly<Record<string, readonly Window[] | Hours>>
  readonly written?: string | undefined
  readonly className?: string
  readonly hint?: string | undefined
}

const DayRow = <Hours extends null = never>(props: DayRowProps<Hours>) => {
  const { label, windows, tails, nowAt, onChange, said = {}, written, className = '', hint } = props
  const t = useTranslations('rights')
  const id = useId()
  /** What is being typed, kept as typed until it is left. */
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const never = t('never').toLocaleLowerCase()
  const meaning = (text: string) => {
    const word = text.trim().toLocaleLowerCase()
    const known = said[word]
    if (known !== undefined) return { ok: true as const, value: known }
    return readHours(word === never ? '' : text)
  }
  const read = typed === undefined ? undefined : meaning(typed)
  const problem = read?.ok === false ? read.refusal : undefined
  const text = written ?? (windows.length === 0 ? t('never') : writeHours(windows))
  return (
    <div className={`day ${className}`}>
      <label className="dn2" htmlFor={onChange === undefined ? undefined : id}>
        {label}
      </label>
      <DayTrack label={label} windows={windows} tails={tails} nowAt={nowAt} onChange={onChange} />
      {onChange === undefined ? (
        <span className="dense">{text}</span>
      ) : (
        <div>
          <input
            className="in"
            id={id}
            value={typed ?? text}
            aria-invalid={problem === undefined ? undefined : true}
            aria-describedby={
              problem === undefined ? (hint === undefined ? undefined : `${id}-h`) : `${id}-e`
            }
            onChange={(event) => {
              setTyped(event.target.value)
              const next = meaning(event.target.value)
              if (next.ok) onChange(next.value)
            }}
            onBlur={() => {
              if (problem === undefined) setTyped(undefined)
            }}
          />
          {problem === undefined ? null : (
            <p className="err" id={`${id}-e`} role="alert">
              <Mark kind="att" />
              <span>{t(`typed.${problem.code}`, { piece: problem.piece })}</span>
            </p>
          )}
          {hint === undefined ? null : (
            <p className="hint" id={`${id}-h`}>
              {hint}
            </p>
          )}
        </div>
      )}
    </div>
  )
}
