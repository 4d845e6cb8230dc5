/**
 * Freezes what is kept of a person (GDPR art. 18), and frees it again. The row is all there is to it: the database hides the
 * person by it (`loge.hidden_ids`), so nothing has to remember to look. Doors follow by a new snapshot.
 */
import { raiseSnapshotVersion, sitesOfPerson } from '@loge/features/access/server'
import { Problem } from '@loge/http'
import type { PersonId, PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { privacyFacts } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import { requirePersonHere } from '../erase.ts'
import type { DoorChoice, RestrictionGround, ToldHow } from '../erasure.ts'
import { type Oneself, tell } from '../my-data/caller.ts'
import type { PrivacyTables, RestrictionRow } from '../tables.ts'

export interface StoredRestriction extends Selectable<RestrictionRow> {
  readonly person_name: string
}

/** `actor`: who decides; `personId`: whose data. */
export type RestrictionOf = Oneself

export interface Restricting {
  readonly ground: RestrictionGround
  readonly door: DoorChoice
  readonly requestId?: PrivacyRequestId | undefined
}

const tablesOf = (transaction: Transaction) => transaction.$extendTables<PrivacyTables>()

/** Those in force, the newest first; lifted ones are in the log. */
export const listRestrictions = (transaction: Transaction): Promise<readonly StoredRestriction[]> =>
  tablesOf(transaction)
    .$extendTables<{ person: { id: PersonId; given_name: string; family_name: string } }>()
    .selectFrom('restriction')
    .innerJoin('person', 'person.id', 'restriction.person_id')
    .selectAll('restriction')
    .select(sql<string>`person.given_name || ' ' || person.family_name`.as('person_name'))
    .orderBy('since', 'desc')
    .orderBy('person_id')
    .execute()

/** Locked, so that two officers come one after the other. */
const lock = async (transaction: Transaction, personId: PersonId): Promise<RestrictionRowNow | undefined> => {
  await sql`select from person where id = ${personId} for update`.execute(transaction)
  return tablesOf(transaction)
    .selectFrom('restriction')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()
}
type RestrictionRowNow = Selectable<RestrictionRow>

const requireRestricted = async (
  transaction: Transaction,
  personId: PersonId,
): Promise<RestrictionRowNow> => {
  const found = await lock(transaction, personId)
  if (found === undefined) throw new Problem(409, 'not_restricted', 'The data of this person are not frozen.')
  return found
}

const followAtDoors = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'world'>,
  { organizationId, personId }: RestrictionOf,
): Promise<void> => {
  for (const siteId of await sitesOfPerson(transaction, personId))
    await raiseSnapshotVersion(transaction, deps, organizationId, siteId)
}

/**
 * The transaction is of the privacy desk. Restricted anew, the ground and the choice about doors are what was said last
 * (who agreed that their doors go on may take it back), and since when stays.
 */
export const restrictPerson = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'world'>,
  whose: RestrictionOf,
  { ground, door, requestId }: Restricting,
): Promise<void> => {
  const { organizationId, personId, actor } = whose
  await requirePersonHere(transaction, personId)
  const before = await lock(transaction, personId)
  if (before?.ground === ground && before.door === door && before.told_at === null) return
  const said = { ground, door, told_at: null, told_how: null }
  if (before === undefined)
    await tablesOf(transaction)
      .insertInto('restriction')
      .values({
        organization_id: organizationId,
        person_id: personId,
        since: new Date(deps.world.now()),
        restricted_by: JSON.stringify(actor),
        request_id: requestId ?? null,
        ...said,
      })
      .execute()
  else
    await tablesOf(transaction)
      .updateTable('restriction')
      .set({ ...said, restricted_by: JSON.stringify(actor) })
      .where('person_id', '=', personId)
      .execute()
  if ((before?.door ?? 'keep') !== door) await followAtDoors(transaction, deps, whose)
  await tell(transaction, deps.world, whose, { fact: privacyFacts.restricted, payload: { ground, door } })
}

/** That it will end, before it does (art. 18(3)). */
export const noteTold = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'world'>,
  whose: RestrictionOf,
  how: ToldHow,
): Promise<void> => {
  await requireRestricted(transaction, whose.personId)
  await tablesOf(transaction)
    .updateTable('restriction')
    .set({ told_at: new Date(deps.world.now()), told_how: how })
    .where('person_id', '=', whose.personId)
    .execute()
  await tell(transaction, deps.world, whose, { fact: privacyFacts.restrictionEnding, payload: { how } })
}

export const liftRestriction = async (
  transaction: Transaction,
  deps: Pick<PrivacyDeps, 'world'>,
  whose: RestrictionOf,
): Promise<void> => {
  const { told_at: toldAt, door } = await requireRestricted(transaction, whose.personId)
  if (toldAt === null)
    throw new Problem(
      409,
      'restriction_not_told',
      'First tell the person that it will end (GDPR art. 18(3)).',
    )
  await tablesOf(transaction).deleteFrom('restriction').where('person_id', '=', whose.personId).execute()
  if (door === 'close') await followAtDoors(transaction, deps, whose)
  await tell(transaction, deps.world, whose, { fact: privacyFacts.restrictionLifted })
}
