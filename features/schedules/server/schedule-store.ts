/** Reads and writes schedules: one current version each, and the superseded ones with their period. */
import type { HolidayCalendarId, Instant, OrganizationId, ScheduleId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { Effect, ScheduleDefinition } from '../core/index.ts'
import type { ScheduleTables } from './tables.ts'

export interface StoredSchedule {
  readonly id: ScheduleId
  readonly name: string
  readonly revision: number
  /** `null`: the calendar of the site. */
  readonly calendarId: HolidayCalendarId | null
  readonly definition: ScheduleDefinition
  readonly validFrom: Instant
  readonly retiredAt: Instant | null
}

export interface ScheduleFilter {
  readonly ids?: readonly ScheduleId[]
  /** The version that held then; left out: the current one. */
  readonly asOf?: Instant
  readonly effect?: Effect | undefined
  readonly withRetired?: boolean
  readonly after?: ScheduleId | undefined
  readonly limit?: number
}

export const loadSchedules = async (
  transaction: Transaction,
  { ids, asOf, effect, withRetired = true, after, limit }: ScheduleFilter,
): Promise<readonly StoredSchedule[]> => {
  if (ids?.length === 0) return []
  const rows = await transaction
    .$extendTables<ScheduleTables>()
    .selectFrom('schedule as s')
    .innerJoin('schedule_version as v', (join) =>
      join.onRef('v.organization_id', '=', 's.organization_id').onRef('v.schedule_id', '=', 's.id'),
    )
    .select([
      's.id',
      's.retired_at',
      'v.name',
      'v.revision',
      'v.holiday_calendar_id',
      'v.definition',
      'v.valid_from',
    ])
    .$if(ids !== undefined, (query) => query.where('s.id', 'in', [...(ids ?? [])]))
    .$if(asOf === undefined, (query) => query.where('v.valid_until', 'is', null))
    .$if(asOf !== undefined, (query) =>
      query
        .where('v.valid_from', '<=', sql<Instant>`${new Date(asOf ?? 0)}`)
        .where((or) =>
          or.or([
            or('v.valid_until', 'is', null),
            or('v.valid_until', '>', sql<Instant>`${new Date(asOf ?? 0)}`),
          ]),
        ),
    )
    .$if(effect !== undefined, (query) => query.where(sql<boolean>`v.definition ->> 'effect' = ${effect}`))
    .$if(!withRetired, (query) => query.where('s.retired_at', 'is', null))
    .$if(after !== undefined, (query) => query.where(sql<boolean>`s.id > ${after}`))
    .orderBy('s.id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    revision: row.revision,
    calendarId: row.holiday_calendar_id,
    definition: row.definition,
    validFrom: row.valid_from,
    retiredAt: row.retired_at,
  }))
}

/** Holds the schedule until the transaction ends, so that two changes follow one another. */
export const lockSchedule = async (
  transaction: Transaction,
  id: ScheduleId,
): Promise<StoredSchedule | undefined> => {
  await sql`select id from schedule where id = ${id} for update`.execute(transaction)
  const [schedule] = await loadSchedules(transaction, { ids: [id] })
  return schedule
}

interface NewVersion {
  readonly organizationId: OrganizationId
  readonly id: ScheduleId
  readonly revision: number
  readonly name: string
  readonly calendarId: HolidayCalendarId | null
  readonly definition: ScheduleDefinition
  readonly validFrom: Instant
}

/** Adds a version; the one before it ends where this begins. */
export const addVersion = async (transaction: Transaction, version: NewVersion): Promise<void> => {
  const tables = transaction.$extendTables<ScheduleTables>()
  const validFrom = new Date(version.validFrom)
  await tables
    .updateTable('schedule_version')
    .set({ valid_until: validFrom })
    .where('schedule_id', '=', version.id)
    .where('valid_until', 'is', null)
    .execute()
  await tables
    .insertInto('schedule_version')
    .values({
      organization_id: version.organizationId,
      schedule_id: version.id,
      revision: version.revision,
      name: version.name,
      holiday_calendar_id: version.calendarId,
      definition: JSON.stringify(version.definition),
      valid_from: validFrom,
      valid_until: null,
    })
    .execute()
}

/** What a version said, superseded or not; `undefined` when there is none. */
export const readScheduleVersion = (transaction: Transaction, id: ScheduleId, revision: number) =>
  transaction
    .$extendTables<ScheduleTables>()
    .selectFrom('schedule_version')
    .select(['name', 'holiday_calendar_id as calendarId', 'definition'])
    .where('schedule_id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
