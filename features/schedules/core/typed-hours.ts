/** Hours as somebody types them: `07:30-10:00, 17:30-19:30`, read generously and written in one way. */
import { ok, refuse, type Result } from '@loge/kernel'
import { DAY_MINUTES, type Window } from './schedule.ts'
import { tidyWindows } from './windows.ts'

export type TypedHoursFault = 'not_hours' | 'no_such_time' | 'no_time_between'

export interface TypedHoursProblem {
  readonly code: TypedHoursFault
  /** The piece that is not right, as it was typed. */
  readonly piece: string
}

/** `7`, `07:30`, `7h30`, `7.30`, `0730`. */
const TIME = String.raw`(\d{1,2})(?:\s*[:.hH]\s*(\d{2})?|(\d{2}))?`
const WINDOW = new RegExp(String.raw`^${TIME}\s*(?:-|–|—|to|à|until)\s*${TIME}$`, 'u')

const minuteOf = (hours: string, minutes: string | undefined): number | undefined => {
  const minute = Number(hours) * 60 + Number(minutes ?? 0)
  return Number(minutes ?? 0) < 60 && minute <= DAY_MINUTES ? minute : undefined
}

const readWindow = (piece: string): Result<Window, TypedHoursProblem> => {
  const match = WINDOW.exec(piece)
  if (match === null) return refuse({ code: 'not_hours', piece })
  const [, fromHours = '', fromMinutes, fromTail, untilHours = '', untilMinutes, untilTail] = match
  const from = minuteOf(fromHours, fromMinutes ?? fromTail)
  const until = minuteOf(untilHours, untilMinutes ?? untilTail)
  if (from === undefined || until === undefined || from === DAY_MINUTES)
    return refuse({ code: 'no_such_time', piece })
  if (from === until) return refuse({ code: 'no_time_between', piece })
  // Until midnight is until the end of this day.
  return ok({ from, until: until === 0 ? DAY_MINUTES : until })
}

/** Nothing typed is no window. A window that ends before it begins goes on past midnight. */
export const readHours = (text: string): Result<readonly Window[], TypedHoursProblem> => {
  const windows: Window[] = []
  for (const piece of text.split(/[,;\n]/u).map((part) => part.trim())) {
    if (piece === '') continue
    const read = readWindow(piece)
    if (!read.ok) return read
    windows.push(read.value)
  }
  return ok(tidyWindows(windows))
}

export const writeTime = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const writeHours = (windows: readonly Window[]): string =>
  windows.map(({ from, until }) => `${writeTime(from)}–${writeTime(until)}`).join(', ')
