/** What a schedule comes to in a month at this residence: holidays, exceptions and changes of the clock worked out. */
import { buttonClass, Fold, Loading } from '@loge/ui'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useFormatter, useTranslations } from 'use-intl'
import { instantOfLocal, localTextOf } from './local-time.ts'
import { intervalsQuery, type Site } from './queries.ts'
import type { RightsSearch } from './search.ts'

const nextMonth = (month: string, by: number): string => {
  const date = new Date(`${month}-01T00:00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + by)
  return date.toISOString().slice(0, 7)
}

interface MonthProps {
  readonly id: string
  readonly site: Site
  readonly search: RightsSearch
  /** The instant the page answers for. */
  readonly at: number
}

export const MonthSection = ({ id, site, search, at }: MonthProps) => {
  const t = useTranslations('rights')
  const format = useFormatter()
  const month = search.month ?? localTextOf(at, site.timeZone).slice(0, 7)
  const said = format.dateTime(Date.parse(`${month}-15T12:00:00Z`), {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const go = (by: number) => (
    <Link
      className={buttonClass('text', true)}
      to="/access"
      search={{ ...search, month: nextMonth(month, by) }}
      resetScroll={false}
    >
      {t(by < 0 ? 'monthBefore' : 'monthAfter')}
    </Link>
  )
  return (
    <div className="month">
      <Fold summary={t('month', { month: said })}>
        <p className="row">
          {go(-1)}
          {go(1)}
        </p>
        <Days id={id} site={site} month={month} />
      </Fold>
    </div>
  )
}

const Days = ({ id, site, month }: { id: string; site: Site; month: string }) => {
  const t = useTranslations('rights')
  const format = useFormatter()
  const startOf = (text: string) =>
    new Date(instantOfLocal(`${text}-01T00:00`, site.timeZone) ?? 0).toISOString()
  const span = { from: startOf(month), until: startOf(nextMonth(month, 1)) }
  const { data } = useQuery(intervalsQuery(id, site.id, span))
  if (data === undefined) return <Loading label={t('hours')} lines={6} />
  const time = (text: string) => localTextOf(Date.parse(text), site.timeZone)
  const rows = Map.groupBy(data.intervals, ({ from }) => time(from).slice(0, 10))
  if (rows.size === 0) return <p className="soft">{t('monthNever')}</p>
  return (
    <ul className="month-days">
      {[...rows].map(([on, intervals]) => (
        <li key={on}>
          <b>
            {format.dateTime(Date.parse(`${on}T12:00:00Z`), {
              weekday: 'short',
              day: 'numeric',
              timeZone: 'UTC',
            })}
          </b>
          <span>
            {intervals
              .map(({ from, until }) => {
                const end = time(until)
                const isNextDay = end.slice(0, 10) !== on && !end.endsWith('T00:00')
                const said = isNextDay && Date.parse(until) - Date.parse(from) > 86_400_000
                return `${time(from).slice(11)}–${said ? format.dateTime(Date.parse(until), { day: 'numeric', month: 'short' }) + ' ' : ''}${end.slice(11)}`
              })
              .join(', ')}
          </span>
        </li>
      ))}
    </ul>
  )
}
