/** A schedule while it is edited: minutes instead of text, day by day; and the same as the API takes it. */
import {
  sameWindows,
  type Week,
  weekOf,
  weeklyOf,
  type Window,
  writeTime,
} from '@loge/features/schedules/core'
import type { Schedule } from './queries.ts'

export interface DraftException {
  readonly firstOn: string
  readonly lastOn: string
  readonly windows: readonly Window[]
}

export interface Draft {
  readonly name: string
  readonly week: Week
  /** `null`: a holiday is a day like any other. */
  readonly holidays: readonly Window[] | null
  readonly calendar: 'site' | (string & {})
  readonly exceptions: readonly DraftException[]
}

interface WireWindow {
  readonly from: string
  readonly until: string
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
const readWindow = ({ from, until }: WireWindow): Window => ({
  from: minutesOf(from),
  until: minutesOf(until),
})
const writeWindow = ({ from, until }: Window): WireWindow => ({
  from: writeTime(from),
  until: writeTime(until),
})

export const draftOf = (schedule: Pick<Schedule, 'name' | 'weekly' | 'holidays' | 'exceptions'>): Draft => ({
  name: schedule.name,
  week: weekOf(schedule.weekly.map(({ days, ...window }) => ({ ...readWindow(window), days }))),
  holidays: schedule.holidays === null ? null : schedule.holidays.windows.map(readWindow),
  calendar: schedule.holidays?.calendar ?? 'site',
  exceptions: schedule.exceptions.map(({ firstOn, lastOn, windows }) => ({
    firstOn,
    lastOn,
    windows: windows.map(readWindow),
  })),
})

export const EMPTY_DRAFT: Draft = {
  name: '',
  week: weekOf([]),
  holidays: null,
  calendar: 'site',
  exceptions: [],
}

export const inputOf = ({ name, week, holidays, calendar, exceptions }: Draft) => ({
  name,
  effect: 'allow' as const,
  weekly: weeklyOf(week).map(({ days, ...window }) => ({ ...writeWindow(window), days: [...days] })),
  holidays: holidays === null ? null : { calendar, windows: holidays.map(writeWindow) },
  exceptions: exceptions.map(({ firstOn, lastOn, windows }) => ({
    firstOn,
    lastOn,
    windows: windows.map(writeWindow),
  })),
})

export const isSameDraft = (one: Draft, other: Draft): boolean =>
  JSON.stringify(inputOf(one)) === JSON.stringify(inputOf(other))

/** Position in the week of a day whose hours the holidays share. */
export const SUNDAY = 6

export const holidaysAreSunday = ({ holidays, week }: Draft): boolean =>
  holidays !== null && holidays.length > 0 && sameWindows(holidays, week[SUNDAY] ?? [])

export const withDay = (draft: Draft, day: number, windows: readonly Window[]): Draft => ({
  ...draft,
  week: draft.week.map((own, position) => (position === day ? windows : own)),
})
