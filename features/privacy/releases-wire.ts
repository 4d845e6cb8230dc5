/** What crosses the network about data that leave on request: requisitions of authorities, and the data room of a buyer. */
import { CONTRACT_GAPS } from '@loge/features/law/core'
import { defineRoute, humanText, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { PROCEDURES, RELEASE_KINDS, RELEASE_LETTERS, RELEASE_REFUSALS, RELEASE_STATES } from './core/index.ts'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const
const params = z.object({ id: wireId('release') })
/** Of the register. */
const named = z.string().min(1).max(80)
/** Null for a key, and for an account that is gone. */
const name = z.string().nullable()
const said = z.object({ en: z.string(), fr: z.string() })

const REFUSED = [
  'not_found',
  'recipient_unknown',
  'recipient_not_of_activity',
  'category_not_for_recipient',
  'category_never_shared',
  ...CONTRACT_GAPS,
  'provision_missing',
  'transfer_not_allowed',
  'person_objected',
  'person_contested',
  ...RELEASE_REFUSALS,
] as const

const release = z
  .object({
    id: wireId('release'),
    kind: z.enum(RELEASE_KINDS),
    reference: z.string(),
    recipient: named,
    recipientName: z.string(),
    activity: named,
    categories: z.array(named),
    purpose: z.string().nullable(),
    provision: z.string().nullable(),
    procedure: z.enum(PROCEDURES).nullable(),
    scope: z.string(),
    receivedOn: wireDate,
    openedAt: wireInstant,
    openedBy: name,
    state: z.enum(RELEASE_STATES),
    decidedAt: wireInstant.nullable(),
    decidedBy: name,
    decision: z.string().nullable(),
    givenAt: wireInstant.nullable(),
    givenBy: name,
    contentHash: z.string().nullable(),
    contentRows: z.number().int().nullable(),
    people: z.array(
      z.object({
        id: wireId('releaseLetter'),
        personId: wireId('person'),
        name: z.string(),
        label: z.string(),
        letter: z.enum(RELEASE_LETTERS),
      }),
    ),
  })
  .meta({ id: 'Release' })

export const releaseRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/releases',
    summary:
      'Requisitions and data rooms, newest first, with what the register in force allows each recipient',
    rateLimit: 'read',
    answer: z.object({
      data: z.array(release),
      /** What a new case may be about. */
      recipients: z.array(
        z.object({
          id: named,
          name: z.string(),
          kind: z.enum(RELEASE_KINDS),
          activities: z.array(
            z.object({
              id: named,
              label: said,
              categories: z.array(z.object({ id: named, label: said })),
              purposes: z.array(z.object({ id: named, sentence: said })),
            }),
          ),
        }),
      ),
    }),
  }),
  open: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/releases',
    summary:
      'Write down what an authority asks for, or what a possible buyer is to see: about whom, and how much',
    rateLimit: 'write',
    body: z.strictObject({
      recipient: named,
      activity: named,
      categories: z.array(named).min(1).max(100),
      personIds: z.array(wireId('person')).min(1).max(200),
      reference: humanText(1, 120),
      scope: humanText(3, 2_000),
      receivedOn: wireDate,
      purpose: named.optional(),
      provision: humanText(1, 500).optional(),
      procedure: z.enum(PROCEDURES).optional(),
    }),
    answer: release,
    status: 201,
    problems: [...REFUSED],
  }),
  decide: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/releases/{id}/decision',
    summary:
      'Approve or refuse it; of a data room the officer alone does, and everybody concerned is then written to',
    rateLimit: 'write',
    params,
    body: z.strictObject({ decision: z.enum(['approved', 'refused']), reasons: humanText(3, 2_000) }),
    answer: release,
    problems: [...REFUSED],
  }),
  content: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/releases/{id}/content',
    summary: 'What is handed over, within the scope and no further, and its SHA-256; each look is in the log',
    rateLimit: 'export',
    params,
    repeat: 'runsAgain',
    answer: z.object({ content: z.string(), hash: z.string(), rows: z.number().int() }),
    problems: [...REFUSED],
  }),
  give: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/releases/{id}/give',
    summary: 'Note that exactly this was handed over: a line in the register of disclosures for each person',
    rateLimit: 'write',
    params,
    body: z.strictObject({ contentHash: z.string().regex(/^[0-9a-f]{64}$/) }),
    answer: release,
    problems: [...REFUSED],
  }),
  letter: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/release-letters/{id}',
    summary: 'The letter that tells one person of a data room, as it leaves or is to be posted',
    rateLimit: 'read',
    params: z.object({ id: wireId('releaseLetter') }),
    answer: z.object({ name: z.string(), address: z.string(), subject: z.string(), body: z.string() }),
    problems: ['not_found'],
  }),
  posted: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/release-letters/{id}/posted',
    summary: 'Note that a letter that did not leave by mail was posted',
    rateLimit: 'write',
    params: z.object({ id: wireId('releaseLetter') }),
    problems: ['not_found'],
  }),
} as const
