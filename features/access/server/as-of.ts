/** Rows with a period, asked for an instant. */
import type { Instant } from '@loge/kernel'
import { type RawBuilder, sql } from 'kysely'

export interface When {
  readonly at: Instant
  /**
   * Answered from what was recorded by then; for now and the future `undefined`: from what stands. That is not asked
   * for by the clock: the one of another replica may be a little ahead, and what it recorded counts.
   */
  readonly asOf: Instant | undefined
}

/** `at` left out: now. The clock is read once for a question, which would else be about the past a moment later. */
export const whenAsked = (at: Instant | undefined, now: Instant): When => ({
  at: at ?? now,
  asOf: at !== undefined && at < now ? at : undefined,
})

/** The row held at that instant (its start included, its end excluded). Columns are named in code, never by a caller. */
export const heldAt = (from: string, until: string, at: Instant): RawBuilder<boolean> => {
  const moment = new Date(at)
  return sql<boolean>`(${sql.ref(from)} <= ${moment} and (${sql.ref(until)} is null or ${sql.ref(until)} > ${moment}))`
}
