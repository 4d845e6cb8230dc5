/** What crosses the network about support access: the desk that opens, uses and reviews it, and the person concerned. */
import { defineRoute, humanText, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import {
  CAME_FROM,
  CASE_CATEGORIES,
  DEVICE_KINDS,
  MOST_HOURS,
  SUPPORT_BASES,
  SUPPORT_CATEGORIES,
  SUPPORT_FINDINGS,
  SUPPORT_ORIGINS,
  TECHNICAL,
} from './core/index.ts'

const BASE = { tag: 'privacy', permission: 'support.use' } as const
const MINE = { tag: 'My data', permission: 'signed-in', rateLimit: 'write' } as const

const category = z.enum(SUPPORT_CATEGORIES)
/** Null for a key, and for an account that is gone. */
const name = z.string().nullable()

const read = z.object({ at: wireInstant, by: name, category, rows: z.number().int() })

const shared = {
  id: wireId('supportAccess'),
  ticket: z.string(),
  reason: z.string(),
  origin: z.enum(SUPPORT_ORIGINS),
  basis: z.enum(SUPPORT_BASES),
  categories: z.array(category),
  /** Id of a purpose of the register. */
  purpose: z.string(),
  deviceKind: z.enum(DEVICE_KINDS),
  device: z.string(),
  /** When what it is about happened. */
  aboutFrom: wireInstant,
  aboutUntil: wireInstant,
  /** Why what shows the intimacy of a home is needed; null where it is not part of it. */
  intimateReason: z.string().nullable(),
  by: name,
  askedAt: wireInstant,
  agreedAt: wireInstant.nullable(),
  /** Over then by itself. */
  endsAt: wireInstant,
  endedAt: wireInstant.nullable(),
  endedBy: z.enum(['desk', 'person']).nullable(),
  state: z.enum(['asked', 'open', 'over']),
  /** Every time something was shown. */
  reads: z.array(read),
}

const mine = z.object(shared).meta({ id: 'OwnSupportAccess' })
const access = z
  .object({
    ...shared,
    personId: wireId('person'),
    personName: z.string(),
    review: z.object({ at: wireInstant, by: name, finding: z.enum(SUPPORT_FINDINGS) }).nullable(),
  })
  .meta({ id: 'SupportAccess' })

const params = z.object({ id: wireId('supportAccess') })

export const supportRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/support',
    summary:
      'Every support access, newest first: whose data, for which case, what was read and who reviewed it',
    rateLimit: 'read',
    answer: z.object({
      data: z.array(access),
      /** For what a case may be opened, by the register in force. */
      purposes: z.array(
        z.object({
          id: z.string(),
          sentence: z.object({ en: z.string(), fr: z.string() }),
          categories: z.array(category),
        }),
      ),
    }),
  }),
  open: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/support',
    summary: 'Ask to read what is kept of one person for a case: on a basis, within a scope, for some hours',
    rateLimit: 'write',
    body: z.strictObject({
      personId: wireId('person'),
      ticket: humanText(1, 80),
      reason: humanText(3, 500),
      origin: z.enum(SUPPORT_ORIGINS),
      basis: z.enum(SUPPORT_BASES),
      /** Nothing chosen: what the equipment tells, and no more. */
      categories: z
        .array(category)
        .min(1)
        .max(SUPPORT_CATEGORIES.length)
        .default([...TECHNICAL]),
      hours: z.int().min(1).max(MOST_HOURS).default(MOST_HOURS),
      /** Of those the list names; the first of them where it is left out. */
      purpose: z.string().min(1).max(80).optional(),
      deviceKind: z.enum(DEVICE_KINDS),
      /** Its number or name. */
      device: humanText(1, 120),
      aboutFrom: wireInstant,
      aboutUntil: wireInstant,
      intimateReason: humanText(3, 500).optional(),
    }),
    answer: access,
    status: 201,
    problems: [
      'account_required',
      'not_found',
      'support_frozen',
      'support_span',
      'support_intimate',
      'use_not_in_register',
      'person_objected',
    ],
  }),
  statistics: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/support/statistics',
    summary: 'How often which equipment needed help: a device is a digest that leads nowhere',
    rateLimit: 'read',
    answer: z.object({
      data: z.array(
        z.object({ deviceKind: z.enum(DEVICE_KINDS), device: z.string(), cases: z.number().int() }),
      ),
    }),
  }),
  add: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/support/{id}/data',
    summary: 'Add what came with the case: with whom it came from, and gone when the case ends',
    rateLimit: 'write',
    params,
    body: z.strictObject({
      category: z.enum(CASE_CATEGORIES),
      content: humanText(1, 20_000),
      cameFrom: z.enum(CAME_FROM),
      /** Which client, which sub-processor, or the number of the ticket. */
      cameDetail: humanText(1, 200),
      cameOn: wireDate,
    }),
    answer: access,
    status: 201,
    problems: [
      'account_required',
      'not_found',
      'support_not_agreed',
      'support_over',
      'support_out_of_scope',
      'support_data_date',
    ],
  }),
  read: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/support/{id}/data',
    summary: 'Read one kind of data of the person: recorded before anything is shown, and told to them',
    rateLimit: 'read',
    params,
    query: z.object({ category }),
    answer: z.object({
      tables: z.array(
        z.object({
          table: z.string(),
          columns: z.array(z.string()),
          /** As text, in the order of the columns; null where there is nothing. */
          rows: z.array(z.array(z.string().nullable())),
        }),
      ),
      rows: z.number().int(),
      /** There is more than is shown at once. */
      isCut: z.boolean(),
    }),
    problems: [
      'account_required',
      'not_found',
      'support_not_agreed',
      'support_over',
      'support_out_of_scope',
      'support_frozen',
      'use_not_in_register',
      'person_objected',
    ],
  }),
  end: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/support/{id}/end',
    summary: 'The case is closed: nothing more is read',
    rateLimit: 'write',
    params,
    answer: access,
    problems: ['not_found'],
  }),
  review: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/support/{id}/review',
    summary: 'Say, as a second person, whether what was read was in order',
    rateLimit: 'write',
    params,
    body: z.strictObject({ finding: z.enum(SUPPORT_FINDINGS) }),
    answer: access,
    problems: ['not_found', 'support_own_review', 'support_still_open'],
  }),
  mine: defineRoute({
    ...MINE,
    method: 'GET',
    path: '/me/support',
    summary: 'Who of the support asked to read my data, why, what they read and when',
    rateLimit: 'read',
    answer: z.object({ data: z.array(mine) }),
    problems: ['account_required'],
  }),
  agree: defineRoute({
    ...MINE,
    method: 'POST',
    path: '/me/support/{id}/agree',
    summary: 'Agree that support reads what it asked for, until the end of its time',
    params,
    answer: mine,
    problems: ['account_required', 'not_found', 'support_not_asked'],
  }),
  stop: defineRoute({
    ...MINE,
    method: 'POST',
    path: '/me/support/{id}/end',
    summary: 'End it: nothing more of me is read',
    params,
    answer: mine,
    problems: ['account_required', 'not_found'],
  }),
} as const
