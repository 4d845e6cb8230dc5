/** People and tenancies on the network. */
import {
  defineRoute,
  humanText,
  lifeDate,
  lifeInstant,
  pageOf,
  pageQuery,
  wireDate,
  wireId,
  wireInstant,
} from '@loge/http/contract'
import { z } from 'zod'
import { civilities, dataSources, sourcedData, tenancyRoles } from './core/index.ts'

import { newRelation } from './relation-wire.ts'

export { moveRoutes } from './move-wire.ts'
export { relationRoutes } from './relation-wire.ts'

const text = (longest: number) => humanText(1, longest).nullable()
const givenName = humanText(1, 100)
const version = z.number().int()

const details = {
  civility: z.enum(civilities).nullable(),
  givenName,
  familyName: givenName,
  /** Asked of children only. */
  bornOn: wireDate.nullable(),
  street: text(200),
  postalCode: text(20),
  city: text(100),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country code of two letters, e.g. FR')
    .nullable(),
  email: z.email().max(254).nullable(),
  landline: text(40),
  mobile: text(40),
  language: z.enum(['en', 'fr']).nullable(),
}

export const wirePerson = z.object({
  id: wireId('person'),
  ...details,
  /** Where each datum comes from. */
  sources: z.partialRecord(z.enum(sourcedData), z.enum(dataSources)),
  /** The day on which their paper form came in. */
  formReceivedOn: wireDate.nullable(),
  version,
})

/** Of many at once: who they are, no more. What else is known of somebody is read one by one. */
const wirePersonLine = wirePerson.pick({
  id: true,
  civility: true,
  givenName: true,
  familyName: true,
  version: true,
})

const stay = {
  unitId: wireId('unit'),
  role: z.enum(tenancyRoles),
  movesInAt: lifeInstant,
  movesOutAt: lifeInstant.nullable().default(null),
}

export const wireTenancy = z.object({
  id: wireId('tenancy'),
  personId: wireId('person'),
  siteId: wireId('site'),
  unitId: wireId('unit'),
  role: z.enum(tenancyRoles),
  movesInAt: wireInstant,
  movesOutAt: wireInstant.nullable(),
  version,
  recordedAt: wireInstant,
  supersededAt: wireInstant.nullable(),
})

const source = z.enum(dataSources).optional()
/** What the source needs to be found again: its form or script with the version, who passed it on, or the page. */
const origin = z
  .strictObject({
    detail: humanText(1, 300).optional(),
    supplier: humanText(1, 200).optional(),
    url: z.url().max(500).optional(),
  })
  .optional()

const newPerson = z.strictObject({
  civility: details.civility.default(null),
  givenName,
  familyName: givenName,
  bornOn: details.bornOn.default(null),
  street: details.street.default(null),
  postalCode: details.postalCode.default(null),
  city: details.city.default(null),
  country: details.country.default(null),
  email: details.email.default(null),
  landline: details.landline.default(null),
  mobile: details.mobile.default(null),
  language: details.language.default(null),
  source,
  origin,
  /** Needed with the source `paperForm`: the day the form came in. */
  formReceivedOn: lifeDate.nullable().default(null),
  /** The home they move into, in the same act. */
  tenancy: z.strictObject(stay).optional(),
  /** Or the home they move into on a day at the site, as a planned move with its checklist. */
  moveIn: z.strictObject({ unitId: wireId('unit'), role: z.enum(tenancyRoles), on: lifeDate }).optional(),
  /** What else they are: staff, a candidate or a contact. */
  relation: newRelation.optional(),
})

/** Whoever shows everybody asks for more at once: ten thousand would be fifty questions in a row. */
const livingAt = {
  siteId: wireId('site').optional(),
  unitId: wireId('unit').optional(),
  /** With a site or a unit: who lives there at this moment. */
  at: wireInstant.optional(),
}
const manyQuery = { ...pageQuery, limit: z.coerce.number().int().min(1).max(1_000).default(50) }

