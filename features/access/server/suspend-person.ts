/** Suspends every right of a person, and restores them. */
import type { Instant, PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { accessFacts } from '../core/index.ts'
import type { AccessDeps, Asker } from './deps.ts'
import { requirePerson } from './grant-access.ts'
import { record } from './record.ts'
import { raiseSnapshotVersion } from './snapshot-version.ts'
import { sitesOfSubject } from './subjects.ts'
import type { AccessTables } from './tables.ts'

/** Every site whose snapshot names the person. */
const raiseSitesOf = async (transaction: Transaction, deps: AccessDeps, asker: Asker, personId: PersonId) => {
  for (const siteId of await sitesOfSubject(transaction, personId)) {
    await raiseSnapshotVersion(transaction, deps, asker.organizationId, siteId)
  }
}

export const suspendPerson = (
  deps: AccessDeps,
  asker: Asker,
  { personId, reason }: { readonly personId: PersonId; readonly reason: string },
): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    await requirePerson(transaction, personId)
    const tables = transaction.$extendTables<AccessTables>()
    const from = new Date(deps.world.now())
    // Whoever suspends again does so on their own grounds: undoing the first leaves the second.
    await tables
      .updateTable('access_suspension')
      .set({ valid_until: from })
      .where('person_id', '=', personId)
      .where('valid_until', 'is', null)
      .where('valid_from', '<', sql<Instant>`${from}`)
      .execute()
    const inserted = await tables
      .insertInto('access_suspension')
      .values({
        organization_id: asker.organizationId,
        person_id: personId,
        valid_from: from,
        valid_until: null,
        reason,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    if (inserted.numInsertedOrUpdatedRows === 0n) {
      // Either it was suspended at this very instant, and that reason stands, or that suspension was ended in it.
      const reopened = await tables
        .updateTable('access_suspension')
        .set({ valid_until: null, reason })
        .where('person_id', '=', personId)
        .where('valid_from', '=', sql<Instant>`${from}`)
        .where('valid_until', 'is not', null)
        .executeTakeFirst()
      if (reopened.numUpdatedRows === 0n) return undefined
    }
    await raiseSitesOf(transaction, deps, asker, personId)
    await record(transaction, deps, asker, { fact: accessFacts.personSuspended, personId, payload: {} })
    return undefined
  })

export const restorePerson = (deps: AccessDeps, asker: Asker, personId: PersonId): Promise<undefined> =>
  deps.database.transaction(asker.organizationId, async (transaction) => {
    const ended = await transaction
      .$extendTables<AccessTables>()
      .updateTable('access_suspension')
      .set({ valid_until: sql<Date>`greatest(valid_from, ${new Date(deps.world.now())})` })
      .where('person_id', '=', personId)
      .where('valid_until', 'is', null)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) return undefined
    await raiseSitesOf(transaction, deps, asker, personId)
    await record(transaction, deps, asker, { fact: accessFacts.personRestored, personId, payload: {} })
    return undefined
  })
