/** What crosses the network about contracts with recipients. */
import { CONTRACT_CLAUSES, CONTRACT_GAPS } from '@loge/features/law/core'
import { defineRoute, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const contract = z
  .object({
    /** Id of the register in force. */
    recipient: z.string(),
    name: z.string(),
    country: z.string(),
    contractOn: z.string().nullable(),
    document: z.object({ name: z.string(), sha256: z.string() }).nullable(),
    /** The last day it binds; null: no end is written down. */
    until: z.string().nullable(),
    confidentialityOn: z.string().nullable(),
    clauses: z.array(z.enum(CONTRACT_CLAUSES)),
    /** Anything but `binds` and `ending` stops every transfer. */
    state: z.enum(['binds', 'ending', 'adequacy_over', ...CONTRACT_GAPS]),
    /** Transfers that were stopped for what is missing now. */
    stopped: z.number().int(),
    lastStoppedAt: wireInstant.nullable(),
  })
  .meta({ id: 'RecipientContract' })

export const contractRoutes = {
  list: defineRoute({
    tag: 'privacy',
    permission: 'privacy.manage',
    method: 'GET',
    path: '/privacy/contracts',
    summary:
      'Contracts with recipients by the register in force: what is missing first, then what ends first',
    rateLimit: 'read',
    answer: z.object({ data: z.array(contract) }),
  }),
} as const
