/** What crosses the network about files of customers, prospects and contacts at client companies: the same for each. */
import { defineRoute, humanText, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import {
  ACTIVE_REASONS,
  CONTACT_CHANNELS,
  DIRECTIONS,
  END_REASONS,
  FILE_KINDS,
  ORIGINS,
} from './core/index.ts'

const work = {
  title: humanText(1, 200).nullable(),
  areaOfInterest: humanText(1, 500).nullable(),
  workEmail: z.email().max(254).nullable(),
  workPhone: humanText(4, 60).nullable(),
  workAddress: humanText(1, 1_000).nullable(),
}

const line = z.object({
  id: wireId('relationFile'),
  kind: z.enum(FILE_KINDS),
  personId: wireId('person'),
  personName: z.string(),
  company: z.string().nullable(),
  isActive: z.boolean(),
  reviewBy: wireInstant.nullable(),
  lastContactAt: wireInstant,
  endedAt: wireInstant.nullable(),
  version: z.number().int(),
})

const file = line
  .extend({
    origin: z.enum(ORIGINS),
    openedAt: wireInstant,
    title: z.string().nullable(),
    areaOfInterest: z.string().nullable(),
    workEmail: z.string().nullable(),
    workPhone: z.string().nullable(),
    workAddress: z.string().nullable(),
    activeWhy: z.enum(ACTIVE_REASONS),
    activeOn: wireInstant,
    endedWhy: z.enum(END_REASONS).nullable(),
    /** They said no to offers. */
    hasObjected: z.boolean(),
    /** Where we have it from. */
    source: z.string(),
    companies: z.array(z.object({ name: z.string(), since: wireDate, until: wireDate.nullable() })),
    /** At which show, and what they agreed to there; of others nothing. */
    met: z
      .object({
        showId: wireId('tradeShow'),
        name: z.string(),
        place: z.string(),
        organiser: z.string(),
        startsOn: wireDate,
        endsOn: wireDate,
        collectedBy: z.string().nullable(),
        agreedAt: wireInstant.nullable(),
        agreedTo: z.string().nullable(),
        language: z.string().nullable(),
        proof: z.string().nullable(),
        writtenAt: wireInstant.nullable(),
      })
      .nullable(),
    contacts: z.array(
      z.object({ at: wireInstant, channel: z.enum(CONTACT_CHANNELS), direction: z.enum(DIRECTIONS) }),
    ),
  })
  .meta({ id: 'RelationFile' })

const act = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('contact'),
    at: wireInstant,
    channel: z.enum(CONTACT_CHANNELS),
    direction: z.enum(DIRECTIONS),
  }),
  z.strictObject({ kind: z.literal('activate') }),
  z.strictObject({ kind: z.literal('deactivate') }),
  z.strictObject({ kind: z.literal('change'), work: z.strictObject(work).partial() }),
  /** They are with this company since that day; with none any more, where it is null. */
  z.strictObject({ kind: z.literal('join'), company: humanText(1, 200).nullable(), on: wireDate }),
  z.strictObject({ kind: z.literal('object') }),
  z.strictObject({ kind: z.literal('end'), why: z.enum(END_REASONS) }),
  /** The prospect is a customer from now on. */
  z.strictObject({ kind: z.literal('convert') }),
])

/** Nothing else is taken: what a file has no place for is refused. */
const opened = z.strictObject({
  /** Somebody who is here already; else their name. */
  personId: wireId('person').optional(),
  givenName: humanText(1, 200).optional(),
  familyName: humanText(1, 200).optional(),
  language: z.enum(['en', 'fr']).default('fr'),
  origin: z.enum(ORIGINS),
  source: z.string().max(80),
  /** Which call, form, list or meeting. */
  detail: humanText(1, 500),
  supplier: humanText(1, 200).optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .optional(),
  company: humanText(1, 200).optional(),
  ...z.object(work).partial().shape,
})

/** What they agreed to, as it stood before them, and what the organiser shows for it. */
const agreed = {
  words: humanText(1, 2_000),
  language: z.enum(['en', 'fr']),
  on: z.enum(['public_form', 'paper']),
  proof: z.strictObject({ name: humanText(1, 200), content: z.base64().max(900_000) }).optional(),
}

/** At a show nothing else is asked than who they are, how to reach them at work, and what they do there. */
const openedAtShow = opened.extend({ showId: wireId('tradeShow'), agreed: z.strictObject(agreed).optional() })
const actAtShow = z.discriminatedUnion('kind', [
  ...act.options,
  z.strictObject({ kind: z.literal('agree'), ...agreed }),
  z.strictObject({ kind: z.literal('write'), subject: humanText(1, 200), words: humanText(1, 20_000) }),
])

