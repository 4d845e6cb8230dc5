/** The routes of keys behind glass: who may take one, taking it, giving it back, and what somebody else says of it. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { GLASS_MINUTES } from './core/index.ts'
import { atDoors } from './emergency-wire.ts'

const reason = humanText(3, 500)

const keyInput = z.object({
  siteId: wireId('site'),
  accountId: wireId('account'),
  /** What it opens, and whether it passes a lockdown, is said by this profile. */
  accessProfileId: wireId('accessProfile'),
  forMinutes: z.number().int().min(GLASS_MINUTES.least).max(GLASS_MINUTES.most).default(GLASS_MINUTES.usual),
  /** Whoever takes it may see the site and the names of people there meanwhile. */
  showsNames: z.boolean().default(true),
  /** Exclusive. */
  validUntil: wireInstant,
  reason,
})

const keyView = keyInput.extend({
  id: wireId('glassKey'),
  forMinutes: z.number(),
  showsNames: z.boolean(),
  personName: z.string(),
  profileName: z.string(),
  /** How many entrances of the site there are, and how many of them it opens. */
  opens: z.number(),
  entrances: z.number(),
  passesLockdown: z.boolean(),
  givenAt: wireInstant,
})

const breakView = z.object({
  id: wireId('glassBreak'),
  glassKeyId: wireId('glassKey'),
  siteId: wireId('site'),
  accountId: wireId('account'),
  personName: z.string(),
  reason: z.string(),
  brokenAt: wireInstant,
  /** Exclusive: when it ends, or ended, at the latest. */
  until: wireInstant,
  /** `null`: nobody ended it before its time. */
  closedAt: wireInstant.nullable(),
  /** Whether it is open now. */
  stands: z.boolean(),
  /** Whether names may be seen with it. */
  showsNames: z.boolean(),
  review: z.object({ at: wireInstant, by: z.string(), conclusion: z.string() }).nullable(),
  atDoors,
})

const TAG = { tag: 'Emergencies' } as const
const MANAGE = { ...TAG, permission: 'access.manage' } as const
const OWN = { ...TAG, permission: 'signed-in' } as const
const keyParams = z.object({ id: wireId('glassKey') })
const breakParams = z.object({ id: wireId('glassBreak') })

export const glassRoutes = {
  listGlassKeys: defineRoute({
    ...MANAGE,
    method: 'GET',
    rateLimit: 'read',
    path: '/glass-keys',
    summary: 'Who may break the glass in an emergency, at the sites you look after',
    answer: z.object({ data: z.array(keyView) }),
  }),
  giveGlassKey: defineRoute({
    ...MANAGE,
    method: 'POST',
    rateLimit: 'write',
    path: '/glass-keys',
    summary: 'Name somebody who may, in an emergency and for a short time, open by a profile',
    body: keyInput,
    answer: keyView,
    status: 201,
    problems: ['account_required', 'account_suspended', 'access_profile_unknown', 'hand_over_period'],
  }),
  withdrawGlassKey: defineRoute({
    ...MANAGE,
    method: 'DELETE',
    rateLimit: 'write',
    path: '/glass-keys/{id}',
    summary: 'Withdraw a key behind glass; if it is taken, that ends too',
    params: keyParams,
    status: 204,
  }),
  listGlassBreaks: defineRoute({
    ...MANAGE,
    method: 'GET',
    rateLimit: 'read',
    path: '/glass-breaks',
    summary:
      'Each time the glass was broken, the latest first: by whom, why, until when, and what was said of it',
    query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
    answer: z.object({ data: z.array(breakView) }),
  }),
  reviewGlassBreak: defineRoute({
    ...MANAGE,
    method: 'POST',
    rateLimit: 'write',
    path: '/glass-breaks/{id}/review',
    summary: 'Say what is to be thought of it: by somebody else than who broke the glass, once it is over',
    params: breakParams,
    body: z.object({ conclusion: humanText(3, 2000) }),
    answer: breakView,
    problems: ['account_required', 'glass_review_own', 'glass_still_broken', 'glass_reviewed_already'],
  }),
  ownGlassKeys: defineRoute({
    ...OWN,
    method: 'GET',
    rateLimit: 'read',
    path: '/me/glass-keys',
    summary: 'The keys behind glass I may take, and whether I have one now',
    answer: z.object({ data: z.array(keyView.extend({ taken: breakView.nullable() })) }),
  }),
  breakGlass: defineRoute({
    ...OWN,
    method: 'POST',
    rateLimit: 'command',
    path: '/glass-keys/{id}/break',
    summary: 'Break the glass: take the key that is yours, now, with a reason; every manager is told',
    params: keyParams,
    body: z.object({ reason }),
    answer: breakView,
    status: 201,
    problems: ['glass_key_over', 'glass_broken_already', 'access_profile_unknown'],
  }),
  giveBackGlass: defineRoute({
    ...OWN,
    method: 'POST',
    rateLimit: 'command',
    path: '/me/glass-breaks/{id}/close',
    summary: 'Give the key I took back before its time',
    params: breakParams,
    answer: breakView,
  }),
  closeGlass: defineRoute({
    ...MANAGE,
    method: 'POST',
    rateLimit: 'command',
    path: '/glass-breaks/{id}/close',
    summary: 'End it before its time',
    params: breakParams,
    answer: breakView,
  }),
} as const

export type GlassKeyInput = z.output<typeof keyInput>
export type GlassKeyView = z.output<typeof keyView>
export type GlassBreakView = z.output<typeof breakView>
