/** The route that makes a lift of one controller: a reader in the car, and an entrance for each floor its relays release. */
import { wireLocation } from '@loge/features/places/wire'
import { defineRoute, humanText, wireId } from '@loge/http/contract'
import { z } from 'zod'

const componentKey = z.string().min(1).max(200)

const floor = z.object({
  /** The relay of its button. */
  lock: componentKey,
  name: humanText(1, 200),
  floorId: wireId('floor').nullable().default(null),
})

export const liftRoutes = {
  makeLift: defineRoute({
    tag: 'Entrances',
    permission: 'access.manage',
    rateLimit: 'write',
    method: 'POST',
    path: '/devices/{id}/lift',
    summary:
      'Make a lift of a controller: take it in if nobody did, and make an entrance of each floor; all of it or nothing',
    params: z.object({ id: wireId('device') }),
    body: z.object({
      /** What people call its controller, where this takes it in. */
      name: humanText(1, 200),
      /** Where it runs; each floor is there, on its own floor. */
      location: wireLocation.omit({ floorId: true, unitId: true }),
      /** In the car, asked at for every floor. */
      reader: componentKey,
      floors: z.array(floor).min(2).max(60),
    }),
    answer: z.object({
      /** In the order in which the floors were named. */
      entrances: z.array(z.object({ id: wireId('entrance'), name: z.string() })),
    }),
    status: 201,
    problems: ['device_already_adopted', 'location_unknown', 'part_unknown', 'part_unfit', 'part_taken'],
  }),
} as const

export type LiftInput = z.output<typeof liftRoutes.makeLift.body>
