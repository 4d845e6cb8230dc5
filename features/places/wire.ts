/** Places on the network: an organization's settings, and lists, reads and changes of each kind of place. */
import { defineRoute, humanText, pageOf, pageQuery, wireId } from '@loge/http/contract'
import { z } from 'zod'
import { unitKinds } from './core/index.ts'

const name = humanText(1, 120)
const version = z.number().int()
const line = humanText(0, 200)
const country = z.string().regex(/^[A-Z]{2}$/, 'a country code of two letters, e.g. FR')
const timeZone = z.string().min(1).max(60)
const holidayRegion = z
  .string()
  .regex(/^[A-Z]{2}(-[A-Z-]{1,30})?$/, 'a holiday region, e.g. FR or CH-VD')
  .nullable()

/** At least one field, since a change of nothing is a mistake of the caller. */
const someOf = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject(shape)
    .partial()
    .refine((changes) => Object.keys(changes).length > 0, 'name at least one field to change')

const organizationFields = {
  name,
  language: z.enum(['en', 'fr']),
  contactEmail: z.email().max(254).nullable(),
  contactTelephone: humanText(0, 40).nullable(),
}
export const wireOrganization = z.object({
  id: wireId('organization'),
  slug: z.string(),
  ...organizationFields,
  version,
})

const siteFields = { name, timeZone, holidayRegion, street: line, postalCode: line, city: line, country }
export const wireSite = z.object({ id: wireId('site'), ...siteFields, version })

const buildingFields = { name }
export const wireBuilding = z.object({
  id: wireId('building'),
  siteId: wireId('site'),
  ...buildingFields,
  version,
})

const floorFields = { name, level: z.number().int().min(-20).max(200) }
export const wireFloor = z.object({
  id: wireId('floor'),
  siteId: wireId('site'),
  buildingId: wireId('building'),
  ...floorFields,
  version,
})

const unitFields = { name, kind: z.enum(unitKinds), floorId: wireId('floor').nullable() }
export const wireUnit = z.object({
  id: wireId('unit'),
  siteId: wireId('site'),
  buildingId: wireId('building'),
  ...unitFields,
  version,
})

/** Where a thing is inside its site; `area` in words, where a place has no id: `behind the letterboxes`. */
export const wireLocation = z.object({
  buildingId: wireId('building').nullable(),
  floorId: wireId('floor').nullable(),
  unitId: wireId('unit').nullable(),
  area: humanText(1, 200).nullable(),
})

export type WireLocation = z.input<typeof wireLocation>

const read = { method: 'GET', tag: 'places', permission: 'places.read', rateLimit: 'read' } as const
const write = { tag: 'places', permission: 'places.manage', rateLimit: 'write' } as const
const create = { ...write, method: 'POST', status: 201 } as const
const change = { ...write, method: 'PATCH', ifMatch: true } as const
const remove = { ...write, method: 'DELETE', status: 204, ifMatch: true } as const

const organization = z.object({ id: wireId('organization') })
const site = z.object({ id: wireId('site') })
const building = z.object({ id: wireId('building') })
const floor = z.object({ id: wireId('floor') })
const unit = z.object({ id: wireId('unit') })

export const organizationRoutes = {
  list: defineRoute({
    ...read,
    path: '/organizations',
    summary: 'The organization of the caller',
    query: z.object(pageQuery),
    answer: pageOf(wireOrganization),
  }),
  read: defineRoute({
    ...read,
    path: '/organizations/{id}',
    summary: 'An organization and its settings',
    params: organization,
    answer: wireOrganization,
    problems: ['place_unknown'],
  }),
  change: defineRoute({
    ...change,
    path: '/organizations/{id}',
    summary: 'Change the settings of an organization',
    params: organization,
    body: someOf(organizationFields),
    answer: wireOrganization,
    problems: ['place_unknown'],
  }),
}

export const siteRoutes = {
  list: defineRoute({
    ...read,
    path: '/sites',
    summary: 'List sites',
    query: z.object(pageQuery),
    answer: pageOf(wireSite),
  }),
  create: defineRoute({
    ...create,
    path: '/sites',
    summary: 'Add a site',
    body: z.strictObject(siteFields),
    answer: wireSite,
    problems: ['place_name_taken', 'time_zone_unknown'],
  }),
  read: defineRoute({
    ...read,
    path: '/sites/{id}',
    summary: 'A site',
    params: site,
    answer: wireSite,
    problems: ['place_unknown'],
  }),
  change: defineRoute({
    ...change,
    path: '/sites/{id}',
    summary: 'Change a site',
    params: site,
    body: someOf(siteFields),
    answer: wireSite,
    problems: ['place_unknown', 'place_name_taken', 'time_zone_unknown'],
  }),
  remove: defineRoute({
    ...remove,
    path: '/sites/{id}',
    summary: 'Remove a site nothing belongs to',
    params: site,
    problems: ['place_unknown', 'place_in_use'],
  }),
}

