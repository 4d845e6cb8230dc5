/** Ends a subscription: at once, whatever is queued, and so that the address is not written to again. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import type { Register } from '@loge/features/law/core'
import { withdrawConsent } from '@loge/features/privacy/server'
import { formatId, type Id, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { relationsFacts } from '../../core/index.ts'
import { newsletterPurpose } from './ask.ts'
import { type EndedBy, newsletterTablesOf } from './tables.ts'

interface Ending {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly register: Register
  readonly actor: Actor
}

/** False: there is none, or it ended before. Whoever asked gets the same answer. */
export const endSubscription = async (
  { transaction, world, organizationId, register, actor }: Ending,
  id: Id<'subscription'>,
  by: EndedBy,
): Promise<boolean> => {
  const now = new Date(world.now())
  const ended = await newsletterTablesOf(transaction)
    .updateTable('subscription')
    .set({ ended_at: now, ended_by: by, version: sql`version + 1` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['person_id', 'address_digest'])
    .executeTakeFirst()
  if (ended === undefined) return false
  const { person_id: personId, address_digest } = ended
  await newsletterTablesOf(transaction)
    .insertInto('suppression')
    .values({ organization_id: organizationId, address_digest, since: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await newsletterTablesOf(transaction)
    .updateTable('newsletter_copy')
    .set({ state: 'left_out', code: 'ended' })
    .where('organization_id', '=', organizationId)
    .where('subscription_id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
  const purpose = newsletterPurpose(register)
  if (purpose !== undefined)
    await withdrawConsent(
      transaction,
      world,
      { organizationId, personId, actor },
      {
        purpose: purpose.id,
        surface: 'unsubscribe_link',
      },
    )
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.unsubscribed.type,
      occurredAt: world.now(),
      actor,
      personId,
      payload: { subscriptionId: formatId('subscription', id), by },
    },
  ])
  return true
}
