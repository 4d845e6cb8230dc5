/**
 * Tells recipients what they are owed. Claimed for some minutes, sent outside any transaction, then settled; whoever was told
 * and does not answer in time stands as silent. Signed, so that nobody else can have data erased in our name.
 */
import { afterFailure, type FailureCode } from '@loge/features/notices/core'
import { addMs, formatId, type Id, MINUTE_MS, type OrganizationId } from '@loge/kernel'
import { forPurpose } from '@loge/storage'
import { sql } from 'kysely'
import { REPLIES, type Reply, silentSince } from '../../core/index.ts'
import { digestOf } from '../deeds/make-copy.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { SigningDeps, TellingDeps } from './deps.ts'
import { type StoredNotice, tablesOf } from './tables.ts'
import { letterOf, type Told, whatIsTold } from './what-is-told.ts'

const CLAIMED_MS = 10 * MINUTE_MS
const MOST_A_TURN = 100

/** Ed25519 gives one signature for one text: nothing has to be kept to know it again. */
export const replyToken = ({ sign }: Pick<SigningDeps, 'sign'>, id: Id<'recipientNotice'>): string =>
  Buffer.from(sign(Buffer.from(`loge recipient notice reply ${id}`))).toString('base64url')

const claim = ({ database, world }: TellingDeps, organizationId: OrganizationId) =>
  insideAsPrivacy(database, organizationId, (transaction) =>
    tablesOf(transaction)
      .updateTable('recipient_notice')
      .set({ attempts: sql`attempts + 1`, next_try_at: new Date(addMs(world.now(), CLAIMED_MS)) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', (query) =>
        query
          .selectFrom('recipient_notice')
          .select('id')
          .where('organization_id', '=', organizationId)
          .where('state', '=', 'waiting')
          .where(sql<boolean>`next_try_at <= ${new Date(world.now())}`)
          .orderBy('next_try_at')
          .limit(1)
          .forUpdate()
          .skipLocked(),
      )
      .returningAll()
      .executeTakeFirst(),
  )

interface Outcome {
  readonly code?: FailureCode
  readonly content: string
  /** Where it answered at once. */
  readonly reply?: Reply | undefined
}

const codeOf = (status: number | undefined): FailureCode | undefined => {
  if (status === undefined) return 'server_unreachable'
  if (status >= 200 && status < 300) return undefined
  return status >= 500 || status === 429 || status === 408 ? 'server_busy' : 'letter_refused'
}

const replyIn = (body: string): Reply | undefined => {
  try {
    const said: unknown = JSON.parse(body)
    const reply: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'reply') : undefined
    return REPLIES.find((one) => one === reply)
  } catch {
    return undefined
  }
}

/** `t` and the body are what is signed, so that an old one cannot be told again later. */
const signatureOf = ({ sign, world }: TellingDeps, body: string): string => {
  const at = Math.floor(world.now() / 1000)
  const signature = Buffer.from(sign(Buffer.from(`${at}.${body}`))).toString('base64')
  return `t=${at}, ed25519=${signature}`
}

const post = async (deps: TellingDeps, notice: StoredNotice, told: Told): Promise<Outcome> => {
  const replyTo = `${deps.origin}/api/v1/public/privacy/notices/${formatId('recipientNotice', notice.id)}/reply`
  const at = new Date(told.at).toISOString()
  const content = JSON.stringify({ ...told, at, replyTo, replyToken: replyToken(deps, notice.id) })
  const headers = {
    'content-type': 'application/json',
    'loge-signature': signatureOf(deps, content),
    'idempotency-key': notice.id,
  }
  const answer = await deps.postToRecipient({ url: notice.address ?? '', headers, body: content })
  const code = codeOf(answer?.status)
  return { content, ...(code === undefined ? { reply: replyIn(answer?.body ?? '') } : { code }) }
}

const mail = async ({ sendLetter }: TellingDeps, notice: StoredNotice, told: Told): Promise<Outcome> => {
  const letter = letterOf(told)
  const files =
    told.file === undefined
      ? []
      : [{ name: told.file.name, type: told.file.type, content: Buffer.from(told.file.base64, 'base64') }]
  const code =
    sendLetter === undefined
      ? 'mail_not_set_up'
      : await sendLetter({ ...letter, id: notice.id, to: notice.address ?? '', files })
  return { content: letter.text, ...(code === undefined ? {} : { code }) }
}

const settle = (
  { database, world }: TellingDeps,
  notice: StoredNotice,
  { code, content, reply }: Outcome,
): Promise<void> =>
  insideAsPrivacy(database, notice.organization_id, async (transaction) => {
    const now = world.now()
    const { attempts, deadline_at: deadlineAt } = notice
    const next = code === undefined ? undefined : afterFailure({ code, attempts, now, deadlineAt })
    const sent = {
      state: reply === undefined ? ('sent' as const) : ('answered' as const),
      code: null,
      sent_at: new Date(now),
      content_hash: digestOf(Buffer.from(content)),
      ...(reply === undefined ? {} : { replied_at: new Date(now), reply }),
    }
    await tablesOf(transaction)
      .updateTable('recipient_notice')
      .set(
        next === undefined
          ? sent
          : {
              state: next.state,
              code: code ?? null,
              ...(next.state === 'waiting' ? { next_try_at: new Date(next.nextTryAt) } : {}),
            },
      )
      .where('id', '=', notice.id)
      .where('state', '=', 'waiting')
      // A claim that ran out belongs to whoever claimed it next.
      .where('attempts', '=', attempts)
      .execute()
  })

const markSilent = ({ database, world }: TellingDeps, organizationId: OrganizationId): Promise<unknown> =>
  insideAsPrivacy(database, organizationId, (transaction) =>
    tablesOf(transaction)
      .updateTable('recipient_notice')
      .set({ state: 'silent' })
      .where('organization_id', '=', organizationId)
      .where('state', '=', 'sent')
      .where(sql<boolean>`sent_at <= ${new Date(silentSince(world.now()))}`)
      .execute(),
  )

/** A job. Who had the use of their data frozen has their recipients told all the same. */
export const tellRecipients = (deps: TellingDeps, organizationId: OrganizationId): Promise<void> =>
  forPurpose('privacy', async () => {
    await markSilent(deps, organizationId)
    for (let count = 0; count < MOST_A_TURN; count += 1) {
      const notice = await claim(deps, organizationId)
      if (notice === undefined) return
      const told = await whatIsTold(deps, notice)
      await settle(deps, notice, await (notice.way === 'webhook' ? post : mail)(deps, notice, told))
    }
  })
