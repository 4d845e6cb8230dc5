/**
 * Does something with a case. Judged, kept, told and carried out in one transaction: a decision is never without its
 * letter, nor an erasure without its decision. Whoever decided first wins; the other is told that it changed.
 */
import { appendEvents } from '@loge/features/events/server'
import { changedMeanwhile, Problem, requireVersion } from '@loge/http'
import { formatId, newId, type PrivacyRequestId } from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import {
  actOn,
  type CaseAct,
  type CaseAfter,
  ENDED,
  requestClock,
  clockEventsOf,
  requestFacts,
  type CaseRefusal,
  type Deed,
  deedFor,
  type DeedRefusal,
  type ExcessRefusal,
  excessRefusal,
} from '../../core/index.ts'
import { carryOut } from '../deeds/carry-out.ts'
import { insideAsPrivacy } from '../purpose.ts'
import type { CaseNow } from './case-at.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { Asker } from './asker.ts'
import { contactOf, type ExcessToDo, feeTermsOf, isExcessToDo, withCosts } from './excess.ts'
import { destroyProofs, hasEnclosure } from './files.ts'
import { type Composed, composeLetter, remediesOf } from './letters.ts'
import { readCase } from './open-case.ts'
import type { RequestSettings } from './settings.ts'
import { lockRequest, type StoredRequest, tablesOf, writeEntry } from './store.ts'
import { whereTo, writeLetter } from './write-letter.ts'

/** As it comes from the desk: remedies are the register's, never typed; what is to be done comes with the decision. */
export type ActToDo =
  | Exclude<
      CaseAct,
      {
        kind:
          | 'received'
          | 'granted'
          | 'partly_refused'
          | 'refused'
          | 'person_wrote'
          | 'excess_found'
          | 'fee_announced'
      }
    >
  | (Extract<CaseAct, { kind: 'person_wrote' }> & {
      /** Where the answer goes, of whom that was not known yet. */
      readonly email?: string | undefined
      readonly address?: string | undefined
    })
  | ExcessToDo
  | (Extract<CaseAct, { kind: 'granted' }> & { readonly deed?: Deed | undefined })
  | (Omit<Extract<CaseAct, { kind: 'partly_refused' }>, 'remedies'> & { readonly deed?: Deed | undefined })
  | Omit<Extract<CaseAct, { kind: 'refused' }>, 'remedies'>

const DETAILS: Readonly<
  Record<CaseRefusal | DeedRefusal | ExcessRefusal | 'request_enclosure_missing', string>
> = {
  request_ended: 'This case is over.',
  request_step_out_of_place: 'This cannot be done at this point of the case.',
  request_extended_already: 'It was extended once already.',
  request_reasons_missing: 'Say why, and on which provision.',
  request_remedies_missing: 'The register names no authority to complain to.',
  request_question_open: 'A question to this person is open already.',
  request_doubt_missing: 'Say why there is a doubt who asks.',
  request_enclosure_missing: 'Add the document that goes with the answer first.',
  request_questions_missing: 'Say which questions they answered.',
  request_identity_not_asked: 'This organization never asks who somebody is.',
  request_identity_known: 'It is known already who asks.',
  request_identity_first: 'First make sure who asks.',
  request_person_first: 'First say of whom the data are.',
  request_late: 'The last day has passed: answer now.',
  request_deed_missing: 'Say what is to be done; and of whom.',
  request_deed_of_another_right: 'This is done for another right.',
  request_human_decides: 'A person decides this, and not a key or a machine.',
  request_marketing_always_ends: 'Advertising ends whenever somebody objects to it. There is no exception.',
  request_no_earlier: 'They asked nothing before, so that nothing is repeated.',
  request_excess_first: 'First say by which criterion it asks too much.',
  request_fee_beyond_cap: 'That is more than the organization ever charges.',
  request_fee_announced: 'A fee was announced in this case already.',
  request_fee_open: 'They have not accepted the fee yet.',
  request_fee_not_told: 'The letter that tells of the fee has not left yet.',
  request_no_fee_open: 'No fee is waiting for an answer.',
  request_fee_or_refusal: 'A fee was announced: it cannot be refused for the same reason as well.',
  request_second_person: 'Somebody else than who found it to be too much refuses it.',
  request_use_not_objectionable: 'Only a use that rests on an interest of ours ends by an objection.',
}

