/** Legal holds: rows of a person that stay for a case, on a ground and until a day. Whose data they are still leaves the rest. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { calendarOf, timeZoneOf } from '@loge/features/law/server'
import { Problem } from '@loge/http'
import { formatCivilDay, type LegalHoldId, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { findPaths, privacyFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { requirePersonHere } from '../erase.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { LegalHoldRow, RetentionTables } from './tables.ts'

export interface StoredHold extends Selectable<LegalHoldRow> {
  readonly person_name: string
  readonly holds: boolean
}

export interface HoldToPlace {
  readonly personId: PersonId
  readonly tables: readonly string[]
  readonly ground: LegalHoldRow['ground']
  readonly caseName: string
  readonly reason: string
  readonly endsOn: string
}

const tablesOf = (transaction: Transaction) => transaction.$extendTables<RetentionTables>()

const today = async (transaction: Transaction, { world }: PrivacyDeps): Promise<string> =>
  formatCivilDay(calendarOf(await timeZoneOf(transaction)).dayOf(world.now()))

export const listHolds = async (
  transaction: Transaction,
  deps: PrivacyDeps,
): Promise<readonly StoredHold[]> => {
  const day = await today(transaction, deps)
  return tablesOf(transaction)
    .$extendTables<{ person: { id: PersonId; given_name: string; family_name: string } }>()
    .selectFrom('legal_hold')
    .innerJoin('person', 'person.id', 'legal_hold.person_id')
    .selectAll('legal_hold')
    .select([
      sql<string>`person.given_name || ' ' || person.family_name`.as('person_name'),
      sql<boolean>`lifted_at is null and ends_on > ${day}::date`.as('holds'),
    ])
    .orderBy('holds', 'desc')
    .orderBy('placed_at', 'desc')
    .limit(200)
    .execute()
}

const readHold = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  id: LegalHoldId,
): Promise<StoredHold> => {
  const found = (await listHolds(transaction, deps)).find((hold) => hold.id === id)
  if (found === undefined) throw new Problem(404, 'not_found', 'There is no such hold here.')
  return found
}

const requireTables = ({ declarations }: PrivacyDeps, tables: readonly string[]): void => {
  const known = new Set(findPaths(declarations).strands.map(({ table }) => table))
  const unknown = tables.filter((table) => !known.has(table))
  if (unknown.length > 0)
    throw new Problem(422, 'hold_of_unknown_table', `Nothing of a person is kept in ${unknown.join(', ')}.`)
}

export const placeHold = (
  deps: PrivacyDeps,
  { organizationId, actor }: { readonly organizationId: OrganizationId; readonly actor: Actor },
  { personId, tables, ground, caseName, reason, endsOn }: HoldToPlace,
): Promise<StoredHold> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    requireTables(deps, tables)
    if (endsOn <= (await today(transaction, deps)))
      throw new Problem(422, 'hold_ends_in_past', 'A hold ends on a day to come.')
    await requirePersonHere(transaction, personId)
    const id = newId(deps.world, 'legalHold')
    await tablesOf(transaction)
      .insertInto('legal_hold')
      .values({
        organization_id: organizationId,
        id,
        person_id: personId,
        tables: [...tables],
        ground,
        case_name: caseName,
        reason,
        placed_by: JSON.stringify(actor),
        placed_at: new Date(deps.world.now()),
        ends_on: endsOn,
        lifted_by: null,
        lifted_at: null,
      })
      .execute()
    await appendEvents(transaction, deps.world, organizationId, [
      {
        id: newId(deps.world, 'event'),
        type: privacyFacts.holdPlaced.type,
        occurredAt: deps.world.now(),
        actor,
        personId,
        payload: { legalHoldId: id, ground, endsOn },
      },
    ])
    return readHold(transaction, deps, id)
  })

/** What waited goes on by itself: an erasure within seconds, retention at its next run. Lifted twice is lifted. */
export const liftHold = (
  deps: PrivacyDeps,
  { organizationId, actor }: { readonly organizationId: OrganizationId; readonly actor: Actor },
  id: LegalHoldId,
): Promise<StoredHold> =>
  insideAsPrivacy(deps.database, organizationId, async (transaction) => {
    const lifted = await tablesOf(transaction)
      .updateTable('legal_hold')
      .set({ lifted_by: JSON.stringify(actor), lifted_at: new Date(deps.world.now()) })
      .where('id', '=', id)
      .where('lifted_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst()
    if (lifted !== undefined)
      await appendEvents(transaction, deps.world, organizationId, [
        {
          id: newId(deps.world, 'event'),
          type: privacyFacts.holdLifted.type,
          occurredAt: deps.world.now(),
          actor,
          personId: lifted.person_id,
          payload: { legalHoldId: id },
        },
      ])
    return readHold(transaction, deps, id)
  })
