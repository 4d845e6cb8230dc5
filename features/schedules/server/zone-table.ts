/** Reads the rules of a time zone from the runtime's time-zone database, once, into plain data. */
import type { ZoneTable } from '../core/index.ts'
import { instant, type Instant } from '@loge/kernel'
import { Temporal } from 'temporal-polyfill'

const NANOSECONDS_OF_A_MS = 1_000_000

/** `undefined` when the runtime does not know the zone. */
export const readZoneTable = (zone: string, from: Instant, until: Instant): ZoneTable | undefined => {
  let moment: Temporal.ZonedDateTime | null
  try {
    moment = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone)
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
  const offsets: { at: Instant; offsetMs: number }[] = []
  while (moment !== null && moment.epochMilliseconds < until) {
    offsets.push({
      at: instant(moment.epochMilliseconds),
      offsetMs: Math.round(moment.offsetNanoseconds / NANOSECONDS_OF_A_MS),
    })
    moment = moment.getTimeZoneTransition('next')
  }
  return { zone, offsets, coversUntil: until }
}
