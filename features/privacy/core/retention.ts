/**
 * What a register says must go, worked out from the declarations alone: rows with a clock of their own, columns of rows
 * that stay, and people, who go as a whole when every clock of theirs has run out. Nothing here lists a table.
 */
import { addPeriod, type Register, type RetentionRule, rulesFor } from '@loge/features/law/core'
import { type ActivityId, addDays, type CivilDay, type TableDeclaration } from '@loge/kernel'
import { findPaths, type Strand } from './paths.ts'

/** A rule with a figure; `needed`, `law_says` and `anonymous` set no date: a hold says what a law keeps, case by case. */
export type FiguredRule = RetentionRule & { readonly period: Exclude<RetentionRule['period'], string> }

export interface Counted {
  readonly rule: FiguredRule
  /** Of several columns, the earliest that has a value. */
  readonly columns: readonly string[]
}

/** Rows, or columns of rows, that go when every one of `clocks` has run out. */
export interface Expiry {
  readonly strand: Strand
  readonly does: 'delete' | 'empty'
  readonly clocks: readonly Counted[]
  /** Only rows of these kinds, where the kind of a row says what it serves. */
  readonly only?: OfKinds
}

interface OfKinds {
  readonly column: string
  readonly values: readonly string[]
}

/** The rows of one table from which a rule counts for the person they are of. */
export interface PersonSource {
  readonly table: string
  readonly columns: readonly string[]
  readonly passesOver?: TableDeclaration['passesOver']
  /** Only rows of these kinds. */
  readonly only?: OfKinds
}

export interface PersonClock {
  readonly rule: FiguredRule
  readonly sources: readonly PersonSource[]
}

export interface RetentionPlan {
  readonly expiries: readonly Expiry[]
  /** Those that apply to somebody, all of them, must have run out. */
  readonly people: readonly PersonClock[]
  /** While a row of theirs here has not ended, a person stays, whatever else says. */
  readonly ties: readonly PersonSource[]
}

const CONTACT = 'last_contact_from_person'

const isFigured = (rule: RetentionRule): rule is FiguredRule => typeof rule.period !== 'string'

const activitiesOf = ({ columns }: Pick<Strand, 'columns'>): readonly ActivityId[] => [
  ...new Set(Object.values(columns).flatMap((field) => field.for)),
]

const columnsOf = (columns: string | readonly string[] | undefined): readonly string[] =>
  columns === undefined ? [] : [columns].flat()

/** Undefined where a rule counts from something else than the row: then it goes with its person. */
const clocksOf = (
  rules: readonly FiguredRule[],
  starts: TableDeclaration['starts'] = {},
): readonly Counted[] | undefined => {
  const clocks = rules.map((rule) => ({ rule, columns: columnsOf(starts[rule.trigger]) }))
  return clocks.length === 0 || clocks.some(({ columns }) => columns.length === 0) ? undefined : clocks
}

/** What rows of a table serve: all of them the same, or those of each kind something of its own. */
const servedBy = ({ servesBy }: TableDeclaration, strand: Strand) => {
  if (servesBy === undefined) return [{ activities: activitiesOf(strand) }]
  const { column, activities } = servesBy
  return [...new Set(Object.values(activities))].map((activity) => ({
    activities: [activity],
    only: { column, values: Object.keys(activities).filter((kind) => activities[kind] === activity) },
  }))
}

const expiriesOf = (
  declaration: TableDeclaration,
  strands: readonly Strand[],
  register: Register,
): readonly Expiry[] =>
  strands
    .filter((strand) => strand.erasedBy === undefined)
    .flatMap((strand) =>
      servedBy(declaration, strand).flatMap(({ activities, ...only }): readonly Expiry[] => {
        const rules = rulesFor(register, activities).filter(isFigured)
        const clocks = clocksOf(rules, declaration.starts)
        const does = strand.part === 'row' && strand.does === 'delete' ? 'delete' : 'empty'
        return clocks === undefined ? [] : [{ strand, does, clocks, ...only }]
      }),
    )

const personalActivities = (declaration: TableDeclaration): readonly ActivityId[] =>
  Object.values(declaration.columns).flatMap((field) => (field.pd === 'none' ? [] : field.for))

