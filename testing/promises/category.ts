/** T-CAT: what is asserted of a category under its own preset, from the declarations, the copy, an erasure and time. */
import { type Register, type RegisterCategory, rightsUnder } from '@loge/features/law/core'
import { findPaths } from '@loge/features/privacy/core'
import type { ActivityId, Category, Field } from '@loge/kernel'
import { expect } from 'vitest'
import { declarations } from '../../server/declarations.ts'
import { checkNeed, type Tried } from './need.ts'
import { OWN_OF_CATEGORY } from './own-of-category.ts'
import type { PresetClaim } from './preset-claims.ts'
import type { PresetHouse } from './preset-house.ts'
import type { PurgedHouse } from './purge-house.ts'

const bothLanguages = { en: expect.stringMatching(/./), fr: expect.stringMatching(/./) }

/** Columns of the database that are about the person of their own row, in these categories of the code. */
export const ownColumns = (covers: readonly Category[]): readonly string[] =>
  declarations.flatMap(({ table, columns }) =>
    Object.entries(columns).flatMap(([column, field]) =>
      field.pd !== 'none' && covers.includes(field.pd) ? [`${table}.${column}`] : [],
    ),
  )

const checkColumns = ({ copied, left }: PresetHouse, { covers }: RegisterCategory): void => {
  const columns = ownColumns(covers)
  const told = copied.flatMap((line) =>
    line.kind === 'table'
      ? line.fields.filter(({ category }) => covers.includes(category)).map((field) => ({ line, field }))
      : [],
  )
  // In the copy, each with its source, its purposes and how long.
  expect(told.length).toBeGreaterThan(0)
  for (const { line, field } of told) {
    expect(columns).toContain(`${line.table}.${field.column}`)
    expect(field.source).toMatch(/^(provided|observed|derived|third_party)$/)
    expect(field.purposes.length * field.retention.length).toBeGreaterThan(0)
  }
  // Gone after an erasure.
  expect(columns.filter((column) => left.has(column))).toEqual([])
}

/** Art. 20(1)(a): some purpose of theirs rests on consent or on a contract. */
const isPortable = ({ activities }: Register, runs: readonly ActivityId[]): boolean =>
  activities
    .filter((activity) => activity.runs.some((run) => runs.includes(run)))
    .flatMap(({ purposes }) => purposes)
    .some(({ basis }) => rightsUnder(basis).includes('portability'))

const isHandedOver = (field: Field, register: Register): boolean =>
  field.pd !== 'none' &&
  (field.source === 'provided' || field.source === 'observed') &&
  isPortable(register, field.for)

/** Nobody is handed a secret, and an internal reference tells another house nothing. */
const NOBODYS: readonly Category[] = ['authentication_secret', 'link']

const checkPortable = ({ register, copied, portable }: PresetHouse, { covers }: RegisterCategory): void => {
  const filled = new Set(copied.map(({ table }) => table))
  const strands = findPaths(declarations).strands.filter(({ table }) => filled.has(table))
  const wanted = strands.flatMap(({ table, columns }) =>
    Object.entries(columns)
      .filter(([, field]) => covers.includes(field.pd) && !NOBODYS.includes(field.pd))
      .map(([column, field]) => [`${table}.${column}`, isHandedOver(field, register)] as const),
  )
  const taken = new Set(
    portable.flatMap((line) =>
      line.kind === 'table' ? line.fields.map(({ column }) => `${line.table}.${column}`) : [],
    ),
  )
  for (const [column, isWanted] of wanted) expect([column, taken.has(column)]).toEqual([column, isWanted])
}

/** An internal reference goes with what it led to, and what an erasure empties with its person: before their row does. */
const goesWithPerson = (table: string, column: string): boolean => {
  const field = declarations.find((one) => one.table === table)?.columns[column]
  if (field === undefined || field.pd === 'none') return false
  return field.pd === 'link' || field.erase === 'null' || typeof field.erase === 'object'
}

/** There the day before the day the copy said, and not on it; and nothing outlives the last day of all. */
const checkPurged = ({ data }: PurgedHouse, { covers }: RegisterCategory): void => {
  const own = data.filter(({ category }) => covers.includes(category))
  expect(own.filter(({ told }) => told !== null).length).toBeGreaterThan(0)
  for (const { table, column, told, wasThere, isThere } of own) {
    const where = `${table}.${column} until ${told}`
    expect([where, isThere]).toEqual([where, false])
    if (told !== null && !goesWithPerson(table, column)) expect([where, wasThere]).toEqual([where, true])
  }
}

export const checkCategory = (
  house: PresetHouse,
  { purged, tried }: { readonly purged: PurgedHouse; readonly tried: readonly Tried[] },
  { path: [, id, , fieldId], id: claim }: PresetClaim,
): void => {
  const { register, uses } = house
  const category = register.categories.find((one) => one.id === id)
  if (category === undefined) return expect.fail(`no category ${id}`)
  expect(category.label).toEqual(bothLanguages)
  // In the register with a purpose, a basis, a period and recipients; and on the notice.
  const activities = register.activities.filter(({ categories }) => categories.includes(category.id))
  expect(activities.length).toBeGreaterThan(0)
  for (const { purposes } of activities) expect(purposes.length).toBeGreaterThan(0)
  expect(
    uses.filter(({ categories }) => categories.some(({ en }) => en === category.label.en)).length,
  ).toBeGreaterThan(0)
  if (fieldId !== undefined) {
    const field = category.fields?.find((one) => one.id === fieldId)
    expect(field).toMatchObject({ label: bothLanguages, mandatory: expect.any(Boolean) })
    expect(field?.askedOf.length).toBeGreaterThan(0)
  }
  // Nothing of it is held as long as no column is of it.
  if (ownColumns(category.covers).length === 0) return
  checkColumns(house, category)
  checkPortable(house, category)
  checkPurged(purged, category)
  checkNeed(tried, category.covers)
  OWN_OF_CATEGORY[claim]?.({ house, purged, category, fieldId })
}
