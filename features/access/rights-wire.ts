/** The shapes of profiles and grants, as they are given one by one and in changes of several. */
import { humanText, wireActor, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

export const name = humanText(1, 200)
export const reason = humanText(3, 500)
export const optionalEnd = wireInstant.nullable().default(null)

export const profileInput = z.object({
  name,
  lines: z
    .array(
      z.object({
        entranceIds: z.array(wireId('entrance')).min(1).max(500),
        /** `null`: at any hour. */
        scheduleId: wireId('schedule').nullable(),
      }),
    )
    .max(100),
})

/** Everyone who lives in the building, or (`null`) anywhere on the site, for as long as they do. */
const residents = z.object({ kind: z.literal('residents'), buildingId: wireId('building').nullable() })
/** Everyone who lives in one home, for as long as they do. */
const home = z.object({ kind: z.literal('home'), unitId: wireId('unit') })
/** Whoever holds this role over the site or the whole organization, for as long as they do. */
const role = z.object({ kind: z.literal('role'), roleId: wireId('role') })
const grantedTo = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: wireId('person') }),
  residents,
  home,
  role,
])

export const grantInput = z.object({
  siteId: wireId('site'),
  accessProfileId: wireId('accessProfile'),
  to: grantedTo,
  leaseClass: z.enum(['visitor', 'resident', 'staff']).default('resident'),
  /** Left out: from now. */
  validFrom: wireInstant.optional(),
  /** Exclusive; `null`: open-ended. */
  validUntil: optionalEnd,
  reason,
})

export const grantView = grantInput.extend({
  id: wireId('accessGrant'),
  validFrom: wireInstant,
  validUntil: wireInstant.nullable(),
  reason: z.string(),
  grantedAt: wireInstant,
  grantedBy: wireActor,
  revokedAt: wireInstant.nullable(),
  revokeReason: z.string().nullable(),
})

/** As it is told also to who may not read people: `null` for whose it is. */
export const foldedTo = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), personId: wireId('person').nullable() }),
  residents,
  home,
  role,
])
export const foldedGrantView = grantView.extend({ to: foldedTo })
