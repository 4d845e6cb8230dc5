/** The shapes and routes of roll-outs: one wish for many devices, looked at before, asked in steps, followed, stopped. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { ITEM_STATES } from './core/index.ts'
import { settingLimits, settingValue } from './setting-wire.ts'

/** What a setting is called by all of the devices. */
const sharedSetting = z.object({
  kind: z.enum(['number', 'select', 'text', 'switch']),
  name: z.string().min(1).max(200),
  unit: z.string().max(200).nullable(),
})

const wish = z.discriminatedUnion('wants', [
  z.object({ wants: z.literal('setting'), setting: sharedSetting, value: settingValue }),
  z.object({ wants: z.literal('firmware') }),
])

const MOST_DEVICES = 500
const deviceIds = z
  .array(wireId('device'))
  .min(1)
  .max(MOST_DEVICES)
  .refine((ids) => new Set(ids).size === ids.length, 'name each device once')

const rules = z.object({
  /** How many devices may be on the way at once, after the first one confirmed. */
  batchSize: z.number().int().min(1).max(50),
  /** More than this share of those asked that did not confirm pauses it. */
  pauseAbovePercent: z.number().int().min(0).max(100),
  /** Whether the firmware of two devices of one entrance may be installed at the same time. */
  together: z.boolean(),
})

const preview = z.object({
  /** What can be wanted of at least one of the devices. */
  settings: z.array(sharedSetting.extend({ limits: settingLimits, devices: z.number().int() })),
  /** How many have a newer firmware to install. */
  updatable: z.number().int(),
  /** How each device stands to the wish; empty without one. */
  devices: z.array(
    z.object({
      deviceId: wireId('device'),
      name: z.string(),
      standing: z.enum(['ready', 'in_force', 'silent', 'refused']),
      reason: z.string().nullable(),
      /** What it has now: a value, or a version. */
      has: settingValue.nullable(),
      /** The version it would get. */
      version: z.string().nullable(),
    }),
  ),
})

const state = z.enum(['running', 'paused', 'stopped', 'ended'])
const itemState = z.enum(ITEM_STATES)

const rolloutView = z.object({
  id: wireId('rollout'),
  siteId: wireId('site'),
  wants: z.enum(['setting', 'firmware']),
  setting: sharedSetting.extend({ kind: z.string() }).nullable(),
  value: settingValue.nullable(),
  reason: z.string(),
  rules,
  state,
  /** `starter_may_not`: who asked for it may not any more; whoever resumes it does so in their own name. */
  pausedWhy: z.enum(['unconfirmed', 'starter_may_not']).nullable(),
  undoOf: wireId('rollout').nullable(),
  undoneBy: wireId('rollout').nullable(),
  isUndoable: z.boolean(),
  startedBy: z.object({ kind: z.string(), id: z.string().nullable() }),
  startedAt: wireInstant,
  endedAt: wireInstant.nullable(),
  counts: z.record(itemState, z.number().int()),
})

const rolloutDetail = rolloutView.extend({
  items: z.array(
    z.object({
      deviceId: wireId('device'),
      name: z.string(),
      state: itemState,
      reason: z.string().nullable(),
      /** A value, or a version; `null` for a setting stops wanting one. */
      wanted: settingValue.nullable(),
      before: settingValue.nullable(),
      /** Of the way, while firmware is being installed and the device counts it. */
      percent: z.number().nullable(),
      askedAt: wireInstant.nullable(),
      endedAt: wireInstant.nullable(),
    }),
  ),
})

const TAG = { tag: 'Roll-outs' } as const
const READ = { ...TAG, permission: 'equipment.read', rateLimit: 'read', method: 'GET' } as const
const ACT = { ...TAG, permission: 'equipment.manage', rateLimit: 'write', method: 'POST' } as const
const params = z.object({ id: wireId('rollout') })
const CHOICE_PROBLEMS = ['rollout_devices_unknown', 'rollout_sites_differ'] as const

export const rolloutRoutes = {
  previewRollout: defineRoute({
    ...ACT,
    rateLimit: 'read',
    path: '/rollouts/preview',
    repeat: 'runsAgain',
    summary: 'What devices have in common to be set, and how each stands to a wish; nothing is changed',
    body: z.object({ deviceIds, wish: wish.optional() }),
    answer: preview,
    problems: CHOICE_PROBLEMS,
  }),
  startRollout: defineRoute({
    ...ACT,
    path: '/rollouts',
    summary:
      'Want a setting or the newest firmware of many devices: asked of one first, then of a few at a time',
    body: z.object({ deviceIds, wish, reason: humanText(3, 300), rules: rules.partial().default({}) }),
    answer: rolloutDetail,
    status: 201,
    problems: [...CHOICE_PROBLEMS, 'rollout_nobody_to_ask', 'rollout_devices_busy'],
  }),
  listRollouts: defineRoute({
    ...READ,
    path: '/rollouts',
    summary: 'List roll-outs and how far they are, newest first',
    query: z.object({ ...pageQuery, siteId: wireId('site').optional(), state: state.optional() }),
    answer: pageOf(rolloutView),
  }),
  readRollout: defineRoute({
    ...READ,
    path: '/rollouts/{id}',
    summary: 'Read a roll-out and where each of its devices stands',
    params,
    answer: rolloutDetail,
  }),
  stopRollout: defineRoute({
    ...ACT,
    path: '/rollouts/{id}/stop',
    summary: 'Ask nobody else; whoever was asked is followed to the end',
    params,
    answer: rolloutDetail,
    problems: ['rollout_over'],
  }),
  resumeRollout: defineRoute({
    ...ACT,
    path: '/rollouts/{id}/resume',
    summary: 'Go on, in your own name, with a roll-out that paused by itself',
    params,
    answer: rolloutDetail,
    problems: ['rollout_not_paused'],
  }),
  undoRollout: defineRoute({
    ...ACT,
    path: '/rollouts/{id}/undo',
    summary:
      'Stop it, and ask each device that was asked for the value from before, as a roll-out of its own',
    params,
    answer: rolloutDetail,
    status: 201,
    problems: ['rollout_not_undoable', 'rollout_nobody_to_ask', 'rollout_devices_busy'],
  }),
} as const

export type RolloutInput = z.output<typeof rolloutRoutes.startRollout.body>
export type RolloutChoice = z.output<typeof rolloutRoutes.previewRollout.body>
export type RolloutPreview = z.output<typeof preview>
export type RolloutView = z.output<typeof rolloutView>
export type RolloutDetail = z.output<typeof rolloutDetail>
