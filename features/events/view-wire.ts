/** What crosses the network about saved views: the log's filters under a name. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const filters = z.strictObject({
  range: z.enum(['week', 'month']).optional(),
  from: wireInstant.optional(),
  until: wireInstant.optional(),
  site: wireId('site').optional(),
  entrance: wireId('entrance').optional(),
  device: wireId('device').optional(),
  /** Who opens the view says why they look, each time. */
  person: wireId('person').optional(),
  kind: z.enum(['opened', 'refused', 'forced', 'equipment', 'rung']).optional(),
})

const input = z.strictObject({
  name: humanText(1, 80),
  /** Whoever reads the log of this site has it too; null: only its author. */
  siteId: wireId('site').nullable(),
  filters,
})

const view = input.extend({
  id: wireId('savedView'),
  /** Only its author changes or removes it. */
  own: z.boolean(),
  version: z.number().int(),
})

const params = z.object({ id: wireId('savedView') })
const BASE = { tag: 'events', permission: 'events.read' } as const
const problems = ['account_required', 'saved_view_unknown'] as const

export const viewRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/events/views',
    summary: 'The filters of the log you gave a name, and those shared with you, by name',
    rateLimit: 'read',
    answer: z.object({ data: z.array(view) }),
  }),
  save: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/events/views',
    summary: 'Give a filter of the log a name',
    rateLimit: 'write',
    body: input,
    answer: view,
    status: 201,
    problems: [...problems, 'too_many_views'],
  }),
  change: defineRoute({
    ...BASE,
    method: 'PUT',
    path: '/events/views/{id}',
    summary: 'Rename a view, or narrow it to something else',
    rateLimit: 'write',
    params,
    ifMatch: true,
    body: input,
    answer: view,
    problems: [...problems, 'precondition_failed'],
  }),
  remove: defineRoute({
    ...BASE,
    method: 'DELETE',
    path: '/events/views/{id}',
    summary: 'Remove a view; the events stay',
    rateLimit: 'write',
    params,
    status: 204,
    problems,
  }),
} as const
