/** Support accesses as they are stored, and as they are told. */
import { accountNames } from '@loge/features/accounts/server'
import type { Actor } from '@loge/features/events/core'
import { Problem } from '@loge/http'
import { asId, type AccountId, type Instant, type PersonId, type SupportAccessId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { supportState } from '../../core/index.ts'
import { type SupportAccessRow, type SupportReadRow, tablesOf } from './tables.ts'

export interface StoredAccess extends Selectable<SupportAccessRow> {
  readonly person_name: string
}
export const standingOf = ({ basis, agreed_at, ends_at, ended_at, categories }: StoredAccess) => ({
  basis,
  agreedAt: agreed_at,
  endsAt: ends_at,
  endedAt: ended_at,
  categories,
})
type StoredRead = Selectable<SupportReadRow>

const MOST_SHOWN = 200

const accesses = (transaction: Transaction) =>
  tablesOf(transaction)
    .$extendTables<{ person: { id: PersonId; given_name: string; family_name: string } }>()
    .selectFrom('support_access')
    .innerJoin('person', 'person.id', 'support_access.person_id')
    .selectAll('support_access')
    .select(sql<string>`person.given_name || ' ' || person.family_name`.as('person_name'))

export const listAccesses = (
  transaction: Transaction,
  personId?: PersonId,
): Promise<readonly StoredAccess[]> => {
  const newest = accesses(transaction)
    .orderBy('asked_at', 'desc')
    .orderBy('support_access.id', 'desc')
    .limit(MOST_SHOWN)
  return (personId === undefined ? newest : newest.where('person_id', '=', personId)).execute()
}

/** Locked: who reads, ends and reviews comes one after the other. */
export const lockAccess = async (
  transaction: Transaction,
  id: SupportAccessId,
  personId?: PersonId,
): Promise<StoredAccess> => {
  const found = await accesses(transaction)
    .where('support_access.id', '=', id)
    .forUpdate('support_access')
    .executeTakeFirst()
  if (found === undefined || (personId !== undefined && found.person_id !== personId))
    throw new Problem(404, 'not_found', 'There is no such support access here.')
  return found
}

export const readsOf = (
  transaction: Transaction,
  ids: readonly SupportAccessId[],
): Promise<readonly StoredRead[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tablesOf(transaction)
        .selectFrom('support_read')
        .selectAll()
        .where('access_id', 'in', ids)
        .orderBy('number')
        .execute()

export const accountOf = (actor: Actor | null): AccountId | undefined =>
  actor?.kind === 'account' ? asId('account', actor.id) : undefined

/** With the names of whoever did it; the person concerned reads the same without what is the desk's own. */
export const viewAccesses = async (
  transaction: Transaction,
  stored: readonly StoredAccess[],
  now: Instant,
) => {
  const reads = await readsOf(
    transaction,
    stored.map(({ id }) => id),
  )
  const actors = [
    ...stored.flatMap((one) => [one.asked_by, one.reviewed_by]),
    ...reads.map((one) => one.read_by),
  ]
  const [first] = stored
  const names =
    first === undefined
      ? new Map<AccountId, string>()
      : await accountNames(
          transaction,
          first.organization_id,
          actors.flatMap((actor) => accountOf(actor) ?? []),
        )
  const nameOf = (actor: Actor | null): string | null => {
    const account = accountOf(actor)
    return (account === undefined ? undefined : names.get(account)) ?? null
  }
  return stored.map((one) => ({
    id: one.id,
    ticket: one.ticket,
    reason: one.reason,
    origin: one.origin,
    basis: one.basis,
    categories: one.categories,
    purpose: one.purpose,
    deviceKind: one.device_kind,
    device: one.device,
    aboutFrom: one.about_from,
    aboutUntil: one.about_until,
    intimateReason: one.intimate_reason,
    by: nameOf(one.asked_by),
    askedAt: one.asked_at,
    agreedAt: one.agreed_at,
    endsAt: one.ends_at,
    endedAt: one.ended_at,
    endedBy: one.ended_by,
    state: supportState(
      { basis: one.basis, agreedAt: one.agreed_at, endsAt: one.ends_at, endedAt: one.ended_at },
      now,
    ),
    reads: reads
      .filter(({ access_id }) => access_id === one.id)
      .map(({ at, read_by, category, rows }) => ({ at, by: nameOf(read_by), category, rows })),
    personId: one.person_id,
    personName: one.person_name,
    review:
      one.reviewed_at === null || one.finding === null
        ? null
        : { at: one.reviewed_at, by: nameOf(one.reviewed_by), finding: one.finding },
  }))
}
