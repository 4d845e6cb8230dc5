/** Opens a case, from whichever way it came: one kind of case, one clock, one acknowledgement. */
import { appendEvents } from '@loge/features/events/server'
import { hashOf } from '@loge/features/law/server'
import { registerFor } from '@loge/features/law/core'
import { Problem } from '@loge/http'
import { dayAt } from '@loge/features/reports/core'
import {
  civilFields,
  formatId,
  type Instant,
  newId,
  type PersonId,
  type PrivacyRequestId,
  addMs,
  DAY_MS,
} from '@loge/kernel'
import type { Transaction } from '@loge/storage'
import { type Arrival, firstIdentity, requestFacts, type CaseAct, type Right } from '../../core/index.ts'
import { countryOf } from '../country-of.ts'
import { caseNow } from './case-at.ts'
import type { PrivacyDeps } from '../deps.ts'
import type { Asker } from './asker.ts'
import { askForMissing } from './ask-missing.ts'
import { earlierOf } from './excess.ts'
import { composeLetter } from './letters.ts'
import { readSettings, type RequestSettings } from './settings.ts'
import { findRequest, nextReference, storiesOf, type StoredRequest, tablesOf, writeEntry } from './store.ts'
import { writeLetter } from './write-letter.ts'

export interface NewCase {
  readonly right: Right
  readonly channel: Arrival
  readonly receivedAt: Instant
  readonly postedOn?: string | undefined
  readonly language: 'en' | 'fr'
  readonly name: string
  readonly email?: string | undefined
  readonly address?: string | undefined
  readonly telephone?: string | undefined
  readonly words: string
  /** Only of somebody who signed in. */
  readonly personId?: PersonId
  readonly proofSeen?: boolean
  /** It lies with the case: nobody is asked for it again. */
  readonly proofEnclosed?: boolean
  readonly messageId?: string
}

/** Longer ago than anybody keeps a letter: a slip of the year. */
const LONGEST_AGO_MS = 3_660 * DAY_MS

/** What came without an address is a request all the same: it is asked for. */
const postedOrSpoken: ReadonlySet<Arrival> = new Set(['post', 'phone', 'counter', 'forwarded'])

const requireSense = (asked: NewCase, now: Instant): void => {
  const { email, address, personId, receivedAt, channel, postedOn } = asked
  const mayCome = postedOrSpoken.has(channel)
  if (email === undefined && address === undefined && personId === undefined && !mayCome)
    throw new Problem(
      422,
      'request_address_missing',
      'Say where the answer goes: an e-mail or postal address.',
    )
  if (receivedAt > now || receivedAt < addMs(now, -LONGEST_AGO_MS))
    throw new Problem(422, 'request_date_wrong', 'It came within the last ten years, and not in the future.')
  if (postedOn !== undefined && channel !== 'post')
    throw new Problem(422, 'request_date_wrong', 'Only a letter has the day of a stamp.')
}

const insertCase = async (
  transaction: Transaction,
  { world }: PrivacyDeps,
  { organizationId, actor }: Asker,
  { asked, settings }: { readonly asked: NewCase; readonly settings: RequestSettings },
): Promise<StoredRequest> => {
  const now = world.now()
  const id = newId(world, 'privacyRequest')
  const { year } = civilFields(dayAt(settings.zone, asked.receivedAt))
  const identity = firstIdentity(settings.register.identity.mode, asked.channel)
  const isProven = asked.proofSeen === true && identity === 'to_check'
  await tablesOf(transaction)
    .insertInto('privacy_request')
    .values({
      organization_id: organizationId,
      id,
      reference: await nextReference(transaction, organizationId, year),
      right: asked.right,
      channel: asked.channel,
      received_at: new Date(asked.receivedAt),
      posted_on: asked.postedOn ?? null,
      recorded_at: new Date(now),
      recorded_by: JSON.stringify(actor),
      language: asked.language,
      requester_name: asked.name,
      requester_email: asked.email?.toLowerCase() ?? null,
      requester_address: asked.address ?? null,
      requester_telephone: asked.telephone ?? null,
      words: asked.words,
      person_id: asked.personId ?? null,
      identity: isProven ? 'proven' : identity,
      state: 'received',
      erasure_id: null,
      message_id: asked.messageId ?? null,
      notice_hash: hashOf(settings.register),
      ended_at: null,
      version: isProven ? 2 : 1,
    })
    .execute()
  const made = await findRequest(transaction, id)
  if (made === undefined) throw new Error('what was just opened is there')
  return made
}

const RECEIVED: CaseAct = { kind: 'received' }

/** Everything of it in one transaction: the case, its first entry, its acknowledgement, and the fact. */
export const openCase = async (
  transaction: Transaction,
  deps: PrivacyDeps,
  asker: Asker,
  asked: NewCase,
): Promise<StoredRequest> => {
  const { world } = deps
  const now = world.now()
  requireSense(asked, now)
  const ours = await readSettings(transaction, asker.organizationId, now)
  const country = await countryOf(transaction, asked.personId ?? null)
  const settings = { ...ours, register: registerFor(ours.register, country) }
  const request = await insertCase(transaction, deps, asker, { asked, settings })
  const { clock } = caseNow(settings, request, { entries: [], letters: [] }, now)
  const letter = composeLetter(settings, RECEIVED, {
    reference: request.reference,
    name: request.requester_name,
    language: request.language,
    right: request.right,
    receivedAt: request.received_at,
    dueOn: clock.dueOn,
  })
  const letterId = letter === undefined ? null : await writeLetter(transaction, world, request, letter)
  const entry = (act: CaseAct, number: number, ownLetterId: typeof letterId) =>
    writeEntry(transaction, {
      organizationId: asker.organizationId,
      id: newId(world, 'privacyRequestEvent'),
      requestId: request.id,
      number,
      at: request.received_at,
      now,
      actor: asker.actor,
      act,
      letterId: ownLetterId,
      messageId: null,
    })
  await entry(RECEIVED, 0, letterId)
  if (request.version > 1) await entry({ kind: 'identity_proven', proof: 'document' }, 1, null)
  const isEnclosed = asked.proofEnclosed === true
  await askForMissing(transaction, deps, { settings, request, dueOn: clock.dueOn, isEnclosed })
  await appendEvents(transaction, world, asker.organizationId, [
    {
      id: newId(world, 'event'),
      type: requestFacts.received.type,
      occurredAt: now,
      actor: asker.actor,
      payload: {
        privacyRequestId: formatId('privacyRequest', request.id),
        right: request.right,
        channel: request.channel,
      },
    },
  ])
  return request
}

/** For who reads it back in the same transaction. */
export const readCase = async (transaction: Transaction, id: PrivacyRequestId, now: Instant) => {
  const request = await findRequest(transaction, id)
  if (request === undefined) throw new Problem(404, 'not_found', 'There is no such case.')
  const ours = await readSettings(transaction, request.organization_id, now)
  // Whoever is written to is told the authority of where they live.
  const country = await countryOf(transaction, request.person_id)
  const settings = { ...ours, register: registerFor(ours.register, country) }
  const story = (await storiesOf(transaction, [id]))(id)
  const earlier = await earlierOf(transaction, request)
  return { settings, earlier, ...caseNow(settings, request, story, now) }
}
