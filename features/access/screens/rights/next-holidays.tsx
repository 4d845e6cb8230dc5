/** The next three holidays by name, and which hours they have. */
import { writeHours } from '@loge/features/schedules/core'
import { useWords } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { useFormatter, useTranslations } from 'use-intl'
import { type Draft, holidaysAreSunday } from './draft.ts'
import { localTextOf } from './local-time.ts'
import { holidaysQuery, type Site } from './queries.ts'

const SHOWN = 3

export const NextHolidays = ({ site, draft, at }: { site: Site; draft: Draft; at: number }) => {
  const t = useTranslations('rights')
  const format = useFormatter()
  const words = useWords()
  const today = localTextOf(at, site.timeZone).slice(0, 10)
  const year = Number(today.slice(0, 4))
  const { data: these = [] } = useQuery(holidaysQuery(draft.calendar, site.holidayRegion, year))
  const { data: those = [] } = useQuery(holidaysQuery(draft.calendar, site.holidayRegion, year + 1))
  const next = [...these, ...those].filter(({ on }) => on >= today).slice(0, SHOWN)
  if (next.length === 0) return <p className="note">{t('noHolidays')}</p>
  const hours =
    draft.holidays === null || draft.holidays.length === 0
      ? t('never')
      : holidaysAreSunday(draft)
        ? t('asSunday')
        : writeHours(draft.holidays)
  return (
    <ul className="hol2" aria-label={t('nextHolidays')}>
      {next.map(({ on, code }) => (
        <li key={on}>
          <b>
            {format.dateTime(Date.parse(`${on}T12:00:00Z`), {
              weekday: 'short',
              day: 'numeric',
              month: 'short',
              timeZone: 'UTC',
            })}
          </b>
          <span>
            {words(`holiday.${code}`) ?? code}, {hours}
          </span>
        </li>
      ))}
    </ul>
  )
}