const read = { method: 'GET', tag: 'people', permission: 'people.read', rateLimit: 'read' } as const
const write = { tag: 'people', permission: 'people.manage', rateLimit: 'write' } as const
const person = z.object({ id: wireId('person') })
const tenancy = z.object({ id: wireId('tenancy') })
const tenancyProblems = ['tenancy_ends_before_it_begins', 'tenancy_overlaps'] as const

const sourceProblems = [
  'source_unknown',
  'source_supplier_missing',
  'source_address_missing',
  'source_script_missing',
] as const

export const peopleRoutes = {
  list: defineRoute({
    ...read,
    path: '/people',
    summary: 'List people in the order of their names, by home or site, at any moment',
    query: z.object({ ...manyQuery, ...livingAt }),
    answer: pageOf(wirePersonLine),
  }),
  search: defineRoute({
    ...read,
    method: 'POST',
    asks: true,
    path: '/people/search',
    summary: 'Look for people by a part of their name, in one home or site or in all',
    body: z.strictObject({
      ...manyQuery,
      ...livingAt,
      /** Words in any order, without regard to case and accents. */
      q: humanText(1, 100),
    }),
    answer: pageOf(wirePersonLine),
  }),
  create: defineRoute({
    ...write,
    method: 'POST',
    path: '/people',
    summary: 'Add a person, and the home they move into',
    status: 201,
    body: newPerson,
    answer: wirePerson,
    problems: [
      'telephone_invalid',
      'birth_date_invalid',
      'form_date_needed',
      'form_date_invalid',
      'unit_unknown',
      'relation_ends_before_it_begins',
      ...sourceProblems,
      ...tenancyProblems,
    ],
  }),
  read: defineRoute({
    ...read,
    path: '/people/{id}',
    summary: 'A person',
    params: person,
    answer: wirePerson,
    problems: ['person_unknown'],
  }),
  change: defineRoute({
    ...write,
    method: 'PATCH',
    path: '/people/{id}',
    summary: 'Change what is held about a person',
    ifMatch: true,
    params: person,
    body: z
      .strictObject({ ...details, source, origin })
      .partial()
      .refine(
        (changes) => Object.keys(changes).some((key) => key !== 'source' && key !== 'origin'),
        'name at least one field to change',
      ),
    answer: wirePerson,
    problems: [
      'person_unknown',
      'telephone_invalid',
      'birth_date_invalid',
      'name_needs_staff',
      ...sourceProblems,
    ],
  }),
}

export const tenancyRoutes = {
  list: defineRoute({
    ...read,
    path: '/tenancies',
    summary: 'List tenancies, by person, home or site, at any moment',
    query: z.object({
      ...manyQuery,
      personId: wireId('person').optional(),
      unitId: wireId('unit').optional(),
      siteId: wireId('site').optional(),
      at: wireInstant.optional(),
    }),
    answer: pageOf(wireTenancy),
  }),
  open: defineRoute({
    ...write,
    method: 'POST',
    path: '/tenancies',
    summary: 'Move a person into a unit',
    status: 201,
    body: z.strictObject({ personId: wireId('person'), ...stay }),
    answer: wireTenancy,
    problems: ['person_unknown', 'unit_unknown', ...tenancyProblems],
  }),
  read: defineRoute({
    ...read,
    path: '/tenancies/{id}',
    summary: 'A tenancy',
    params: tenancy,
    answer: wireTenancy,
    problems: ['tenancy_unknown'],
  }),
  history: defineRoute({
    ...read,
    path: '/tenancies/{id}/history',
    summary: 'Every version of a tenancy, the present one first',
    params: tenancy,
    query: z.object(pageQuery),
    answer: pageOf(wireTenancy),
    problems: ['tenancy_unknown'],
  }),
  change: defineRoute({
    ...write,
    method: 'PATCH',
    path: '/tenancies/{id}',
    summary: 'Change the dates or the role of a tenancy; the version before is kept',
    ifMatch: true,
    params: tenancy,
    body: z
      .strictObject({
        role: z.enum(tenancyRoles),
        movesInAt: lifeInstant,
        movesOutAt: lifeInstant.nullable(),
      })
      .partial()
      .refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change'),
    answer: wireTenancy,
    problems: ['tenancy_unknown', ...tenancyProblems],
  }),
}
