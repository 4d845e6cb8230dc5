/** Imports and the export on the network. */
import { defineRoute, pageOf, pageQuery, wireDate, wireId, wireInstant } from '@loge/http/contract'
import { dataSources } from '@loge/features/people/core'
import { z } from 'zod'
import { FIELDS, LIMITS } from './core/index.ts'

const field = z.enum(FIELDS)
const outcome = z.enum(['error', 'duplicate', 'create', 'change', 'same', 'skip'])
const column = z.number().int().min(0).max(LIMITS.columns)
/** Whom a row may be about: somebody who is held, or the person of an earlier row of the file. */
const person = z.union([wireId('person'), z.number().int().min(1)])

const settings = {
  /** The column of each field, counted from 0. */
  mapping: z.partialRecord(field, column),
  siteId: wireId('site').nullable(),
  movesInOn: wireDate.nullable(),
  dateOrder: z.enum(['dayFirst', 'monthFirst']).nullable(),
}

const wireImport = z.object({
  id: wireId('import'),
  fileName: z.string(),
  state: z.enum(['previewed', 'applying', 'applied', 'undoing', 'undone', 'forgotten']),
  header: z.array(z.string()),
  format: z.object({
    kind: z.enum(['csv', 'xlsx']),
    encoding: z.string().optional(),
    separator: z.string().optional(),
    sheet: z.string().optional(),
    otherSheets: z.number().optional(),
  }),
  ...settings,
  /** Which building was said to be meant, in this file or an earlier one; `null`: a new one. */
  buildings: z.array(
    z.object({ siteId: wireId('site'), said: z.string(), buildingId: wireId('building').nullable() }),
  ),
  /** Columns of dates that could be read either way, until `dateOrder` says which. */
  asks: z.array(field),
  counts: z.record(outcome, z.number().int()),
  done: z.number().int(),
  total: z.number().int(),
  problem: z.object({ code: z.string(), rows: z.array(z.number().int()) }).nullable(),
  createdAt: wireInstant,
  appliedAt: wireInstant.nullable(),
  undoneAt: wireInstant.nullable(),
  /** `null`: there is nothing to undo, or no longer. */
  undoUntil: wireInstant.nullable(),
})

const wireRow = z.object({
  number: z.number().int(),
  cells: z.array(z.string()),
  outcome,
  does: z.array(z.string()),
  errors: z.array(
    z.object({
      field: field.nullable(),
      code: z.string(),
      /** Where and when this person lives already; `null`: the error is about something else. */
      stay: z.object({ home: z.string(), from: wireInstant, until: wireInstant.nullable() }).nullable(),
    }),
  ),
  notes: z.array(z.enum(['formula', 'merged', 'excel_serial', 'home_held', 'dates_of_file'])),
  candidates: z.array(
    z.object({
      person,
      reason: z.enum(['same_name', 'same_email', 'same_mobile', 'same_home', 'same_stay']),
      /** What tells them apart; `null`: no longer known. */
      about: z
        .object({
          email: z.string().nullable(),
          /** Who told us of them; `null`: the file itself. */
          source: z.enum(dataSources).nullable(),
          homes: z.array(
            z.object({
              unit: z.string(),
              building: z.string(),
              /** The first day there; `null`: as the file says. */
              since: wireInstant.nullable(),
            }),
          ),
        })
        .nullable(),
    }),
  ),
  /** Until it is said which building is meant, by all rows that name it so. */
  building: z
    .object({
      siteId: wireId('site'),
      said: z.string(),
      buildings: z.array(z.object({ id: wireId('building'), name: z.string() })),
    })
    .nullable(),
  choice: z.object({ kind: z.enum(['merge', 'new', 'skip']), person: person.optional() }).nullable(),
})

export type WireImport = z.input<typeof wireImport>
export type WireImportRow = z.input<typeof wireRow>

const all = { tag: 'Imports', permission: 'people.manage' } as const
const read = { ...all, method: 'GET', rateLimit: 'read' } as const
const write = { ...all, rateLimit: 'write' } as const
const one = z.object({ id: wireId('import') })
const fileProblems = [
  'import_file_empty',
  'import_file_unreadable',
  'import_file_is_export',
  'import_quotes_open',
  'import_too_many_rows',
  'import_too_many_columns',
  'import_inflates_too_much',
] as const

