/** Rows with a period, asked for an instant. */
import type { Instant } from '@loge/kernel'
import { type RawBuilder, sql } from 'kysely'

/**
 * Which rows answer for an instant: those recorded by then; for now and the future those that stand, `undefined`. They
 * are not asked for by the clock: that of another replica may be a little ahead, and what it recorded counts.
 */
export const recordedBy = (at: Instant, now: Instant): Instant | undefined => (at < now ? at : undefined)

/** The row held at that instant (its start included, its end excluded). Columns are named in code, never by a caller. */
export const heldAt = (from: string, until: string, at: Instant): RawBuilder<boolean> => {
  const moment = new Date(at)
  return sql<boolean>`(${sql.ref(from)} <= ${moment} and (${sql.ref(until)} is null or ${sql.ref(until)} > ${moment}))`
}
