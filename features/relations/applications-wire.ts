/** What crosses the network about applications: whoever may recruit, and nobody else. */
import { defineRoute, humanText, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import { APPLICATION_CHANNELS, APPLICATION_STATES, STAFF_STEPS } from './core/index.ts'

const OWN = { tag: 'applications', permission: 'applications.manage', tellsRefusal: true } as const
const READ = { ...OWN, rateLimit: 'read' } as const
const ACT = { ...OWN, rateLimit: 'write' } as const

/** A CV is some pages: four megabytes are many. */
export const MOST_OF_DOCUMENT = 4 * 1024 * 1024

const said = z.object({ en: z.string(), fr: z.string() })
const both = (longest: number) => z.strictObject({ en: humanText(1, longest), fr: humanText(1, longest) })
const state = z.enum(APPLICATION_STATES)
const channel = z.enum(APPLICATION_CHANNELS)
const documentKind = z.enum(['cv', 'letter'])
const detailKind = z.enum(['education', 'career', 'other'])

const line = z
  .object({
    id: wireId('application'),
    personName: z.string(),
    position: z.string(),
    channel,
    state,
    /** What the law protects most was found in the letter. */
    flagged: z.boolean(),
    receivedAt: wireInstant,
    version: z.number().int(),
  })
  .meta({ id: 'ApplicationLine' })

const whole = line
  .extend({
    personId: wireId('person'),
    email: z.string().nullable(),
    mobile: z.string().nullable(),
    openingTitle: said.nullable(),
    boardId: z.string().nullable(),
    language: z.enum(['en', 'fr']),
    letter: z.string(),
    /** Each step with its day. */
    steps: z.array(z.object({ state, at: wireInstant })),
    keptUntil: z.string().nullable(),
    inPoolUntil: z.string().nullable(),
    source: z.object({
      source: z.string(),
      label: said,
      supplier: z.string().nullable(),
      collectedOn: wireDate,
    }),
    documents: z.array(
      z.object({ kind: documentKind, name: z.string(), size: z.number().int(), receivedAt: wireInstant }),
    ),
    details: z.array(z.object({ id: wireId('applicationDetail'), kind: detailKind, words: z.string() })),
    asked: z.array(z.object({ field: z.string(), label: said, value: z.string() })),
    views: z.array(
      z.object({ what: z.enum(['file', 'cv', 'letter']), at: wireInstant, by: z.string().nullable() }),
    ),
  })
  .meta({ id: 'Application' })

const opening = z
  .object({
    id: wireId('jobOpening'),
    title: said,
    body: said,
    openedAt: wireInstant,
    closedAt: wireInstant.nullable(),
    applications: z.number().int(),
  })
  .meta({ id: 'JobOpening' })

const talent = z
  .object({
    id: wireId('talent'),
    personName: z.string(),
    email: z.string().nullable(),
    position: z.string(),
    agreedAt: wireInstant,
    endsOn: z.string(),
  })
  .meta({ id: 'Talent' })

const params = z.object({ id: wireId('application') })

const open = z.enum(['open', 'closed']).default('open')

export const applicationRoutes = {
  list: defineRoute({
    ...READ,
    method: 'GET',
    path: '/applications',
    summary: 'Applications, newest first',
    query: z.object({ ...pageQuery, state: open }),
    answer: pageOf(line),
  }),
  search: defineRoute({
    ...READ,
    method: 'POST',
    asks: true,
    path: '/applications/search',
    summary: 'Look for applications by a part of a name or of what they look for, newest first',
    body: z.strictObject({ ...pageQuery, state: open, q: humanText(1, 100) }),
    answer: pageOf(line),
  }),
  read: defineRoute({
    ...READ,
    method: 'GET',
    path: '/applications/{id}',
    summary: 'One application; the candidate sees that it was opened, and when',
    params,
    answer: whole,
    problems: ['not_found'],
  }),
  download: defineRoute({
    ...READ,
    method: 'GET',
    path: '/applications/{id}/documents/{kind}',
    summary: 'The CV or the letter as it was sent; the candidate sees that it was opened, and when',
    params: z.object({ id: wireId('application'), kind: documentKind }),
    download: 'application/octet-stream',
    problems: ['not_found'],
  }),
  keep: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/applications',
    summary: 'Key in an application that came by e-mail, by post, or through a job board or an agency',
    body: z.strictObject({
      givenName: humanText(1, 200),
      familyName: humanText(1, 200),
      email: z.email().max(254).optional(),
      language: z.enum(['en', 'fr']),
      openingId: wireId('jobOpening').optional(),
      position: humanText(1, 200),
      letter: z.string().max(20_000).default(''),
      channel: z.enum(['email', 'post', 'third_party']),
      /** Its number at the job board. */
      boardId: humanText(1, 200).optional(),
      source: z.string().max(80),
      supplier: humanText(1, 200).optional(),
      collectedOn: wireDate,
    }),
    status: 201,
    answer: z.object({ id: wireId('application') }),
    problems: [
      'application_source_refused',
      'source_unknown',
      'source_supplier_missing',
      'source_address_missing',
      'source_in_future',
      'messages_too_many',
      'not_found',
    ],
  }),
  upload: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/applications/{id}/documents',
    summary: 'Add the CV or the letter that came with an application; judged by its content',
    params,
    query: z.object({ kind: documentKind }),
    upload: MOST_OF_DOCUMENT,
    repeat: 'runsAgain',
    problems: ['not_found', 'application_closed', 'file_refused'],
  }),
  act: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/applications/{id}/acts',
    summary:
      'Move an application on, with a letter; strike out what the law protects; add or take away a detail',
    params,
    ifMatch: true,
    body: z.discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('move'),
        step: z.enum(STAFF_STEPS),
        words: humanText(1, 20_000).optional(),
      }),
      z.strictObject({ kind: z.literal('strike') }),
      z.strictObject({
        kind: z.literal('add_detail'),
        /** Of the register. */
        category: z.string().max(80),
        detail: detailKind,
        words: humanText(1, 1_000),
      }),
      z.strictObject({ kind: z.literal('remove_detail'), detailId: wireId('applicationDetail') }),
    ]),
    answer: z.object({ id: wireId('application'), state, version: z.number().int() }),
    problems: ['not_found', 'application_closed', 'application_step_back', 'application_data_not_listed'],
  }),
  give: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/applications/{id}/disclosures',
    summary:
      'Note that an application is given to a recipient; the register in force decides by where it comes from',
    params,
    body: z.strictObject({ recipient: z.string().max(80) }),
    problems: [
      'not_found',
      'recipient_unknown',
      'recipient_not_of_activity',
      'category_not_for_recipient',
      'category_never_shared',
      'contract_missing',
      'transfer_not_allowed',
      'release_needed',
      'person_objected',
    ],
  }),
  listOpenings: defineRoute({
    ...READ,
    method: 'GET',
    path: '/job-openings',
    summary: 'What the organization looks for, and how many applied',
    answer: z.object({ data: z.array(opening) }),
  }),
  open: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/job-openings',
    summary: 'Begin to look for somebody: shown in the public form at once',
    body: z.strictObject({ title: both(200), body: both(5_000) }),
    status: 201,
    answer: z.object({ id: wireId('jobOpening') }),
  }),
  close: defineRoute({
    ...ACT,
    method: 'POST',
    path: '/job-openings/{id}/close',
    summary: 'Look no more: nobody applies for it from now on',
    params: z.object({ id: wireId('jobOpening') }),
    problems: ['not_found'],
  }),
  listTalents: defineRoute({
    ...READ,
    method: 'GET',
    path: '/talents',
    summary: 'Who agreed to be called back, and until when',
    answer: z.object({ data: z.array(talent) }),
  }),
  downloadTalent: defineRoute({
    ...READ,
    method: 'GET',
    path: '/talents/{id}/cv',
    summary: 'The CV of somebody who agreed to be called back',
    params: z.object({ id: wireId('talent') }),
    download: 'application/octet-stream',
    problems: ['not_found'],
  }),
} as const
