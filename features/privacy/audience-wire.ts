/** What crosses the network about counted visits. */
import { defineRoute, wireId } from '@loge/http/contract'
import { z } from 'zod'
import { BROWSERS_COUNTED, COUNTED, SCREENS_COUNTED } from './core/index.ts'

const path = z.string().regex(/^\/[^\s]{0,300}$/, 'a path of this site')

export const audienceRoutes = {
  count: defineRoute({
    tag: 'documents',
    permission: 'public',
    // Beside each page that is read, so that counting uses up nothing of what reading may.
    rateLimit: 'read',
    repeat: 'runsAgain',
    method: 'POST',
    path: '/public/audience',
    summary:
      'Count a page, a click or the length of a visit; says nothing about anybody, and takes nothing else',
    body: z.strictObject({
      organization: z.string().max(60).optional(),
      surface: z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,79}$/, 'the name of a surface'),
      /** By which counting was agreed to, where it has to be. */
      choice: wireId('cookieChoice').optional(),
      page: path.optional(),
      click: path.optional(),
      seconds: z.number().int().min(0).max(86_400).optional(),
      browser: z.enum(BROWSERS_COUNTED).optional(),
      screen: z.enum(SCREENS_COUNTED).optional(),
      /** The site a first page was come to from, without its path. */
      origin: z
        .string()
        .regex(/^[a-z0-9.-]{1,100}$/, 'the name of a site')
        .optional(),
    }),
    status: 204,
    problems: ['audience_not_counted', 'organization_required'],
  }),
  read: defineRoute({
    tag: 'documents',
    permission: 'register.read',
    rateLimit: 'read',
    method: 'GET',
    path: '/audience',
    summary: 'Sums of visits by surface; a number that could be somebody is not shown',
    answer: z.object({
      /** A smaller number is null. */
      least: z.number().int(),
      data: z.array(
        z.object({
          surface: z.string(),
          what: z.enum(COUNTED),
          value: z.string(),
          count: z.number().int().nullable(),
        }),
      ),
    }),
  }),
}
