/** From the first day to the last, whatever zone the browser is in. */
import { useFormatter } from 'use-intl'

export const useDays = () => {
  const format = useFormatter()
  return (first: string, last: string): string =>
    format.dateTimeRange(new Date(first), new Date(last), { dateStyle: 'long', timeZone: 'UTC' })
}
