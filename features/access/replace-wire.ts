/** The routes of replacing equipment: new hardware, the same entrance. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const componentKey = z.string().min(1).max(200)
const device = z.object({ id: wireId('device'), name: z.string() })

const replacementView = z.object({
  id: wireId('replacement'),
  siteId: wireId('site'),
  device,
  replacedBy: device,
  reason: z.string(),
  entranceIds: z.array(wireId('entrance')),
  madeAt: wireInstant,
  undoneAt: wireInstant.nullable(),
  /** Until when it can be undone; `null` once it was. */
  undoUntil: wireInstant.nullable(),
})

const TAG = { tag: 'Replacements' } as const
const MANAGE = { ...TAG, permission: 'equipment.manage', rateLimit: 'write', method: 'POST' } as const
const deviceParams = z.object({ id: wireId('device') })

export const replaceRoutes = {
  readService: defineRoute({
    ...TAG,
    method: 'GET',
    permission: 'equipment.read',
    rateLimit: 'read',
    path: '/devices/{id}/service',
    summary: 'What a device does at which entrance, and what it replaced or was replaced by, latest first',
    params: deviceParams,
    answer: z.object({
      parts: z.array(
        z.object({
          entranceId: wireId('entrance'),
          entranceName: z.string(),
          role: z.enum(['reader', 'lock', 'doorSensor', 'exitButton', 'fireInput']),
          componentKey: z.string(),
        }),
      ),
      /** What could take its place at this site: at no entrance, and able to do all it does at its own. */
      successors: z.array(device.extend({ state: z.enum(['to_be_adopted', 'adopted']) })),
      replacements: z.array(replacementView),
    }),
  }),
  replaceDevice: defineRoute({
    ...MANAGE,
    path: '/devices/{id}/replacement',
    summary:
      'Put other equipment in the place of a device: its entrances, name, place and settings move over',
    params: deviceParams,
    body: z.object({
      /** Waiting to be adopted, or adopted; at the same site. */
      replacedBy: wireId('device'),
      /** Which part stands in for which; where none is named, the only one that can. */
      standIns: z.record(componentKey, componentKey).default({}),
      reason: humanText(3, 300),
    }),
    answer: replacementView,
    status: 201,
    problems: [
      'fire_holds_open',
      'device_not_adopted',
      'replacement_not_possible',
      'replacement_parts_unfit',
      'part_taken',
      'rule_cannot_be_kept',
    ],
  }),
  undoReplacement: defineRoute({
    ...MANAGE,
    path: '/replacements/{id}/undo',
    summary: 'Put the old equipment back where it was, within a day',
    params: z.object({ id: wireId('replacement') }),
    answer: replacementView,
    problems: ['replacement_overtaken', 'fire_holds_open', 'undo_too_late'],
  }),
} as const

export type ReplacementInput = z.output<typeof replaceRoutes.replaceDevice.body>
export type ReplacementView = z.output<typeof replacementView>
