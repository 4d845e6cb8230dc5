/** Moves on the network: planned for a day, with a checklist, undone until the day comes. */
import { defineRoute, lifeDate, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { moveKinds, moveStates, moveStepKeys, tenancyRoles } from './core/index.ts'

const MOST_OF_A_HOUSEHOLD = 20
const move = z.object({ id: wireId('move') })

/** It happened on a day that is over: it takes effect at once, and is not undone. */
const inThePast = z.boolean().default(false)
const tenancyIds = z.array(wireId('tenancy')).min(1).max(MOST_OF_A_HOUSEHOLD)
const unitId = wireId('unit')

const wireMove = z.object({
  id: wireId('move'),
  kind: z.enum(moveKinds),
  personId: wireId('person'),
  siteId: wireId('site'),
  /** The day at the site. */
  on: wireDate,
  /** When it takes effect: the beginning of the day, or its end for whoever leaves. Undoable until then. */
  happensAt: wireInstant,
  state: z.enum(moveStates),
  fromTenancyId: wireId('tenancy').nullable(),
  fromUnitId: unitId.nullable(),
  toTenancyId: wireId('tenancy').nullable(),
  toUnitId: unitId.nullable(),
  /** In the order in which they are done; those of the system are done at the date. */
  steps: z.array(z.object({ key: z.enum(moveStepKeys), by: z.enum(['system', 'staff']), done: z.boolean() })),
  version: z.number().int(),
  plannedAt: wireInstant,
  settledAt: wireInstant.nullable(),
})

const write = { tag: 'people', permission: 'people.manage', rateLimit: 'write', method: 'POST' } as const

export const moveRoutes = {
  list: defineRoute({
    method: 'GET',
    tag: 'people',
    permission: 'people.read',
    rateLimit: 'read',
    path: '/moves',
    summary: 'List moves, by person, site or state, in the order of their days',
    query: z.object({
      ...pageQuery,
      personId: wireId('person').optional(),
      siteId: wireId('site').optional(),
      state: z.enum(moveStates).optional(),
    }),
    answer: pageOf(wireMove),
  }),
  plan: defineRoute({
    ...write,
    path: '/moves',
    summary: 'Plan that people move in, out or to another home on a day: all of them or none',
    status: 201,
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('in'),
        on: lifeDate,
        inThePast,
        unitId,
        people: z
          .array(z.strictObject({ personId: wireId('person'), role: z.enum(tenancyRoles) }))
          .min(1)
          .max(MOST_OF_A_HOUSEHOLD),
      }),
      z.strictObject({ kind: z.literal('out'), on: lifeDate, inThePast, tenancyIds }),
      z.strictObject({ kind: z.literal('transfer'), on: lifeDate, inThePast, unitId, tenancyIds }),
    ]),
    answer: z.object({ moves: z.array(wireMove) }),
    problems: [
      'person_unknown',
      'unit_unknown',
      'tenancy_unknown',
      'tenancy_ends_before_it_begins',
      'tenancy_overlaps',
      'move_already_planned',
      'move_day_past',
      'move_day_far',
      'move_same_home',
    ],
  }),
  undo: defineRoute({
    ...write,
    path: '/moves/{id}/undo',
    summary: 'Undo a move whose day has not come: the homes are as they were before it was planned',
    params: move,
    answer: wireMove,
    problems: ['move_unknown', 'move_happened', 'move_overtaken'],
  }),
  tick: defineRoute({
    ...write,
    path: '/moves/{id}/steps',
    summary: 'Say that a step of the checklist is done, or is not after all',
    params: move,
    body: z.strictObject({ key: z.enum(moveStepKeys), done: z.boolean() }),
    answer: wireMove,
    problems: ['move_unknown', 'move_step_unknown'],
  }),
}
