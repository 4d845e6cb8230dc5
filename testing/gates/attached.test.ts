/** The register everybody starts with says which data the code works with: what a column is declared for, it names. */
import { completed, processedAs, unattachedIn } from '@loge/features/law/core'
import { ACTIVITY_IDS, declareTable, type TableDeclaration } from '@loge/kernel'
import { expect, it } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { readPresets } from '../promises/preset-claims.ts'

const unsaidBy = (tables: readonly TableDeclaration[]): readonly string[] =>
  tables.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, field]) =>
      field.pd === 'none' || field.pd === 'link'
        ? []
        : field.for
            .filter((activity) => !processedAs(activity).includes(field.pd as never))
            .map((activity) => `${table}.${column} is ${field.pd} for ${activity}, which does not say so`),
    ),
  )

it('every personal column is in a category its activity names', () => {
  expect(ACTIVITY_IDS.filter((id) => processedAs(id).length === 0)).toEqual([])
  expect(unsaidBy(declarations)).toEqual([])
})

it('a column its activity does not name is found', () => {
  const planted = declareTable<{ door: string }>({
    table: 'planted',
    subject: 'self',
    rows: 'delete',
    columns: {
      door: {
        pd: 'movement',
        for: ['recruitment'],
        source: 'observed',
        portable: true,
        erase: 'delete_row',
      },
    },
  })
  expect(unsaidBy([...declarations, planted])).toEqual([
    'planted.door is movement for recruitment, which does not say so',
  ])
})

it('every ready-made register names all of it', async () => {
  for (const { name, register } of await readPresets())
    expect([name, unattachedIn(completed(register))]).toEqual([name, []])
})
