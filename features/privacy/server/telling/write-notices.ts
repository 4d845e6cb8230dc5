/** Writes down, with a decision, who has to be told of it: whoever the register of disclosures says got something. */
import { registerAt } from '@loge/features/law/server'
import { type DisclosureId, formatId, newId, type OrganizationId, type PersonId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { triedUntil, wayTo } from '../../core/index.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { StoredRequest } from '../requests/store.ts'
import { type RecipientNoticeRow, tablesOf } from './tables.ts'

interface Got {
  readonly recipient: string
  readonly name: string
  readonly ids: readonly DisclosureId[]
}

const whoGot = async (
  transaction: Transaction,
  personId: PersonId,
  only: readonly string[] | undefined,
): Promise<readonly Got[]> => {
  const { rows } = await sql<Got>`
    select recipient, (array_agg(recipient_name order by at desc))[1] as name, array_agg(id order by id) as ids
    from disclosure where person_id = ${personId} and ${only === undefined ? sql`true` : sql`id = any(${[...only]}::uuid[])`}
    group by recipient order by recipient`.execute(transaction)
  return rows
}

export interface NoticesToWrite {
  readonly organizationId: OrganizationId
  readonly requestId: StoredRequest['id']
  readonly personId: PersonId
  readonly about: RecipientNoticeRow['about']
  /** Of what is handed over now; left out: everything that was ever given. */
  readonly disclosures?: readonly string[]
}

export const writeNotices = async (
  transaction: Transaction,
  { world }: Pick<PrivacyDeps, 'world'>,
  { organizationId, requestId, personId, about, disclosures }: NoticesToWrite,
): Promise<void> => {
  const now = world.now()
  const { recipients } = await registerAt(transaction, organizationId, now)
  for (const { recipient, name, ids } of await whoGot(transaction, personId, disclosures)) {
    const { way, address } = wayTo(recipients.find(({ id }) => id === recipient))
    await tablesOf(transaction)
      .insertInto('recipient_notice')
      .values({
        organization_id: organizationId,
        id: newId(world, 'recipientNotice'),
        request_id: requestId,
        recipient,
        recipient_name: name,
        way,
        address,
        about,
        disclosures: JSON.stringify(ids.map((id) => formatId('disclosure', id))),
        state: way === 'by_hand' ? 'to_tell' : 'waiting',
        code: null,
        attempts: 0,
        next_try_at: new Date(now),
        deadline_at: new Date(triedUntil(now)),
        written_at: new Date(now),
        sent_at: null,
        content_hash: null,
        replied_at: null,
        reply: null,
        reply_words: null,
      })
      .execute()
  }
}