/** What was done has a table of its own: the story of a case says that it was decided, and in which words. */
const withRemedies = (
  act: ActToDo,
  { register }: RequestSettings,
  { request: { language }, standing: { entries }, earlier }: Found,
): CaseAct => {
  if (isExcessToDo(act)) return withCosts(act, { register, entries, earlier })
  if (act.kind === 'person_wrote') return { kind: act.kind, words: act.words }
  if (act.kind === 'granted') return { kind: act.kind, words: act.words }
  if (act.kind !== 'partly_refused' && act.kind !== 'refused') return act
  const { kind, words, reason, article } = act
  return { kind, words, reason, article, remedies: remediesOf(register, language) }
}

interface Judged {
  readonly act: CaseAct
  readonly after: CaseAfter
  readonly letter: Composed | undefined
  readonly deed: Deed | undefined
}

/** Until when it runs once this is done. */
const dueAfter = (
  { standing, request }: CaseNow,
  { zone, clock }: RequestSettings,
  act: CaseAct,
  now: number,
) => {
  const entries = [...standing.entries, { at: now as typeof request.received_at, act }]
  return requestClock({
    receivedAt: request.received_at,
    zone,
    settings: clock,
    events: clockEventsOf(entries),
    now: now as typeof request.received_at,
  }).dueOn
}

/** Nothing is granted without what makes it true. */
const deedOf = (
  wanted: ActToDo,
  { right, personId }: CaseAfter,
  { register }: RequestSettings,
): Deed | undefined => {
  if (wanted.kind !== 'granted' && wanted.kind !== 'partly_refused') return undefined
  const { kind: outcome, deed: given } = wanted
  const deed = deedFor(register, { right, outcome, isSomebody: personId !== null, given })
  if (!deed.ok) throw new Problem(409, deed.refusal, DETAILS[deed.refusal])
  return deed.value
}

/** Whoever asks for a copy and is not known here is told that: it is an answer (GDPR art. 15(1)). */
const isAboutNobody = ({ kind }: ActToDo, { right, personId }: CaseAfter): boolean =>
  kind === 'granted' && right === 'access' && personId === null

type Found = CaseNow & {
  /** References of what they asked before. */
  readonly earlier: readonly string[]
}

const judge = (
  found: Found,
  settings: RequestSettings,
  wanted: ActToDo,
  { now, actor }: { readonly now: number; readonly actor: Asker['actor'] },
): Judged => {
  const { request, standing } = found
  const act = withRemedies(wanted, settings, found)
  const by = { id: 'id' in actor ? actor.id : undefined, isHuman: actor.kind === 'account' }
  const terms = feeTermsOf(settings.register)
  const why = excessRefusal({ right: standing.right, entries: standing.entries, terms, by }, act)
  if (why !== undefined && !ENDED.has(request.state)) throw new Problem(409, why, DETAILS[why])
  const after = actOn(standing, act)
  if (!after.ok) throw new Problem(409, after.refusal, DETAILS[after.refusal])
  const deed = deedOf(wanted, after.value, settings)
  const letter = composeLetter(settings, act, {
    deed: deed?.kind ?? (isAboutNobody(wanted, after.value) ? 'nothing' : undefined),
    corrected: deed?.kind === 'correct' ? deed.changes : undefined,
    reference: request.reference,
    name: request.requester_name,
    language: request.language,
    right: request.right,
    receivedAt: request.received_at,
    dueOn: dueAfter(found, settings, act, now),
  })
  return { act, after: after.value, letter, deed }
}

const DECISIONS: ReadonlySet<string> = new Set(['granted', 'partly_refused', 'refused'])

const factOf = (request: StoredRequest, act: CaseAct) => {
  const privacyRequestId = formatId('privacyRequest', request.id)
  if (!DECISIONS.has(act.kind))
    return { type: requestFacts.moved.type, payload: { privacyRequestId, act: act.kind } }
  const article = 'article' in act ? { article: act.article } : {}
  return { type: requestFacts.decided.type, payload: { privacyRequestId, outcome: act.kind, ...article } }
}

