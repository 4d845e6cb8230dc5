/** The routes of the rules of doors: what holds at an entrance, what a change would do, who is counted inside. */
import { defineRoute, wireId, wireInstant } from '@loge/http/contract'
import { z } from 'zod'
import {
  FORGET_REASONS,
  FREE_PASSAGE_REASONS,
  PASSAGE_RULES,
  type PassageRule,
  type RuleSetting,
  type RuleSettings,
} from './core/index.ts'

const schemaOf = (setting: RuleSetting): z.ZodType => {
  switch (setting.kind) {
    case 'choice':
      return z.enum(setting.choices)
    case 'seconds':
      return z.number().int().min(setting.least).max(setting.most)
    case 'timeOfDay':
      return z.number().int().min(0).max(1_439).nullable()
  }
}

/** The settings of a rule, by its description; `null`: it does not hold. */
export const ruleSettings = <Rule extends PassageRule>(
  rule: Rule,
): z.ZodType<RuleSettings<Rule> | null, RuleSettings<Rule> | null> => {
  const settings: Readonly<Record<string, RuleSetting>> = PASSAGE_RULES[rule].settings
  const shape = Object.fromEntries(Object.entries(settings).map(([name, one]) => [name, schemaOf(one)]))
  const schema: z.ZodType = z.object(shape).nullable()
  return schema as z.ZodType<RuleSettings<Rule> | null, RuleSettings<Rule> | null>
}

const zoneRules = z.object({
  /** Which way each of its entrances is walked; one left out leads neither in nor out. */
  leads: z.array(z.object({ entranceId: wireId('entrance'), leads: z.enum(['in', 'out']) })).max(500),
  antiPassback: ruleSettings('antiPassback'),
  interlock: ruleSettings('interlock'),
})

const unmet = z.array(
  z.object({ rule: z.string(), need: z.string(), entranceIds: z.array(wireId('entrance')) }),
)

const zoneRulesView = zoneRules.extend({
  id: wireId('zone'),
  name: z.string(),
  entranceIds: z.array(wireId('entrance')),
  /** Zero: no rule was ever settled here. */
  revision: z.number().int(),
  /** What the doors cannot keep any more; a rule on the doors of several edges is not in force, nor one that counts without a way out. */
  unmet,
  /** How many people are counted inside, as far as the doors have told; `null`: nobody is counted. */
  inside: z.number().int().nullable(),
})

const doorRulesView = z.object({
  entranceId: wireId('entrance'),
  siteId: wireId('site'),
  twoPeople: ruleSettings('twoPeople'),
  zones: z.array(zoneRulesView),
})

const RULES = { tag: 'Door rules' } as const
const MANAGE = { permission: 'access.manage', rateLimit: 'write' } as const
const zoneParams = z.object({ id: wireId('zone') })

export const ruleRoutes = {
  readDoorRules: defineRoute({
    ...RULES,
    method: 'GET',
    permission: 'access.read',
    rateLimit: 'read',
    path: '/entrances/{id}/rules',
    summary:
      'The rules of an entrance and of its zones, and how many are counted inside each: a number, never who',
    params: z.object({ id: wireId('entrance') }),
    answer: doorRulesView,
  }),
  previewZoneRules: defineRoute({
    ...RULES,
    ...MANAGE,
    method: 'POST',
    path: '/zones/{id}/rules/preview',
    repeat: 'runsAgain',
    summary: 'What stands in the way of these rules, before they are settled; nothing changes',
    params: zoneParams,
    body: zoneRules,
    answer: z.object({ unmet, inside: z.number().int().nullable() }),
  }),
  changeZoneRules: defineRoute({
    ...RULES,
    ...MANAGE,
    method: 'PUT',
    path: '/zones/{id}/rules',
    summary: 'Settle the rules of a zone; the doors know with their next snapshot',
    params: zoneParams,
    body: zoneRules,
    answer: zoneRulesView,
    ifMatch: true,
    problems: ['entrance_unknown', 'rule_cannot_be_kept'],
  }),
  forgetInside: defineRoute({
    ...RULES,
    ...MANAGE,
    method: 'POST',
    path: '/zones/{id}/forget-inside',
    summary:
      'Forget everybody counted inside a zone, for a reason: nobody is refused for having gone in before',
    params: zoneParams,
    body: z.object({ reason: z.enum(FORGET_REASONS) }),
    status: 204,
  }),
  giveFreePassage: defineRoute({
    ...RULES,
    ...MANAGE,
    method: 'POST',
    path: '/people/{id}/free-passage',
    summary:
      'Say that a person goes in and out of the zones of a site without being counted, or is counted again',
    params: z.object({ id: wireId('person') }),
    body: z.object({
      siteId: wireId('site'),
      /** `null`: counted again. */
      reason: z.enum(FREE_PASSAGE_REASONS).nullable(),
      /** Exclusive; from then on they are counted, by the doors alone. `null`: no end. */
      until: wireInstant.nullable().default(null),
    }),
    status: 204,
    problems: ['person_unknown', 'period_invalid'],
  }),
  listFreePassages: defineRoute({
    ...RULES,
    method: 'GET',
    permission: 'access.read',
    rateLimit: 'read',
    path: '/free-passages',
    summary:
      'Who is not counted at the sites you may see: since when, until when, and why; names stay folded',
    query: z.object({ siteId: wireId('site').optional() }),
    answer: z.object({
      data: z.array(
        z.object({
          /** `null` for who may not read people. */
          personId: wireId('person').nullable(),
          siteId: wireId('site'),
          since: wireInstant,
          until: wireInstant.nullable(),
          reason: z.enum(FREE_PASSAGE_REASONS),
        }),
      ),
    }),
  }),
  readFreePassage: defineRoute({
    ...RULES,
    method: 'GET',
    permission: 'access.read',
    rateLimit: 'read',
    path: '/people/{id}/free-passage',
    summary: 'At which sites a person is not counted, since when, and why',
    params: z.object({ id: wireId('person') }),
    answer: z.object({
      sites: z.array(
        z.object({
          siteId: wireId('site'),
          since: wireInstant,
          until: wireInstant.nullable(),
          reason: z.enum(FREE_PASSAGE_REASONS),
        }),
      ),
    }),
  }),
} as const

export type ZoneRulesInput = z.output<typeof zoneRules>
export type ZoneRulesView = z.output<typeof zoneRulesView>
