/** A list without an end would one day be too long: each route that answers one is paged, or is short by nature. */
import { beforeAll, expect, it } from 'vitest'
import type { Route } from '@loge/http/contract'
import { z } from 'zod'
import { everyRoute } from './every-route.ts'

/** What cannot grow with use, and why. */
const SHORT: Readonly<Record<string, string>> = {
  '/people/{id}/privacy/preview': 'the tables of the house',
  '/privacy/requests/{id}/candidates': 'the few who may be meant, 20 at most',
  '/me/privacy/requests': 'what one person asked, 200 at most',
  '/privacy/notices': 'the oldest two hundred that wait for a recipient, answered one by one',
  '/privacy/restrictions': 'the few whose data are frozen; every one of them must be seen at once',
  '/privacy/restrictions/{id}/told': 'the same, after one of them was told',
  '/privacy/restrictions/{id}/lift': 'the same, after one of them was lifted',
  'POST /disclosures': 'as many as one act names people, 200 at most',
  '/documents': 'the versions of the texts of one organization, a few a year',
  '/documents/open': 'the texts one person has not answered yet',
  '/documents/answers': 'what one person answered to the texts of one organization',
  '/audience': 'a few counts of each page',
  '/job-openings': 'what one organization looks for, 200 at most',
  '/talents': 'who agreed to be kept in mind, the latest 500 at most',
  '/privacy/breaches': 'open breaches and the latest closed, 200 at most',
  '/privacy/releases': 'what authorities and buyers asked for, the latest 200 at most',
  '/privacy/contracts': 'the recipients that one register names',
  '/privacy/support': 'the latest, 200 at most',
  '/privacy/support/statistics': 'the equipment with most cases, 200 at most',
  '/me/support': 'what support asked of one person, the latest 200 at most',
  '/privacy/measures': 'the measures of one register',
  '/privacy/measures/looks': 'the measures of one register, looked at now',
  '/retention/holds': 'those in force and the latest lifted, 200 at most',
  '/retention/archive': 'who is kept for a law alone, 500 at most',
  '/retention/archive/{id}/open': 'what is kept of one person, 1000 rows at most',
  '/documents/confidentiality/signatures': 'whoever works for one organization',
  '/relations/sources': 'the sources that one register names',
  '/relations/newsletter-lists': 'the newsletters of one organization, 50 at most',
  '/relations/newsletters': 'the latest letters, 100 at most',
  '/customers/offers': 'active customers with a professional address, 2000 at most',
  '/prospects/offers': 'active prospects with a professional address, 2000 at most',
  '/client-contacts/offers': 'contacts with a professional address, 2000 at most',
  '/show-contacts/offers': 'whom we met and who agreed to be written to, 2000 at most',
  '/organiser-contacts/offers': 'whom organisers named and who agreed to be written to, 2000 at most',
  '/shows': 'trade shows, a few a year, 500 at most',
  '/relations/to-tell': 'who is to be told within a month, 500 at most',
  '/holiday-regions': 'the regions that come with the product',
  '/delegations': 'what is handed over now or soon, by those who hold a role, each for a year at most',
  '/me/decisions': 'what was decided about one person, the latest 100',
  '/me/passkeys': 'the devices of one person',
  '/placements': 'one for each controller',
  '/service': 'interruptions of twelve months, 500 at most',
  '/edges': 'one for each controller',
  '/zones': 'a few names for the doors of one residence',
  '/fire-inputs': 'the detectors and contacts of one residence',
  '/free-passages': 'the few who take care of one residence',
  '/emergencies': 'the latest orders, 100 at most',
  '/glass-keys': 'a few people named for one residence, each for a year at most',
  '/me/glass-keys': 'the keys of one person',
  '/glass-breaks': 'the latest, 100 at most',
  '/events/views': 'names people gave to filters, 50 each, 200 at most',
  '/reports': 'regular reports, 50 at most',
  '/reports/{id}/runs': 'the runs of 30 days, 200 at most',
  '/register/versions': 'what one organization published about itself, a few a year',
  '/names': 'as many as were asked for by name, 200 at most',
  '/people/{id}/access': 'one answer about one person: the doors of the residence',
  '/entrances/{id}/who': 'one answer about one door: who may enter now',
}

/** What belongs to who asks is ended, not edited: there is no version to have missed. */
const UNVERSIONED = new Set([
  'PUT /me/password',
  // The last word counts.
  'PUT /me/language',
  'DELETE /me/passkeys/{id}',
  'DELETE /me/sessions/{id}',
  'DELETE /me/sessions',
  'DELETE /accounts/{id}/roles/{assignmentId}',
  'DELETE /api-keys/{id}',
  'DELETE /accounts/{id}/sessions',
  'DELETE /delegations/{id}',
  'DELETE /zones/{id}',
  // It names what it changes: the doors `before`.
  'PUT /fire-inputs',
  'PUT /register/draft',
  // Name the draft they replace by its hash.
  'PUT /documents/terms/draft',
  'DELETE /glass-keys/{id}',
  'DELETE /people/{id}/look',
  // Names the draft by its hash.
  'DELETE /register/draft',
  // What one decides oneself: the last word is the one that counts.
  'DELETE /me/consents/{purpose}',
  'DELETE /me/objections/{to}',
  'PUT /me/directive',
  'DELETE /me/directive',
  'DELETE /events/views/{id}',
  'DELETE /reports/{id}',
])

const keysOf = (schema: z.ZodType | undefined): readonly string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : []

let routes: readonly Route[]
beforeAll(async () => {
  routes = await everyRoute()
})

it('every list is paged by a cursor, or is short by nature', () => {
  const unpaged = routes
    .filter(({ answer }) => keysOf(answer).includes('data'))
    .filter(
      ({ answer, query, body, asks }) =>
        !keysOf(answer).includes('nextCursor') || !keysOf(asks === true ? body : query).includes('cursor'),
    )
    .filter(({ method, path }) => (SHORT[path] ?? SHORT[`${method} ${path}`]) === undefined)
  expect(unpaged.map(({ method, path }) => `${method} ${path}`)).toEqual([])
  expect(routes.length).toBeGreaterThan(60)
})

it('every change of what has versions names the version it changes', () => {
  const careless = routes
    .filter(({ method, ifMatch }) => ['PUT', 'PATCH', 'DELETE'].includes(method) && ifMatch !== true)
    .map(({ method, path }) => `${method} ${path}`)
  expect(careless.filter((name) => !UNVERSIONED.has(name))).toEqual([])
})
