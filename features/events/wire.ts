/** What crosses the network about events. People stay folded: who it was is told only to those who may read people. */
import { defineRoute, pageOf, pageQuery, wireId, wireInstant } from '@loge/http/contract'
import { OPERATIONS } from '@loge/features/law/core'
import { z } from 'zod'

const nullableId = {
  site: wireId('site').nullable(),
  entrance: wireId('entrance').nullable(),
  device: wireId('device').nullable(),
}

export const wireEvent = z.object({
  id: wireId('event'),
  /** Its number in the log, for people to quote. */
  number: z.number().int(),
  type: z.string(),
  version: z.number().int(),
  occurredAt: wireInstant,
  receivedAt: wireInstant,
  /** Orders the log: `occurredAt`, or `receivedAt` when the recorder's clock was not believable. */
  filedAt: wireInstant,
  late: z.boolean(),
  siteId: nullableId.site,
  entranceId: nullableId.entrance,
  deviceId: nullableId.device,
  /** Set when a controller recorded it. */
  edge: z.object({ id: wireId('edge'), sequence: z.number().int(), clockTrusted: z.boolean() }).nullable(),
  /** `id` is null when it is a person you may not see. */
  actor: z.object({
    kind: z.enum(['account', 'apiKey', 'edge', 'person', 'device', 'system', 'unknown']),
    id: z.string().nullable(),
  }),
  /** `folded`: it is about somebody, whom you may not see. `erased`: it was about somebody who is erased. */
  subject: z.object({
    kind: z.enum(['nobody', 'person', 'folded', 'erased']),
    personId: wireId('person').nullable(),
    /** Where they lived then: what is said of them as long as their name stays folded. Null: they are no resident. */
    building: z.string().nullable(),
  }),
  payload: z.record(
    z.string(),
    z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string()).readonly()]),
  ),
})

const filters = {
  siteId: wireId('site').optional(),
  entranceId: wireId('entrance').optional(),
  deviceId: wireId('device').optional(),
  personId: wireId('person').optional(),
  /** Several, with commas: `entrance.opened,entrance.refused`. */
  type: z.string().min(1).max(1_000).optional(),
}

const period = { from: wireInstant.optional(), until: wireInstant.optional() }

export const listEvents = defineRoute({
  method: 'GET',
  path: '/events',
  summary: 'What happened, newest first',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'read',
  query: z.object({ ...pageQuery, ...filters, ...period }),
  answer: pageOf(wireEvent),
  problems: [
    'cursor_invalid',
    'person_filter_forbidden',
    'look_required',
    'time_range_invalid',
    'event_type_unknown',
  ],
})

export const exportEvents = defineRoute({
  method: 'GET',
  path: '/events/export',
  summary:
    'The same as a file, of any length: newest first, places by name, people as ids, and the export is itself recorded',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'export',
  query: z.object({
    ...filters,
    ...period,
    format: z.enum(['csv', 'ndjson']),
    /** Of the headings; that of the request when left out. */
    language: z.enum(['en', 'fr']).optional(),
  }),
  download: 'text/csv',
  problems: ['person_filter_forbidden', 'look_required', 'time_range_invalid', 'event_type_unknown'],
})

const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const readEvent = defineRoute({
  method: 'GET',
  path: '/events/{id}',
  summary: 'One event, with the seal that proves it',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'read',
  params: z.object({ id: wireId('event') }),
  answer: z.object({
    event: wireEvent,
    /** Null until the next sealing, a minute at most. */
    seal: z
      .object({
        block: z.number().int(),
        sealedAt: wireInstant,
        hash,
        previousHash: hash,
        /** RFC 6962 inclusion proof of `leaf` at `index` of `count` under `root`. */
        root: hash,
        leaf: hash,
        index: z.number().int(),
        count: z.number().int(),
        path: z.array(hash),
      })
      .nullable(),
  }),
  problems: ['event_unknown'],
})

export const readHistogram = defineRoute({
  method: 'GET',
  path: '/events/histogram',
  summary: 'How many events of each type, per stretch of time',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'read',
  query: z.object({
    ...filters,
    from: wireInstant,
    until: wireInstant,
    bucketMinutes: z.coerce.number().int().min(1).max(1_440).default(60),
  }),
  answer: z.object({
    buckets: z.array(z.object({ at: wireInstant, counts: z.record(z.string(), z.number().int()) })),
  }),
  problems: ['person_filter_forbidden', 'look_required', 'time_range_invalid', 'event_type_unknown'],
})

export const streamEvents = defineRoute({
  method: 'GET',
  path: '/events/stream',
  summary:
    'Events as they are recorded. Begins with `start`, whose id is where to go on from; `Last-Event-ID` resumes where a stream ended.',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'read',
  query: z.object(filters),
  stream: true,
  problems: ['cursor_invalid', 'person_filter_forbidden', 'look_required'],
})

export const listEventTypes = defineRoute({
  method: 'GET',
  path: '/events/types',
  summary: 'Every type of event, and what arrived without being declared',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'read',
  answer: z.object({
    types: z.array(
      z.object({
        type: z.string(),
        version: z.number().int(),
        retention: z.enum(['movement', 'equipment', 'audit']),
        /** What it did with data (GDPR art. 4(2)). */
        operation: z.enum(OPERATIONS),
        payload: z.record(z.string(), z.string()),
      }),
    ),
    undeclared: z.array(
      z.object({
        type: z.string(),
        /** The payload key nobody declared; null when the type itself is unknown. */
        key: z.string().nullable(),
        times: z.number().int(),
        firstAt: wireInstant,
        lastAt: wireInstant,
      }),
    ),
  }),
})

export const readVerification = defineRoute({
  method: 'GET',
  path: '/events/verification',
  summary: 'Whether the log is as it was written, when that was last checked',
  tag: 'events',
  permission: 'events.read',
  rateLimit: 'read',
  answer: z.object({
    state: z.enum(['never_checked', 'intact', 'broken']),
    checkedAt: wireInstant.nullable(),
    blocks: z.number().int(),
    /** Sealed events that are there, `erased` ones among them. */
    events: z.number().int(),
    erased: z.number().int(),
    /** Sealed events that went with a whole month at the end of its retention. */
    purged: z.number().int(),
    broken: z
      .object({ block: z.number().int(), what: z.string(), eventId: wireId('event').nullable() })
      .nullable(),
    /** Keep it outside to prove later that the log was not rewritten. */
    head: z.object({ number: z.number().int(), hash }).nullable(),
  }),
})

export { lookRoutes } from './look-wire.ts'
export { viewRoutes } from './view-wire.ts'
