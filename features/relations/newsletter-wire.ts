/** What crosses the network about the newsletter. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const READ = { tag: 'relations', permission: 'relations.read', rateLimit: 'read' } as const
const ACT = { tag: 'relations', permission: 'relations.manage', rateLimit: 'write' } as const

const both = (longest: number) => z.strictObject({ en: humanText(1, longest), fr: humanText(1, longest) })
const said = z.object({ en: z.string(), fr: z.string() })

const list = z
  .object({ id: wireId('newsletterList'), name: said, frequency: said, subscribers: z.number().int() })
  .meta({ id: 'NewsletterList' })

const subscription = z
  .object({
    id: wireId('subscription'),
    personId: wireId('person'),
    email: z.string(),
    listId: wireId('newsletterList'),
    /** What stood beside the box they ticked. */
    shown: z.string(),
    askedAt: wireInstant,
    confirmedAt: wireInstant,
    endedAt: wireInstant.nullable(),
    endedBy: z.enum(['link', 'staff', 'bounced']).nullable(),
  })
  .meta({ id: 'Subscription' })

const issue = z
  .object({
    id: wireId('newsletter'),
    listId: wireId('newsletterList'),
    subject: said,
    sentAt: wireInstant,
    sent: z.number().int(),
    waiting: z.number().int(),
    /** Not sent: ended, objected, no agreement to these words. */
    leftOut: z.number().int(),
    failed: z.number().int(),
  })
  .meta({ id: 'Newsletter' })

export const newsletterRoutes = {
  listLists: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/newsletter-lists',
    summary: 'The newsletters there are, how often each comes, and for how many',
    answer: z.object({ data: z.array(list) }),
  }),
  createList: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/newsletter-lists',
    summary: 'Begin a newsletter: its name, and how often it comes, as whoever subscribes reads it',
    body: z.strictObject({ name: both(100), frequency: both(100) }),
    status: 201,
    answer: z.object({ id: wireId('newsletterList') }),
  }),
  listSubscriptions: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/subscriptions',
    summary: 'Who subscribed, with the proof of what they agreed to, newest first',
    query: z.object(pageQuery),
    answer: pageOf(subscription),
  }),
  end: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/subscriptions/{id}/end',
    summary: 'End a subscription for somebody who asked, or whose mail came back',
    params: z.object({ id: wireId('subscription') }),
    body: z.strictObject({ by: z.enum(['staff', 'bounced']) }),
    problems: ['not_found'],
  }),
  takeOver: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/subscription-requests',
    summary: 'Ask addresses from paper or from elsewhere to confirm; whoever said no once is not written to',
    body: z.strictObject({
      listId: wireId('newsletterList'),
      emails: z.array(z.email().max(254)).min(1).max(500),
      language: z.enum(['en', 'fr']),
      /** Which form, list or meeting. */
      detail: humanText(1, 500),
    }),
    answer: z.object({ asked: z.number().int(), refused: z.number().int() }),
    problems: ['not_found'],
  }),
  listIssues: defineRoute({
    ...READ,
    method: 'GET',
    path: '/relations/newsletters',
    summary: 'The newsletters that were sent, with what became of their copies, newest first',
    answer: z.object({ data: z.array(issue) }),
  }),
  send: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/relations/newsletters',
    summary: 'Send a newsletter to everybody who is subscribed to a list; each copy has the way out',
    body: z.strictObject({ listId: wireId('newsletterList'), subject: both(200), body: both(50_000) }),
    status: 201,
    answer: z.object({ id: wireId('newsletter'), copies: z.number().int() }),
    problems: ['not_found'],
  }),
} as const