export const buildingRoutes = {
  list: defineRoute({
    ...read,
    path: '/buildings',
    summary: 'List buildings',
    query: z.object({ ...pageQuery, siteId: wireId('site').optional() }),
    answer: pageOf(wireBuilding),
  }),
  create: defineRoute({
    ...create,
    path: '/buildings',
    summary: 'Add a building to a site',
    body: z.strictObject({ siteId: wireId('site'), ...buildingFields }),
    answer: wireBuilding,
    problems: ['parent_unknown', 'place_name_taken'],
  }),
  read: defineRoute({
    ...read,
    path: '/buildings/{id}',
    summary: 'A building',
    params: building,
    answer: wireBuilding,
    problems: ['place_unknown'],
  }),
  change: defineRoute({
    ...change,
    path: '/buildings/{id}',
    summary: 'Change a building',
    params: building,
    body: someOf(buildingFields),
    answer: wireBuilding,
    problems: ['place_unknown', 'place_name_taken'],
  }),
  remove: defineRoute({
    ...remove,
    path: '/buildings/{id}',
    summary: 'Remove a building nothing belongs to',
    params: building,
    problems: ['place_unknown', 'place_in_use'],
  }),
}

export const floorRoutes = {
  list: defineRoute({
    ...read,
    path: '/floors',
    summary: 'List floors',
    query: z.object({
      ...pageQuery,
      siteId: wireId('site').optional(),
      buildingId: wireId('building').optional(),
    }),
    answer: pageOf(wireFloor),
  }),
  create: defineRoute({
    ...create,
    path: '/floors',
    summary: 'Add a floor to a building',
    body: z.strictObject({ buildingId: wireId('building'), ...floorFields }),
    answer: wireFloor,
    problems: ['parent_unknown', 'place_name_taken'],
  }),
  read: defineRoute({
    ...read,
    path: '/floors/{id}',
    summary: 'A floor',
    params: floor,
    answer: wireFloor,
    problems: ['place_unknown'],
  }),
  change: defineRoute({
    ...change,
    path: '/floors/{id}',
    summary: 'Change a floor',
    params: floor,
    body: someOf(floorFields),
    answer: wireFloor,
    problems: ['place_unknown', 'place_name_taken'],
  }),
  remove: defineRoute({
    ...remove,
    path: '/floors/{id}',
    summary: 'Remove a floor nothing belongs to',
    params: floor,
    problems: ['place_unknown', 'place_in_use'],
  }),
}

export const unitRoutes = {
  list: defineRoute({
    ...read,
    path: '/units',
    summary: 'List units',
    query: z.object({
      ...pageQuery,
      siteId: wireId('site').optional(),
      buildingId: wireId('building').optional(),
      floorId: wireId('floor').optional(),
      kind: z.enum(unitKinds).optional(),
    }),
    answer: pageOf(wireUnit),
  }),
  create: defineRoute({
    ...create,
    path: '/units',
    summary: 'Add a unit to a building',
    body: z.strictObject({
      buildingId: wireId('building'),
      name,
      kind: z.enum(unitKinds).default('home'),
      floorId: wireId('floor').nullable().default(null),
    }),
    answer: wireUnit,
    problems: ['parent_unknown', 'floor_of_other_building', 'place_name_taken'],
  }),
  read: defineRoute({
    ...read,
    path: '/units/{id}',
    summary: 'A unit',
    params: unit,
    answer: wireUnit,
    problems: ['place_unknown'],
  }),
  change: defineRoute({
    ...change,
    path: '/units/{id}',
    summary: 'Change a unit',
    params: unit,
    body: someOf(unitFields),
    answer: wireUnit,
    problems: ['place_unknown', 'floor_of_other_building', 'place_name_taken'],
  }),
  remove: defineRoute({
    ...remove,
    path: '/units/{id}',
    summary: 'Remove a unit nothing belongs to',
    params: unit,
    problems: ['place_unknown', 'place_in_use'],
  }),
}
