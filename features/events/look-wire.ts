/** What crosses the network about looks: who of the staff looked at somebody's movements, and why. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { LOOK_REASONS } from './core/index.ts'

const params = z.object({ id: wireId('person') })
const TAG = { tag: 'events' } as const

const period = { from: wireInstant, until: wireInstant }

/** Null for a key, and for an account that is gone. */
const by = z.string().nullable()

const look = z.object({
  id: wireId('look'),
  personId: wireId('person'),
  accountId: wireId('account'),
  by,
  /** What it covers; never later than when it was opened. */
  ...period,
  reason: z.enum(LOOK_REASONS),
  words: z.string(),
  openedAt: wireInstant,
  closesAt: wireInstant,
  open: z.boolean(),
})

export const lookRoutes = {
  read: defineRoute({
    ...TAG,
    method: 'GET',
    path: '/people/{id}/look',
    summary: 'Whether you need a reason to see where this person went, and the look you have open',
    permission: 'events.read',
    rateLimit: 'read',
    params,
    answer: z.object({ needed: z.boolean(), look: look.nullable() }),
  }),
  open: defineRoute({
    ...TAG,
    method: 'POST',
    path: '/people/{id}/look',
    summary:
      'Say why you look at the movements of one person: for an hour the log shows them, for that period. It is recorded, and the person reads it.',
    permission: 'people.manage',
    rateLimit: 'command',
    params,
    body: z.strictObject({ ...period, reason: z.enum(LOOK_REASONS), words: humanText(3, 500) }),
    answer: look,
    status: 201,
    problems: ['look_account_required', 'person_filter_forbidden', 'person_unknown', 'time_range_invalid'],
  }),
  end: defineRoute({
    ...TAG,
    method: 'DELETE',
    path: '/people/{id}/look',
    summary: 'End your look at this person before its hour is over',
    permission: 'events.read',
    rateLimit: 'write',
    params,
    status: 204,
  }),
  list: defineRoute({
    ...TAG,
    method: 'GET',
    path: '/looks',
    summary:
      'Every look, newest first, for whoever answers for them; your own, if your rights are for one site',
    permission: 'accounts.read',
    rateLimit: 'read',
    query: z.object(pageQuery),
    answer: pageOf(look),
  }),
  mine: defineRoute({
    ...TAG,
    method: 'GET',
    path: '/me/looks',
    summary: 'Who looked at your movements or your name, when, and why',
    permission: 'signed-in',
    rateLimit: 'read',
    query: z.object(pageQuery),
    answer: pageOf(
      z.object({
        id: wireId('event'),
        at: wireInstant,
        what: z.enum(['movements', 'name']),
        by,
        reason: z.string(),
        words: z.string().nullable(),
        from: wireInstant.nullable(),
        until: wireInstant.nullable(),
      }),
    ),
    problems: ['cursor_invalid'],
  }),
} as const
