/** Releases as they are stored, with whom they are about, and as they are told. */
import { accountNames } from '@loge/features/accounts/server'
import type { Actor } from '@loge/features/events/core'
import { Problem } from '@loge/http'
import { type AccountId, asId, type Id, type OrganizationId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import { type ReleaseCaseRow, type ReleasePersonRow, tablesOf } from './tables.ts'

export type StoredRelease = Selectable<ReleaseCaseRow>

export interface StoredReleasePerson extends Selectable<ReleasePersonRow> {
  readonly name: string
  readonly email: string | null
  readonly language: 'en' | 'fr' | null
  readonly address: string
}

const MOST_LISTED = 200

export const listReleases = (transaction: Transaction): Promise<readonly StoredRelease[]> =>
  tablesOf(transaction)
    .selectFrom('release_case')
    .selectAll()
    .orderBy('opened_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST_LISTED)
    .execute()

/** Locked: deciding and giving come one after the other. */
export const lockRelease = async (transaction: Transaction, id: Id<'release'>): Promise<StoredRelease> => {
  const found = await tablesOf(transaction)
    .selectFrom('release_case')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined) throw new Problem(404, 'not_found', 'There is no such release here.')
  return found
}

export const peopleOf = (
  transaction: Transaction,
  ids: readonly Id<'release'>[],
): Promise<readonly StoredReleasePerson[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : tablesOf(transaction)
        .$extendTables<{ person: { id: PersonId; email: string | null; language: 'en' | 'fr' | null } }>()
        .selectFrom('release_person')
        .innerJoin('person', 'person.id', 'release_person.person_id')
        .selectAll('release_person')
        .select(['person.email', 'person.language'])
        .select(sql<string>`person.given_name || ' ' || person.family_name`.as('name'))
        .select(
          sql<string>`concat_ws(chr(10), person.street, nullif(concat_ws(' ', person.postal_code, person.city), ''))`.as(
            'address',
          ),
        )
        .where('release_id', 'in', [...ids])
        .orderBy('label')
        .execute()

export const findReleaseLetter = async (
  transaction: Transaction,
  id: Id<'releaseLetter'>,
): Promise<{ readonly release: StoredRelease; readonly person: StoredReleasePerson } | undefined> => {
  const found = await tablesOf(transaction)
    .selectFrom('release_person')
    .innerJoin('release_case', 'release_case.id', 'release_person.release_id')
    .selectAll('release_case')
    .where('release_person.id', '=', id)
    .executeTakeFirst()
  if (found === undefined) return undefined
  const person = (await peopleOf(transaction, [found.id])).find((one) => one.id === id)
  return person === undefined ? undefined : { release: found, person }
}

const accountIn = (actor: Actor | null): AccountId | undefined =>
  actor?.kind === 'account' ? asId('account', actor.id) : undefined

export const viewReleases = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  stored: readonly StoredRelease[],
) => {
  const actors = stored.flatMap((one) => [one.opened_by, one.decided_by, one.given_by])
  const accounts = actors.map(accountIn).filter((id) => id !== undefined)
  const names = await accountNames(transaction, organizationId, accounts)
  const nameOf = (actor: Actor | null): string | null => {
    const id = accountIn(actor)
    return id === undefined ? null : (names.get(id) ?? null)
  }
  const people = Map.groupBy(
    await peopleOf(
      transaction,
      stored.map(({ id }) => id),
    ),
    ({ release_id }) => release_id,
  )
  return stored.map((one) => ({
    id: one.id,
    kind: one.kind,
    reference: one.reference,
    recipient: one.recipient,
    recipientName: one.recipient_name,
    activity: one.activity,
    categories: [...one.categories],
    purpose: one.purpose,
    provision: one.provision,
    procedure: one.procedure,
    scope: one.scope,
    receivedOn: one.received_on,
    openedAt: one.opened_at,
    openedBy: nameOf(one.opened_by),
    state: one.state,
    decidedAt: one.decided_at,
    decidedBy: nameOf(one.decided_by),
    decision: one.decision,
    givenAt: one.given_at,
    givenBy: nameOf(one.given_by),
    contentHash: one.content_hash,
    contentRows: one.content_rows,
    people: (people.get(one.id) ?? []).map(({ id, person_id: personId, name, label, state }) => ({
      id,
      personId,
      name,
      label,
      letter: state,
    })),
  }))
}
