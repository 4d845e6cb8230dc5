/** What crosses the network about what a decision of a case changes. */
import { wirePerson } from '@loge/features/people/wire'
import { defineRoute, wireActor, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { FREEZING_GROUNDS } from './core/index.ts'

/** As ids are in a register. */
const registerId = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,79}$/)
const ids = z.array(registerId).min(1).max(100)
const sentence = z.object({ en: z.string(), fr: z.string() })

const details = wirePerson.pick({
  civility: true,
  givenName: true,
  familyName: true,
  bornOn: true,
  street: true,
  postalCode: true,
  city: true,
  country: true,
  email: true,
  landline: true,
  mobile: true,
  language: true,
})

/** What granting does; left out where the right says it all: a copy, an erasure, no more advertising. */
export const wireDeed = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('copy'), scope: z.enum(['access', 'portability']) }),
  z.strictObject({ kind: z.literal('correct'), changes: details.partial().strict() }),
  z.strictObject({ kind: z.literal('erase') }),
  z.strictObject({
    kind: z.literal('restrict'),
    ground: z.enum(FREEZING_GROUNDS),
    door: z.enum(['keep', 'close']),
  }),
  z.strictObject({ kind: z.literal('stop_use'), purposes: ids }),
  z.strictObject({ kind: z.literal('stop_marketing') }),
  z.strictObject({ kind: z.literal('withdraw_consent'), purposes: ids }),
  z.strictObject({
    kind: z.literal('hand_over'),
    recipient: registerId,
    activity: registerId,
    categories: ids,
  }),
])

/** The receipt. */
export const wireDone = z
  .object({
    kind: z.enum([
      'copy',
      'correct',
      'erase',
      'restrict',
      'stop_use',
      'stop_marketing',
      'withdraw_consent',
      'hand_over',
    ]),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])),
    changes: z
      .array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
      .nullable(),
    /** `due`: when the letter leaves. `proven`: looked for in another way, and so. */
    state: z.enum(['due', 'done', 'proven', 'doubtful']),
    found: z.array(z.object({ table: z.string(), rows: z.number().int() })),
    contentHash: z.string().nullable(),
    contentBytes: z.number().int().nullable(),
    doneAt: wireInstant,
    doneBy: wireActor,
    checkedAt: wireInstant.nullable(),
  })
  .meta({ id: 'PrivacyDeed' })

export const deedRoutes = {
  scope: defineRoute({
    tag: 'privacy',
    permission: 'privacy.manage',
    method: 'GET',
    path: '/privacy/requests/{id}/scope',
    summary: 'What granting this case would change, counted now; nothing is done',
    rateLimit: 'read',
    params: z.object({ id: wireId('privacyRequest') }),
    answer: z
      .object({
        /** What may be corrected, as it is kept now. */
        person: details.nullable(),
        rows: z.array(z.object({ table: z.string(), rows: z.number().int() })),
        /** What they agreed to and have not taken back. */
        consents: z.array(z.object({ purpose: z.string(), sentence })),
        /** What they may object to, and whether they did. */
        uses: z.array(z.object({ purpose: z.string(), sentence, isStopped: z.boolean() })),
        hasNoMarketing: z.boolean(),
        restrictedSince: wireInstant.nullable(),
        /** To whom their data were given: they are told of what is corrected, erased or frozen. */
        recipients: z.array(z.object({ id: z.string(), name: z.string(), country: z.string() })),
        /** To whom the register lets them be handed, and from which activity. */
        thirdParties: z.array(
          z.object({
            recipient: z.string(),
            name: z.string(),
            activity: z.string(),
            label: sentence,
            categories: z.array(z.string()),
          }),
        ),
      })
      .meta({ id: 'PrivacyScope' }),
    problems: ['request_identity_first', 'not_found'],
  }),
  copy: defineRoute({
    tag: 'privacy',
    permission: 'privacy.manage',
    method: 'GET',
    path: '/privacy/requests/{id}/copy',
    summary: 'The copy to post with the answer: as a page to print, or as the file to take along',
    rateLimit: 'export',
    params: z.object({ id: wireId('privacyRequest') }),
    download: 'application/octet-stream',
    problems: ['not_found', 'request_no_copy'],
  }),
} as const
