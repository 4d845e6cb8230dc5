/** What an erasure will do to each table, worked out from the declarations and the rules of retention. */
import {
  defaultRegister,
  type LegalBasis,
  lengthOf,
  type Register,
  retentionFor,
  type RetentionRule,
  type Sentence,
} from '@loge/features/law/core'
import type { ActivityId, Erase } from '@loge/kernel'
import type { Gone, Paths, Strand } from './paths.ts'

/** What the register says of one activity. */
export interface Rule {
  readonly id: string
  /** Of every purpose of the activity. */
  readonly bases: readonly LegalBasis[]
  readonly period: RetentionRule['period']
  readonly trigger: string
  readonly ground: string
  readonly sentence: Sentence
}

/** What a register says of each activity: of its purposes, the one that keeps longest. */
export type RuleBook = (activity: ActivityId) => Rule

export const rulesOfRegister =
  (register: Register): RuleBook =>
  (activity) => {
    const rule = retentionFor(register, [activity])
    const purposes = register.activities.flatMap(({ runs, purposes: all }) =>
      runs.includes(activity) ? all : [],
    )
    const bases = [...new Set(purposes.map(({ basis }) => basis))]
    const { id, period, trigger, ground, sentence } = rule
    return { id, bases, period, trigger, ground, sentence }
  }

/** Of an organization that has published none. */
export const lawRules: RuleBook = rulesOfRegister(defaultRegister)

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

const DOES = { delete: 'delete', change: 'anonymise', keep: 'keep' } as const
type DoneStrand = (typeof DOES)[keyof typeof DOES]

const longestOf = (rules: readonly Rule[]): Rule | undefined =>
  rules.toSorted((one, other) => (lengthOf(one) < lengthOf(other) ? 1 : -1))[0]

const keptIn = (strand: Strand, rules: RuleBook): readonly Kept[] =>
  Object.entries(strand.columns).flatMap(([column, field]) => {
    const rule = field.erase === 'keep' ? longestOf(field.for.map(rules)) : undefined
    return rule === undefined ? [] : [{ column, rule }]
  })

/** What is done to a strand: its declaration says it. The register says only why what stays may stay. */
export const deedOf = (strand: Strand): Pick<PlannedStep, 'changes'> & { does: DoneStrand } => {
  const does = DOES[strand.does]
  if (does === 'delete') return { does, changes: {} }
  const changes = Object.fromEntries(
    Object.entries(strand.columns).flatMap(([column, { erase }]) =>
      erase === 'keep' || erase === 'delete_row' ? [] : [[column, erase]],
    ),
  )
  return { does, changes }
}

const stepOf = (strand: Strand, rules: RuleBook): PlannedStep => {
  const { table, part } = strand
  const deed = deedOf(strand)
  return { table, part, ...deed, kept: deed.does === 'delete' ? [] : keptIn(strand, rules) }
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
