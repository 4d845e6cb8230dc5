/** Where somebody lives: the law and the authority of that country are theirs. */
import type { PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

/** What they say of themselves, else where their home is; null: nobody knows. */
export const countryOf = async (
  transaction: Transaction,
  personId: PersonId | null,
): Promise<string | null> => {
  if (personId === null) return null
  const { rows } = await sql<{ country: string | null }>`
    select coalesce(nullif(p.country, ''), (
      select s.country from tenancy t join site s on s.id = t.site_id
      where t.person_id = p.id and t.superseded_at is null order by t.moves_in_at desc limit 1
    )) as country from person p where p.id = ${personId}`.execute(transaction)
  return rows[0]?.country ?? null
}
