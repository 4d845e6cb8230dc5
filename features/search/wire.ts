/** One search over the house: people, homes, doors, equipment, and an event by its number. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const place = { siteId: wireId('site'), name: z.string(), building: z.string().nullable() }

export const searchRoutes = {
  /** A POST, although it changes nothing: what is looked for is often a name, and addresses are kept in many logs. */
  search: defineRoute({
    method: 'POST',
    path: '/search',
    repeat: 'runsAgain',
    tag: 'search',
    summary: 'Look for people, homes, doors, equipment and an event; of each kind what the caller may read',
    permission: 'signed-in',
    rateLimit: 'read',
    body: z.strictObject({
      /** Words in any order, without regard to case and accents; digits of a telephone number; the number of an event. */
      q: humanText(1, 100),
      siteId: wireId('site').optional(),
      /** Of each kind. */
      limit: z.number().int().min(1).max(20).default(6),
    }),
    answer: z.object({
      people: z.array(
        z.object({
          id: wireId('person'),
          civility: z.enum(['mr', 'mrs']).nullable(),
          givenName: z.string(),
          familyName: z.string(),
          homes: z.array(z.string()),
        }),
      ),
      homes: z.array(z.object({ id: wireId('unit'), ...place })),
      entrances: z.array(z.object({ id: wireId('entrance'), number: z.string().nullable(), ...place })),
      devices: z.array(z.object({ id: wireId('device'), ...place })),
      event: z
        .object({ id: wireId('event'), number: z.number().int(), type: z.string(), occurredAt: wireInstant })
        .nullable(),
    }),
  }),
}
