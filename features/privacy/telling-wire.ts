/** What crosses the network about what recipients are told of, and what they answer. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { REPLIES, TELLINGS } from './core/index.ts'

const reply = z.enum(REPLIES)

export const wireNotice = z
  .object({
    id: wireId('recipientNotice'),
    recipient: z.string(),
    name: z.string(),
    way: z.enum(['email', 'webhook', 'by_hand']),
    about: z.enum([
      'correct',
      'erase',
      'restrict',
      'stop_use',
      'stop_marketing',
      'withdraw_consent',
      'hand_over',
    ]),
    /** `silent`: it was told and has not answered in its time. */
    state: z.enum(TELLINGS),
    failure: z.string().nullable(),
    writtenAt: wireInstant,
    sentAt: wireInstant.nullable(),
    contentHash: z.string().nullable(),
    repliedAt: wireInstant.nullable(),
    reply: reply.nullable(),
    replyWords: z.string().nullable(),
  })
  .meta({ id: 'RecipientNotice' })

const DESK = { tag: 'privacy', permission: 'privacy.manage', rateLimit: 'write' } as const
const params = z.object({ id: wireId('recipientNotice') })
const words = humanText(0, 4_000).default('')

export const tellingRoutes = {
  open: defineRoute({
    tag: 'privacy',
    permission: 'privacy.manage',
    method: 'GET',
    path: '/privacy/notices',
    summary: 'What recipients have not acknowledged yet, the oldest first: each is a task until they do',
    rateLimit: 'read',
    answer: z.object({
      data: z.array(
        wireNotice.extend({ requestId: wireId('privacyRequest'), reference: z.string() }).meta({
          id: 'OpenRecipientNotice',
        }),
      ),
    }),
  }),
  told: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/notices/{id}/told',
    summary: 'Note that a recipient was told by hand, where no other way is there or worked',
    params,
    answer: wireNotice,
    problems: ['not_found', 'notice_out_of_place'],
  }),
  replied: defineRoute({
    ...DESK,
    method: 'POST',
    path: '/privacy/notices/{id}/reply',
    summary: 'Note what a recipient answered, in its own words',
    params,
    body: z.strictObject({ reply, words }),
    answer: wireNotice,
    problems: ['not_found', 'notice_out_of_place'],
  }),
  answer: defineRoute({
    tag: 'privacy',
    permission: 'public',
    method: 'POST',
    path: '/public/privacy/notices/{id}/reply',
    summary: 'A recipient answers with the token that came with what it was told',
    rateLimit: 'public',
    params,
    body: z.strictObject({ token: z.string().max(200), reply, words }),
    answer: z.object({ received: z.literal(true) }),
    problems: ['not_found', 'notice_out_of_place'],
  }),
  key: defineRoute({
    tag: 'privacy',
    permission: 'public',
    method: 'GET',
    path: '/public/privacy/signing-key',
    summary: 'The public key by which a recipient knows that what it is told comes from here',
    rateLimit: 'public',
    answer: z.object({ algorithm: z.literal('Ed25519'), spki: z.string() }),
  }),
} as const
