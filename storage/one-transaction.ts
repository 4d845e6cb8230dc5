/** Lets use cases that each make a transaction of their own take part in one: all of it happens, or nothing. */
import type { OrganizationId } from '@loge/kernel'
import type { Database } from './database.ts'

/** `work` gets the database to hand to the use cases, and does one thing after another with it. */
export const inOneTransaction = <Value>(
  database: Database,
  organizationId: OrganizationId,
  work: (inside: Database) => Promise<Value>,
): Promise<Value> =>
  database.transaction(organizationId, (transaction) =>
    work({
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
    }),
  )
