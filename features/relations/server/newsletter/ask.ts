/** Somebody asks for the newsletter. Nothing is theirs before their mailbox confirmed it. */
import { createHash } from 'node:crypto'
import type { Purpose, Register } from '@loge/features/law/core'
import { hashOf } from '@loge/features/law/server'
import { addMs, DAY_MS, type Id, newId, type OrganizationId, type World } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import type { RelationsDeps } from '../deps.ts'
import { newsletterTablesOf } from './tables.ts'

/** What the newsletter rests on: the consent of the register’s purpose that runs it. */
export const newsletterPurpose = (register: Register): Purpose | undefined =>
  register.activities
    .filter(({ runs }) => runs.includes('newsletter'))
    .flatMap(({ purposes }) => purposes)
    .find(({ basis }) => basis === 'consent')

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export interface AskedSubscription {
  readonly listId: Id<'newsletterList'>
  readonly email: string
  readonly language: 'en' | 'fr'
  /** As it stood beside the box that was ticked. */
  readonly shown: string
  readonly source: string
  readonly detail: string
  readonly network: string | null
}

interface Asking {
  readonly transaction: Transaction
  readonly world: World
  readonly organizationId: OrganizationId
  readonly register: Register
}

const MOST_A_DAY = 3
const OPEN_DAYS = 2

/** Whoever asks in somebody’s name fills nobody’s mailbox: the fourth letter of a day is not written. */
const isAskedOften = async ({ transaction, world }: Asking, email: string): Promise<boolean> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from subscription_request
    where lower(email) = ${email.toLowerCase()} and asked_at > ${new Date(addMs(world.now(), -DAY_MS))}`.execute(
    transaction,
  )
  return (rows[0]?.count ?? 0) >= MOST_A_DAY
}

/** Answers nothing: who is subscribed already, or said no once, is nobody else’s business. */
export const askSubscription = async (asking: Asking, asked: AskedSubscription): Promise<void> => {
  const { transaction, world, organizationId, register } = asking
  if (await isAskedOften(asking, asked.email)) return
  const now = world.now()
  await newsletterTablesOf(transaction)
    .insertInto('subscription_request')
    .values({
      organization_id: organizationId,
      id: newId(world, 'subscription'),
      list_id: asked.listId,
      email: asked.email,
      language: asked.language,
      shown: asked.shown,
      shown_hash: digestOf(asked.shown),
      notice_hash: hashOf(register),
      source: asked.source,
      detail: asked.detail,
      network: asked.network,
      asked_at: new Date(now),
      state: 'waiting',
      code: null,
      attempts: 0,
      next_try_at: new Date(now),
      deadline_at: new Date(addMs(now, OPEN_DAYS * DAY_MS)),
    })
    .execute()
}

/** A job: what nobody confirmed in two days was nobody’s wish. */
export const forgetRequests = (
  { database, world }: Pick<RelationsDeps, 'database' | 'world'>,
  organizationId: OrganizationId,
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    await newsletterTablesOf(transaction)
      .deleteFrom('subscription_request')
      .where('organization_id', '=', organizationId)
      .where(sql<boolean>`asked_at < ${new Date(addMs(world.now(), -OPEN_DAYS * DAY_MS))}`)
      .execute()
  })
