/** What crosses the network about cases of rights. */
import {
  defineRoute,
  humanText,
  pageOf,
  pageQuery,
  wireActor,
  wireDate,
  wireId,
  wireInstant,
} from '@loge/http/contract'
import { z } from 'zod'
import { wireDeed, wireDone } from './deeds-wire.ts'
import { refusals } from './refusals-wire.ts'
import { wireNotice } from './telling-wire.ts'
import { ARRIVALS, ELEMENTS, EXCESS_CRITERIA, PROOFS, RIGHT_NAMES } from './core/index.ts'

const right = z.enum(RIGHT_NAMES)
const email = z.email().max(254)
const words = humanText(1, 20_000)
const language = z.enum(['en', 'fr'])

const clock = z.object({
  /** The last day on which to answer. */
  dueOn: wireDate,
  dueAt: wireInstant,
  state: z.enum(['running', 'paused', 'extended', 'late']),
  /** Days from today to the last day; below 0 when it is over. */
  daysLeft: z.number().int(),
  /** Whose figure is the stricter. */
  by: z.enum(['law', 'organization']),
  pausedDays: z.number().int(),
  pausedSince: wireInstant.nullable(),
  movedToWorkingDay: z.boolean(),
})

const caseFields = {
  id: wireId('privacyRequest'),
  reference: z.string(),
  right,
  /** The provision the right rests on. */
  article: z.string(),
  channel: z.enum(ARRIVALS),
  receivedAt: wireInstant,
  requesterName: z.string(),
  personId: wireId('person').nullable(),
  identity: z.enum(['not_needed', 'to_check', 'asked', 'proven']),
  state: z.enum([
    'received',
    'identity_needed',
    'in_progress',
    'extended',
    'answered',
    'partly_refused',
    'refused',
    'withdrawn',
  ]),
  /** Whether the person was asked something and has not written since. */
  isWaiting: z.boolean(),
  /** What it lacks to be complete; asked for by itself. */
  missing: z.array(z.enum(ELEMENTS)),
  clock,
  endedAt: wireInstant.nullable(),
  /** Letters that did not leave. */
  lettersHeld: z.number().int(),
  version: z.number().int(),
}

const listed = z.object(caseFields).meta({ id: 'PrivacyRequestLine' })

/** Left empty, it is the decision that is refused, with its own word. */
const refused = { reason: humanText(0, 4_000), article: humanText(0, 200) }

const act = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('matched'), personId: wireId('person').nullable() }),
  z.strictObject({ kind: z.literal('classified'), right }),
  z.strictObject({
    kind: z.literal('asked'),
    about: z.enum(['identity', 'request']),
    words,
    /** Why there is a doubt who asks, where the organization does not always check. */
    doubt: humanText(0, 2_000).default(''),
  }),
  z.strictObject({
    kind: z.literal('person_wrote'),
    words,
    receivedAt: wireInstant.optional(),
    /** Where the answer goes, where that was not known yet. */
    email: email.optional(),
    address: humanText(1, 1_000).optional(),
  }),
  z.strictObject({
    kind: z.literal('identity_proven'),
    proof: z.enum(PROOFS),
    /** What they were asked, where the proof is what they know; never what they answered. */
    questions: humanText(0, 2_000).default(''),
  }),
  z.strictObject({ kind: z.literal('extended'), reasons: humanText(0, 4_000) }),
  z.strictObject({ kind: z.literal('granted'), words, deed: wireDeed.optional() }),
  z.strictObject({ kind: z.literal('partly_refused'), words, deed: wireDeed.optional(), ...refused }),
  z.strictObject({ kind: z.literal('refused'), words: humanText(0, 20_000).default(''), ...refused }),
  z.strictObject({ kind: z.literal('withdrawn') }),
  z.strictObject({
    kind: z.literal('excess_found'),
    criterion: z.enum(EXCESS_CRITERIA),
    reason: humanText(0, 4_000),
  }),
  z.strictObject({
    kind: z.literal('fee_announced'),
    minutes: z.number().int().min(1).max(60_000),
    /** In cents. */
    postage: z.number().int().min(0).max(100_000),
  }),
  z.strictObject({ kind: z.literal('fee_accepted') }),
  z.strictObject({ kind: z.literal('fee_declined') }),
])