const offers = z.object({
  data: z.array(
    z.object({
      id: wireId('relationFile'),
      name: z.string(),
      company: z.string().nullable(),
      title: z.string().nullable(),
      workEmail: z.string(),
    }),
  ),
})

const REFUSED_TO_OPEN = [
  'not_found',
  'file_open_already',
  'file_without_name',
  'source_unknown',
  'source_supplier_missing',
  'source_address_missing',
  'source_in_future',
  'consent_text_changed',
  'consent_without_proof',
  'file_refused',
] as const
const REFUSED_TO_ACT = [
  'not_found',
  'file_ended',
  'contact_in_future',
  'file_not_prospect',
  'file_open_already',
  'file_without_address',
  'first_letter_late',
  'consent_missing',
  'consent_text_changed',
  'consent_without_proof',
  'file_refused',
] as const

const routesOf = <
  const Path extends string,
  const Permission extends `${string}.${string}`,
  Opens extends z.ZodType,
  Acts extends z.ZodType,
>(
  path: Path,
  permission: Permission,
  who: string,
  { toOpen, toAct }: { readonly toOpen: Opens; readonly toAct: Acts },
) => {
  const read = { tag: 'relations', permission, rateLimit: 'read' } as const
  const write = { tag: 'relations', permission, rateLimit: 'write' } as const
  const params = z.object({ id: wireId('relationFile') })
  return {
    list: defineRoute({
      ...read,
      method: 'GET',
      path: `/${path}`,
      summary: `Files of ${who}, those opened last first`,
      query: z.object({ ...pageQuery, state: z.enum(['open', 'ended']).default('open') }),
      answer: pageOf(line.meta({ id: 'RelationFileLine' })),
    }),
    read: defineRoute({
      ...read,
      method: 'GET',
      path: `/${path}/{id}`,
      summary: `One file of ${who}`,
      params,
      answer: file,
      problems: ['not_found'],
    }),
    open: defineRoute({
      ...write,
      method: 'POST',
      path: `/${path}`,
      summary: `Open a file of ${who}: who they are, who came to whom first, and where we have it from`,
      body: toOpen,
      status: 201,
      answer: z.object({ id: wireId('relationFile'), personId: wireId('person') }),
      problems: REFUSED_TO_OPEN,
    }),
    act: defineRoute({
      ...write,
      method: 'POST',
      path: `/${path}/{id}/acts`,
      summary: `Change a file of ${who}, log a contact, note an objection, or end it`,
      params,
      ifMatch: true,
      body: toAct,
      answer: z.object({ id: wireId('relationFile'), version: z.number().int() }),
      problems: REFUSED_TO_ACT,
    }),
    offers: defineRoute({
      ...read,
      method: 'GET',
      path: `/${path}/offers`,
      summary: `Who of the ${who} may be written to about offers, at which professional address`,
      answer: offers,
    }),
  }
}

const bodies = { toOpen: opened, toAct: act }
const atShow = { toOpen: openedAtShow, toAct: actAtShow }

export const fileRoutes = {
  customer: routesOf('customers', 'customers.manage', 'customers', bodies),
  prospect: routesOf('prospects', 'prospects.manage', 'prospects', bodies),
  contact: routesOf('client-contacts', 'customers.manage', 'contacts at client companies', bodies),
  visitor: routesOf('show-contacts', 'shows.manage', 'people met at trade shows', atShow),
  supplied: routesOf('organiser-contacts', 'prospects.manage', 'visitors named by organisers', atShow),
} as const

const sentence = z.object({ en: z.string(), fr: z.string() })

export const showRoutes = {
  list: defineRoute({
    tag: 'relations',
    permission: 'shows.manage',
    rateLimit: 'read',
    method: 'GET',
    path: '/shows',
    summary: 'Trade shows, the last first, and the words by which somebody met there agrees to be written to',
    answer: z.object({
      data: z.array(
        z.object({
          id: wireId('tradeShow'),
          name: z.string(),
          place: z.string(),
          organiser: z.string(),
          startsOn: wireDate,
          endsOn: wireDate,
        }),
      ),
      asked: z.object({ visitor: sentence.nullable(), supplied: sentence.nullable() }),
    }),
  }),
  add: defineRoute({
    tag: 'relations',
    permission: 'shows.manage',
    rateLimit: 'write',
    method: 'POST',
    path: '/shows',
    summary: 'Write down a trade show',
    body: z
      .strictObject({
        name: humanText(1, 200),
        place: humanText(1, 200),
        organiser: humanText(1, 200),
        startsOn: wireDate,
        endsOn: wireDate,
      })
      .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'] }),
    status: 201,
    answer: z.object({ id: wireId('tradeShow') }),
  }),
} as const
