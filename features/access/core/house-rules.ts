/** What a residence settles once for its doors. What nobody settled is as usual, also in what was settled before. */
import { DAY_MS, HOUR_MS } from '@loge/kernel'
import type { LeaseClass } from './snapshot.ts'

export interface HouseRule {
  readonly unit: 'seconds' | 'hours' | 'days'
  readonly least: number
  readonly most: number
  readonly usual: number
}

export const HOUSE_RULES = {
  /** Of a door that says nothing else. */
  unlockSeconds: { unit: 'seconds', least: 1, most: 60, usual: 5 },
  /** Likewise: how long it may stand open before that is an alarm. */
  heldOpenSeconds: { unit: 'seconds', least: 5, most: 3_600, usual: 60 },
  /** How long a class of right outlives the last contact with the server. */
  visitorLeaseHours: { unit: 'hours', least: 1, most: 168, usual: 24 },
  residentLeaseDays: { unit: 'days', least: 1, most: 30, usual: 30 },
  staffLeaseDays: { unit: 'days', least: 1, most: 30, usual: 30 },
} as const satisfies Readonly<Record<string, HouseRule>>

export type HouseRuleName = keyof typeof HOUSE_RULES
export type HouseRules = Readonly<Record<HouseRuleName, number>>

export const HOUSE_RULE_NAMES = Object.keys(HOUSE_RULES) as readonly HouseRuleName[]

const valuesOf = (value: (name: HouseRuleName) => number): HouseRules =>
  Object.fromEntries(HOUSE_RULE_NAMES.map((name) => [name, value(name)])) as Record<HouseRuleName, number>

export const completeRules = (settled: Readonly<Partial<HouseRules>> = {}): HouseRules =>
  valuesOf((name) => settled[name] ?? HOUSE_RULES[name].usual)

export const changedRules = (before: HouseRules, after: HouseRules): readonly HouseRuleName[] =>
  HOUSE_RULE_NAMES.filter((name) => before[name] !== after[name])

export const leasesOf = (rules: HouseRules): Readonly<Record<LeaseClass, number>> => ({
  visitor: rules.visitorLeaseHours * HOUR_MS,
  resident: rules.residentLeaseDays * DAY_MS,
  staff: rules.staffLeaseDays * DAY_MS,
})
