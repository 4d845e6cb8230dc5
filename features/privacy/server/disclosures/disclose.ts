/** Data about people are given to a recipient: judged, written down and told to the log before a byte leaves. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { type Bounds, boundsOn, type Register } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { type DisclosureId, newId, type OrganizationId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  disclosureFacts,
  objectionsAgainst,
  type DisclosureRefusal,
  type Procedure,
  recipientOf,
  refuseDisclosure,
  releaseFor,
  type WantedDisclosure,
} from '../../core/index.ts'
import { tablesOf } from './tables.ts'

export interface Disclosure extends WantedDisclosure {
  readonly organizationId: OrganizationId
  readonly personIds: readonly PersonId[]
  readonly procedure?: Procedure | undefined
  readonly contentHash?: string | undefined
  /** Out of a case of its own (`releases`): the only way to an authority or to a possible buyer. */
  readonly byRelease?: true
  readonly actor: Actor
}

export const refusalSays: Readonly<Record<DisclosureRefusal, string>> = {
  recipient_unknown: 'The register in force names no such recipient.',
  recipient_not_of_activity: 'The register does not say that this activity gives data to such a recipient.',
  category_not_for_recipient: 'The register does not say that such a recipient gets all of these data.',
  category_never_shared: 'The register says that these data are given to nobody.',
  contract_missing: 'No contract with this recipient is dated today or before.',
  contract_without_document: 'The register names no signed document of this recipient.',
  contract_without_confidentiality: 'This recipient has not bound its people to secrecy by today.',
  contract_without_clauses: 'The contract with this recipient leaves out what the law asks it to say.',
  contract_over: 'The contract with this recipient is over.',
  provision_missing: 'An authority gets what a provision of the law says. Name it.',
  transfer_not_allowed: 'The country of this recipient, or of one of its own, is not allowed.',
}

/**
 * Nothing of an activity goes out once the person objected to every use it has, nor to whoever sells for us once they
 * objected to that; what a law orders is no matter of it.
 */
const requireNoObjection = async (
  transaction: Transaction,
  register: Register,
  { activity, recipient, personIds, provision = '' }: Disclosure,
): Promise<void> => {
  if (provision.trim() !== '') return
  const { kind } = recipientOf(register, recipient)
  const { any, all } = objectionsAgainst(register, { activity, kind })
  const { rows } = await sql`
    select from objection where person_id = any(${[...personIds]}::uuid[])
    group by person_id
    having count(*) filter (where objected_to = any(${all})) = ${all.length}
      or bool_or(objected_to = any(${any}))`.execute(transaction)
  if (rows.length > 0)
    throw new Problem(422, 'person_objected', 'Somebody of these objected to what it would be used for.')
}

/** What somebody says is wrong goes to nobody until it is settled (GDPR art. 18(1)(a)); what a law orders does. */
const requireUncontested = async (
  transaction: Transaction,
  { personIds, provision = '' }: Disclosure,
): Promise<void> => {
  if (provision.trim() !== '') return
  const { rows } = await sql`
    select from restriction where person_id = any(${[...personIds]}::uuid[]) and ground = 'accuracy_contested'
    limit 1`.execute(transaction)
  if (rows.length > 0)
    throw new Problem(422, 'person_contested', 'Somebody of these says that what is kept of them is wrong.')
}

/** Throws a `Problem` when the register in force does not allow it. The same transaction hands over what it is about. */
export const disclose = async (
  transaction: Transaction,
  { world, law }: { readonly world: World; readonly law?: Bounds | undefined },
  wanted: Disclosure,
): Promise<readonly DisclosureId[]> => {
  const { organizationId, actor, activity, categories, provision, procedure, contentHash } = wanted
  const now = world.now()
  const register = await registerAt(transaction, organizationId, now)
  const today = new Date(now).toISOString().slice(0, 10)
  const refusal = refuseDisclosure(register, wanted, { bounds: boundsOn(today, law), today })
  if (refusal !== undefined) throw new Problem(422, refusal, refusalSays[refusal])
  if (
    wanted.byRelease !== true &&
    releaseFor(register, recipientOf(register, wanted.recipient).kind) !== undefined
  )
    throw new Problem(422, 'release_needed', 'This recipient gets data out of a case of its own alone.')
  await requireNoObjection(transaction, register, wanted)
  await requireUncontested(transaction, wanted)
  const { id: recipient, name, country, safeguard } = recipientOf(register, wanted.recipient)
  const people = [...new Set(wanted.personIds)]
  const rows = people.map((personId) => ({
    organization_id: organizationId,
    id: newId(world, 'disclosure'),
    person_id: personId,
    at: new Date(now),
    recipient,
    recipient_name: name,
    country,
    safeguard: safeguard ?? null,
    activity,
    categories: JSON.stringify(categories),
    provision: provision ?? null,
    procedure: procedure ?? null,
    content_hash: contentHash ?? null,
    decided_by: JSON.stringify(actor),
  }))
  await tablesOf(transaction).insertInto('disclosure').values(rows).execute()
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: disclosureFacts.disclosed.type,
      occurredAt: now,
      actor,
      payload: { recipient, activity, categories: [...categories], people: people.length },
    },
  ])
  return rows.map(({ id }) => id)
}
