/** Hours in words: what a schedule says in a line, what a square says aloud. */
import { stretchesOfWeek, type Week, writeHours } from '@loge/features/schedules/core'
import { useFormatter, useTranslations } from 'use-intl'

/** Monday of any week. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

export interface HoursWords {
  readonly weekday: (position: number, style?: 'long' | 'short') => string
  /** Mon–Fri 07:00–13:00 */
  readonly week: (week: Week) => string
}

export const useHoursWords = (): HoursWords => {
  const t = useTranslations('rights')
  const format = useFormatter()
  const weekday: HoursWords['weekday'] = (position, style = 'long') => {
    const name = format.dateTime(MONDAY + position * DAY_MS, { weekday: style, timeZone: 'UTC' })
    return name.charAt(0).toLocaleUpperCase() + name.slice(1)
  }
  return {
    weekday,
    week: (week) => {
      const stretches = stretchesOfWeek(week)
      if (stretches.length === 0) return t('never')
      return stretches
        .map(({ first, last, windows }) => {
          const hours = writeHours(windows)
          if (first === 1 && last === 7) return hours
          const days =
            first === last
              ? weekday(first - 1, 'short')
              : `${weekday(first - 1, 'short')}–${weekday(last - 1, 'short')}`
          return `${days} ${hours}`
        })
        .join('; ')
    },
  }
}
