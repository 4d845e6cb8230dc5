/** From when on a drawer (retention class and month) may be purged as a whole. Before that, a missing one is damage. */
import { endOf, type Register, retentionFor, UTC } from '@loge/features/law/core'
import { type ActivityId, civilDay, type Instant } from '@loge/kernel'
import type { RetentionClass } from './fact.ts'

/** Why events of a class are kept. */
export const ACTIVITY_OF_CLASS: Readonly<Record<RetentionClass, ActivityId>> = {
  movement: 'access_journal',
  equipment: 'equipment_maintenance',
  audit: 'staff_accountability',
}

/** `month` is `YYYY-MM` in UTC; the period counts from its last event. */
export const mayBePurged = (
  { retention, month }: { readonly retention: RetentionClass; readonly month: string },
  now: Instant,
  register: Register,
): boolean => {
  const [year = 0, monthOfYear = 0] = month.split('-').map(Number)
  const after = year * 12 + monthOfYear
  const firstDayAfter = civilDay(Math.floor(after / 12), (after % 12) + 1, 1)
  const rule = retentionFor(register, [ACTIVITY_OF_CLASS[retention]])
  const end = endOf(rule, UTC.startOf(firstDayAfter), UTC)
  return end !== null && now >= end
}
