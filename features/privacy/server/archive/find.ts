/** Who is kept for the periods of a law, or a case, and for nothing else any more. */
import type { Register } from '@loge/features/law/core'
import type { PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { PersonClock, PersonSource } from '../../core/index.ts'
import { type Asking, lastOf, rowsOf } from '../retention/due.ts'

export interface Archivable {
  readonly personId: PersonId
  /** The rules that still run; none where a case alone keeps them. */
  readonly rules: readonly string[]
  readonly until: string | null
}

interface Asked {
  readonly people: readonly PersonClock[]
  readonly ties: readonly PersonSource[]
  readonly retention: Register['retention']
}

/** Nothing of theirs goes on, and of what still runs each rule is one of an archive; or all is over and a hold keeps it. */
export const findArchivable = async (
  transaction: Transaction,
  { people, ties, retention }: Asked,
  asking: Asking,
): Promise<readonly Archivable[]> => {
  if (people.length === 0) return []
  const archives = new Set(retention.filter(({ archive }) => archive === true).map(({ id }) => id))
  const clocks = sql.join(
    people.map(
      (clock) =>
        sql`select l.*, ${clock.rule.id} as rule, ${archives.has(clock.rule.id)}::boolean as archives
          from (${lastOf(clock, asking)}) l`,
    ),
    sql` union all `,
  )
  const open = sql.join(
    ties.map((tie) => rowsOf(tie, asking)),
    sql` union all `,
  )
  const { today } = asking.day
  const asked = sql<Archivable>`
    with clock as (${clocks}), tie as (${open})
    select c.person_id as "personId",
      coalesce(array_agg(distinct c.rule) filter (where not c.over), '{}') as rules,
      (max(c.until) filter (where not c.over))::text as until
    from clock c group by c.person_id
    having not exists (
        select from tie where tie.person_id = c.person_id and (tie.day is null or tie.day > ${today}::date))
      and case when bool_and(c.over)
        then exists (select from legal_hold h where h.person_id = c.person_id
          and h.lifted_at is null and h.ends_on > ${today}::date)
        else bool_and(c.over or c.archives) end`
  return (await asked.execute(transaction)).rows
}
