/** On the network: what somebody is to us besides a home, each kind with its own dates and source. */
import { defineRoute, lifeDate, pageOf, pageQuery, wireDate, wireId } from '@loge/http/contract'
import { z } from 'zod'
import { dataSources, relationKinds } from './core/index.ts'

const relation = z.object({ id: wireId('relation') })
const source = z.enum(dataSources)

/** Civil days, the last one included. */
const days = { startsOn: lifeDate, endsOn: lifeDate.nullable().default(null) }

/** Of somebody who is added in the same act. */
export const newRelation = z.strictObject({ kind: z.enum(relationKinds), ...days })

const wireRelation = z.object({
  id: wireId('relation'),
  personId: wireId('person'),
  kind: z.enum(relationKinds),
  /** Who told us. */
  source,
  startsOn: wireDate,
  endsOn: wireDate.nullable(),
  version: z.number().int(),
})

const write = { tag: 'people', permission: 'people.manage', rateLimit: 'write' } as const
const refusals = ['relation_ends_before_it_begins', 'relation_overlaps'] as const

export const relationRoutes = {
  list: defineRoute({
    method: 'GET',
    tag: 'people',
    permission: 'people.read',
    rateLimit: 'read',
    path: '/relations',
    summary: 'List what people are besides residents: staff, candidates, contacts; ended ones too',
    query: z.object({
      ...pageQuery,
      personId: wireId('person').optional(),
      kind: z.enum(relationKinds).optional(),
    }),
    answer: pageOf(wireRelation),
  }),
  open: defineRoute({
    ...write,
    method: 'POST',
    path: '/relations',
    summary: 'Say that somebody is staff, a candidate or a contact, whatever else they are',
    status: 201,
    body: newRelation.extend({ personId: wireId('person'), source: source.optional() }),
    answer: wireRelation,
    problems: ['person_unknown', ...refusals],
  }),
  change: defineRoute({
    ...write,
    method: 'PATCH',
    path: '/relations/{id}',
    summary: 'Change the days or the source of one of them; ending it touches no other',
    ifMatch: true,
    params: relation,
    body: z
      .strictObject({ startsOn: lifeDate, endsOn: lifeDate.nullable(), source })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change'),
    answer: wireRelation,
    problems: ['relation_unknown', 'person_unknown', ...refusals],
  }),
  remove: defineRoute({
    ...write,
    method: 'DELETE',
    path: '/relations/{id}',
    summary: 'Take away what was entered by mistake; what has ended is given a last day instead',
    status: 204,
    ifMatch: true,
    params: relation,
    problems: ['relation_unknown', 'person_unknown'],
  }),
}