const sourceOf = (declaration: TableDeclaration, trigger: string, activity: ActivityId): PersonSource => {
  const { table, passesOver, servesBy, startsForPerson = {} } = declaration
  const kinds = Object.entries(servesBy?.activities ?? {}).flatMap(([kind, serves]) =>
    serves === activity ? [kind] : [],
  )
  return {
    table,
    columns: columnsOf(startsForPerson[trigger]),
    ...(passesOver === undefined ? {} : { passesOver }),
    ...(servesBy === undefined ? {} : { only: { column: servesBy.column, values: kinds } }),
  }
}

/** Contact counts from wherever it is told; of an activity with contacts of its own, from these alone. */
const countsFor =
  (declarations: readonly TableDeclaration[], activity: ActivityId, { trigger }: FiguredRule) =>
  (declaration: TableDeclaration): boolean => {
    const serves = (one: TableDeclaration) => personalActivities(one).includes(activity)
    if (columnsOf(declaration.startsForPerson?.[trigger]).length === 0) return false
    if (trigger !== CONTACT) return serves(declaration)
    const hasOwn = declarations.some((one) => one.contactForOwn === true && serves(one))
    return hasOwn
      ? declaration.contactForOwn === true && serves(declaration)
      : declaration.contactForOwn === undefined
  }

const personClocks = (
  declarations: readonly TableDeclaration[],
  register: Register,
): readonly PersonClock[] => {
  const activities = [...new Set(declarations.flatMap(personalActivities))]
  return activities.flatMap((activity) =>
    rulesFor(register, [activity])
      .filter(isFigured)
      .map((rule) => ({
        rule,
        sources: declarations
          .filter(countsFor(declarations, activity, rule))
          .map((one) => sourceOf(one, rule.trigger, activity)),
      }))
      .filter(({ sources }) => sources.length > 0),
  )
}

const tiesOf = (declarations: readonly TableDeclaration[]): readonly PersonSource[] =>
  declarations.flatMap((declaration) => {
    const { startsForPerson = {}, table, passesOver } = declaration
    const [first] = Object.entries(startsForPerson).filter(([trigger]) => trigger !== CONTACT)
    return first === undefined
      ? []
      : [{ table, columns: columnsOf(first[1]), ...(passesOver === undefined ? {} : { passesOver }) }]
  })

export const planRetention = (
  declarations: readonly TableDeclaration[],
  register: Register,
): RetentionPlan => {
  const { strands } = findPaths(declarations)
  return {
    expiries: declarations.flatMap((declaration) =>
      expiriesOf(
        declaration,
        strands.filter(({ table }) => table === declaration.table),
        register,
      ),
    ),
    people: personClocks(declarations, register),
    ties: tiesOf(declarations),
  }
}

/** Personal columns that no clock ever takes: neither their own, nor that of the person they go with. */
export const withoutRetention = (declarations: readonly TableDeclaration[]): readonly string[] =>
  findPaths(declarations).strands.flatMap((strand) => {
    const { table, part, does, columns, erasedBy } = strand
    const declaration = declarations.find((one) => one.table === table)
    if (erasedBy !== undefined || declaration?.starts !== undefined) return []
    if (does === 'delete' || declaration?.rows === 'delete') return []
    return Object.entries(columns)
      .filter(([, { erase }]) => part === 'row' || erase === 'keep')
      .filter(([, { erase }]) => erase === 'keep')
      .map(([column]) => `${table}.${column} outlives its person and says nowhere from when it is kept`)
  })

/** Rules of the code's activities that count from something no table tells, so that nothing would ever go. */
export const rulesWithoutStart = (
  declarations: readonly TableDeclaration[],
  register: Register,
): readonly string[] => {
  const told = new Set(
    declarations.flatMap(({ starts = {}, startsForPerson = {} }) => [
      ...Object.keys(starts),
      ...Object.keys(startsForPerson),
    ]),
  )
  const activities = [...new Set(declarations.flatMap(personalActivities))]
  return rulesFor(register, activities)
    .filter(isFigured)
    .filter(({ trigger }) => !told.has(trigger))
    .map(({ id, trigger }) => `${id} counts from ${trigger}, which no table tells`)
}

const LONGEST = { day: 1, month: 31, year: 366 } as const

/** Of the days a period counts from, the first whose end is still to come. */
export const firstDayKept = (today: CivilDay, period: FiguredRule['period']): CivilDay => {
  let day = addDays(today, -period.count * LONGEST[period.unit])
  while (addPeriod(day, period) <= today) day = addDays(day, 1)
  return day
}
