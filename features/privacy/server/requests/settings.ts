/** What an organization says of its requests, and the days by which they are counted. */
import { boundNamed, boundsOn, type Register } from '@loge/features/law/core'
import { hashOf, registerAt } from '@loge/features/law/server'
import { dayAt } from '@loge/features/reports/core'
import { describeHolidays, isHolidayRegion, type ZoneTable } from '@loge/features/schedules/core'
import { readZoneTable } from '@loge/features/schedules/server'
import { addDays, addMs, DAY_MS, formatCivilDay, type Instant, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { ClockSettings } from '../../core/index.ts'

export interface RequestSettings {
  readonly register: Register
  /** Of the register of the organization: which version of its notice holds now. */
  readonly noticeHash: string
  readonly organization: string
  readonly zone: ZoneTable
  readonly clock: ClockSettings
}

/** The organization has no clock of its own: it is that of its first site. */
const placeOf = async (transaction: Transaction) => {
  const { rows } = await sql<{ zone: string; region: string | null }>`
    select time_zone as zone, holiday_region as region from site order by id limit 1`.execute(transaction)
  return rows[0] ?? { zone: 'Europe/Paris', region: null }
}

const BACK_DAYS = 3 * 366
const AHEAD_DAYS = 2 * 366

const zoneNamed = (name: string, now: Instant): ZoneTable => {
  const [from, until] = [addMs(now, -BACK_DAYS * DAY_MS), addMs(now, AHEAD_DAYS * DAY_MS)]
  const zone = readZoneTable(name, from, until) ?? readZoneTable('UTC', from, until)
  if (zone === undefined) throw new Error('every runtime knows UTC')
  return zone
}

const daysOf = (own: number | null, law: number | undefined): number | undefined =>
  own === null ? law : Math.min(own, law ?? own)

const clockOf = (
  { clock, jurisdiction }: Register,
  { zone, region, now }: { readonly zone: ZoneTable; readonly region: string | null; readonly now: Instant },
): ClockSettings => {
  const today = dayAt(zone, now)
  const bounds = boundsOn(formatCivilDay(today))
  const { country } = jurisdiction
  const answer = boundNamed('request_answer', country, bounds)?.value
  const extension = boundNamed('request_extension', country, bounds)?.value
  // A country that counts in days is stricter or freer than a month by what the month is worth; the earlier of both holds.
  const ownLaw = country === 'CH' ? boundNamed('request_answer_ch', country, bounds)?.value : undefined
  const days = daysOf(clock.days, ownLaw?.unit === 'day' ? ownLaw.count : undefined)
  return {
    months: answer?.unit === 'month' ? answer.count : 1,
    extensionMonths: extension?.unit === 'month' ? extension.count : 2,
    pause: clock.pause,
    ...(days === undefined ? {} : { days }),
    ...(region !== null && isHolidayRegion(region)
      ? {
          holidays: new Set(
            describeHolidays(
              { region, added: [], removed: [] },
              addDays(today, -BACK_DAYS),
              addDays(today, AHEAD_DAYS),
            ).keys(),
          ),
        }
      : {}),
  }
}

export const readSettings = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  now: Instant,
): Promise<RequestSettings> => {
  const register = await registerAt(transaction, organizationId, now)
  const place = await placeOf(transaction)
  const { rows } = await sql<{ name: string }>`
    select name from organization where id = ${organizationId}`.execute(transaction)
  const zone = zoneNamed(place.zone, now)
  return {
    register,
    noticeHash: hashOf(register),
    organization: rows[0]?.name ?? '',
    zone,
    clock: clockOf(register, { zone, region: place.region, now }),
  }
}