export const importRoutes = {
  list: defineRoute({
    ...read,
    path: '/imports',
    summary: 'List imports, the newest first',
    query: z.object(pageQuery),
    answer: pageOf(wireImport),
  }),
  upload: defineRoute({
    ...write,
    method: 'POST',
    path: '/imports',
    // The key is bound to a body, and a file passes through unread; one brought twice is thrown away with a click.
    repeat: 'runsAgain',
    summary: 'Bring a CSV or XLSX file, at most 10 MB and 20,000 rows; nothing is done before it is applied',
    status: 201,
    upload: LIMITS.bytes,
    answer: wireImport,
    problems: fileProblems,
  }),
  read: defineRoute({
    ...read,
    path: '/imports/{id}',
    summary: 'An import, and how far it is',
    params: one,
    answer: wireImport,
    problems: ['import_unknown'],
  }),
  rows: defineRoute({
    ...read,
    path: '/imports/{id}/rows',
    summary: 'What each row will do or did, or what is wrong with it',
    params: one,
    query: z.object({
      limit: z.coerce.number().int().min(1).max(1_000).default(200),
      cursor: z.string().max(500).optional(),
      outcome: outcome.optional(),
    }),
    answer: pageOf(wireRow),
    problems: ['import_unknown'],
  }),
  settings: defineRoute({
    ...write,
    method: 'POST',
    path: '/imports/{id}/settings',
    summary:
      'Say what the columns mean, and what holds for rows that do not say it; remembered for the next file',
    params: one,
    body: z.strictObject(settings),
    answer: wireImport,
    problems: ['import_unknown', 'import_not_open', 'import_mapping_wrong'],
  }),
  choose: defineRoute({
    ...write,
    method: 'POST',
    path: '/imports/{id}/choices',
    summary: 'Say of rows that they are about somebody known, or somebody new, or are left out',
    params: one,
    body: z.strictObject({
      /** Left out: every row that waits for a decision. */
      rows: z.array(z.number().int().min(1)).min(1).max(LIMITS.rows).optional(),
      choice: z
        .union([
          z.strictObject({ kind: z.literal('merge'), person }),
          z.strictObject({ kind: z.enum(['new', 'skip']) }),
          /** The building that is meant, for all rows that name it so; `null`: a new one. */
          z.strictObject({
            kind: z.literal('building'),
            siteId: wireId('site'),
            said: z.string().min(1).max(500),
            buildingId: wireId('building').nullable(),
          }),
          /** The one candidate of each row that has one. */
          z.literal('only'),
          /** Every row with an error is left out. */
          z.literal('skipWrong'),
        ])
        .nullable(),
    }),
    answer: wireImport,
    problems: ['import_unknown', 'import_not_open'],
  }),
  apply: defineRoute({
    ...write,
    method: 'POST',
    path: '/imports/{id}/apply',
    summary: 'Do what the preview says, all of it or nothing',
    status: 202,
    params: one,
    answer: wireImport,
    problems: [
      'import_unknown',
      'import_not_open',
      'import_has_errors',
      'import_undecided',
      'import_changes_nothing',
    ],
  }),
  undo: defineRoute({
    ...write,
    method: 'POST',
    path: '/imports/{id}/undo',
    summary: 'Take an import back within 24 hours, unless something of it was touched since',
    status: 202,
    params: one,
    answer: wireImport,
    problems: ['import_unknown', 'import_not_undoable'],
  }),
  discard: defineRoute({
    ...write,
    method: 'POST',
    path: '/imports/{id}/discard',
    summary: 'Throw a file away that was not applied',
    status: 204,
    params: one,
    problems: ['import_unknown', 'import_not_open'],
  }),
  export: defineRoute({
    ...read,
    permission: 'people.read',
    path: '/export',
    summary:
      'Everything the organization keeps of homes, people and rights, as CSV files that can be imported again; for who may read each part of it in the whole organization: places, people, access, schedules, equipment and accounts',
    query: z.object({ language: z.enum(['en', 'fr']).default('en') }),
    download: 'application/zip',
  }),
}
