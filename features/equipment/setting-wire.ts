/** Settings as they cross the network. */
import { z } from 'zod'

export const settingValue = z.union([z.string().max(255), z.number(), z.boolean()])

export const settingLimits = z
  .object({
    min: z.number().optional(),
    max: z.number().optional(),
    step: z.number().optional(),
    options: z.array(z.string()).readonly().optional(),
  })
  .nullable()
