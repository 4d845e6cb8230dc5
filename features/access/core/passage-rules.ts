/**
 * The rules a door may have beside who has a right to it. Each is a description: the wire checks settings by it, the
 * screen makes its form of it, and `decide-passage.ts` has one judge for each. In the order in which they are looked at.
 */
import { REFUSALS, type Refusal } from './refusal.ts'
import type { SnapshotEntrance } from './snapshot.ts'

/** One setting of a rule; `null` or left out where it is optional. */
export type RuleSetting =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'seconds'; readonly least: number; readonly most: number; readonly usual: number }
  /** Minutes since midnight where the site is; optional. */
  | { readonly kind: 'timeOfDay' }

/**
 * What must be so at every door of it, or the rule would promise what nobody can keep:
 * - `leads`: some door leads in, and some leads out
 * - `sensors`: each door has a contact that says whether it stands open
 * - `oneEdge`: all its doors are on one edge, which alone knows what happened at each
 * - `noHours`: none is held open by hours, when people pass unseen
 * - `noButtonWhenRefused`: none is opened from inside by a button without a badge, if it may refuse
 */
export type RuleNeed = 'leads' | 'sensors' | 'oneEdge' | 'noHours' | 'noButtonWhenRefused'

export interface RuleDescription {
  readonly of: 'zone' | 'entrance'
  readonly refusal: Refusal
  readonly settings: Readonly<Record<string, RuleSetting>>
  readonly needs: readonly RuleNeed[]
}

export const PASSAGE_RULES = {
  antiPassback: {
    of: 'zone',
    refusal: 'already_inside',
    settings: {
      mode: { kind: 'choice', choices: ['recorded', 'refused'] },
      resetAt: { kind: 'timeOfDay' },
    },
    needs: ['leads', 'oneEdge', 'noHours', 'noButtonWhenRefused'],
  },
  interlock: {
    of: 'zone',
    refusal: 'other_door_open',
    settings: {},
    needs: ['sensors', 'oneEdge', 'noHours'],
  },
  twoPeople: {
    of: 'entrance',
    refusal: 'second_person_awaited',
    settings: { withinSeconds: { kind: 'seconds', least: 5, most: 120, usual: 30 } },
    needs: ['noHours'],
  },
} as const satisfies Readonly<Record<string, RuleDescription>>

export type PassageRule = keyof typeof PASSAGE_RULES

type SettingValue<Setting> = Setting extends { kind: 'choice'; choices: readonly (infer Choice)[] }
  ? Choice
  : Setting extends { kind: 'timeOfDay' }
    ? number | null
    : number

/** The settings of a rule, as its description says. */
export type RuleSettings<Rule extends PassageRule> = {
  readonly [Name in keyof (typeof PASSAGE_RULES)[Rule]['settings']]: SettingValue<
    (typeof PASSAGE_RULES)[Rule]['settings'][Name]
  >
}

export type Leads = 'in' | 'out'

/** What is settled for a zone. `null`: the rule does not hold there. */
export interface ZoneRules {
  /** Which way each of its entrances is walked; one left out leads neither in nor out. */
  readonly leads: Readonly<Record<string, Leads>>
  readonly antiPassback: RuleSettings<'antiPassback'> | null
  readonly interlock: RuleSettings<'interlock'> | null
}

export const NO_ZONE_RULES: ZoneRules = { leads: {}, antiPassback: null, interlock: null }

/** In order of precedence. */
export const PASSAGE_RULE_NAMES = Object.keys(PASSAGE_RULES) as readonly PassageRule[]

const OF_RULES: ReadonlySet<Refusal> = new Set(PASSAGE_RULE_NAMES.map((rule) => PASSAGE_RULES[rule].refusal))

/**
 * The reasons looked for at every door, in their order; those of the rules come after, where a door has them. Whether
 * its edge is in service is no question about a person.
 */
export const RIGHT_REFUSALS = REFUSALS.filter(
  (refusal) => !OF_RULES.has(refusal) && refusal !== 'edge_withdrawn',
)

/** Why a rule that stood against somebody did not keep them out. */
export const WAIVERS = ['emergency', 'leads_out', 'command', 'recorded_only', 'clock_untrusted'] as const
export type Waiver = (typeof WAIVERS)[number]

/** Which rules may keep somebody out here. */
export const rulesAt = ({ passage }: Pick<SnapshotEntrance, 'passage'>): readonly PassageRule[] => {
  if (passage === undefined || passage.zones.some(({ leads }) => leads === 'out')) return []
  const { zones, twoPeopleWithinMs } = passage
  const stands: Readonly<Record<PassageRule, boolean>> = {
    antiPassback: zones.some(({ leads, antiPassback }) => leads === 'in' && antiPassback?.mode === 'refused'),
    interlock: zones.some(({ interlock }) => interlock === true),
    twoPeople: twoPeopleWithinMs !== undefined,
  }
  return PASSAGE_RULE_NAMES.filter((rule) => stands[rule])
}
