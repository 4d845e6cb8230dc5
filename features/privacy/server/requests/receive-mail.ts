/** A mail that came to the address for rights: a case of its own, or more of one that is there. Machines are not answered. */
import { registerAt } from '@loge/features/law/server'
import { addMs, DAY_MS, type Instant, isUuid, asId, type PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { judgeMail, type MailVerdict } from '../../core/index.ts'
import { insideAsPrivacy } from '../purpose.ts'
import { actInside } from './act-on-case.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { Asker } from './asker.ts'
import { openCase } from './open-case.ts'

export interface Mail {
  readonly messageId: string
  readonly from: string
  readonly fromName: string
  readonly subject: string
  readonly text: string
  readonly receivedAt: Instant
  readonly answers: readonly string[]
  readonly autoSubmitted: string | null
  readonly precedence: string | null
  readonly returnPath: string | null
}

export interface Received {
  readonly is: 'opened' | 'added' | 'ignored'
  readonly why: Extract<MailVerdict, { is: 'ignored' }>['why'] | null
  readonly id: PrivacyRequestId | null
}

/** Two copies of one mail, handed in at once: the second waits here, and finds the first. */
const waitForSender = (transaction: Transaction, { organizationId }: Asker, from: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`privacy_mail ${organizationId} ${from}`}, 0))`.execute(
    transaction,
  )

const isKnown = async (transaction: Transaction, messageId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from privacy_request where message_id = ${messageId}
    union all select from privacy_request_event where message_id = ${messageId}`.execute(transaction)
  return rows.length > 0
}

/** Of our letters this one names: their Message-Id begins with the id of the letter. */
const answeredCase = async (
  transaction: Transaction,
  { answers, from }: Mail,
): Promise<PrivacyRequestId | undefined> => {
  const letters = answers.flatMap((one) => {
    const id = /^<?([^@>]+)@/.exec(one.trim())?.[1] ?? ''
    return isUuid(id) ? [id] : []
  })
  if (letters.length === 0) return undefined
  const { rows } = await sql<{ id: string }>`
    select r.id from privacy_letter l join privacy_request r
      on r.organization_id = l.organization_id and r.id = l.request_id
    where l.id = any(${letters}::uuid[]) and r.requester_email = ${from.toLowerCase()}
    order by l.written_at desc limit 1`.execute(transaction)
  return rows[0] && asId('privacyRequest', rows[0].id)
}

const lastCase = async (transaction: Transaction, from: string): Promise<PrivacyRequestId | undefined> => {
  const { rows } = await sql<{ id: string }>`
    select id from privacy_request where lower(requester_email) = ${from.toLowerCase()}
    order by received_at desc, id desc limit 1`.execute(transaction)
  return rows[0] && asId('privacyRequest', rows[0].id)
}

const writtenSince = async (transaction: Transaction, from: string, since: Instant): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from privacy_letter
    where sent_to = ${from.toLowerCase()} and kind = 'acknowledgement' and written_at > ${new Date(since)}`.execute(
    transaction,
  )
  return rows[0]?.count ?? 0
}

const wordsOf = ({ subject, text }: Mail): string =>
  `${subject.trim() === '' ? '' : `${subject.trim()}\n\n`}${text.trim()}`.slice(0, 20_000) || '–'

const FRENCH = /\b(je|vous|bonjour|données|demande|merci|mes|suis)\b/gi
const ENGLISH = /\b(i|you|hello|data|request|please|my|am|the)\b/gi

/** In which language to answer: the one most of it is in; in doubt French, as the house speaks. */
const languageOf = (text: string): 'en' | 'fr' =>
  (text.match(ENGLISH)?.length ?? 0) > (text.match(FRENCH)?.length ?? 0) ? 'en' : 'fr'

const judge = async (transaction: Transaction, deps: PrivacyDeps, { organizationId }: Asker, mail: Mail) => {
  const now = deps.world.now()
  const { controller, channels } = await registerAt(transaction, organizationId, now)
  return judgeMail({
    autoSubmitted: mail.autoSubmitted,
    precedence: mail.precedence,
    returnPath: mail.returnPath,
    from: mail.from,
    ours: [
      controller.email,
      ...(controller.dpo === null ? [] : [controller.dpo.email]),
      ...channels.filter(({ kind }) => kind === 'email').map(({ address }) => address),
    ],
    writtenToday: await writtenSince(transaction, mail.from, addMs(now, -DAY_MS)),
    isKnown: await isKnown(transaction, mail.messageId),
  })
}

const addTo = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asker: Asker,
  { id, mail }: { readonly id: PrivacyRequestId; readonly mail: Mail },
): Promise<Received> => {
  const act = { kind: 'person_wrote', words: wordsOf(mail) } as const
  const { rows } = await sql<{ received_at: Instant }>`
    select received_at from privacy_request where id = ${id}`.execute(transaction)
  // A clock that is wrong by a little makes nothing older than what it answers.
  const first = rows[0]?.received_at ?? mail.receivedAt
  const at = mail.receivedAt < first ? first : mail.receivedAt
  await actInside(transaction, deps, asker, { id, ifMatch: '*', act, at, messageId: mail.messageId })
  return { is: 'added', why: null, id }
}

export const receiveMail = (deps: PrivacyDeps, asker: Asker, mail: Mail): Promise<Received> =>
  insideAsPrivacy(deps.database, asker.organizationId, async (transaction) => {
    await waitForSender(transaction, asker, mail.from.toLowerCase())
    const verdict = await judge(transaction, deps, asker, mail)
    if (verdict.is === 'ignored') return { is: 'ignored', why: verdict.why, id: null }
    const answered = await answeredCase(transaction, mail)
    const known = answered ?? (verdict.is === 'quiet' ? await lastCase(transaction, mail.from) : undefined)
    if (known !== undefined) return addTo(transaction, deps, asker, { id: known, mail })
    const opened = await openCase(transaction, deps, asker, {
      right: 'question',
      channel: 'email',
      receivedAt: mail.receivedAt,
      language: languageOf(`${mail.subject} ${mail.text}`),
      name: mail.fromName.trim() === '' ? mail.from : mail.fromName.trim(),
      email: mail.from,
      words: wordsOf(mail),
      messageId: mail.messageId,
    })
    return { is: 'opened', why: null, id: opened.id }
  })