export interface CaseToAct {
  readonly id: PrivacyRequestId
  readonly ifMatch: string | undefined
  readonly act: ActToDo
  /** When the person wrote; else now. */
  readonly at?: StoredRequest['received_at'] | undefined
  readonly messageId?: string
}

export const actInside = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asker: Asker,
  { id, ifMatch, act: wanted, at, messageId }: CaseToAct,
): Promise<void> => {
  const { world } = deps
  const locked = await lockRequest(transaction, id)
  if (locked === undefined) throw new Problem(404, 'not_found', 'There is no such case.')
  requireVersion(ifMatch, locked.version)
  const now = world.now()
  if (at !== undefined && (at > now || at < locked.received_at))
    throw new Problem(422, 'request_date_wrong', 'It came after the request, and not in the future.')
  const { settings, ...found } = await readCase(transaction, id, now)
  const contact = contactOf(wanted, locked)
  const request = { ...locked, ...contact }
  const judged = judge(found, settings, wanted, { now, actor: asker.actor })
  if (judged.letter !== undefined && wanted.kind !== 'asked' && whereTo(request) === undefined)
    throw new Problem(422, 'request_address_missing', 'Say where the answer goes first.')
  const isGiven = judged.act.kind === 'granted' || judged.act.kind === 'partly_refused'
  if (isGiven && judged.after.right === 'safeguards' && !(await hasEnclosure(transaction, id)))
    throw new Problem(409, 'request_enclosure_missing', DETAILS.request_enclosure_missing)
  const { personId } = judged.after
  const erasureId =
    judged.deed === undefined || personId === null
      ? null
      : await carryOut(transaction, deps, asker, { request: locked, personId, deed: judged.deed })
  const letterId =
    judged.letter === undefined ? null : await writeLetter(transaction, world, request, judged.letter)
  await writeEntry(transaction, {
    organizationId: asker.organizationId,
    id: newId(world, 'privacyRequestEvent'),
    requestId: id,
    number: locked.version,
    at: at ?? now,
    now,
    actor: asker.actor,
    act: judged.act,
    letterId,
    messageId: messageId ?? null,
  })
  const { after } = judged
  const { numUpdatedRows } = await tablesOf(transaction)
    .updateTable('privacy_request')
    .set({
      right: after.right,
      person_id: after.personId,
      identity: after.identity,
      state: after.state,
      version: locked.version + 1,
      ...contact,
      ...(erasureId === null ? {} : { erasure_id: erasureId }),
      ...(ENDED.has(after.state) && locked.ended_at === null ? { ended_at: new Date(now) } : {}),
    })
    .where('id', '=', id)
    .where('version', '=', locked.version)
    .executeTakeFirst()
  if (numUpdatedRows !== 1n) throw changedMeanwhile()
  await destroyProofs(transaction, id, after, now)
  const fact = factOf(locked, judged.act)
  await appendEvents(transaction, world, asker.organizationId, [
    { id: newId(world, 'event'), occurredAt: now, actor: asker.actor, ...fact },
  ])
}

export const actOnCase = (deps: PrivacyDeps, asker: Asker, toDo: CaseToAct): Promise<void> =>
  insideAsPrivacy(deps.database, asker.organizationId, (transaction) =>
    actInside(transaction, deps, asker, toDo),
  )

/** The letter it would write. */
export const previewAct = (deps: PrivacyDeps, asker: Asker, { id, act }: Pick<CaseToAct, 'id' | 'act'>) =>
  insideAsPrivacy(deps.database, asker.organizationId, async (transaction) => {
    const now = deps.world.now()
    const { settings, ...found } = await readCase(transaction, id, now)
    const { letter } = judge(found, settings, act, { now, actor: asker.actor })
    const to = whereTo(found.request)
    return letter === undefined || to === undefined
      ? null
      : { subject: letter.subject, body: letter.text, sentTo: to.sentTo }
  })
