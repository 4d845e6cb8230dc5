/** The shapes and routes of credentials: what is presented at a door. */
import { defineRoute, lifeInstant, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { CREDENTIAL_KINDS } from './core/index.ts'

const credentialInput = z.object({
  siteId: wireId('site'),
  personId: wireId('person'),
  kind: z.enum(CREDENTIAL_KINDS),
  /** The number of a card or plate, or a chosen code. Codes may be left out, `qr` and `mobileKey` must be: the house makes them. */
  value: z.string().min(1).max(256).optional(),
  /** What it is called where it is listed, such as what is printed on it. Left out, or the whole number: how the number ends. */
  label: z.string().trim().min(1).max(60).optional(),
  validFrom: lifeInstant.optional(),
  validUntil: lifeInstant.nullable().default(null),
})

const credentialView = credentialInput.omit({ value: true, label: true }).extend({
  id: wireId('credential'),
  /** A given name, or how the number of a card or plate ends; `null`: neither is known, or the holder is not told. */
  label: z.string().nullable(),
  status: z.enum(['active', 'suspended', 'lost']),
  validFrom: wireInstant,
  validUntil: wireInstant.nullable(),
  createdAt: wireInstant,
  /** Since when it has this status. */
  statusSince: wireInstant,
})

/** Where whoever asks did not name the holder: a badge names them only to who may read people. */
const foldedCredentialView = credentialView.extend({ personId: wireId('person').nullable() })

const foundAgain = foldedCredentialView.extend({
  /** Each door that reads credentials of this kind, and when it will know. */
  doors: z.array(
    z.object({
      entranceId: wireId('entrance'),
      name: z.string(),
      told: z.enum(['now', 'when_it_answers']),
      aloneSince: wireInstant.nullable(),
    }),
  ),
})

/** Only of `pin`, `qr` and `mobileKey`; a card or plate shows its own. */
const shownOnce = { secret: z.string().nullable() }

const RIGHTS = { tag: 'Access' } as const
const READ = { permission: 'access.read', rateLimit: 'read' } as const
const MANAGE = { permission: 'access.manage', rateLimit: 'write' } as const
const credentialParams = z.object({ id: wireId('credential') })
const CREDENTIAL_PROBLEMS = [
  'credential_value_invalid',
  'credential_value_required',
  'credential_value_not_chosen',
  'credential_value_taken',
  'plate_looks_alike',
  'pin_weak',
] as const
const credentialStatus = {
  ...RIGHTS,
  ...MANAGE,
  method: 'POST',
  params: credentialParams,
  answer: foldedCredentialView,
} as const

export const credentialRoutes = {
  listCredentials: defineRoute({
    ...RIGHTS,
    ...READ,
    method: 'GET',
    path: '/credentials',
    summary: 'List credentials, without their secrets',
    query: z.object({
      ...pageQuery,
      siteId: wireId('site').optional(),
      personId: wireId('person').optional(),
    }),
    answer: pageOf(foldedCredentialView),
    problems: ['person_filter_forbidden'],
  }),
  createCredential: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'POST',
    path: '/credentials',
    summary: 'Create a credential; a secret made here is in this answer and never again',
    body: credentialInput,
    answer: credentialView.extend(shownOnce),
    status: 201,
    repeat: 'refused',
    problems: [...CREDENTIAL_PROBLEMS, 'person_unknown', 'period_invalid'],
  }),
  suspendCredential: defineRoute({
    ...credentialStatus,
    path: '/credentials/{id}/suspend',
    summary: 'Suspend a credential',
    problems: ['credential_lost'],
  }),
  reactivateCredential: defineRoute({
    ...credentialStatus,
    path: '/credentials/{id}/reactivate',
    summary: 'End the suspension of a credential',
    problems: ['credential_lost'],
  }),
  reportCredentialLost: defineRoute({
    ...credentialStatus,
    path: '/credentials/{id}/report-lost',
    summary: 'Block a lost credential, for good unless it is found within a day',
  }),
  reportCredentialFound: defineRoute({
    ...credentialStatus,
    path: '/credentials/{id}/report-found',
    summary:
      'Take back within a day that a credential was lost; what replaced it is named, and withdrawn with the same act',
    query: z.object({
      /** What replaced it: it ends for good, and its number is free. Left out: refused if something did. */
      withdraws: wireId('credential').optional(),
    }),
    answer: foundAgain,
    problems: ['credential_replaced', 'undo_too_late'],
  }),
  replaceCredential: defineRoute({
    ...RIGHTS,
    ...MANAGE,
    method: 'POST',
    path: '/credentials/{id}/replace',
    summary:
      'Block a lost credential and create the one that replaces it, in one act; or replace one that is lost already',
    params: credentialParams,
    body: credentialInput.pick({ value: true, label: true }),
    answer: foldedCredentialView.extend(shownOnce),
    status: 201,
    repeat: 'refused',
    problems: [...CREDENTIAL_PROBLEMS, 'credential_lost', 'period_invalid'],
  }),
} as const

export type CredentialInput = z.output<typeof credentialInput>
export type CredentialView = z.output<typeof credentialView>
export type FoundAgain = z.output<typeof foundAgain>