const letter = z.object({
  id: wireId('privacyLetter'),
  kind: z.enum(['acknowledgement', 'question', 'extension', 'answer', 'refusal', 'withdrawal', 'fee']),
  way: z.enum(['email', 'post']),
  sentTo: z.string(),
  language,
  subject: z.string(),
  body: z.string(),
  writtenAt: wireInstant,
  state: z.enum(['waiting', 'to_post', 'sent', 'failed', 'given_up']),
  /** Why it did not leave. */
  failure: z.string().nullable(),
  sentAt: wireInstant.nullable(),
})

const candidate = z.object({
  personId: wireId('person'),
  name: z.string(),
  homes: z.array(z.string()),
  /** What they have in common with who asks. Nobody is matched by it: a human decides. */
  by: z.array(z.enum(['name', 'email', 'telephone', 'home'])),
})

const whole = z
  .object({
    ...caseFields,
    postedOn: wireDate.nullable(),
    recordedAt: wireInstant,
    recordedBy: wireActor,
    language,
    requesterEmail: z.string().nullable(),
    requesterAddress: z.string().nullable(),
    requesterTelephone: z.string().nullable(),
    words: z.string(),
    erasureId: wireId('erasure').nullable(),
    /** What the decision changed; null where nothing but words was owed. */
    deed: wireDone.nullable(),
    /** Who was told of it, and what they answered. */
    notices: z.array(wireNotice),
    personName: z.string().nullable(),
    identityMode: z.enum(['never', 'on_doubt', 'information', 'always']),
    /** What they asked before, the newest first: evidence of a request that asks too much. */
    earlier: z.array(z.string()),
    excess: z.enum(EXCESS_CRITERIA).nullable(),
    /** What is owed for it, in cents; nearly always 0. */
    amountDue: z.number().int(),
    fee: z
      .object({
        cents: z.number().int(),
        state: z.enum(['announced', 'accepted', 'declined']),
        currency: z.enum(['EUR', 'CHF']),
      })
      .nullable(),
    /** What may be charged at all. */
    feeTerms: z.object({
      hourly: z.number().int(),
      cap: z.number().int(),
      currency: z.enum(['EUR', 'CHF']),
    }),
    /** Until when it may be extended to; null: not any more. */
    extendableTo: wireDate.nullable(),
    entries: z.array(
      z.object({
        id: wireId('privacyRequestEvent'),
        at: wireInstant,
        by: wireActor,
        byName: z.string().nullable(),
        kind: z.string(),
        /** What was said with it. */
        words: z.string().nullable(),
        article: z.string().nullable(),
        letterId: wireId('privacyLetter').nullable(),
      }),
    ),
    letters: z.array(letter),
    /** What came with it as a scan; of a proof of identity only that it was there stays. */
    files: z.array(
      z.object({
        id: wireId('requestFile'),
        kind: z.enum(['letter', 'proof', 'enclosure']),
        name: z.string(),
        type: z.string(),
        bytes: z.number().int(),
        addedAt: wireInstant,
        destroyedAt: wireInstant.nullable(),
      }),
    ),
  })
  .meta({ id: 'PrivacyRequest' })

const whoAsks = {
  right,
  name: humanText(1, 200),
  email: email.optional(),
  address: humanText(1, 1_000).optional(),
  telephone: humanText(1, 60).optional(),
  words,
}

