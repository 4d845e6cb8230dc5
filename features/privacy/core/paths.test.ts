import { declareTable, type Field, type TableDeclaration } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { findPaths, lawRules, planErasure } from './index.ts'

const told: Field = {
  pd: 'identity',
  for: ['residence_management'],
  source: 'provided',
  portable: true,
  erase: 'delete_row',
}
const acted: Field = { ...told, pd: 'action_record', for: ['staff_accountability'], erase: 'keep' }

const person: TableDeclaration = declareTable<{ id: string; name: string }>({
  table: 'person',
  subject: 'self',
  rows: 'delete',
  columns: { id: told, name: told },
})
const account: TableDeclaration = declareTable<{ id: string; person_id: string }>({
  table: 'account',
  subject: { via: 'person_id', table: 'person' },
  rows: 'delete',
  columns: { id: told, person_id: told },
})
const badge = (columns: Readonly<Record<string, Field>>, more: Partial<TableDeclaration> = {}) =>
  ({
    table: 'badge',
    subject: { via: 'account_id', table: 'account' },
    rows: 'delete',
    columns: { account_id: told, ...columns },
    ...more,
  }) satisfies TableDeclaration

const strandsIn = (...tables: readonly TableDeclaration[]) =>
  findPaths([person, account, ...tables]).strands.filter(({ table }) => table === 'badge')

describe('a path to a person', () => {
  test('follows from table to table, and each table after the one it hangs on', () => {
    const { anchors, faults } = findPaths([badge({}), account, person])
    expect(anchors.map(({ table }) => table)).toEqual(['person', 'account'])
    expect(faults).toEqual([])
  })

  test('takes the row, or only the columns that are somebody else’s', () => {
    const given = { ...acted, whose: [{ via: 'given_by.id', table: 'account' }] } as const satisfies Field
    expect(
      strandsIn(badge({ given_by: given })).map(({ part, does, columns }) => [
        part,
        does,
        Object.keys(columns),
      ]),
    ).toEqual([
      ['row', 'delete', ['account_id']],
      ['columns', 'keep', ['given_by']],
    ])
  })

  test('takes a row whose column says so, whoever the row is of', () => {
    const about = { ...told, whose: [{ via: 'person_id', table: 'person' }] } as const satisfies Field
    expect(strandsIn(badge({ person_id: about })).map(({ does }) => does)).toEqual(['delete', 'delete'])
  })
})

describe('a fault', () => {
  test.each<[string, TableDeclaration, string]>([
    [
      'says no_subject',
      badge({}, { subject: 'no_subject', rows: 'none' }),
      'badge holds account_id and says no_subject',
    ],
    [
      'leads nowhere',
      badge({}, { subject: { via: 'account_id', table: 'ghost' } }),
      'badge leads to ghost, which nobody declared',
    ],
    [
      'leads by nothing',
      badge({}, { subject: { via: 'owner', table: 'account' } }),
      'badge leads by owner, a column it does not have',
    ],
    [
      'leads in a circle',
      badge({}, { subject: { via: 'account_id', table: 'badge' } }),
      'badge leads to badge, which leads to nobody',
    ],
    [
      'stays although it says delete_row',
      badge({}, { rows: 'anonymise' }),
      'badge.account_id says delete_row and its row stays',
    ],
    [
      'says nothing of its rows',
      badge({}, { rows: 'none' }),
      'badge knows its person and says nothing of its rows',
    ],
  ])('is a table with a person in it that %s', (_what, table, fault) => {
    expect(findPaths([person, account, table]).faults.join('\n')).toContain(fault)
  })

  test('is not a table whose rows leave by themselves', () => {
    const lines = badge({}, { subject: { goneWithin: 'P1D', why: 'lines of a file' }, rows: 'none' })
    const paths = findPaths([person, lines])
    expect([paths.faults, paths.gone]).toEqual([
      [],
      [{ table: 'badge', within: 'P1D', why: 'lines of a file' }],
    ])
    expect(planErasure(paths, lawRules).at(-1)).toMatchObject({
      table: 'badge',
      does: 'leave',
      within: 'P1D',
    })
  })
})

describe('a plan', () => {
  test('says what is emptied, what is replaced, and on which ground something is kept', () => {
    const table = badge(
      {
        account_id: { ...acted, erase: 'null' },
        reason: { ...acted, erase: { replace: '-' } },
        made_by: acted,
      },
      { rows: 'anonymise' },
    )
    const step = planErasure(findPaths([person, account, table]), lawRules).find(
      (one) => one.table === 'badge',
    )
    expect(step).toMatchObject({
      does: 'anonymise',
      changes: { account_id: 'null', reason: { replace: '-' } },
    })
    expect(step?.kept.map(({ column, rule }) => [column, rule.id])).toEqual([
      ['made_by', 'accountability_log'],
    ])
  })
})
