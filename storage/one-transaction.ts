/** Lets use cases that each make a transaction of their own take part in one: all of it happens, or nothing. */
import type { OrganizationId } from '@loge/kernel'
import type { Database, Transaction } from './database.ts'

/** The database as a use case sees it that is part of this transaction. */
const insideOf = (
  database: Database,
  organizationId: OrganizationId,
  transaction: Transaction,
): Database => ({
  transaction: (organization, part) => {
    if (organization !== organizationId) throw new Error('one transaction sees one organization')
    return part(transaction)
  },
  consistent: () => {
    throw new Error('in the middle of a transaction no other moment can be seen')
  },
  organizations: () => database.organizations(),
  createOrganization: (organization) => database.createOrganization(organization),
  listen: (channel, hear, afterGap) => database.listen(channel, hear, afterGap),
  ping: () => database.ping(),
  close: () => database.close(),
})

/** `work` gets the database to hand to the use cases, and does one thing after another with it and the transaction. */
export const inOneTransaction = <Value>(
  database: Database,
  organizationId: OrganizationId,
  work: (inside: Database, transaction: Transaction) => Promise<Value>,
): Promise<Value> =>
  database.transaction(organizationId, (transaction) =>
    work(insideOf(database, organizationId, transaction), transaction),
  )