const DESK = { tag: 'privacy', permission: 'privacy.manage' } as const
const params = z.object({ id: wireId('privacyRequest') })
export const requestRoutes = {
  list: defineRoute({
    ...DESK,
    method: 'GET',
    path: '/privacy/requests',
    summary: 'Cases of rights: the open ones by their last day, or those that ended, newest first',
    rateLimit: 'read',
    query: z.object({
      ...pageQuery,
      state: z.enum(['open', 'ended']).default('open'),
      right: right.optional(),
    }),
    answer: pageOf(listed),
  }),
  report: defineRoute({
    ...DESK,
    method: 'GET',
    path: '/privacy/requests/report',
    summary: 'What became of the requests of one year: answered, refused, late, and overdue now',
    rateLimit: 'read',
    query: z.object({ year: z.coerce.number().int().min(2000).max(2200) }),
    answer: z.object({
      year: z.number().int(),
      received: z.number().int(),
      answered: z.number().int(),
      refused: z.number().int(),
      withdrawn: z.number().int(),
      /** Answered after their last day. */
      late: z.number().int(),
      /** Not answered, and their last day is over. */
      overdue: z.number().int(),
    }),
  }),
  read: defineRoute({
    ...DESK,
    method: 'GET',
    path: '/privacy/requests/{id}',
    summary: 'One case: its clock, its story and its letters as they were sent',
    rateLimit: 'read',
    params,
    answer: whole,
    problems: ['not_found'],
  }),
  candidates: defineRoute({
    ...DESK,
    method: 'GET',
    path: '/privacy/requests/{id}/candidates',
    summary: 'Who it may be about, by name, e-mail address, telephone or home; a human decides',
    rateLimit: 'read',
    params,
    answer: z.object({ data: z.array(candidate) }),
    problems: ['not_found'],
  }),
  record: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/requests',
    summary: 'Key in a request that came by mail, letter, telephone or at the counter',
    rateLimit: 'write',
    body: z.strictObject({
      ...whoAsks,
      channel: z.enum(['email', 'post', 'phone', 'counter', 'forwarded']),
      /** When it reached us: the clock runs from there. */
      receivedAt: wireInstant,
      /** The stamp of a letter. */
      postedOn: wireDate.optional(),
      language,
      /** A proof of identity came with it; it was looked at and destroyed. */
      proofSeen: z.boolean().default(false),
      /** A copy of one came with it and is added as a scan: it is not asked for again. */
      proofEnclosed: z.boolean().default(false),
    }),
    answer: whole,
    status: 201,
    problems: ['request_address_missing', 'request_date_wrong'],
  }),
  addFile: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/requests/{id}/files',
    summary:
      'Add the scan of a letter, of a proof of who asks (destroyed once it is decided on), or what goes with the answer',
    rateLimit: 'write',
    repeat: 'runsAgain',
    params,
    query: z.object({ kind: z.enum(['letter', 'proof', 'enclosure']) }),
    upload: 10_000_000,
    answer: z.object({ id: wireId('requestFile') }),
    status: 201,
    problems: [
      'not_found',
      'request_ended',
      'request_doubt_missing',
      'request_identity_known',
      'file_refused',
    ],
  }),
  readFile: defineRoute({
    ...DESK,
    method: 'GET',
    path: '/privacy/requests/{id}/files/{fileId}',
    summary: 'Look at a scan that came with a request; the log says who did',
    rateLimit: 'read',
    params: z.object({ id: wireId('privacyRequest'), fileId: wireId('requestFile') }),
    download: 'application/octet-stream',
    problems: ['not_found', 'file_destroyed'],
  }),
  act: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/requests/{id}/acts',
    summary: 'Do something with a case: match, ask, extend, decide. The letter it needs is written with it',
    rateLimit: 'write',
    params,
    body: act,
    ifMatch: true,
    answer: whole,
    problems: refusals,
  }),
  preview: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/requests/{id}/acts/preview',
    summary: 'The letter that an act would write; nothing is done',
    rateLimit: 'read',
    repeat: 'runsAgain',
    params,
    body: act,
    answer: z.object({
      letter: z.object({ subject: z.string(), body: z.string(), sentTo: z.string() }).nullable(),
    }),
    problems: refusals,
  }),
  posted: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/letters/{id}/posted',
    summary: 'A printed letter was posted: it counts as sent from then on',
    rateLimit: 'write',
    params: z.object({ id: wireId('privacyLetter') }),
    answer: letter,
    problems: ['not_found', 'letter_not_to_post'],
  }),
  mine: defineRoute({
    tag: 'privacy',
    permission: 'signed-in',
    method: 'GET',
    path: '/me/privacy/requests',
    summary: 'The requests of whoever is signed in, and until when each is answered',
    rateLimit: 'read',
    answer: z.object({
      data: z.array(
        z.object({
          id: caseFields.id,
          reference: z.string(),
          right,
          receivedAt: wireInstant,
          state: caseFields.state,
          isWaiting: z.boolean(),
          /** A fee that waits for their answer, in cents. */
          feeAsked: z.object({ cents: z.number().int(), currency: z.enum(['EUR', 'CHF']) }).nullable(),
          dueOn: wireDate,
          endedAt: wireInstant.nullable(),
          letters: z.array(letter),
          /** Who was told of it besides them. */
          told: z.array(wireNotice.pick({ name: true, state: true, reply: true })),
        }),
      ),
    }),
  }),
  ask: defineRoute({
    tag: 'privacy',
    permission: 'signed-in',
    method: 'POST',
    path: '/me/privacy/requests',
    summary: 'Ask for a right over one’s own data; being signed in says who one is',
    rateLimit: 'write',
    /** Some rights are clear from their name alone. */
    body: z.strictObject({
      right,
      words: humanText(0, 20_000).default(''),
      /** Of `GET /me/decisions`: what the software decided, and is looked at again by a person. */
      decisionId: wireId('event').optional(),
    }),
    answer: z.object({ id: caseFields.id, reference: z.string(), dueOn: wireDate }),
    status: 201,
    problems: ['request_not_a_person', 'not_found'],
  }),
  answerFee: defineRoute({
    tag: 'privacy',
    permission: 'signed-in',
    method: 'POST',
    path: '/me/privacy/requests/{id}/fee',
    summary: 'Accept the fee of one’s own request, or withdraw the request; nothing is done before',
    rateLimit: 'write',
    params,
    body: z.strictObject({ answer: z.enum(['accept', 'withdraw']) }),
    status: 204,
    problems: ['not_found', 'request_ended', 'request_no_fee_open', 'request_fee_not_told'],
  }),
  askFromOutside: defineRoute({
    tag: 'privacy',
    permission: 'public',
    method: 'POST',
    path: '/public/privacy/requests',
    summary: 'Ask without an account; the answer is the same for anybody',
    rateLimit: 'public',
    body: z.object({
      ...whoAsks,
      language: language.default('fr'),
      /** Short name of the organization, where an address serves several. */
      organization: z.string().max(60).optional(),
      /** Nobody sees this field, so whatever fills it is a machine. */
      website: z.string().max(500).optional(),
    }),
    status: 202,
    answer: z.object({ received: z.literal(true) }),
    problems: ['organization_required', 'request_address_missing', 'requests_too_many'],
  }),
  mail: defineRoute({
    tag: 'privacy',
    permission: 'privacy.receive',
    method: 'POST',
    path: '/privacy/mail',
    summary:
      'A mail that came to the address for rights, handed in by a mail gateway; what a machine wrote is left alone',
    rateLimit: 'write',
    body: z.object({
      messageId: z.string().min(1).max(998),
      from: email,
      fromName: z.string().max(200).default(''),
      subject: z.string().max(998).default(''),
      text: z.string().max(20_000),
      /** When it arrived, not when it was read. */
      receivedAt: wireInstant,
      /** `In-Reply-To` and `References`. */
      answers: z.array(z.string().max(998)).max(100).default([]),
      autoSubmitted: z.string().max(200).nullable().default(null),
      precedence: z.string().max(200).nullable().default(null),
      returnPath: z.string().max(300).nullable().default(null),
    }),
    answer: z.object({
      is: z.enum(['opened', 'added', 'ignored']),
      why: z.enum(['automatic', 'bulk', 'own', 'known']).nullable(),
      id: caseFields.id.nullable(),
    }),
    problems: ['request_date_wrong'],
  }),
} as const
