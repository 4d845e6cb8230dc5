/** Keeps what somebody wrote in the public form, with what it was asked for and where it comes from; all or nothing. */
import { appendEvents } from '@loge/features/events/server'
import type { Place } from '@loge/features/privacy/server'
import { Problem } from '@loge/http'
import { addMs, DAY_MS, formatId, type Id, type Instant, newId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { sql } from 'kysely'
import {
  type FilledForm,
  type FormInput,
  knownIn,
  ownSource,
  relationsFacts,
  type Subject,
  TEAM_OF,
} from '../../core/index.ts'
import { type AddedOutsider, addOutsider } from '../add-outsider.ts'
import type { RelationsDeps } from '../deps.ts'
import { formNamed } from '../form-version.ts'
import { keepAsked } from '../keep-asked.ts'
import { type Keeping, todayOf } from '../keep-source.ts'
import { tablesOf } from '../tables.ts'

export interface NewMessage {
  readonly inputs: readonly FormInput[]
  readonly filled: FilledForm
  readonly language: 'en' | 'fr'
  readonly subject: Subject
  readonly purpose: string
  readonly mayProspect: boolean
  readonly words: string
}

const MOST_OF_ADDRESS = 5

/** Whoever writes in somebody’s name fills nobody’s desk. */
export const requireFewOf = async (transaction: Transaction, email: string, now: Instant): Promise<void> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from contact_message m
    join person p on p.organization_id = m.organization_id and p.id = m.person_id
    where lower(p.email) = ${email.toLowerCase()} and m.received_at > ${new Date(addMs(now, -DAY_MS))}`.execute(
    transaction,
  )
  if ((rows[0]?.count ?? 0) >= MOST_OF_ADDRESS)
    throw new Problem(429, 'messages_too_many', 'Many messages came from this address today.')
}

type Written = Pick<NewMessage, 'language' | 'subject' | 'purpose' | 'mayProspect' | 'words'> & AddedOutsider

/** The message itself, however it came in, and that it did. */
export const writeMessage = async (
  { transaction, world, organizationId, actor }: Keeping,
  { personId, provenanceId, language, subject, purpose, mayProspect, words }: Written,
): Promise<Id<'contactMessage'>> => {
  const now = world.now()
  const id = newId(world, 'contactMessage')
  const team = TEAM_OF[subject]
  await tablesOf(transaction)
    .insertInto('contact_message')
    .values({
      organization_id: organizationId,
      id,
      version: 1,
      person_id: personId,
      provenance_id: provenanceId,
      purpose,
      subject,
      team,
      language,
      words,
      may_prospect: mayProspect,
      received_at: new Date(now),
      state: 'new',
      assigned_at: null,
      assigned_to: null,
      answered_at: null,
      closed_at: null,
    })
    .execute()
  await appendEvents(transaction, world, organizationId, [
    {
      id: newId(world, 'event'),
      type: relationsFacts.messageReceived.type,
      occurredAt: now,
      actor,
      personId,
      payload: { contactMessageId: formatId('contactMessage', id), subject, team },
    },
  ])
  return id
}

/** Named in the log as what took it, since nobody is signed in. */
export const FORM_ACTOR = { kind: 'system', id: 'public-form' } as const

export const receiveMessage = async (
  deps: RelationsDeps,
  { transaction, organizationId, register }: Place,
  message: NewMessage,
): Promise<Id<'contactMessage'>> => {
  const { world } = deps
  const now = world.now()
  const known = knownIn(message.inputs, message.filled)
  await requireFewOf(transaction, known.email ?? '', now)
  const keeping = { transaction, world, organizationId, actor: FORM_ACTOR, register }
  const { personId, provenanceId } = await addOutsider(deps, keeping, {
    known,
    language: message.language,
    from: 'self',
    source: {
      source: ownSource(register, 'contact_requests') ?? 'person',
      detail: formNamed('contact', message.inputs),
      collectedOn: todayOf(world),
    },
  })
  await keepAsked(keeping, { personId, provenanceId, form: 'contact', ...message })
  return writeMessage(keeping, { personId, provenanceId, ...message })
}
