/** How a moment is said: the site's time zone, a 24-hour clock, relative only under an hour. */
import { type DateTimeFormatOptions, useFormatter, useLocale, useTranslations } from 'use-intl'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export interface Moments {
  /** 09:42 */
  readonly time: (at: number) => string
  /** 09:42:07 */
  readonly second: (at: number) => string
  /** Thursday 5 November */
  readonly day: (at: number) => string
  /** 12 March 2021 */
  readonly date: (at: number) => string
  /** 12 March 2021, of a civil day written 2021-03-12: the same day in every time zone. */
  readonly civilDay: (day: string) => string
  /** 5 Nov */
  readonly shortDay: (at: number) => string
  /** The time alone today, with the day otherwise. */
  readonly when: (at: number, now: number) => string
  /** 5 Nov, 09:42, also today: where a line must not lose its day. */
  readonly dayAndTime: (at: number) => string
  /** until 09:42; until 5 Nov, 09:42: in French the day asks for another word than the hour. */
  readonly until: (at: number, now: number) => string
  /** from 09:42; from 5 Nov, 09:42 */
  readonly from: (at: number, now: number) => string
  /** at 09:42; on 5 Nov, 09:42 */
  readonly on: (at: number, now: number) => string
  /** now, 6 min, 09:18, 5 Nov */
  readonly ago: (at: number, now: number) => string
}

/** The first of a month is an ordinal in French: 1er décembre. */
export const firstOfMonth = (said: string): string => said.replace(/(^|\s)1(?=\s\p{L})/u, '$11er')

export const useMoments = (): Moments => {
  const format = useFormatter()
  const isFrench = useLocale().startsWith('fr')
  const t = useTranslations('moment')
  const say = (at: number, options: DateTimeFormatOptions) => {
    const said = format.dateTime(at, options)
    return isFrench ? firstOfMonth(said) : said
  }
  const time = (at: number) => say(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  // English puts a comma after the weekday in some engines and not in others.
  const day = (at: number) => say(at, { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
  const shortDay = (at: number) => say(at, { day: 'numeric', month: 'short' })
  const isSameDay = (one: number, other: number) => day(one) === day(other) && Math.abs(one - other) < 2 * DAY
  const dayAndTime = (at: number) => t('dayAndTime', { day: shortDay(at), time: time(at) })
  const when = (at: number, now: number) => (isSameDay(at, now) ? time(at) : dayAndTime(at))
  return {
    time,
    second: (at) => say(at, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }),
    day,
    date: (at) => say(at, { day: 'numeric', month: 'long', year: 'numeric' }),
    civilDay: (civil) =>
      say(Date.parse(`${civil.slice(0, 10)}T00:00:00Z`), {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      }),
    shortDay,
    when,
    dayAndTime,
    until: (at, now) =>
      isSameDay(at, now) ? t('untilTime', { time: time(at) }) : t('untilDay', { moment: dayAndTime(at) }),
    from: (at, now) =>
      isSameDay(at, now) ? t('fromTime', { time: time(at) }) : t('fromDay', { moment: dayAndTime(at) }),
    on: (at, now) =>
      isSameDay(at, now) ? t('atTime', { time: time(at) }) : t('onDay', { moment: dayAndTime(at) }),
    ago: (at, now) => {
      const past = now - at
      if (past < MINUTE) return t('now')
      if (past < HOUR) return t('minutes', { count: Math.floor(past / MINUTE) })
      return isSameDay(at, now) ? time(at) : shortDay(at)
    },
  }
}
