/** The civil days of a time zone, for counting periods where a person or a residence has their days. */
import { asCivilDay, DAY_MS, HOUR_MS, instant, type Instant } from '@loge/kernel'
import type { Calendar } from '../core/index.ts'

export const calendarOf = (timeZone: string): Calendar => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  const dayOf = (at: Instant) => asCivilDay(Date.parse(`${format.format(at)}T00:00:00Z`) / DAY_MS)
  return {
    dayOf,
    // A day begins within 14 hours of its UTC midnight; it may begin after its midnight, where clocks skip that.
    startOf: (day) => {
      let [before, from] = [day * DAY_MS - 15 * HOUR_MS, day * DAY_MS + 15 * HOUR_MS]
      while (from - before > 1) {
        const middle = Math.floor((before + from) / 2)
        if (dayOf(instant(middle)) >= day) from = middle
        else before = middle
      }
      return instant(from)
    },
  }
}
