/** Whoever somebody else told us of is written to, whichever desk they were entered at: the letter follows by itself. */
import { registerAt } from '@loge/features/law/server'
import type { Id, OrganizationId, PersonId } from '@loge/kernel'
import { sql } from 'kysely'
import type { RelationsDeps } from './deps.ts'
import { writeNotice } from './sources.ts'

const MOST_A_TURN = 200

interface Untold {
  readonly id: Id<'provenance'>
  readonly person_id: PersonId
  readonly email: string
  readonly language: 'en' | 'fr' | null
}

/** A job. Without an address they stand on the desk until somebody told them. */
export const writeSourceNotices = (
  { database, world, origin }: RelationsDeps,
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const { rows } = await sql<Untold>`
      select o.id, o.person_id, p.email, p.language from provenance o
      join person p on p.organization_id = o.organization_id and p.id = o.person_id
      where o.notice_due_on is not null and o.told_at is null and p.email <> ''
        and not exists (select from out_letter l where l.organization_id = o.organization_id and l.about_id = o.id)
      order by o.notice_due_on, o.id limit ${MOST_A_TURN} for update of o skip locked`.execute(transaction)
    if (rows.length === 0) return
    const register = await registerAt(transaction, organizationId, world.now())
    const actor = { kind: 'system', id: 'relations' } as const
    const keeping = { transaction, world, organizationId, actor, register }
    for (const { id, person_id: personId, email, language } of rows)
      await writeNotice(keeping, origin, { personId, provenanceId: id, email, language: language ?? 'fr' })
  })
