/** The shapes and route of access reviews: rights that somebody should look at again. */
import { defineRoute, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { foldedGrantView } from './rights-wire.ts'

/** Why a right should be looked at again. */
export const REVIEW_KINDS = ['expiring', 'never_used', 'orphaned', 'excessive'] as const

export const reviewRoutes = {
  reviewAccess: defineRoute({
    tag: 'Access',
    permission: 'access.read',
    rateLimit: 'read',
    method: 'GET',
    path: '/access-reviews',
    summary:
      'Rights to look at again: that end within 30 days, were not used for 90, of people without a home or role here, or to private places their like may not enter',
    query: z.object({
      ...pageQuery,
      siteId: wireId('site'),
      kind: z.enum(REVIEW_KINDS),
    }),
    answer: pageOf(
      foldedGrantView.extend({
        /** As far back as movements are kept; `null`: not within that time. */
        /** The beginning of the month of the last use: the day would tell when somebody was there. */
        lastUsedAt: wireInstant.nullable(),
        /** The private entrances that are why; of `excessive` only. */
        entranceIds: z.array(wireId('entrance')),
      }),
    ),
  }),
} as const

export type ReviewKind = (typeof REVIEW_KINDS)[number]
