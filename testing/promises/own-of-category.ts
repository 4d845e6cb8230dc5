/** What the row of one category adds to the standard test. A row that adds nothing else but its label is here as well. */
import type { RegisterCategory } from '@loge/features/law/core'
import { expect } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import type { PresetHouse } from './preset-house.ts'
import type { PurgedHouse } from './purge-house.ts'

export interface AskedCategory {
  readonly house: PresetHouse
  readonly purged: PurgedHouse
  readonly category: RegisterCategory
  readonly fieldId: string | undefined
}

const fieldOf = (table: string, column: string) =>
  declarations.find((one) => one.table === table)?.columns[column]

/** Declared on its own, in a category the register covers here. */
const isOwnField = ({ covers }: RegisterCategory, table: string, column: string): boolean => {
  const field = fieldOf(table, column)
  return field !== undefined && field.pd !== 'none' && covers.includes(field.pd)
}

const copiedColumns = ({ copied }: PresetHouse, table: string): readonly string[] =>
  copied.flatMap((line) =>
    line.kind === 'table' && line.table === table ? line.fields.map(({ column }) => column) : [],
  )

const purgedOf = ({ data }: PurgedHouse, table: string, column: string) =>
  data.filter((one) => one.table === table && one.column === column)

const names = ({ house, category }: AskedCategory): void => {
  for (const column of ['given_name', 'family_name']) {
    expect([column, isOwnField(category, 'person', column)]).toEqual([column, true])
    expect(copiedColumns(house, 'person')).toContain(column)
  }
}

/** Kept with each session, in its category, copied, and gone on its day. */
const ofSession = ({ house, purged, category }: AskedCategory, column: string): void => {
  expect([column, isOwnField(category, 'session', column)]).toEqual([column, true])
  expect(copiedColumns(house, 'session')).toContain(column)
  const [datum, ...more] = purgedOf(purged, 'session', column)
  expect([more, datum?.told]).toEqual([[], expect.stringMatching(/^\d{4}-\d\d-\d\d$/)])
  expect([datum?.wasThere, datum?.isThere]).toEqual([true, false])
}

/** By the id of the promise. */
export const OWN_OF_CATEGORY: Readonly<Record<string, (asked: AskedCategory) => void>> = {
  'S0-47': names,
  'S0-48': (asked) => {
    names(asked)
    expect(asked.category.fields?.map(({ id }) => id)).toEqual(expect.arrayContaining(['name', 'first_name']))
  },
  // What somebody did is theirs, and goes with its rule.
  'S0-55': ({ house, purged, category }) => {
    expect(isOwnField(category, 'event', 'actor_id')).toBe(true)
    expect(copiedColumns(house, 'event')).toContain('actor_id')
    expect(purgedOf(purged, 'event', 'actor_id').map(({ told }) => told)).toEqual([
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    ])
  },
  // An event of equipment that names a person, by badge or by home.
  'S0-56': ({ house, purged, category }) => {
    for (const [table, column] of [
      ['event', 'person_id'],
      ['event', 'payload'],
      ['credential', 'kind'],
      ['tenancy', 'unit_id'],
    ] as const) {
      expect([table, column, isOwnField(category, table, column)]).toEqual([table, column, true])
      expect(copiedColumns(house, table)).toContain(column)
      expect(purgedOf(purged, table, column).length).toBeGreaterThan(0)
    }
  },
  'S1-68': ({ house, category }) => {
    for (const [table, column] of [
      ['person', 'given_name'],
      ['person', 'family_name'],
      ['person', 'email'],
      ['account_password', 'hash'],
    ] as const)
      expect([table, column, isOwnField(category, table, column)]).toEqual([table, column, true])
    // Said to be held as a digest, and handed out nowhere.
    const said = house.copied.flatMap((line) =>
      line.kind === 'row' && line.table === 'account_password' ? [line.values['hash']] : [],
    )
    expect(said).toEqual(['[held, hashed]'])
    for (const line of house.portable)
      if (line.kind === 'row' && line.table === 'account_password')
        expect(Object.keys(line.values)).not.toContain('hash')
  },
  'S2-10': ({ house, category }) => {
    for (const column of ['street', 'postal_code', 'city'])
      expect([column, isOwnField(category, 'person', column)]).toEqual([column, true])
    // The home links it to a building and an apartment.
    expect(isOwnField(category, 'tenancy', 'unit_id')).toBe(true)
    expect(copiedColumns(house, 'tenancy')).toContain('unit_id')
  },
  'S2-12': ({ house, category }) => {
    for (const column of ['landline', 'mobile']) {
      expect([column, isOwnField(category, 'person', column)]).toEqual([column, true])
      expect(copiedColumns(house, 'person')).toContain(column)
    }
    expect(category.fields?.map(({ id }) => id)).toEqual(expect.arrayContaining(['landline', 'mobile']))
  },
  'S2-19': (asked) => ofSession(asked, 'started_at'),
  'S2-20': (asked) => ofSession(asked, 'device'),
  'S2-21': ({ house }) => {
    // Tagged as what it is, a language, which this register says with how people are reached.
    expect(fieldOf('session', 'language')).toMatchObject({ pd: 'language', source: 'observed' })
    expect(copiedColumns(house, 'session')).toContain('language')
  },
  'S2-22': (asked) => ofSession(asked, 'device'),
  'S2-23': (asked) => ofSession(asked, 'network'),
  'S4-24': ({ house, category }) => {
    for (const [table, column] of [
      ['account', 'email'],
      ['account', 'status'],
    ] as const) {
      expect([table, column, isOwnField(category, table, column)]).toEqual([table, column, true])
      expect(copiedColumns(house, table)).toContain(column)
    }
  },
  // A message that came in, a call that was noted, and what was answered.
  'S4-27': ({ house, category }) => {
    for (const [table, column] of [
      ['privacy_request', 'words'],
      ['privacy_request_event', 'act'],
      ['privacy_letter', 'body'],
    ] as const) {
      expect([table, column, isOwnField(category, table, column)]).toEqual([table, column, true])
      expect(copiedColumns(house, table)).toContain(column)
    }
  },
  // Whoever may buy one day: what is kept of the course of it, and of nobody else.
  'S4-35': ({ house, category }) => {
    for (const column of ['origin', 'is_active', 'active_why', 'active_on', 'last_contact_at', 'contacts']) {
      expect([column, isOwnField(category, 'prospect_file', column)]).toEqual([column, true])
      expect(fieldOf('prospect_file', column)?.pd).toBe('prospect')
      expect(copiedColumns(house, 'prospect_file')).toContain(column)
    }
    const tagged = declarations.filter(({ columns }) =>
      Object.values(columns).some(({ pd }) => pd === 'prospect'),
    )
    expect(tagged.map(({ table }) => table)).toEqual(['prospect_file'])
  },
  'S4-33': ({ house, category }) => {
    expect(isOwnField(category, 'document_answer', 'network')).toBe(true)
    expect(copiedColumns(house, 'document_answer')).toContain('network')
  },
}
