/** The routes of the house rules: what a site settled for its doors, and who changed it when. */
import { defineRoute, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { HOUSE_RULES, type HouseRule } from './core/index.ts'

const within = ({ least, most }: HouseRule) => z.number().int().min(least).max(most)

const houseRules = z.strictObject({
  unlockSeconds: within(HOUSE_RULES.unlockSeconds),
  heldOpenSeconds: within(HOUSE_RULES.heldOpenSeconds),
  visitorLeaseHours: within(HOUSE_RULES.visitorLeaseHours),
  residentLeaseDays: within(HOUSE_RULES.residentLeaseDays),
  staffLeaseDays: within(HOUSE_RULES.staffLeaseDays),
})

const houseRulesView = z.object({
  siteId: wireId('site'),
  /** Zero: nothing was ever settled here. */
  revision: z.number().int(),
  rules: houseRules,
  /** The latest changes, newest first. */
  changes: z.array(
    z.object({
      revision: z.number().int(),
      at: wireInstant,
      by: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
      changed: z.array(z.object({ rule: z.string(), from: z.number(), to: z.number() })),
    }),
  ),
})

const HOUSE = { tag: 'House rules', path: '/sites/{id}/house-rules' } as const
const params = z.object({ id: wireId('site') })

export const houseRoutes = {
  readHouseRules: defineRoute({
    ...HOUSE,
    method: 'GET',
    permission: 'access.read',
    rateLimit: 'read',
    summary: 'What a site settled for its doors, and who changed it when',
    params,
    answer: houseRulesView,
  }),
  changeHouseRules: defineRoute({
    ...HOUSE,
    method: 'PUT',
    permission: 'access.manage',
    rateLimit: 'write',
    summary: 'Settle the rules of a site; the doors know with their next snapshot',
    params,
    body: houseRules,
    answer: houseRulesView,
    ifMatch: true,
  }),
} as const

export type HouseRulesView = z.output<typeof houseRulesView>
