/** A letter is written in the transaction that makes true what it tells; a job sends it, or somebody posts it. */
import { addMs, DAY_MS, type Instant, newId, type PrivacyLetterId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Composed } from './letters.ts'
import { type StoredRequest, tablesOf } from './store.ts'

/** Longer than a usual letter: whoever waits for it waits by law. Then the desk is told that it did not leave. */
const WORTH_DAYS = 3

export interface WhereTo {
  readonly way: 'email' | 'post'
  readonly sentTo: string
}

/** By mail where somebody has an address there; else printed. */
export const whereTo = (
  request: Pick<StoredRequest, 'requester_email' | 'requester_address' | 'requester_name'>,
): WhereTo | undefined => {
  if (request.requester_email !== null) return { way: 'email', sentTo: request.requester_email }
  return request.requester_address === null
    ? undefined
    : { way: 'post', sentTo: `${request.requester_name}\n${request.requester_address}` }
}

export const writeLetter = async (
  transaction: Transaction,
  world: World,
  request: StoredRequest,
  { kind, subject, text }: Composed,
): Promise<PrivacyLetterId | null> => {
  const to = whereTo(request)
  if (to === undefined) return null
  const id = newId(world, 'privacyLetter')
  const now: Instant = world.now()
  await tablesOf(transaction)
    .insertInto('privacy_letter')
    .values({
      organization_id: request.organization_id,
      id,
      request_id: request.id,
      kind,
      way: to.way,
      sent_to: to.sentTo,
      language: request.language,
      subject,
      body: text,
      written_at: new Date(now),
      state: to.way === 'email' ? 'waiting' : 'to_post',
      code: null,
      attempts: 0,
      next_try_at: new Date(now),
      deadline_at: new Date(addMs(now, WORTH_DAYS * DAY_MS)),
      sent_at: null,
    })
    .execute()
  return id
}
