/** Wall-clock time of the residence, as a `datetime-local` field writes it, whatever zone the browser is in. */

const partsAt = (at: number, timeZone: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  )

/** `2026-11-05T09:42` */
export const localTextOf = (at: number, timeZone: string): string => {
  const { year, month, day, hour, minute } = partsAt(at, timeZone)
  return `${year}-${month}-${day}T${hour}:${minute}`
}

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/

/** The instant at which the local clock shows this; in the night that skips it, the one an hour later. */
export const instantOfLocal = (text: string, timeZone: string): number | undefined => {
  const asUtc = LOCAL.test(text) ? Date.parse(`${text}Z`) : Number.NaN
  if (Number.isNaN(asUtc)) return undefined
  const offsetAt = (at: number) => Date.parse(`${localTextOf(at, timeZone)}Z`) - at
  const first = asUtc - offsetAt(asUtc)
  return asUtc - offsetAt(first)
}

/** The minute of the local day and the weekday, Monday first. */
export const placeInWeek = (
  at: number,
  timeZone: string,
): { readonly day: number; readonly minute: number } => {
  const local = new Date(`${localTextOf(at, timeZone)}Z`)
  return { day: (local.getUTCDay() + 6) % 7, minute: local.getUTCHours() * 60 + local.getUTCMinutes() }
}
