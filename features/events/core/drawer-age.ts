/** From when on a drawer (retention class and month) may be purged as a whole. Before that, a missing one is damage. */
import { retentionRules, type RetentionRuleId } from '@loge/features/law/core'
import { civilDay, DAY_MS, type Instant } from '@loge/kernel'
import type { RetentionClass } from './fact.ts'

const RULE_OF: Readonly<Record<RetentionClass, RetentionRuleId>> = {
  movement: 'movements',
  equipment: 'equipment_history',
  audit: 'accountability_log',
}

/** `month` is `YYYY-MM` in UTC; the period counts from its last event. */
export const mayBePurged = (
  { retention, month }: { readonly retention: RetentionClass; readonly month: string },
  now: Instant,
): boolean => {
  const { unit, count } = retentionRules[RULE_OF[retention]].period
  const [year = 0, monthOfYear = 0] = month.split('-').map(Number)
  const months = unit === 'month' ? count : unit === 'year' ? 12 * count : 0
  const days = unit === 'day' ? count : 0
  const from = year * 12 + monthOfYear + months
  const firstDay = civilDay(Math.floor(from / 12), (from % 12) + 1, 1)
  return now >= (firstDay + days) * DAY_MS
}
