/** Carrying out the rights of a person: in a transaction of these, whoever is restricted is seen too (`loge.hidden_ids`). */
import type { OrganizationId } from '@loge/kernel'
import type { Database, Transaction } from '@loge/storage'
import { sql } from 'kysely'

const enterPrivacy = sql`select set_config('loge.purpose', 'privacy', true)`

/** A transaction of the privacy desk: it also sees whoever is restricted. */
export const insideAsPrivacy = <Value>(
  database: Pick<Database, 'transaction'>,
  organizationId: OrganizationId,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> =>
  database.transaction(organizationId, async (transaction) => {
    await enterPrivacy.execute(transaction)
    return work(transaction)
  })
