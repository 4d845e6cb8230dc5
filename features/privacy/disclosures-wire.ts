/** What crosses the network about data given to recipients. */
import { CONTRACT_GAPS } from '@loge/features/law/core'
import {
  defineRoute,
  humanText,
  pageOf,
  pageQuery,
  wireActor,
  wireId,
  wireInstant,
} from '@loge/http/contract'
import { z } from 'zod'
import { PROCEDURES } from './core/index.ts'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const
/** Of the register. */
const named = z.string().min(1).max(80)

const disclosure = z
  .object({
    id: wireId('disclosure'),
    /** Null once the person is erased. */
    personId: wireId('person').nullable(),
    at: wireInstant,
    recipient: named,
    recipientName: z.string(),
    country: z.string(),
    safeguard: z.string().nullable(),
    activity: named,
    categories: z.array(named),
    provision: z.string().nullable(),
    procedure: z.enum(PROCEDURES).nullable(),
    contentHash: z.string().nullable(),
    decidedBy: wireActor,
  })
  .meta({ id: 'Disclosure' })

export const disclosureRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/disclosures',
    summary: 'To whom data about people were given, newest first',
    rateLimit: 'read',
    query: z.object({ ...pageQuery, personId: wireId('person').optional() }),
    answer: pageOf(disclosure),
  }),
  record: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/disclosures',
    summary: 'Write down that data are given to a recipient of the register, or be told why they may not be',
    rateLimit: 'write',
    body: z.strictObject({
      recipient: named,
      activity: named,
      categories: z.array(named).min(1).max(100),
      personIds: z.array(wireId('person')).min(1).max(200),
      /** What an authority relies on. */
      provision: humanText(1, 500).optional(),
      procedure: z.enum(PROCEDURES).optional(),
      /** SHA-256 of what is handed over. */
      contentHash: z
        .string()
        .regex(/^[0-9a-f]{64}$/)
        .optional(),
    }),
    answer: z.object({ data: z.array(disclosure) }),
    status: 201,
    problems: [
      'not_found',
      'recipient_unknown',
      'recipient_not_of_activity',
      'category_not_for_recipient',
      'category_never_shared',
      ...CONTRACT_GAPS,
      'provision_missing',
      'transfer_not_allowed',
      'release_needed',
      'person_objected',
      'person_contested',
    ],
  }),
} as const
