/** Sends the letters that are due. */
import { findCorrespondent } from '@loge/features/accounts/server'
import { appendEvents } from '@loge/features/events/server'
import { formatId, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import type { Selectable } from 'kysely'
import { type FailureCode, noticeFacts } from '../core/index.ts'
import type { Letter, SendLetter, Template } from './letter.ts'
import { afterTry, claimedAt, drainOutbox, longestDue } from './outbox.ts'
import type { NoticeRow, NoticeTables } from './tables.ts'
import { texts } from './texts.ts'

export interface DeliveryDeps {
  readonly database: Database
  readonly world: World
  /** Without it letters wait, and are given up in the end. */
  readonly sendLetter?: SendLetter
  /** By name; features to the right bring theirs. */
  readonly letters: Readonly<Record<string, Template>>
}

type Stored = Selectable<NoticeRow>

const testLetter: Template = async (_transaction, { language }) => ({
  subject: texts[language]['letter.test.subject'],
  text: texts[language]['letter.test.body'],
})

const claim = (
  { database, world }: DeliveryDeps,
  organizationId: OrganizationId,
): Promise<Stored | undefined> =>
  database.transaction(organizationId, (transaction) => {
    const now = world.now()
    const notices = transaction.$extendTables<NoticeTables>()
    return notices
      .updateTable('notice')
      .set(claimedAt(now))
      .where('organization_id', '=', organizationId)
      .where('id', '=', longestDue('notice', organizationId, now))
      .returningAll()
      .executeTakeFirst()
  })

type Written = (Letter & { readonly to: string }) | FailureCode

const write = (
  { database, world, letters }: DeliveryDeps,
  { organization_id: organizationId, account_id: accountId, template, about_id: aboutId, language }: Stored,
): Promise<Written> =>
  database.transaction(organizationId, async (transaction) => {
    const at = world.now()
    const reader = await findCorrespondent(transaction, organizationId, { accountId, at })
    if (reader === undefined) return 'account_closed'
    const compose = template === 'test' ? testLetter : letters[template]
    // Of a version that wrote letters this one does not.
    if (compose === undefined) return 'letter_refused'
    const occasion = { organizationId, aboutId, reader, language: reader.language ?? language, at }
    const letter = await compose(transaction, occasion)
    return typeof letter === 'string' ? letter : { ...letter, to: reader.email }
  })

const send = async (deps: DeliveryDeps, notice: Stored): Promise<FailureCode | undefined> => {
  const letter = await write(deps, notice)
  if (typeof letter === 'string') return letter
  return deps.sendLetter === undefined ? 'mail_not_set_up' : deps.sendLetter({ ...letter, id: notice.id })
}

const settle = (
  { database, world }: DeliveryDeps,
  notice: Stored,
  code: FailureCode | undefined,
): Promise<void> =>
  database.transaction(notice.organization_id, async (transaction) => {
    const now = world.now()
    const { attempts, organization_id: organizationId, id, template } = notice
    const after = afterTry(code, notice, now)
    const { numUpdatedRows } = await transaction
      .$extendTables<NoticeTables>()
      .updateTable('notice')
      .set({ ...after, ...(after.state === 'waiting' ? {} : { ended_at: new Date(now) }) })
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      // A claim that ran out belongs to whoever claimed it next.
      .where('state', '=', 'waiting')
      .where('attempts', '=', attempts)
      .executeTakeFirst()
    if (numUpdatedRows === 0n || after.state === 'waiting') return
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: (code === undefined ? noticeFacts.sent : noticeFacts.failed).type,
        occurredAt: now,
        actor: { kind: 'system', id: 'notices' },
        payload: { noticeId: formatId('notice', id), template, ...(code === undefined ? {} : { code }) },
      },
    ])
  })

export const deliverNotices = (deps: DeliveryDeps, organizationId: OrganizationId): Promise<void> =>
  drainOutbox({
    claim: () => claim(deps, organizationId),
    send: async (notice) => {
      const code = await send(deps, notice)
      await settle(deps, notice, code)
      return code
    },
  })
