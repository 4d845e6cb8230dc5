/** "Every Monday at 08:00": a rhythm as people say it. */
import { useFormatter, useTranslations } from 'use-intl'
import type { ReportInput } from './queries.ts'

/** 1 January 2024 was a Monday. */
export const useWeekdays = (): ((weekday: number) => string) => {
  const format = useFormatter()
  return (weekday) => format.dateTime(Date.UTC(2024, 0, weekday), { weekday: 'long', timeZone: 'UTC' })
}

export const useRhythm = (): ((report: Pick<ReportInput, 'rhythm' | 'time'>) => string) => {
  const t = useTranslations('reports.rhythm')
  const weekday = useWeekdays()
  return ({ rhythm, time }) => {
    if (rhythm.every === 'day') return t('day', { time })
    if (rhythm.every === 'week') return t('week', { weekday: weekday(rhythm.weekday), time })
    return rhythm.day === 31 ? t('lastDay', { time }) : t('month', { day: rhythm.day, time })
  }
}
