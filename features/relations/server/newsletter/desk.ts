/** Lists, subscribers and letters as the desk keeps them. */
import { appendEvents } from '@loge/features/events/server'
import type { Sentence } from '@loge/features/law/core'
import { registerAt } from '@loge/features/law/server'
import { findPeople } from '@loge/features/people/server'
import { createCursor, Problem } from '@loge/http'
import { addMs, DAY_MS, formatId, type Id, newId } from '@loge/kernel'
import { forPurpose } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import { ownSource, relationsFacts } from '../../core/index.ts'
import type { Desk } from '../contact/act-on-message.ts'
import type { RelationsDeps } from '../deps.ts'
import { askSubscription, newsletterPurpose } from './ask.ts'
import { endSubscription } from './end.ts'
import { readKey } from './key.ts'
import { newsletterTablesOf } from './tables.ts'

const TRIED_DAYS = 2
const unknown = (what: string) => new Problem(404, 'not_found', `There is no such ${what}.`)

export const listLists = ({ database }: RelationsDeps, { organizationId }: Desk) =>
  database.transaction(organizationId, async (transaction) => {
    const rows = await newsletterTablesOf(transaction)
      .selectFrom('newsletter_list')
      .selectAll()
      .select(
        sql<number>`(select count(*)::int from subscription s where s.organization_id = newsletter_list.organization_id
          and s.list_id = newsletter_list.id and s.ended_at is null)`.as('subscribers'),
      )
      .where('organization_id', '=', organizationId)
      .orderBy('created_at')
      .limit(50)
      .execute()
    return {
      data: rows.map(({ id, name, frequency, subscribers }) => ({ id, name, frequency, subscribers })),
    }
  })

export const createList = (
  { database, world }: RelationsDeps,
  { organizationId }: Desk,
  { name, frequency }: { readonly name: Sentence; readonly frequency: Sentence },
) =>
  database.transaction(organizationId, async (transaction) => {
    const id = newId(world, 'newsletterList')
    await newsletterTablesOf(transaction)
      .insertInto('newsletter_list')
      .values({
        organization_id: organizationId,
        id,
        version: 1,
        name: JSON.stringify(name),
        frequency: JSON.stringify(frequency),
        created_at: new Date(world.now()),
      })
      .execute()
    return { id }
  })

const cursor = createCursor('subscriptions', z.tuple([z.number(), z.string()]))

