/** The routes of disposal: equipment that goes for good, what that clears, and who wiped what could not be reached. */
import { defineRoute, humanText, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const named = z.object({ id: wireId('entrance'), name: z.string() })

const disposalView = z.object({
  id: wireId('disposal'),
  siteId: wireId('site'),
  device: z.object({ id: wireId('device'), name: z.string() }),
  reason: z.string(),
  /** `cleared` is the word of its edge, `said_wiped` that of a person and of nobody else. */
  state: z.enum(['clearing', 'waiting', 'cleared', 'by_hand', 'said_wiped', 'back_in_use']),
  /** Why it is asked again, or why somebody has to wipe it by hand. */
  why: z
    .enum(['no_parts', 'heard_again', 'still_announced', 'refused', 'expired', 'unreachable', 'unknown'])
    .nullable(),
  entrances: z.array(named),
  settings: z.number().int(),
  startedAt: wireInstant,
  /** How often its edge was asked to clear it. */
  attempts: z.number().int(),
  /** When a person said so, and what they did. */
  confirmedAt: wireInstant.nullable(),
  note: z.string().nullable(),
  /** When it announced itself all the same. */
  heardAgainAt: wireInstant.nullable(),
})

const TAG = { tag: 'Disposals' } as const
const READ = { ...TAG, permission: 'equipment.read', rateLimit: 'read', method: 'GET' } as const
const MANAGE = { ...TAG, permission: 'equipment.manage', rateLimit: 'write', method: 'POST' } as const
const deviceParams = z.object({ id: wireId('device') })

export const disposeRoutes = {
  readDisposal: defineRoute({
    ...READ,
    path: '/devices/{id}/disposal',
    summary: 'What taking a device out for good would clear, and how far it is where somebody did',
    params: deviceParams,
    answer: z.object({
      /** Entrances that would be left without a part, and which. */
      entrances: z.array(named.extend({ roles: z.array(z.string()) })),
      /** Settings that would no longer be wanted. */
      settings: z.number().int(),
      /** What it shows, which would be blanked. */
      texts: z.array(z.object({ name: z.string(), text: z.string() })),
      /** Whether it can be reached now; else somebody wipes it by hand. */
      isThere: z.boolean(),
      disposal: disposalView.nullable(),
    }),
  }),
  disposeDevice: defineRoute({
    ...MANAGE,
    path: '/devices/{id}/disposal',
    summary:
      'Take a device out for good: its doors lose it, nothing is wanted of it, what is kept of it is cleared',
    params: deviceParams,
    body: z.object({ reason: humanText(3, 300) }),
    answer: disposalView,
    status: 201,
    problems: ['device_not_adopted', 'disposal_begun', 'fire_holds_open', 'rule_cannot_be_kept'],
  }),
  listDisposals: defineRoute({
    ...READ,
    path: '/disposals',
    summary: 'List equipment that was taken out for good, latest first',
    query: z.object({ ...pageQuery, siteId: wireId('site').optional() }),
    answer: pageOf(disposalView),
  }),
  confirmDisposal: defineRoute({
    ...MANAGE,
    path: '/disposals/{id}/confirmation',
    summary: 'Say that a device which could not be reached was wiped by hand, and how',
    params: z.object({ id: wireId('disposal') }),
    body: z.object({ note: humanText(3, 300) }),
    answer: disposalView,
    problems: ['disposal_not_by_hand'],
  }),
} as const

export type DisposalView = z.output<typeof disposalView>
