/**
 * What changed between two registers, computed from facts. A material change is told in advance, or asked about anew;
 * a wording is not. What is better for the people concerned (less data, shorter, fewer recipients) is never material.
 */
import { canonicalJson, type Json } from '@loge/kernel'
import type { Named } from './named.ts'
import { lengthOf } from './periods.ts'
import type { Activity, Purpose, Recipient, Register } from './register.ts'
import type { RetentionRule } from './retention.ts'

export const CHANGE_KINDS = [
  'controller_changed',
  'activity_added',
  'activity_removed',
  'purpose_added',
  'purpose_removed',
  'basis_changed',
  'category_added',
  'category_removed',
  'audience_added',
  'recipient_added',
  'recipient_removed',
  'country_changed',
  'transfer_widened',
  'period_longer',
  'period_shorter',
  'trigger_changed',
  'decided_by_machine',
  'tracker_added',
  'wording',
] as const
export type ChangeKind = (typeof CHANGE_KINDS)[number]

const HARMLESS: ReadonlySet<ChangeKind> = new Set<ChangeKind>([
  'activity_removed',
  'purpose_removed',
  'category_removed',
  'recipient_removed',
  'period_shorter',
  'wording',
])

export interface Change {
  readonly kind: ChangeKind
  /** Ids, from the outside in: activity, purpose; activity, category; recipient… */
  readonly of: readonly string[]
}

export interface Difference {
  readonly level: 'none' | 'minor' | 'material'
  readonly changes: readonly Change[]
}

const change = (kind: ChangeKind, ...of: readonly string[]): Change => ({ kind, of })

/** What has the same id before and after, what came, and what went. */
const pair = <T extends Named>(before: readonly T[], after: readonly T[]) => {
  const earlier = new Map(before.map((one) => [one.id, one]))
  const kept = new Set(after.map(({ id }) => id))
  return {
    came: after.filter(({ id }) => !earlier.has(id)),
    went: before.filter(({ id }) => !kept.has(id)),
    stayed: after.flatMap((now) => {
      const old = earlier.get(now.id)
      return old === undefined ? [] : [{ old, now }]
    }),
  }
}

const added = (before: readonly string[], after: readonly string[]): readonly string[] =>
  after.filter((id) => !before.includes(id))

const ruleOf = ({ retention }: Register, { retention: id }: Purpose): RetentionRule | undefined =>
  retention.find((rule) => rule.id === id)

interface Both {
  readonly before: Register
  readonly after: Register
}

const comparePurposes = ({ before, after }: Both, old: Activity, now: Activity): readonly Change[] => {
  const { came, went, stayed } = pair(old.purposes, now.purposes)
  return [
    ...came.map(({ id }) => change('purpose_added', now.id, id)),
    ...went.map(({ id }) => change('purpose_removed', now.id, id)),
    ...stayed.flatMap((purpose) => {
      const of = [now.id, purpose.now.id]
      const [oldRule, rule] = [ruleOf(before, purpose.old), ruleOf(after, purpose.now)]
      const [was, is] = [oldRule && lengthOf(oldRule), rule && lengthOf(rule)]
      return [
        ...(purpose.old.basis === purpose.now.basis ? [] : [change('basis_changed', ...of)]),
        ...(was !== undefined && is !== undefined && is > was ? [change('period_longer', ...of)] : []),
        ...(was !== undefined && is !== undefined && is < was ? [change('period_shorter', ...of)] : []),
        ...(oldRule?.trigger === rule?.trigger ? [] : [change('trigger_changed', ...of)]),
      ]
    }),
  ]
}

const compareActivities = (both: Both): readonly Change[] => {
  const { came, went, stayed } = pair(both.before.activities, both.after.activities)
  return [
    ...came.map(({ id }) => change('activity_added', id)),
    ...went.map(({ id }) => change('activity_removed', id)),
    ...stayed.flatMap(({ old, now }) => [
      ...comparePurposes(both, old, now),
      ...added(old.categories, now.categories).map((id) => change('category_added', now.id, id)),
      ...added(now.categories, old.categories).map((id) => change('category_removed', now.id, id)),
      ...added(old.audiences, now.audiences).map((id) => change('audience_added', now.id, id)),
      ...added(old.recipientKinds, now.recipientKinds).map((id) => change('recipient_added', now.id, id)),
      ...added(now.recipientKinds, old.recipientKinds).map((id) => change('recipient_removed', now.id, id)),
      ...(now.art22 && !old.art22 ? [change('decided_by_machine', now.id)] : []),
    ]),
  ]
}

const countriesOf = ({ country, subProcessors }: Recipient): string =>
  [country, ...subProcessors.map((one) => `${one.name} ${one.country}`)].join('\n')

const compareRecipients = ({ before, after }: Both): readonly Change[] => {
  const { came, went, stayed } = pair(before.recipients, after.recipients)
  return [
    ...came.map(({ id }) => change('recipient_added', id)),
    ...went.map(({ id }) => change('recipient_removed', id)),
    ...stayed
      .filter(({ old, now }) => countriesOf(old) !== countriesOf(now))
      .map(({ now }) => change('country_changed', now.id)),
  ]
}

const WIDTH = { eu_only: 0, eea: 1, safeguards: 2 } as const

const isWider = (after: Register['transfers'], before: Register['transfers']): boolean =>
  WIDTH[after.policy] > WIDTH[before.policy] ||
  WIDTH[after.storage ?? after.policy] > WIDTH[before.storage ?? before.policy]

const compareHead = ({ before, after }: Both): readonly Change[] => [
  ...(before.controller.name === after.controller.name ? [] : [change('controller_changed')]),
  ...(isWider(after.transfers, before.transfers) ? [change('transfer_widened')] : []),
  ...pair(before.trackers, after.trackers)
    .came.filter(({ kind }) => kind !== 'necessary')
    .map(({ id }) => change('tracker_added', id)),
]

const textOf = (register: Register): string => canonicalJson(JSON.parse(JSON.stringify(register)) as Json)

export const compareRegisters = (before: Register, after: Register): Difference => {
  if (textOf(before) === textOf(after)) return { level: 'none', changes: [] }
  const both = { before, after }
  const found = [...compareHead(both), ...compareActivities(both), ...compareRecipients(both)]
  const changes = found.length === 0 ? [change('wording')] : found
  return { level: changes.every(({ kind }) => HARMLESS.has(kind)) ? 'minor' : 'material', changes }
}
