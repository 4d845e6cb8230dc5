/** Who answers for privacy over the whole organization right now, stand-ins too. Their rights are judged again when a letter leaves. */
import type { AccountId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'

const PERMISSION = 'privacy.manage'

export const officersOf = async (transaction: Transaction, now: Date): Promise<readonly AccountId[]> => {
  const { rows } = await sql<{ id: AccountId }>`
    select a.account_id as id from role_assignment a join role r on r.id = a.role_id
    where a.ended_at is null and a.scope = 'organization' and r.permissions @> array[${PERMISSION}]
    union
    select d.account_id from delegation d
    where d.ended_at is null and d.starts_at <= ${now} and d.ends_at > ${now} and d.permissions @> array[${PERMISSION}]
    `.execute(transaction)
  return rows.map(({ id }) => id)
}
