/** Who goes soon by a rule that says they are told before: no hold keeps them, and nothing of theirs goes on. */
import { formatCivilDay, type OrganizationId, parseCivilDay, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { PrivacyDeps } from '../deps.ts'
import { lastOf, rowsOf } from './due.ts'
import { situationAt } from './situation.ts'

export interface Ending {
  readonly personId: PersonId
  /** The day on which they go. */
  readonly day: string
  /** The first day on which they are told. */
  readonly tellFrom: string
}

export const findEnding = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'declarations' | 'world'>,
  organizationId: OrganizationId,
): Promise<readonly Ending[]> => {
  const { plan, day, held } = await situationAt(transaction, deps, organizationId, deps.world.now())
  const { people, ties } = plan
  if (!people.some(({ rule }) => rule.warnDays !== undefined)) return []
  const asking = { declarations: deps.declarations, day }
  const clocks = sql.join(
    people.map(
      (clock) => sql`select l.*, ${clock.rule.warnDays ?? 0}::int as warn from (${lastOf(clock, asking)}) l`,
    ),
    sql` union all `,
  )
  const open = sql.join(
    ties.map((tie) => rowsOf(tie, asking)),
    sql` union all `,
  )
  const today = parseCivilDay(day.today)
  const asked = sql<{ personId: PersonId; day: string; warn: number }>`
    with clock as (${clocks}), tie as (${open}),
      -- Of several rules the one that ends last says when they go, and whether they are told.
      last as (select distinct on (person_id) person_id, until, warn from clock order by person_id, until desc, warn desc)
    select c.person_id as "personId", c.until::text as day, c.warn from last c
    where c.warn > 0 and c.until > ${day.today}::date and c.until - c.warn <= ${day.today}::date
      and c.person_id::text <> all(${[...held.people]}::text[])
      and not exists (select from tie where tie.person_id = c.person_id
        and (tie.day is null or tie.day > ${day.today}::date))`
  const { rows } = await asked.execute(transaction)
  return rows.flatMap(({ warn, ...one }) => {
    const until = parseCivilDay(one.day)
    return until === undefined || today === undefined
      ? []
      : [{ ...one, tellFrom: formatCivilDay((until - warn) as typeof until) }]
  })
}
