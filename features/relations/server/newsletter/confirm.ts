/** The mailbox opened the letter and its owner pressed the button: from here on somebody is subscribed, with the proof. */
import { appendEvents } from '@loge/features/events/server'
import { giveConsent } from '@loge/features/privacy/server'
import { formatId, type Id, newId } from '@loge/kernel'
import { relationsFacts } from '../../core/index.ts'
import { addOutsider } from '../add-outsider.ts'
import { FORM_ACTOR } from '../contact/receive-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { type Keeping, todayOf } from '../keep-source.ts'
import { digestOf, newsletterPurpose } from './ask.ts'
import type { Key } from './key.ts'
import { newsletterTablesOf, type SubscriptionRequestRow } from './tables.ts'
import type { Selectable } from 'kysely'

type Request = Selectable<SubscriptionRequestRow>

const keep = async (
  deps: RelationsDeps,
  keeping: Keeping,
  { request, key }: { readonly request: Request; readonly key: Key },
): Promise<void> => {
  const { transaction, world, organizationId } = keeping
  const { email, language, id, list_id: listId } = request
  const { personId, provenanceId } = await addOutsider(deps, keeping, {
    // Nobody asked for a name: the address is what they are called by here.
    known: { given_name: '', family_name: email, email, phone: undefined },
    language,
    from: 'self',
    source: { source: request.source, detail: request.detail, collectedOn: todayOf(world) },
  })
  const addressDigest = key.digestOf(email)
  await newsletterTablesOf(transaction)
    .insertInto('subscription')
    .values({
      organization_id: organizationId,
      id,
      version: 1,
      list_id: listId,
      person_id: personId,
      provenance_id: provenanceId,
      language,
      shown: request.shown,
      shown_hash: request.shown_hash,
      network: request.network,
      asked_at: new Date(request.asked_at),
      confirmed_at: new Date(world.now()),
      address_digest: addressDigest,
      ended_at: null,
      ended_by: null,
    })
    .execute()
  const purpose = newsletterPurpose(keeping.register)
  if (purpose !== undefined)
    await giveConsent(
      transaction,
      world,
      { organizationId, personId, actor: FORM_ACTOR },
      {
        purpose: purpose.id,
        shown: digestOf(purpose.sentence[language]),
        language,
        surface: 'public_form',
        action: 'ticked',
      },
    )
  // They asked themselves, from their own mailbox: an earlier no is over.
  await newsletterTablesOf(transaction)
    .deleteFrom('suppression')
    .where('organization_id', '=', organizationId)
    .where('address_digest', '=', addressDigest)
    .execute()
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.subscribed.type,
      occurredAt: world.now(),
      actor: FORM_ACTOR,
      personId,
      payload: {
        subscriptionId: formatId('subscription', id),
        newsletterListId: formatId('newsletterList', listId),
      },
    },
  ])
}

/** Whether somebody is subscribed now. Pressed twice, once. */
export const confirmSubscription = async (
  deps: RelationsDeps,
  keeping: Keeping,
  { id, key }: { readonly id: Id<'subscription'>; readonly key: Key },
): Promise<boolean> => {
  const { transaction, organizationId } = keeping
  const request = await newsletterTablesOf(transaction)
    .deleteFrom('subscription_request')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (request !== undefined) {
    await keep(deps, keeping, { request, key })
    return true
  }
  const known = await newsletterTablesOf(transaction)
    .selectFrom('subscription')
    .select('ended_at')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst()
  return known !== undefined && known.ended_at === null
}
