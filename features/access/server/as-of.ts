/** Rows with a period, asked for an instant. */
import { instant, type Instant } from '@loge/kernel'
import { type RawBuilder, sql } from 'kysely'

/** What was recorded by then; nobody knows what will be recorded, so the future is read as it stands now. */
export const recordedBy = (at: Instant, now: Instant): Instant => instant(Math.min(at, now))

/** The row held at that instant (its start included, its end excluded). Columns are named in code, never by a caller. */
export const heldAt = (from: string, until: string, at: Instant): RawBuilder<boolean> => {
  const moment = new Date(at)
  return sql<boolean>`(${sql.ref(from)} <= ${moment} and (${sql.ref(until)} is null or ${sql.ref(until)} > ${moment}))`
}
