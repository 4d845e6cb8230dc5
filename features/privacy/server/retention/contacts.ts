/**
 * When somebody last did something themselves, read from the log: they passed or tried a door, or acted while signed in.
 * Letters of ours, batches and what staff changed about them are somebody else's acts, and count for nobody.
 */
import type { OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

/** From where the log was read last; answers up to where it is read now. */
export const noteContacts = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  after: string,
): Promise<string> => {
  const asked = sql<{ until: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as until`
  const until = (await asked.execute(transaction)).rows[0]?.until ?? after
  await sql`
    insert into person_contact (organization_id, person_id, last_at)
    select ${organizationId}, p.id, max(e.filed_at) from event e
    join person p on p.id = case
      when e.retention_class = 'movement' then e.person_id
      when e.actor_kind = 'person' then e.actor_id::uuid
      when e.actor_kind = 'account' then (select a.person_id from account a where a.id = e.actor_id::uuid)
    end
    where e.organization_id = ${organizationId} and e.xact_id >= ${after}::xid8 and e.xact_id < ${until}::xid8
    group by p.id
    on conflict (organization_id, person_id) do update set last_at = greatest(person_contact.last_at, excluded.last_at)
  `.execute(transaction)
  return until
}
