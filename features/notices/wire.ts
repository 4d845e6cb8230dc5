/** What crosses the network about letters: to whom, what about, and what became of each. Never what it says. */
import { defineRoute, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const STATES = ['waiting', 'sent', 'failed', 'given_up'] as const

const notice = z
  .object({
    id: wireId('notice'),
    accountId: wireId('account'),
    /** Null once the account is gone. */
    accountName: z.string().nullable(),
    /** What it is about: `report`, `test`. */
    template: z.string(),
    /** `failed`: trying again cannot help by itself. `given_up`: it was tried until it told nothing new. */
    state: z.enum(STATES),
    /** Why the last try did not succeed. */
    code: z.string().nullable(),
    attempts: z.number().int(),
    createdAt: wireInstant,
    /** Null once it is not tried any more. */
    nextTryAt: wireInstant.nullable(),
    endedAt: wireInstant.nullable(),
  })
  .meta({ id: 'Notice' })

const params = z.object({ id: wireId('notice') })

export const noticeRoutes = {
  list: defineRoute({
    tag: 'Notices',
    method: 'GET',
    path: '/notices',
    summary: 'The letters of the last months, newest first, and what became of each',
    permission: 'accounts.read',
    rateLimit: 'read',
    query: z.object({ ...pageQuery, state: z.enum(STATES).optional() }),
    answer: pageOf(notice).extend({
      /** Whether this installation has a mail server. */
      mailIsSetUp: z.boolean(),
    }),
    problems: ['cursor_invalid'],
  }),
  tryAgain: defineRoute({
    tag: 'Notices',
    method: 'POST',
    path: '/notices/{id}/try-again',
    summary: 'Send a letter that did not leave, from now on for a day',
    permission: 'accounts.manage',
    rateLimit: 'write',
    params,
    answer: notice,
    status: 202,
    problems: ['notice_unknown', 'notice_not_over'],
  }),
  test: defineRoute({
    tag: 'Notices',
    method: 'POST',
    path: '/notices/test',
    summary: 'Send yourself a letter, to see that mail works',
    permission: 'accounts.manage',
    rateLimit: 'write',
    answer: notice,
    status: 202,
    problems: ['account_required'],
  }),
} as const
