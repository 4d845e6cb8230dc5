/** The routes of fire inputs: which there are, which doors each unlocks, and how each is reset. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const input = z.object({ deviceId: wireId('device'), componentKey: z.string().min(1).max(200) })
const opens = z.array(wireId('entrance')).max(500)

const fireInputView = input.extend({
  siteId: wireId('site'),
  deviceName: z.string(),
  name: z.string(),
  /** The entrances it unlocks; none: it is only heard. */
  entranceIds: opens,
  /** What it released stays so until somebody resets it. */
  waitsForReset: z.boolean(),
  /** What it said last; `null`: nothing so far. */
  alarmed: z.boolean().nullable(),
  /** When it, or its equipment, was last heard. */
  heardAt: wireInstant.nullable(),
  /** It does not answer. */
  silent: z.boolean(),
  /** When its equipment last reported danger, a test included. */
  lastAlarmAt: wireInstant.nullable(),
})

const FIRE = { tag: 'Emergencies' } as const
const MANAGE = { ...FIRE, permission: 'access.manage', rateLimit: 'write' } as const

export const fireRoutes = {
  listFireInputs: defineRoute({
    ...FIRE,
    method: 'GET',
    permission: 'access.read',
    rateLimit: 'read',
    path: '/fire-inputs',
    summary: 'What can say that there is a fire, which entrances each unlocks, and when it was last heard',
    query: z.object({ siteId: wireId('site').optional() }),
    answer: z.object({ data: z.array(fireInputView) }),
  }),
  settleFireInput: defineRoute({
    ...MANAGE,
    method: 'PUT',
    path: '/fire-inputs',
    summary: 'Say which entrances a fire input unlocks, without the server, and whether it waits to be reset',
    body: input.extend({
      siteId: wireId('site'),
      /** As they were seen: another change meanwhile is not overwritten. */
      before: opens,
      entranceIds: opens,
      waitsForReset: z.boolean(),
    }),
    status: 204,
    problems: ['fire_input_changed', 'fire_holds_open', 'entrance_unknown', 'part_unknown', 'part_unfit'],
  }),
  resetFireInput: defineRoute({
    ...MANAGE,
    method: 'POST',
    path: '/fire-inputs/reset',
    summary: 'Reset a fire input: once it is calm, the doors it released close again',
    body: input.extend({ siteId: wireId('site') }),
    status: 204,
    problems: ['fire_input_resets_itself'],
  }),
  endFire: defineRoute({
    ...MANAGE,
    method: 'POST',
    path: '/fire-inputs/over',
    summary: 'Say that the fire is over at these entrances: they lock again, though an input still says fire',
    body: z.object({
      siteId: wireId('site'),
      entranceIds: opens.min(1),
      reason: humanText(3, 500),
    }),
    status: 204,
    problems: ['entrance_unknown'],
  }),
} as const

export type FireInputView = z.output<typeof fireInputView>
export type FireInputSettled = z.output<typeof fireRoutes.settleFireInput.body>
export type FireOver = z.output<typeof fireRoutes.endFire.body>
