/**
 * The copy somebody takes of what is kept of them, as one JSON document: first, in both languages, what each kind of
 * data is for, for whom and until when; then every row. Written as it is read, so that its length does not matter.
 */
import { type Register, triggerWords } from '@loge/features/law/core'
import type { Instant } from '@loge/kernel'
import type { Known } from '../../core/index.ts'
import { type CopiedField, type CopyLine, type CopyScope, withFiles } from '../copy.ts'

const bytes = (text: string): Uint8Array => Buffer.from(text)

type Table = Extract<CopyLine, { kind: 'table' }>

/** A value is as PostgreSQL says it in JSON; null where nothing is known. */
const ANY = { type: ['string', 'number', 'boolean', 'array', 'object', 'null'] } as const

/** Holds for every file of this scope, whoever it is of: what another house needs to read it. */
export const PORTABLE_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Personal data of one person, taken along (GDPR art. 20)',
  type: 'object',
  required: ['format', 'madeAt', 'controller', 'tables'],
  properties: {
    format: { const: 'loge-personal-data-1' },
    scope: { enum: ['access', 'portability'] },
    madeAt: { type: 'string', format: 'date-time' },
    controller: { type: 'string' },
    schema: { type: 'object' },
    categories: { type: 'array' },
    tables: {
      type: 'array',
      items: {
        type: 'object',
        required: ['table', 'fields', 'rows'],
        additionalProperties: false,
        properties: {
          table: { type: 'string' },
          fields: {
            type: 'array',
            items: {
              type: 'object',
              required: ['column', 'category', 'purposes', 'source', 'retention'],
              properties: {
                column: { type: 'string' },
                category: { type: 'string' },
                label: { type: 'object', properties: { en: { type: 'string' }, fr: { type: 'string' } } },
                purposes: { type: 'array', items: { type: 'string' } },
                source: { enum: ['provided', 'observed', 'derived', 'third_party'] },
                retention: { type: 'array', items: { type: 'string' } },
                periods: { type: 'array', items: { type: 'object' } },
              },
            },
          },
          rows: {
            type: 'array',
            items: {
              type: 'object',
              required: ['values', 'keptUntil', 'origin'],
              additionalProperties: false,
              properties: {
                values: { type: 'object', additionalProperties: ANY },
                keptUntil: { type: ['string', 'null'], format: 'date' },
                /** Supplier: `person`, `controller`, or whoever is named. */
                origin: {
                  type: 'object',
                  required: ['sources', 'on', 'supplier'],
                  properties: {
                    sources: { type: 'array', items: { type: 'string' } },
                    on: { type: 'string', format: 'date' },
                    supplier: { type: 'string' },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
} as const

interface Document {
  readonly scope: CopyScope
  readonly register: Register
  readonly known: readonly Known[]
  readonly madeAt: Instant
}

const headOf = ({ scope, register, known, madeAt }: Document): string => {
  const head = {
    format: 'loge-personal-data-1',
    scope,
    madeAt: new Date(madeAt).toISOString(),
    controller: register.controller.name,
    ...(scope === 'access' ? { categories: known } : { schema: PORTABLE_SCHEMA }),
  }
  return `${JSON.stringify(head, undefined, 1).slice(0, -2)},\n "tables": [`
}

const named = (register: Register, fields: readonly CopiedField[]) =>
  fields.map((field) => ({
    ...field,
    /** As the job that erases counts them. */
    periods: register.retention
      .filter(({ id }) => field.retention.includes(id))
      .map(({ id, period, trigger, sentence }) => ({
        id,
        period,
        trigger,
        starts: triggerWords[trigger],
        sentence,
      })),
    label: register.categories.find(({ covers }) => covers.includes(field.category))?.label,
  }))

const opening = (register: Register, { table, fields }: Table, isFirst: boolean): string => {
  const start = JSON.stringify({ table, fields: named(register, fields) }).slice(0, -1)
  return `${isFirst ? '' : '\n  ]},'}\n  ${start}, "rows": [`
}

/** Lines of the same table that come in two parts are told in two parts. */
export async function* writeDocument(
  document: Document,
  lines: AsyncIterable<CopyLine>,
): AsyncGenerator<Uint8Array> {
  yield bytes(headOf(document))
  let [tables, rows] = [0, 0]
  for await (const line of lines) {
    if (line.kind === 'table') {
      yield bytes(opening(document.register, line, tables === 0))
      ;[tables, rows] = [tables + 1, 0]
    } else {
      const { values, keptUntil, origin } = line
      const row = { values: withFiles(values), keptUntil, origin }
      yield bytes(`${rows === 0 ? '' : ','}\n   ${JSON.stringify(row)}`)
      rows += 1
    }
  }
  yield bytes(tables === 0 ? ']}\n' : '\n  ]}\n ]}\n')
}
