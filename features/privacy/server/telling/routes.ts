/** What recipients are told, over HTTP: the desk's notes, and the door by which a recipient answers. */
import { timingSafeEqual } from 'node:crypto'
import { type Endpoint, Problem, serve } from '@loge/http'
import type { Id, Instant, OrganizationId, World } from '@loge/kernel'
import { forPurpose, type Transaction } from '@loge/storage'
import { mayReply, mayTellByHand, type Reply } from '../../core/index.ts'
import { tellingRoutes as routes } from '../../telling-wire.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { requireWhole } from '../require-whole.ts'
import type { StoredRequest } from '../requests/store.ts'
import type { RequestTables } from '../requests/tables.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { SigningDeps } from './deps.ts'
import { type StoredNotice, tablesOf } from './tables.ts'
import { replyToken } from './tell-recipients.ts'

export const viewNotice = (notice: StoredNotice) => ({
  id: notice.id,
  recipient: notice.recipient,
  name: notice.recipient_name,
  way: notice.way,
  about: notice.about,
  state: notice.state,
  failure: notice.code,
  writtenAt: notice.written_at,
  sentAt: notice.sent_at,
  contentHash: notice.content_hash,
  repliedAt: notice.replied_at,
  reply: notice.reply,
  replyWords: notice.reply_words,
})

export const noticesOf = (
  transaction: Transaction,
  requestId: StoredRequest['id'],
): Promise<readonly StoredNotice[]> =>
  tablesOf(transaction)
    .selectFrom('recipient_notice')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('recipient_name')
    .orderBy('id')
    .execute()

/** Each is a task until its recipient answered, also once its case is over. */
const openNotices = async (transaction: Transaction, organizationId: OrganizationId) => {
  const notices = await tablesOf(transaction)
    .$extendTables<RequestTables>()
    .selectFrom('recipient_notice')
    .innerJoin('privacy_request', 'privacy_request.id', 'recipient_notice.request_id')
    .selectAll('recipient_notice')
    .select('privacy_request.reference')
    .where('recipient_notice.organization_id', '=', organizationId)
    .where('recipient_notice.state', '<>', 'answered')
    .orderBy('recipient_notice.written_at')
    .orderBy('recipient_notice.id')
    .limit(200)
    .execute()
  return notices.map((notice) => ({
    ...viewNotice(notice),
    requestId: notice.request_id,
    reference: notice.reference,
  }))
}

type NoticeId = Id<'recipientNotice'>

const lock = async (transaction: Transaction, id: NoticeId): Promise<StoredNotice> => {
  const notice = await tablesOf(transaction)
    .selectFrom('recipient_notice')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (notice === undefined) throw new Problem(404, 'not_found', 'There is no such notice.')
  return notice
}

const outOfPlace = (): Problem =>
  new Problem(409, 'notice_out_of_place', 'This notice was answered already, or was not told yet.')

const change = (transaction: Transaction, id: NoticeId, set: Partial<ReturnType<typeof replied>>) =>
  tablesOf(transaction)
    .updateTable('recipient_notice')
    .set(set)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

const replied = (now: Instant, { reply, words }: { readonly reply: Reply; readonly words: string }) => ({
  state: 'answered' as const,
  replied_at: new Date(now),
  reply,
  reply_words: words === '' ? null : words,
})

const takeReply = async (
  transaction: Transaction,
  world: Pick<World, 'now'>,
  id: NoticeId,
  said: { readonly reply: Reply; readonly words: string },
): Promise<StoredNotice> => {
  const { state } = await lock(transaction, id)
  if (!mayReply(state)) throw outOfPlace()
  return change(transaction, id, replied(world.now(), said))
}

const isToken = (given: string, wanted: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(wanted)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Whichever organization it is of: the id alone says it, and only who was told has its token. */
const organizationOf = async (
  { database }: Pick<PrivacyDeps, 'database'>,
  id: NoticeId,
): Promise<OrganizationId | undefined> => {
  for (const { id: organizationId } of await database.organizations()) {
    const found = await insideAsPrivacy(database, organizationId, (transaction) =>
      tablesOf(transaction)
        .selectFrom('recipient_notice')
        .select('id')
        .where('id', '=', id)
        .executeTakeFirst(),
    )
    if (found !== undefined) return organizationId
  }
  return undefined
}

export const tellingEndpoints = (deps: PrivacyDeps & SigningDeps): readonly Endpoint[] => [
  serve(routes.open, ({ organizationId, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => ({
      data: await openNotices(transaction, organizationId),
    }))
  }),
  serve(routes.told, ({ organizationId, params, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) => {
      const { state } = await lock(transaction, params.id)
      if (!mayTellByHand(state)) throw outOfPlace()
      const told = await tablesOf(transaction)
        .updateTable('recipient_notice')
        .set({ state: 'sent', way: 'by_hand', sent_at: new Date(deps.world.now()), code: null })
        .where('id', '=', params.id)
        .returningAll()
        .executeTakeFirstOrThrow()
      return viewNotice(told)
    })
  }),
  serve(routes.replied, ({ organizationId, params, body, reach }) => {
    requireWhole(reach)
    return insideAsPrivacy(deps.database, organizationId, async (transaction) =>
      viewNotice(await takeReply(transaction, deps.world, params.id, body)),
    )
  }),
  serve(routes.answer, ({ params, body }) =>
    forPurpose('privacy', async () => {
      const { token, ...said } = body
      // Judged before anything is looked for: who has no token learns of no notice.
      const organizationId = isToken(token, replyToken(deps, params.id))
        ? await organizationOf(deps, params.id)
        : undefined
      if (organizationId === undefined) throw new Problem(404, 'not_found', 'There is no such notice.')
      await insideAsPrivacy(deps.database, organizationId, (transaction) =>
        takeReply(transaction, deps.world, params.id, said),
      )
      return { received: true } as const
    }),
  ),
  serve(routes.key, async () => ({
    algorithm: 'Ed25519' as const,
    spki: Buffer.from(deps.publicKey).toString('base64'),
  })),
]
