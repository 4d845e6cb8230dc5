/** Takes, answers, hands on or closes a message: the state, the letter it needs and the fact in one transaction. */
import type { Actor } from '@loge/features/events/core'
import { appendEvents } from '@loge/features/events/server'
import { registerAt } from '@loge/features/law/server'
import { findPeople } from '@loge/features/people/server'
import { Problem, requireVersion } from '@loge/http'
import { type AccountId, formatId, type Id, newId, type OrganizationId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import type { Selectable } from 'kysely'
import {
  actOnMessage,
  type MessageAct,
  type MessageRefusal,
  relationsFacts,
  type Team,
} from '../../core/index.ts'
import type { RelationsDeps } from '../deps.ts'
import { answerLetter } from '../letter-texts.ts'
import { writeOutLetter } from '../letters.ts'
import { signedBy } from '../signed.ts'
import { type ContactMessageRow, tablesOf } from '../tables.ts'

export type StoredMessage = Selectable<ContactMessageRow>

export interface Desk {
  readonly organizationId: OrganizationId
  readonly actor: Actor
  readonly accountId: AccountId | null
  /** Whether what is for recruiters is shown to them. */
  readonly mayRecruit: boolean
}

const SAID: Readonly<Record<MessageRefusal, string>> = {
  message_closed: 'This message is closed.',
  message_answered: 'This message was answered already.',
  message_there_already: 'It is with this team already.',
}

export const maySee = ({ mayRecruit }: Pick<Desk, 'mayRecruit'>, team: Team): boolean =>
  team !== 'recruiting' || mayRecruit

/** What somebody may not see is not there for them. */
export const requireMessage = async (
  transaction: Transaction,
  desk: Desk,
  id: Id<'contactMessage'>,
): Promise<StoredMessage> => {
  const found = await tablesOf(transaction)
    .selectFrom('contact_message')
    .selectAll()
    .where('organization_id', '=', desk.organizationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (found === undefined || !maySee(desk, found.team))
    throw new Problem(404, 'not_found', 'There is no such message.')
  return found
}

const answer = async (
  transaction: Transaction,
  { world, origin }: RelationsDeps,
  message: StoredMessage,
  words: string,
): Promise<void> => {
  const { organization_id: organizationId, person_id: personId, language } = message
  const [person] = await findPeople(transaction, [personId])
  const register = await registerAt(transaction, organizationId, world.now())
  const signed = await signedBy(transaction, { organizationId, origin, register, language })
  await writeOutLetter(transaction, world, {
    organizationId,
    personId,
    kind: 'answer',
    aboutId: message.id,
    to: person?.email ?? '',
    language,
    ...answerLetter(signed, { words, wrote: message.words }),
  })
}

const dated = (act: MessageAct, desk: Desk, now: Date) => {
  if (act.kind === 'assign') return { assigned_at: now, assigned_to: desk.accountId }
  if (act.kind === 'answer') return { answered_at: now }
  if (act.kind === 'close') return { closed_at: now }
  return {}
}

export interface ActToDo {
  readonly id: Id<'contactMessage'>
  readonly ifMatch: string | undefined
  readonly act: MessageAct
}

export const actOn = (deps: RelationsDeps, desk: Desk, { id, ifMatch, act }: ActToDo) =>
  deps.database.transaction(desk.organizationId, async (transaction) => {
    const message = await requireMessage(transaction, desk, id)
    requireVersion(ifMatch, message.version)
    const decided = actOnMessage(message, act)
    if (!decided.ok) throw new Problem(409, decided.refusal, SAID[decided.refusal])
    const { state, team } = decided.value
    const now = deps.world.now()
    const version = message.version + 1
    await tablesOf(transaction)
      .updateTable('contact_message')
      .set({ state, team, version, ...dated(act, desk, new Date(now)) })
      .where('organization_id', '=', desk.organizationId)
      .where('id', '=', id)
      .execute()
    if (act.kind === 'answer') await answer(transaction, deps, message, act.words)
    await appendEvents(transaction, deps.world, desk.organizationId, [
      {
        id: newId(deps.world, 'event'),
        type: relationsFacts.messageMoved.type,
        occurredAt: now,
        actor: desk.actor,
        personId: message.person_id,
        payload: { contactMessageId: formatId('contactMessage', id), act: act.kind, team },
      },
    ])
    return { id, state, version }
  })
