/** Whether the doors of a rule can keep what it promises; what cannot be kept is not settled. */
import {
  PASSAGE_RULE_NAMES,
  PASSAGE_RULES,
  type PassageRule,
  type RuleNeed,
  type ZoneRules,
} from './passage-rules.ts'

/** What a rule wants to know of one of its doors. */
export interface RuledDoor {
  readonly id: string
  readonly roles: ReadonlySet<string>
  readonly hasHours: boolean
  /** The edges that hear its equipment. */
  readonly edges: readonly string[]
}

export interface UnmetNeed {
  readonly rule: PassageRule
  readonly need: RuleNeed
  /** The doors it is about. */
  readonly entranceIds: readonly string[]
}

interface Ruled {
  readonly doors: readonly RuledDoor[]
  readonly rules: ZoneRules
}

const idsOf = (doors: readonly RuledDoor[]): readonly string[] => doors.map(({ id }) => id)
const someOf = (doors: readonly RuledDoor[]) => (doors.length === 0 ? null : idsOf(doors))

/** The doors in the way of each need; `null`: it is met. A zone that has no door has no way out of it either. */
const IN_THE_WAY: Readonly<Record<RuleNeed, (ruled: Ruled) => readonly string[] | null>> = {
  leads: ({ doors, rules: { leads } }) => {
    const led = new Set(doors.map(({ id }) => leads[id]))
    const without = doors.filter(({ id }) => leads[id] === undefined)
    if (without.length > 0) return idsOf(without)
    return led.has('in') && led.has('out') ? null : idsOf(doors)
  },
  sensors: ({ doors }) => someOf(doors.filter(({ roles }) => !roles.has('doorSensor'))),
  oneEdge: ({ doors }) => (new Set(doors.flatMap(({ edges }) => edges)).size > 1 ? idsOf(doors) : null),
  noHours: ({ doors }) => someOf(doors.filter(({ hasHours }) => hasHours)),
  noButtonWhenRefused: ({ doors, rules: { antiPassback } }) =>
    antiPassback?.mode === 'refused' ? someOf(doors.filter(({ roles }) => roles.has('exitButton'))) : null,
}

const unmetOf = (rule: PassageRule, ruled: Ruled): readonly UnmetNeed[] =>
  PASSAGE_RULES[rule].needs.flatMap((need) => {
    const entranceIds = IN_THE_WAY[need](ruled)
    return entranceIds === null ? [] : [{ rule, need, entranceIds }]
  })

export const unmetByZone = (rules: ZoneRules, doors: readonly RuledDoor[]): readonly UnmetNeed[] =>
  PASSAGE_RULE_NAMES.flatMap((rule) =>
    rule === 'twoPeople' || rules[rule] === null ? [] : unmetOf(rule, { doors, rules }),
  )

/** What keeps a door for two people from being one. */
export const unmetByDoor = (door: RuledDoor, rules: ZoneRules): readonly UnmetNeed[] =>
  unmetOf('twoPeople', { doors: [door], rules })
