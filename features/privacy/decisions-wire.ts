/** What the software decided by itself about whoever is signed in, and what it may decide about anybody. */
import { defineRoute, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { AUTOMATED_NAMES } from './core/index.ts'

const told = z.object({ what: z.string(), logic: z.string(), criteria: z.string() })
const sentence = z.object({ en: z.string(), fr: z.string() })

export const decisionRoutes = {
  mine: defineRoute({
    tag: 'My data',
    permission: 'signed-in',
    method: 'GET',
    path: '/me/decisions',
    summary:
      'What was decided about me by the software alone, the latest 100 first: by which rule, from what, and why',
    rateLimit: 'read',
    answer: z.object({
      /** The inventory: everything that is decided without a person. */
      kinds: z.array(
        z.object({
          kind: z.enum(AUTOMATED_NAMES),
          significant: z.boolean(),
          /** Of GDPR art. 22(2); null where nothing hangs on it. */
          exception: z.enum(['contract', 'law', 'consent']).nullable(),
          en: told,
          fr: told,
        }),
      ),
      data: z.array(
        z.object({
          id: wireId('event'),
          kind: z.enum(AUTOMATED_NAMES),
          at: wireInstant,
          /** The version of the rights by which the door decided. */
          ruleVersion: z.number().int().nullable(),
          /** What it decided from, and why, in words. */
          from: sentence,
          why: sentence,
        }),
      ),
    }),
    problems: ['account_required'],
  }),
} as const
