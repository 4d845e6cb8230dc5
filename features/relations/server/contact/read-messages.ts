/** Messages as the desk reads them. */
import { registerAt } from '@loge/features/law/server'
import { accountNames } from '@loge/features/accounts/server'
import { findPeople } from '@loge/features/people/server'
import { createCursor } from '@loge/http'
import type { Id } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import { z } from 'zod'
import type { RelationsDeps } from '../deps.ts'
import { tablesOf } from '../tables.ts'
import { type Desk, requireMessage, type StoredMessage } from './act-on-message.ts'

const cursor = createCursor('contact-messages', z.tuple([z.number(), z.string()]))

const namesOf = async (transaction: Transaction, messages: readonly Pick<StoredMessage, 'person_id'>[]) => {
  const people = await findPeople(transaction, [...new Set(messages.map(({ person_id }) => person_id))])
  return new Map(people.map((person) => [person.id, person]))
}

const lineOf = (message: StoredMessage, personName: string) => ({
  id: message.id,
  personId: message.person_id,
  personName,
  subject: message.subject,
  team: message.team,
  state: message.state,
  receivedAt: message.received_at,
  version: message.version,
})

const nameOf = (person: { readonly givenName: string; readonly familyName: string } | undefined): string =>
  person === undefined ? '' : `${person.givenName} ${person.familyName}`

export interface MessagesQuery {
  readonly limit: number
  readonly cursor?: string | undefined
  readonly state: 'open' | 'closed'
}

export const listMessages = (
  { database }: RelationsDeps,
  { organizationId, mayRecruit }: Desk,
  { limit, cursor: from, state }: MessagesQuery,
) =>
  database.transaction(organizationId, async (transaction) => {
    const before = cursor.decode(from)
    const found = await tablesOf(transaction)
      .selectFrom('contact_message')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('state', state === 'closed' ? '=' : '<>', 'closed')
      .$if(!mayRecruit, (query) => query.where('team', '<>', 'recruiting'))
      .$if(before !== undefined, (query) =>
        query.where(
          sql<boolean>`(received_at, id) < (${new Date(before?.[0] ?? 0)}, ${before?.[1] ?? ''}::uuid)`,
        ),
      )
      .orderBy('received_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit + 1)
      .execute()
    const page = found.slice(0, limit)
    const last = found.length > limit ? page.at(-1) : undefined
    const people = await namesOf(transaction, page)
    return {
      data: page.map((message) => lineOf(message, nameOf(people.get(message.person_id)))),
      nextCursor: last === undefined ? null : cursor.encode([last.received_at, last.id]),
    }
  })

const askedOf = async (transaction: Transaction, { world }: RelationsDeps, message: StoredMessage) => {
  const rows = await tablesOf(transaction)
    .selectFrom('asked_value')
    .select(['field', 'value'])
    .where('organization_id', '=', message.organization_id)
    .where('provenance_id', '=', message.provenance_id)
    .orderBy('id')
    .execute()
  const register = await registerAt(transaction, message.organization_id, world.now())
  const fields = register.categories.flatMap(({ fields: all = [] }) => all)
  return rows.map(({ field, value }) => ({
    field,
    label: fields.find(({ id }) => id === field)?.label ?? { en: field, fr: field },
    value,
  }))
}

const lettersOf = async (transaction: Transaction, { organization_id, id }: StoredMessage) => {
  const rows = await tablesOf(transaction)
    .selectFrom('out_letter')
    .selectAll()
    .where('organization_id', '=', organization_id)
    .where('about_id', '=', id)
    .orderBy('written_at')
    .execute()
  return rows.map((letter) => ({
    id: letter.id,
    sentTo: letter.sent_to,
    subject: letter.subject,
    body: letter.body,
    writtenAt: letter.written_at,
    state: letter.state,
    failure: letter.code,
    sentAt: letter.sent_at,
  }))
}

const sourceOf = async (transaction: Transaction, { organization_id, provenance_id }: StoredMessage) => {
  const { source, kind, detail, supplier, url, collected_on } = await tablesOf(transaction)
    .selectFrom('provenance')
    .selectAll()
    .where('organization_id', '=', organization_id)
    .where('id', '=', provenance_id)
    .executeTakeFirstOrThrow()
  return { source, kind, detail, supplier, url, collectedOn: collected_on }
}

export const readMessage = (deps: RelationsDeps, desk: Desk, id: Id<'contactMessage'>) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const message = await requireMessage(transaction, desk, id)
    const [person] = await findPeople(transaction, [message.person_id])
    const { assigned_to: takenBy } = message
    const names =
      takenBy === null ? undefined : await accountNames(transaction, desk.organizationId, [takenBy])
    return {
      ...lineOf(message, nameOf(person)),
      email: person?.email ?? null,
      mobile: person?.mobile ?? null,
      purpose: message.purpose,
      language: message.language,
      words: message.words,
      mayProspect: message.may_prospect,
      assignedAt: message.assigned_at,
      assignedTo: takenBy === null ? null : (names?.get(takenBy) ?? null),
      answeredAt: message.answered_at,
      closedAt: message.closed_at,
      source: await sourceOf(transaction, message),
      asked: await askedOf(transaction, deps, message),
      letters: await lettersOf(transaction, message),
    }
  })
