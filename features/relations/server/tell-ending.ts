/** A job: whoever goes soon, by a rule that says so, is told once before, with what keeps them here. Ours is no contact of theirs. */
import { registerAt } from '@loge/features/law/server'
import { findPeople } from '@loge/features/people/server'
import { findEnding, insideAsPrivacy, type PrivacyDeps } from '@loge/features/privacy/server'
import type { OrganizationId, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { RelationsDeps } from './deps.ts'
import { endingLetter } from './letter-texts.ts'
import { writeOutLetter } from './letters.ts'
import { signedBy } from './signed.ts'

const wasTold = async (transaction: Transaction, personId: PersonId, from: string): Promise<boolean> => {
  const { rows } = await sql`select from out_letter
    where person_id = ${personId} and kind = 'ending' and written_at >= ${from}::date - 1`.execute(
    transaction,
  )
  return rows.length > 0
}

/** Their own address, else that of their work. */
const addressOf = async (
  transaction: Transaction,
  personId: PersonId,
  own: string | null,
): Promise<string | undefined> => {
  if (own !== null) return own
  const { rows } = await sql<{ work_email: string }>`select work_email from customer_file
    where person_id = ${personId} and work_email is not null order by opened_at desc limit 1`.execute(
    transaction,
  )
  return rows[0]?.work_email
}

export const tellEnding = (
  { database, world, origin, declarations }: Pick<RelationsDeps, 'origin'> & PrivacyDeps,
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(database, organizationId, async (transaction) => {
    const register = await registerAt(transaction, organizationId, world.now())
    for (const { personId, day, tellFrom } of await findEnding(
      transaction,
      { declarations, world },
      organizationId,
    )) {
      const [person] = await findPeople(transaction, [personId])
      const to = await addressOf(transaction, personId, person?.email ?? null)
      if (to === undefined || (await wasTold(transaction, personId, tellFrom))) continue
      const language = person?.language ?? 'fr'
      const signed = await signedBy(transaction, { organizationId, origin, register, language })
      const letter = endingLetter(signed, day)
      await writeOutLetter(transaction, world, {
        organizationId,
        personId,
        kind: 'ending',
        aboutId: personId,
        to,
        language,
        ...letter,
      })
    }
  })
