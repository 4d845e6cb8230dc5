/** Checks what somebody typed: a schedule is taken whole or refused with every fault and where it is. */
import { ok, refuse, type Result } from '@loge/kernel'
import { DAY_MINUTES, type ScheduleDefinition, type ScheduleException, type Window } from './schedule.ts'

export type ScheduleFaultCode =
  | 'window_zero_length'
  | 'window_out_of_day'
  | 'window_without_days'
  | 'too_many_windows'
  | 'exception_ends_before_it_begins'
  | 'exceptions_overlap'
  | 'too_many_exceptions'

export interface ScheduleFault {
  /** RFC 6901, into the definition. */
  readonly pointer: string
  readonly code: ScheduleFaultCode
}

/** More than anyone needs, few enough that compiling a year stays quick. */
const MOST_WINDOWS = 100
const MOST_EXCEPTIONS = 400

const isMinute = (minute: number, from: number, until: number): boolean =>
  Number.isInteger(minute) && from <= minute && minute <= until

const windowFaults = (windows: readonly Window[], pointer: string): readonly ScheduleFault[] => {
  if (windows.length > MOST_WINDOWS) return [{ pointer, code: 'too_many_windows' }]
  return windows.flatMap((window, index): readonly ScheduleFault[] => {
    const at = `${pointer}/${index}`
    if (!isMinute(window.from, 0, DAY_MINUTES - 1))
      return [{ pointer: `${at}/from`, code: 'window_out_of_day' }]
    if (!isMinute(window.until, 1, DAY_MINUTES))
      return [{ pointer: `${at}/until`, code: 'window_out_of_day' }]
    return window.from === window.until ? [{ pointer: at, code: 'window_zero_length' }] : []
  })
}

const overlapFaults = (exceptions: readonly ScheduleException[]): readonly ScheduleFault[] => {
  const byStart = exceptions
    .map((exception, index) => ({ ...exception, index }))
    .toSorted((one, other) => one.firstOn - other.firstOn)
  return byStart.flatMap((exception, place): readonly ScheduleFault[] => {
    const before = byStart[place - 1]
    return before !== undefined && exception.firstOn <= before.lastOn
      ? [{ pointer: `/exceptions/${exception.index}`, code: 'exceptions_overlap' }]
      : []
  })
}

const exceptionFaults = (exceptions: readonly ScheduleException[]): readonly ScheduleFault[] => {
  if (exceptions.length > MOST_EXCEPTIONS) return [{ pointer: '/exceptions', code: 'too_many_exceptions' }]
  const each = exceptions.flatMap(({ firstOn, lastOn, windows }, index): readonly ScheduleFault[] =>
    lastOn < firstOn
      ? [{ pointer: `/exceptions/${index}/lastOn`, code: 'exception_ends_before_it_begins' }]
      : windowFaults(windows, `/exceptions/${index}/windows`),
  )
  return each.length > 0 ? each : overlapFaults(exceptions)
}

export const acceptSchedule = (
  definition: ScheduleDefinition,
): Result<ScheduleDefinition, readonly ScheduleFault[]> => {
  const faults = [
    ...windowFaults(definition.weekly, '/weekly'),
    ...definition.weekly.flatMap(({ days }, index): readonly ScheduleFault[] =>
      days.length === 0 ? [{ pointer: `/weekly/${index}/days`, code: 'window_without_days' }] : [],
    ),
    ...windowFaults(definition.onHolidays ?? [], '/onHolidays'),
    ...exceptionFaults(definition.exceptions),
  ]
  return faults.length > 0 ? refuse(faults) : ok(definition)
}
