/** Homes are read once for two questions: which ones fit the words, and who lives in one that they name in full. */
import type { SiteId, UnitId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { homesNamed, type SearchQuestion } from '../core/index.ts'
import { folded, matching } from './matching.ts'

export interface KnownHome {
  readonly id: UnitId
  readonly siteId: SiteId
  readonly name: string
  readonly building: string
  /** Its search form in one word: `c33`. */
  readonly together: string
  readonly fits: boolean
}

const MOST = 60

/** The closest first; `C 4` before `C 33` before `C 331`. Whom they are shown to is decided where they are used. */
export const lookAtHomes = async (
  transaction: Transaction,
  question: SearchQuestion,
  siteIds: readonly SiteId[] | undefined,
): Promise<readonly KnownHome[]> => {
  if (question.words.length === 0) return []
  const { where, rank } = matching(question, sql<string>`f.form`)
  const named = [...homesNamed(question.words).keys()]
  const within = siteIds === undefined ? sql`true` : sql`u.site_id = any(${[...siteIds]}::uuid[])`
  const { rows } = await sql<KnownHome>`
    with f as materialized (select u.id, u.site_id, u.building_id, u.name, ${folded(sql`u.name`)} as form
      from unit u where ${within}),
    t as (select f.*, replace(f.form, ' ', '') as together, ${where} as fits from f)
    select f.id, f.site_id as "siteId", f.name, b.name as building, f.together, f.fits
    from t f join building b on b.id = f.building_id
    where f.fits or f.together = any(${named}::text[])
    order by ${rank}, length(f.form), f.form collate "C" limit ${MOST}`.execute(transaction)
  return rows
}
