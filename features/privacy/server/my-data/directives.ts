/** What somebody wishes for their data after their death: lodged with a consent of its own, replaced and revoked at any time. */
import { offersDirective } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { newId, type PersonId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import { privacyFacts, type Wish } from '../../core/index.ts'
import { countryOf } from '../country-of.ts'
import type { PrivacyDeps } from '../deps.ts'
import { type Oneself, tell } from './caller.ts'
import { type DirectiveRow, tablesOf } from './tables.ts'

export interface DirectiveToLodge {
  readonly wishes: Readonly<Record<string, Wish>>
  readonly executorName: string | null
  readonly executorContact: string | null
  readonly heldBy: string | null
  readonly heldUnder: string | null
}

/** The law that gives it is of where they live. */
export const requireOffered = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { organizationId, personId }: Oneself,
): Promise<void> => {
  const register = await registerAt(transaction, organizationId, world.now())
  if (!offersDirective(register, await countryOf(transaction, personId)))
    throw new Problem(409, 'directive_not_offered', 'The law of the country they live in does not know it.')
}

/** A wish that nobody could carry out is not lodged. */
const requireCarriable = (asked: DirectiveToLodge): void => {
  const { wishes, executorName, executorContact, heldBy, heldUnder } = asked
  if (Object.keys(wishes).length === 0 && heldBy === null)
    throw new Problem(422, 'directive_empty', 'Say what becomes of at least one kind of data.')
  const isHanded = Object.values(wishes).includes('hand')
  if ((isHanded && executorName === null) || (executorName === null) !== (executorContact === null))
    throw new Problem(422, 'directive_needs_executor', 'Say who it goes to, and how they are reached.')
  if (heldUnder !== null && heldBy === null)
    throw new Problem(422, 'directive_needs_holder', 'Say who holds the directive of this number.')
}

export const readDirective = (
  transaction: Transaction,
  personId: PersonId,
): Promise<Selectable<DirectiveRow> | undefined> =>
  tablesOf(transaction)
    .selectFrom('directive')
    .selectAll()
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()

const end = async (transaction: Transaction, world: World, personId: PersonId): Promise<boolean> => {
  const { numUpdatedRows } = await tablesOf(transaction)
    .updateTable('directive')
    .set({ revoked_at: new Date(world.now()) })
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The one before ends where the new one begins. */
export const lodgeDirective = async (
  transaction: Transaction,
  world: World,
  who: Oneself,
  asked: DirectiveToLodge,
): Promise<Selectable<DirectiveRow>> => {
  requireCarriable(asked)
  await end(transaction, world, who.personId)
  const lodged = await tablesOf(transaction)
    .insertInto('directive')
    .values({
      organization_id: who.organizationId,
      id: newId(world, 'directive'),
      person_id: who.personId,
      wishes: JSON.stringify(asked.wishes),
      executor_name: asked.executorName,
      executor_contact: asked.executorContact,
      held_by: asked.heldBy,
      held_under: asked.heldUnder,
      agreed_at: new Date(world.now()),
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  await tell(transaction, world, who, { fact: privacyFacts.directiveKept })
  return lodged
}

export const revokeDirective = async (
  transaction: Transaction,
  world: World,
  who: Oneself,
): Promise<void> => {
  if (await end(transaction, world, who.personId))
    await tell(transaction, world, who, { fact: privacyFacts.directiveRevoked })
}
