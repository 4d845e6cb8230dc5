/** A report as it is set up or changed: what, where, how often, to whom. */
import { Button, Notice, Section, Seg, Select, TextField, useProblemText } from '@loge/ui'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ReportInput } from './queries.ts'
import { Readers } from './readers.tsx'
import { useWeekdays } from './use-rhythm.ts'

interface Named {
  readonly id: string
  readonly name: string
}

export interface Countable extends Named {
  readonly filters: ReportInput['filters']
}

interface ReportFormProps {
  readonly title: string
  readonly start: ReportInput
  /** What can be counted: everything, and what was given a name. */
  readonly choices: readonly Countable[]
  readonly sites: readonly Named[]
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (input: ReportInput) => void
  readonly onCancel: () => void
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const
const MONTH_DAYS = Array.from({ length: 31 }, (_, index) => index + 1)
/** By a 24-hour clock, whatever the browser would make of it: 8:30, 08:30, 8h30. */
const CLOCK = /^([01]?\d|2[0-3])[:h]([0-5]\d)$/
const clockOf = (typed: string): string => typed.trim().replace('h', ':').padStart(5, '0')

const RHYTHMS = {
  day: { every: 'day' },
  week: { every: 'week', weekday: 1 },
  month: { every: 'month', day: 1 },
} as const satisfies Record<string, ReportInput['rhythm']>

export const ReportForm = ({
  title,
  start,
  choices,
  sites,
  busy,
  error,
  onSubmit,
  onCancel,
}: ReportFormProps) => {
  const t = useTranslations('reports')
  const problem = useProblemText()
  const [input, setInput] = useState(start)
  const [tried, setTried] = useState(false)
  const set = (part: Partial<ReportInput>) => setInput((before) => ({ ...before, ...part }))
  const chosen = choices.find(({ filters }) => JSON.stringify(filters) === JSON.stringify(input.filters))
  const missing = {
    name: input.name.trim() === '',
    time: !CLOCK.test(input.time.trim()),
    readers: input.readers.length === 0,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!Object.values(missing).some(Boolean))
      onSubmit({ ...input, name: input.name.trim(), time: clockOf(input.time) })
  }
  return (
    <Section title={title}>
      <form className="stack report-form" noValidate aria-label={title} onSubmit={submit}>
        {error === null ? null : (
          <Notice kind="att" announce="urgent">
            {problem(error)}
          </Notice>
        )}
        <Select
          label={t('what')}
          value={chosen?.id ?? ''}
          options={[
            ...(chosen === undefined ? [{ value: '', label: t('asItIs') }] : []),
            ...choices.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(id) => {
            const choice = choices.find((one) => one.id === id)
            if (choice !== undefined) set({ filters: choice.filters })
          }}
        />
        {choices.length > 1 ? null : (
          <p className="note">
            {t('viewsToo')} <Link to="/events">{t('toViews')}</Link>
          </p>
        )}
        <TextField
          label={t('name')}
          value={input.name}
          onChange={(name) => set({ name })}
          maxLength={80}
          autoComplete="off"
          error={tried && missing.name ? t('nameMissing') : undefined}
        />
        {sites.length > 1 ? (
          <Select
            label={t('site')}
            value={input.siteId}
            options={sites.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(siteId) => set({ siteId })}
          />
        ) : null}
        <Rhythm input={input} set={set} isTimeMissing={tried && missing.time} />
        <Readers
          chosen={input.readers}
          onChange={(readers) => set({ readers })}
          isMissing={tried && missing.readers}
        />
        <div className="row">
          <Button kind="main" type="submit" busy={busy}>
            {t('keep')}
          </Button>
          <Button kind="text" onClick={onCancel}>
            {t('cancel')}
          </Button>
        </div>
      </form>
    </Section>
  )
}

interface RhythmProps {
  readonly input: ReportInput
  readonly set: (part: Partial<ReportInput>) => void
  readonly isTimeMissing: boolean
}

const Rhythm = ({ input: { rhythm, time }, set, isTimeMissing }: RhythmProps) => {
  const t = useTranslations('reports')
  const weekday = useWeekdays()
  return (
    <>
      <div className="field">
        <span className="lbl">{t('often')}</span>
        <Seg
          label={t('often')}
          value={rhythm.every}
          options={(['day', 'week', 'month'] as const).map((value) => ({
            value,
            label: t(`every.${value}`),
          }))}
          onChange={(every) => set({ rhythm: RHYTHMS[every] })}
        />
      </div>
      <div className="report-when">
        {rhythm.every === 'week' ? (
          <Select
            label={t('weekday')}
            value={String(rhythm.weekday)}
            options={WEEKDAYS.map((day) => ({ value: String(day), label: weekday(day) }))}
            onChange={(day) => set({ rhythm: { every: 'week', weekday: Number(day) } })}
          />
        ) : null}
        {rhythm.every === 'month' ? (
          <Select
            label={t('monthDay')}
            hint={rhythm.day > 28 && rhythm.day < 31 ? t('monthHint') : undefined}
            value={String(rhythm.day)}
            options={MONTH_DAYS.map((day) => ({
              value: String(day),
              label: day === 31 ? t('lastOfMonth') : String(day),
            }))}
            onChange={(day) => set({ rhythm: { every: 'month', day: Number(day) } })}
          />
        ) : null}
        <TextField
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          placeholder="08:00"
          label={t('time')}
          value={time}
          onChange={(next) => set({ time: next })}
          error={isTimeMissing ? t('timeMissing') : undefined}
        />
      </div>
    </>
  )
}