export const listSubscriptions = (
  { database }: RelationsDeps,
  { organizationId }: Desk,
  query: { readonly limit: number; readonly cursor?: string | undefined },
) =>
  database.transaction(organizationId, async (transaction) => {
    const before = cursor.decode(query.cursor)
    const found = await newsletterTablesOf(transaction)
      .selectFrom('subscription')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .$if(before !== undefined, (rows) =>
        rows.where(
          sql<boolean>`(confirmed_at, id) < (${new Date(before?.[0] ?? 0)}, ${before?.[1] ?? ''}::uuid)`,
        ),
      )
      .orderBy('confirmed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute()
    const page = found.slice(0, query.limit)
    const last = found.length > query.limit ? page.at(-1) : undefined
    const people = new Map(
      (
        await findPeople(
          transaction,
          page.map(({ person_id }) => person_id),
        )
      ).map((one) => [one.id, one]),
    )
    return {
      data: page.map((row) => ({
        id: row.id,
        personId: row.person_id,
        email: people.get(row.person_id)?.email ?? '',
        listId: row.list_id,
        shown: row.shown,
        askedAt: row.asked_at,
        confirmedAt: row.confirmed_at,
        endedAt: row.ended_at,
        endedBy: row.ended_by,
      })),
      nextCursor: last === undefined ? null : cursor.encode([last.confirmed_at, last.id]),
    }
  })

export const endByStaff = (
  { database, world }: RelationsDeps,
  { organizationId, actor }: Desk,
  { id, by }: { readonly id: Id<'subscription'>; readonly by: 'staff' | 'bounced' },
): Promise<void> =>
  database.transaction(organizationId, async (transaction) => {
    const register = await registerAt(transaction, organizationId, world.now())
    const known = await newsletterTablesOf(transaction)
      .selectFrom('subscription')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('id', '=', id)
      .executeTakeFirst()
    if (known === undefined) throw unknown('subscription')
    await endSubscription({ transaction, world, organizationId, register, actor }, id, by)
  })

export interface NewIssue {
  readonly listId: Id<'newsletterList'>
  readonly subject: Sentence
  readonly body: Sentence
}

/** A copy for each who is subscribed now; whether it may leave is asked again when it would. */
export const sendNewsletter = ({ database, world }: RelationsDeps, desk: Desk, issue: NewIssue) =>
  database.transaction(desk.organizationId, async (transaction) => {
    const { organizationId, actor } = desk
    const now = new Date(world.now())
    const tables = newsletterTablesOf(transaction)
    const list = await tables
      .selectFrom('newsletter_list')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('id', '=', issue.listId)
      .executeTakeFirst()
    if (list === undefined) throw unknown('list')
    const id = newId(world, 'newsletter')
    await tables
      .insertInto('newsletter')
      .values({
        organization_id: organizationId,
        id,
        list_id: issue.listId,
        subject: JSON.stringify(issue.subject),
        body: JSON.stringify(issue.body),
        sent_at: now,
        sent_by: JSON.stringify(actor),
      })
      .execute()
    const { numAffectedRows } = await sql`
      insert into newsletter_copy (organization_id, newsletter_id, subscription_id, person_id, state, attempts, next_try_at, deadline_at)
      select organization_id, ${id}, id, person_id, 'waiting', 0, ${now}, ${new Date(addMs(world.now(), TRIED_DAYS * DAY_MS))}
      from subscription where organization_id = ${organizationId} and list_id = ${issue.listId} and ended_at is null`.execute(
      transaction,
    )
    const count = Number(numAffectedRows ?? 0n)
    await appendEvents(transaction, world, organizationId, [
      {
        id: newId(world, 'event'),
        type: relationsFacts.newsletterSent.type,
        occurredAt: world.now(),
        actor,
        payload: { newsletterId: formatId('newsletter', id), count },
      },
    ])
    return { id, copies: count }
  })

/** Counts alone: whoever ended it, and is left out of every use of theirs, is counted as left out. */
export const listNewsletters = ({ database }: RelationsDeps, { organizationId }: Desk) =>
  forPurpose('keeping', () =>
    database.transaction(organizationId, async (transaction) => {
      const rows = await newsletterTablesOf(transaction)
        .selectFrom('newsletter')
        .select(['id', 'list_id', 'subject', 'sent_at'])
        .select([
          sql<number>`(select count(*)::int from newsletter_copy c where c.newsletter_id = newsletter.id and c.state = 'sent')`.as(
            'sent',
          ),
          sql<number>`(select count(*)::int from newsletter_copy c where c.newsletter_id = newsletter.id and c.state = 'waiting')`.as(
            'waiting',
          ),
          sql<number>`(select count(*)::int from newsletter_copy c where c.newsletter_id = newsletter.id and c.state = 'left_out')`.as(
            'left_out',
          ),
          sql<number>`(select count(*)::int from newsletter_copy c where c.newsletter_id = newsletter.id and c.state in ('failed', 'given_up'))`.as(
            'failed',
          ),
        ])
        .where('organization_id', '=', organizationId)
        .orderBy('sent_at', 'desc')
        .limit(100)
        .execute()
      return {
        data: rows.map(({ id, list_id, subject, sent_at, sent, waiting, left_out, failed }) => ({
          id,
          listId: list_id,
          subject,
          sentAt: sent_at,
          sent,
          waiting,
          leftOut: left_out,
          failed,
        })),
      }
    }),
  )

export interface TakenOver {
  readonly listId: Id<'newsletterList'>
  readonly emails: readonly string[]
  readonly language: 'en' | 'fr'
  readonly detail: string
}

/** Addresses from paper or from elsewhere: each is asked to confirm, and whoever once said no is not written to. */
export const takeOver = (deps: RelationsDeps, { organizationId }: Desk, taken: TakenOver) =>
  deps.database.transaction(organizationId, async (transaction) => {
    const { world } = deps
    const register = await registerAt(transaction, organizationId, world.now())
    const key = await readKey(transaction, deps, organizationId)
    const { listId, language, detail } = taken
    const list = await newsletterTablesOf(transaction)
      .selectFrom('newsletter_list')
      .select('id')
      .where('organization_id', '=', organizationId)
      .where('id', '=', listId)
      .executeTakeFirst()
    if (list === undefined) throw unknown('list')
    let asked = 0
    let refused = 0
    for (const email of new Set(taken.emails.map((one) => one.toLowerCase()))) {
      const said = await newsletterTablesOf(transaction)
        .selectFrom('suppression')
        .select('since')
        .where('organization_id', '=', organizationId)
        .where('address_digest', '=', key.digestOf(email))
        .executeTakeFirst()
      if (said !== undefined) {
        refused += 1
        continue
      }
      asked += 1
      await askSubscription(
        { transaction, world, organizationId, register },
        {
          listId,
          email,
          language,
          shown: newsletterPurpose(register)?.sentence[language] ?? '',
          source: ownSource(register, 'newsletter', 'newsletter') ?? 'person',
          detail,
          network: null,
        },
      )
    }
    return { asked, refused }
  })
