/** A job: whoever is over but for the archive goes there, and whoever is not any more comes back. */
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { PrivacyDeps } from '../deps.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { type Situation, situationAt } from '../retention/situation.ts'
import { type Archivable, findArchivable } from './find.ts'

const put = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  { day: { today } }: Situation,
  { personId, rules, until }: Archivable,
): Promise<void> => {
  await sql`insert into archived (organization_id, person_id, since, until_on, rules)
    values (${organizationId}, ${personId}, ${today}, ${until}, ${[...rules]})
    on conflict (organization_id, person_id) do update set until_on = excluded.until_on, rules = excluded.rules
      where (archived.until_on, archived.rules) is distinct from (excluded.until_on, excluded.rules)`.execute(
    transaction,
  )
}

export const keepArchive = (
  deps: Pick<PrivacyDeps, 'database' | 'world' | 'declarations'>,
  organizationId: OrganizationId,
): Promise<void> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const situation = await situationAt(transaction, deps, organizationId, deps.world.now())
    const { plan, register, day } = situation
    const asked = { ...plan, retention: register.retention }
    const found = await findArchivable(transaction, asked, { declarations: deps.declarations, day })
    const people = found.map(({ personId }) => personId)
    await sql`delete from archived where organization_id = ${organizationId}
      and person_id <> all(${people}::uuid[])`.execute(transaction)
    for (const one of found) await put(transaction, organizationId, situation, one)
  })
