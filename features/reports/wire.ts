/** What crosses the network about regular reports of the log. */
import { defineRoute, humanText, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'

const filters = z.strictObject({
  entrance: wireId('entrance').optional(),
  device: wireId('device').optional(),
  kind: z.enum(['opened', 'refused', 'forced', 'equipment', 'rung']).optional(),
})

const rhythm = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('day') }),
  /** Monday is 1. */
  z.strictObject({ every: z.literal('week'), weekday: z.number().int().min(1).max(7) }),
  /** The last day of a month that has no such day. */
  z.strictObject({ every: z.literal('month'), day: z.number().int().min(1).max(31) }),
])

const input = z.strictObject({
  name: humanText(1, 80),
  /** Whose events, and by whose clock. */
  siteId: wireId('site'),
  filters,
  rhythm,
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  /** Accounts. Who may not read the log of the site when it is sent gets nothing. */
  readers: z.array(wireId('account')).min(1).max(20),
  paused: z.boolean().default(false),
})

const report = input
  .extend({
    id: wireId('report'),
    readers: z.array(z.object({ id: wireId('account'), name: z.string().nullable() })),
    paused: z.boolean(),
    /** Null while it is paused. */
    nextAt: wireInstant.nullable(),
    /** Whether the caller may change it. */
    mayKeep: z.boolean(),
    version: z.number().int(),
  })
  .meta({ id: 'Report' })

const run = z
  .object({
    id: wireId('reportRun'),
    cause: z.enum(['schedule', 'asked']),
    from: wireInstant,
    until: wireInstant,
    /** When its hour was; `madeAt` is later when the server was off. */
    dueAt: wireInstant,
    madeAt: wireInstant,
    letters: z.array(
      z.object({
        accountId: wireId('account'),
        accountName: z.string().nullable(),
        state: z.enum(['waiting', 'sent', 'failed', 'given_up']),
        code: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'ReportRun' })

const params = z.object({ id: wireId('report') })
const BASE = { tag: 'events', permission: 'events.read' } as const
const mine = ['account_required', 'report_unknown', 'report_not_yours'] as const

export const reportRoutes = {
  list: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/reports',
    summary: 'The regular reports of the sites whose log you read',
    rateLimit: 'read',
    answer: z.object({ data: z.array(report) }),
  }),
  setUp: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/reports',
    summary: 'Have a part of the log counted and sent regularly',
    rateLimit: 'write',
    body: input,
    answer: report,
    status: 201,
    problems: [
      'account_required',
      'not_found',
      'report_filter_unknown',
      'report_reader_unknown',
      'report_readers_beyond',
      'too_many_reports',
    ],
  }),
  change: defineRoute({
    ...BASE,
    method: 'PUT',
    path: '/reports/{id}',
    summary:
      'Change when a report is sent, to whom, and whether; what it missed while paused is not made up for',
    rateLimit: 'write',
    params,
    ifMatch: true,
    body: input,
    answer: report,
    problems: [
      ...mine,
      'not_found',
      'report_filter_unknown',
      'report_reader_unknown',
      'report_readers_beyond',
      'precondition_failed',
    ],
  }),
  remove: defineRoute({
    ...BASE,
    method: 'DELETE',
    path: '/reports/{id}',
    summary: 'Stop a report and take it away; for 30 days it can be taken back',
    rateLimit: 'write',
    params,
    status: 204,
    problems: mine,
  }),
  restore: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/reports/{id}/restore',
    summary: 'Take back a removal, with everything it sent before',
    rateLimit: 'write',
    params,
    answer: report,
    problems: mine,
  }),
  run: defineRoute({
    ...BASE,
    method: 'POST',
    path: '/reports/{id}/run',
    summary: 'Make the report of the last whole period now, and send it, unless one is on its way',
    rateLimit: 'export',
    params,
    answer: run,
    status: 201,
    problems: [...mine, 'report_no_mail', 'report_waits'],
  }),
  runs: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/reports/{id}/runs',
    summary: 'What a report made in the last 30 days, newest first, and what became of each letter',
    rateLimit: 'read',
    params,
    answer: z.object({ data: z.array(run) }),
    problems: ['report_unknown'],
  }),
  file: defineRoute({
    ...BASE,
    method: 'GET',
    path: '/reports/{id}/runs/{runId}/file',
    summary: 'The events of one run as a file, as you may see them now; recorded as an export',
    rateLimit: 'export',
    params: params.extend({ runId: wireId('reportRun') }),
    query: z.object({
      format: z.enum(['csv', 'ndjson']),
      /** Of the headings; that of the request when left out. */
      language: z.enum(['en', 'fr']).optional(),
    }),
    download: 'text/csv',
    problems: ['report_unknown', 'report_over'],
  }),
} as const
