/** What crosses the network about whose data are frozen. */
import { defineRoute, wireActor, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const BASE = { tag: 'privacy', permission: 'privacy.manage' } as const

/** GDPR art. 18(1)(a) to (d). */
const ground = z.enum(['accuracy_contested', 'unlawful', 'needed_for_claims', 'objected'])
/** `keep`: the person agreed that their own doors go on opening. `close`: they do not open to them any more. */
const door = z.enum(['keep', 'close'])
const toldHow = z.enum(['letter', 'email', 'phone', 'in_person'])

const restriction = z
  .object({
    personId: wireId('person'),
    personName: z.string(),
    ground,
    door,
    since: wireInstant,
    by: wireActor,
    requestId: wireId('privacyRequest').nullable(),
    /** When the person was told that it will end; before that it cannot. */
    toldAt: wireInstant.nullable(),
    toldHow: toldHow.nullable(),
  })
  .meta({ id: 'Restriction' })

const list = z.object({ data: z.array(restriction) })
const params = z.object({ id: wireId('person') })

export const restrictionRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/privacy/restrictions',
    summary: 'Whose data are frozen, since when and on which ground',
    rateLimit: 'read',
    answer: list,
  }),
  restrict: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/restrictions',
    summary:
      'Freeze what is kept of a person: stored, and otherwise there for nobody but themselves and the privacy desk',
    rateLimit: 'write',
    body: z.strictObject({
      personId: wireId('person'),
      ground,
      door,
      requestId: wireId('privacyRequest').optional(),
    }),
    answer: list,
    status: 201,
    problems: ['not_found'],
  }),
  told: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/restrictions/{id}/told',
    summary: 'The person was told that the freeze will end',
    rateLimit: 'write',
    params,
    body: z.strictObject({ how: toldHow }),
    answer: list,
    problems: ['not_found', 'not_restricted'],
  }),
  lift: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/privacy/restrictions/{id}/lift',
    summary: 'End the freeze, once the person was told',
    rateLimit: 'write',
    params,
    answer: list,
    problems: ['not_found', 'not_restricted', 'restriction_not_told'],
  }),
} as const
