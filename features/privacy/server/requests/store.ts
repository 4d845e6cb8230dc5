/** Cases of rights as they are stored. */
import type { Actor } from '@loge/features/events/core'
import type { Id, Instant, OrganizationId, PersonId, PrivacyLetterId, PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Selectable, sql } from 'kysely'
import type { CaseAct, CaseEntry, Right } from '../../core/index.ts'
import type { PrivacyLetterRow, PrivacyRequestEventRow, PrivacyRequestRow, RequestTables } from './tables.ts'

export type StoredRequest = Selectable<PrivacyRequestRow>
export type StoredEntry = Selectable<PrivacyRequestEventRow>
export type StoredLetter = Selectable<PrivacyLetterRow>

export const tablesOf = (transaction: Transaction) => transaction.$extendTables<RequestTables>()

export const findRequest = (
  transaction: Transaction,
  id: PrivacyRequestId,
): Promise<StoredRequest | undefined> =>
  tablesOf(transaction).selectFrom('privacy_request').selectAll().where('id', '=', id).executeTakeFirst()

/** Nobody else decides about it before this transaction ends. */
export const lockRequest = (
  transaction: Transaction,
  id: PrivacyRequestId,
): Promise<StoredRequest | undefined> =>
  tablesOf(transaction)
    .selectFrom('privacy_request')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()

/** Decided, and the letter that says so has not left: nobody may take it for closed. */
const isUntold = sql<boolean>`exists (select from privacy_letter l
  where l.organization_id = privacy_request.organization_id and l.request_id = privacy_request.id
    and l.kind in ('answer', 'refusal', 'withdrawal') and l.state <> 'sent')`

/** Whose clock runs, or stands still. */
export const runningRequests = (
  transaction: Transaction,
  organizationId: OrganizationId,
): Promise<readonly StoredRequest[]> =>
  tablesOf(transaction)
    .selectFrom('privacy_request')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .execute()

export const requestsWithin = (
  transaction: Transaction,
  organizationId: OrganizationId,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<readonly StoredRequest[]> =>
  tablesOf(transaction)
    .selectFrom('privacy_request')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`received_at >= ${from} and received_at < ${until}`)
    .orderBy('id')
    .execute()

export const openRequests = (
  transaction: Transaction,
  organizationId: OrganizationId,
  right: Right | undefined,
): Promise<readonly StoredRequest[]> => {
  const open = tablesOf(transaction)
    .selectFrom('privacy_request')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where((is) => is.or([is('ended_at', 'is', null), isUntold]))
  return (right === undefined ? open : open.where('right', '=', right)).orderBy('id').execute()
}

export const endedRequests = (
  transaction: Transaction,
  {
    organizationId,
    right,
    before,
    limit,
  }: {
    readonly organizationId: OrganizationId
    readonly right: Right | undefined
    readonly before: readonly [endedAt: Instant, id: string] | undefined
    readonly limit: number
  },
): Promise<readonly StoredRequest[]> => {
  const ended = tablesOf(transaction)
    .selectFrom('privacy_request')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('ended_at', 'is not', null)
    .where((is) => is.not(isUntold))
    .where(
      before === undefined
        ? sql<boolean>`true`
        : sql<boolean>`(ended_at, id) < (${new Date(before[0])}, ${before[1]}::uuid)`,
    )
  return (right === undefined ? ended : ended.where('right', '=', right))
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}

export const requestsOf = (transaction: Transaction, personId: PersonId): Promise<readonly StoredRequest[]> =>
  tablesOf(transaction)
    .selectFrom('privacy_request')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('received_at', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()

export interface Story {
  readonly entries: readonly StoredEntry[]
  readonly letters: readonly StoredLetter[]
}

export const storiesOf = async (
  transaction: Transaction,
  ids: readonly PrivacyRequestId[],
): Promise<(id: PrivacyRequestId) => Story> => {
  if (ids.length === 0) return () => ({ entries: [], letters: [] })
  const tables = tablesOf(transaction)
  const entries = await tables
    .selectFrom('privacy_request_event')
    .selectAll()
    .where('request_id', 'in', ids)
    .orderBy('number')
    .execute()
  const letters = await tables
    .selectFrom('privacy_letter')
    .selectAll()
    .where('request_id', 'in', ids)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
  const entriesBy = Map.groupBy(entries, ({ request_id }) => request_id)
  const lettersBy = Map.groupBy(letters, ({ request_id }) => request_id)
  return (id) => {
    const own = entriesBy.get(id) ?? []
    const place = new Map(own.map(({ letter_id, number }) => [letter_id, number]))
    const placeOf = (letter: StoredLetter): number => place.get(letter.id) ?? 0
    const inOrder = (lettersBy.get(id) ?? []).toSorted((one, other) => placeOf(one) - placeOf(other))
    return { entries: own, letters: inOrder }
  }
}

/** What moves the case, each with when its letter left. */
export const entriesOf = ({ entries, letters }: Story): readonly CaseEntry[] => {
  const sent = new Map(letters.map(({ id, sent_at }) => [id, sent_at]))
  return entries.map(({ at, act, letter_id, recorded_by: by }) => ({
    at,
    act,
    by: 'id' in by ? by.id : undefined,
    ...(letter_id === null ? {} : { sentAt: sent.get(letter_id) ?? null }),
  }))
}

/** `2026-031`: the next of its year. */
export const nextReference = async (
  transaction: Transaction,
  organizationId: OrganizationId,
  year: number,
): Promise<string> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`privacy_request ${organizationId}`}, 0))`.execute(
    transaction,
  )
  const { rows } = await sql<{ last: number | null }>`
    select max(split_part(reference, '-', 2)::integer) as last from privacy_request
    where organization_id = ${organizationId} and reference like ${`${year}-%`}`.execute(transaction)
  return `${year}-${String((rows[0]?.last ?? 0) + 1).padStart(3, '0')}`
}

export interface EntryToWrite {
  readonly organizationId: OrganizationId
  readonly id: Id<'privacyRequestEvent'>
  readonly requestId: PrivacyRequestId
  /** The version of the case that it changes. */
  readonly number: number
  readonly at: Instant
  readonly now: Instant
  readonly actor: Actor
  readonly act: CaseAct
  readonly letterId: PrivacyLetterId | null
  readonly messageId: string | null
}

export const writeEntry = async (transaction: Transaction, entry: EntryToWrite): Promise<void> => {
  await tablesOf(transaction)
    .insertInto('privacy_request_event')
    .values({
      organization_id: entry.organizationId,
      id: entry.id,
      request_id: entry.requestId,
      number: entry.number,
      at: new Date(entry.at),
      recorded_at: new Date(entry.now),
      recorded_by: JSON.stringify(entry.actor),
      act: JSON.stringify(entry.act),
      letter_id: entry.letterId,
      message_id: entry.messageId,
    })
    .execute()
}
