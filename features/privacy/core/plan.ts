/** What an erasure will do to each table, worked out from the declarations and the rules of retention. */
import {
  activities,
  type Period,
  retentionRules,
  type LegalBasis,
  type Sentence,
} from '@loge/features/law/core'
import type { ActivityId, Erase } from '@loge/kernel'
import type { Gone, Paths, Strand } from './paths.ts'

/** What the register says of one activity. */
export interface Rule {
  readonly id: string
  readonly basis: LegalBasis
  readonly period: Period
  readonly trigger: string
  readonly ground: string
  readonly sentence: Sentence
}

/** The register in force; until an organization has one of its own, what the law feature ships. */
export type RuleBook = (activity: ActivityId) => Rule

export const lawRules: RuleBook = (activity) => {
  const { basis, retention } = activities[activity]
  return { id: retention, basis, ...retentionRules[retention] }
}

/** A column that an erasure leaves, and why it may. */
export interface Kept {
  readonly column: string
  readonly rule: Rule
}

export interface PlannedStep {
  readonly table: string
  readonly part: Strand['part']
  /** `leave`: the rows are gone by themselves within `within`. */
  readonly does: 'delete' | 'anonymise' | 'keep' | 'leave'
  /** Columns that are emptied or replaced. */
  readonly changes: Readonly<Record<string, Exclude<Erase, 'keep' | 'delete_row'>>>
  readonly kept: readonly Kept[]
  readonly within?: string
}

const longestOf = (rules: readonly Rule[]): Rule | undefined =>
  rules.toSorted((one, other) => daysOf(other.period) - daysOf(one.period))[0]

/** To compare two periods, never to add one to a date. */
const DAYS = { day: 1, month: 30.44, year: 365.24 } as const
const daysOf = ({ unit, count }: Period): number => DAYS[unit] * count

const keptIn = (strand: Strand, rules: RuleBook): readonly Kept[] =>
  Object.entries(strand.columns).flatMap(([column, field]) => {
    const rule = field.erase === 'keep' ? longestOf(field.for.map(rules)) : undefined
    return rule === undefined ? [] : [{ column, rule }]
  })

export const stepOf = (strand: Strand, rules: RuleBook): PlannedStep => {
  const does = ({ delete: 'delete', change: 'anonymise', keep: 'keep' } as const)[strand.does]
  const { table, part } = strand
  if (does === 'delete') return { table, part, does, changes: {}, kept: [] }
  const changes = Object.fromEntries(
    Object.entries(strand.columns).flatMap(([column, { erase }]) =>
      erase === 'keep' || erase === 'delete_row' ? [] : [[column, erase]],
    ),
  )
  return { table, part, does, changes, kept: keptIn(strand, rules) }
}

const left = ({ table, within }: Gone): PlannedStep => ({
  table,
  part: 'row',
  does: 'leave',
  changes: {},
  kept: [],
  within,
})

export const planErasure = ({ strands, gone }: Paths, rules: RuleBook): readonly PlannedStep[] => [
  ...strands.map((strand) => stepOf(strand, rules)),
  ...gone.map(left),
]
