/**
 * Whether somebody with the right to enter may pass now, by the rules of the door: the second step after `decideEntry`.
 * Pure; what the building remembers is handed in. A rule never keeps anybody inside, gives way in an emergency, and
 * what is not known speaks for whoever stands at the door.
 */
import { DAY_MS } from '@loge/kernel'
import type { Moment } from './attempt.ts'
import type { Decision } from './decide-entry.ts'
import type { DoorMemory, Passed } from './door-memory.ts'
import { standingOrder } from './emergency.ts'
import { PASSAGE_RULE_NAMES, PASSAGE_RULES, type PassageRule, type Waiver } from './passage-rules.ts'
import { NOWHERE, type Policy } from './policy.ts'
import type { SnapshotEntrance, SnapshotPassage, SnapshotZone } from './snapshot.ts'
import { type Timing, timingOf } from './timing.ts'

export interface Passing {
  readonly entranceId: string
  readonly moment: Moment
  /** A fire input of the house says so. */
  readonly fire: boolean
}

/** A rule that stood against a passage and did not keep it from happening. */
export interface AgainstRule {
  readonly rule: PassageRule
  readonly zoneId: string | null
  readonly why: Waiver
}

export interface Passage {
  readonly decision: Decision
  readonly against: readonly AgainstRule[]
  /** The refusal of the first of two, when this is the second. */
  readonly firstDecisionId: string | null
}

interface Asked {
  readonly policy: Policy
  readonly memory: DoorMemory
  readonly entrance: SnapshotEntrance
  readonly passage: SnapshotPassage
  /** `null`: asked for from afar, by somebody who does not stand here. */
  readonly subjectRef: string | null
  readonly timing: Timing
}

/** What speaks against it; `mildly` says why it would not be kept out even on a calm day. */
interface Objection {
  readonly zoneId: string | null
  readonly mildly: Waiver | null
}

const leadsOut = ({ zones }: SnapshotPassage): boolean => zones.some(({ leads }) => leads === 'out')

type AntiPassback = NonNullable<SnapshotZone['antiPassback']>

/** Whether somebody who passed then is forgotten since, as far as that is known. */
const isForgotten = ({ at: passedAt }: Passed, rule: AntiPassback, { at }: Timing): boolean => {
  if (passedAt === null) return true
  const { resets, resetsUntil, forgottenAt } = rule
  if (forgottenAt !== null && passedAt < forgottenAt) return true
  if (resets.some((reset) => passedAt < reset && reset <= at)) return true
  return resets.length > 0 && at >= resetsUntil && at - passedAt >= DAY_MS
}

/** Whether this way was the last that somebody went, as far as it is not forgotten. */
const wentLast = (
  { policy, memory, timing }: Pick<Asked, 'policy' | 'memory' | 'timing'>,
  zone: SnapshotZone,
  leads: 'in' | 'out',
  subjectRef: string,
): boolean => {
  const doors = policy.zones.get(zone.id)
  if (zone.antiPassback === undefined || doors === undefined) return false
  const [same, other] = leads === 'in' ? [doors.ins, doors.outs] : [doors.outs, doors.ins]
  const last = memory.lastPassed(same, subjectRef)
  if (last === undefined || last.order < (memory.lastPassed(other, subjectRef)?.order ?? NOWHERE))
    return false
  return !isForgotten(last, zone.antiPassback, timing)
}

/** How many are counted inside a zone, by what is remembered of its doors. */
export const countInside = (policy: Policy, memory: DoorMemory, zoneId: string, moment: Moment): number => {
  const doors = policy.zones.get(zoneId)
  const [way] = doors?.ins ?? []
  const zone = policy.entrances[policy.entranceOf.get(way ?? '') ?? NOWHERE]?.passage?.zones.find(
    ({ id }) => id === zoneId,
  )
  if (doors === undefined || zone === undefined) return 0
  const asked = { policy, memory, timing: timingOf(policy, moment) }
  return [...memory.whoPassed(doors.ins)].filter((ref) => wentLast(asked, zone, 'in', ref)).length
}

const judgeZone = (asked: Asked, zone: SnapshotZone, subjectRef: string): Objection | null => {
  const { timing } = asked
  if (zone.antiPassback === undefined || zone.leads === null) return null
  if (!wentLast(asked, zone, zone.leads, subjectRef)) return null
  const isRecorded = zone.antiPassback.mode === 'recorded'
  return { zoneId: zone.id, mildly: isRecorded ? 'recorded_only' : timing.certain ? null : 'clock_untrusted' }
}

/** The refusal of the other who came just before. */
const firstOfTwo = ({ memory, entrance, passage, subjectRef, timing }: Asked): string | null => {
  const first = memory.firstOfTwo(entrance.id)
  if (first === undefined || first.subjectRef === subjectRef) return null
  const waitedMs = timing.at - first.at
  return waitedMs >= 0 && waitedMs < (passage.twoPeopleWithinMs ?? 0) ? first.decisionId : null
}

const JUDGES: Readonly<Record<PassageRule, (asked: Asked) => readonly Objection[]>> = {
  antiPassback: (asked) => {
    const { subjectRef, policy, passage, timing } = asked
    if (subjectRef === null || timing.at < (policy.freeToPass.get(subjectRef) ?? NaN)) return []
    return passage.zones.flatMap((zone) => judgeZone(asked, zone, subjectRef) ?? [])
  },
  interlock: ({ policy, memory, passage, entrance, timing }) =>
    passage.zones
      .filter(({ interlock }) => interlock === true)
      .filter(({ id }) =>
        policy.zones.get(id)?.all.some((door) => door !== entrance.id && memory.isOpen(door, timing.at)),
      )
      .map(({ id }) => ({ zoneId: id, mildly: null })),
  twoPeople: (asked) => {
    const { passage, subjectRef } = asked
    if (passage.twoPeopleWithinMs === undefined || subjectRef === null || leadsOut(passage)) return []
    return firstOfTwo(asked) === null ? [{ zoneId: null, mildly: null }] : []
  },
}

/** An order stands at this door, or at another of its zones. */
const isEmergency = ({ entrance, passage, policy, timing }: Asked): boolean => {
  const around = passage.zones.flatMap(({ id }) => policy.zones.get(id)?.all ?? [])
  return [entrance.id, ...around].some((id) => {
    const door = policy.entrances[policy.entranceOf.get(id) ?? NOWHERE]
    return (
      door !== undefined && (door.lockedDown || standingOrder(door, timing.at, policy.madeAt) !== undefined)
    )
  })
}

/** Why no rule keeps anybody out here and now. */
const generalWaiver = (asked: Asked, fire: boolean): Waiver | null => {
  if (fire || isEmergency(asked)) return 'emergency'
  if (leadsOut(asked.passage)) return 'leads_out'
  return asked.subjectRef === null ? 'command' : null
}

const askedOf = (
  policy: Policy | null,
  memory: DoorMemory,
  { entranceId, moment }: Passing,
  subjectRef: string | null,
): Asked | null => {
  const entrance = policy?.entrances[policy.entranceOf.get(entranceId) ?? NOWHERE]
  if (policy === null || entrance?.passage === undefined) return null
  return { policy, memory, entrance, passage: entrance.passage, subjectRef, timing: timingOf(policy, moment) }
}

const objectionsTo = (asked: Asked) =>
  PASSAGE_RULE_NAMES.flatMap((rule) => JUDGES[rule](asked).map((objection) => ({ rule, ...objection })))

/** What stands against an opening that somebody orders from afar: their reason counts, and it is recorded. */
export const passageOfCommand = (
  policy: Policy | null,
  memory: DoorMemory,
  passing: Passing,
): readonly AgainstRule[] => {
  const asked = askedOf(policy, memory, passing, null)
  if (asked === null) return []
  const why = generalWaiver(asked, passing.fire) ?? 'command'
  return objectionsTo(asked).map(({ rule, zoneId }) => ({ rule, zoneId, why }))
}

const PASSES = { against: [], firstDecisionId: null } as const

export const decidePassage = (
  policy: Policy | null,
  memory: DoorMemory,
  decision: Decision,
  passing: Passing,
): Passage => {
  if (!decision.allowed) return { decision, ...PASSES }
  const asked = askedOf(policy, memory, passing, decision.subjectRef)
  if (asked === null) return { decision, ...PASSES }
  const general = generalWaiver(asked, passing.fire)
  const against: AgainstRule[] = []
  for (const { rule, zoneId, mildly } of objectionsTo(asked)) {
    const why = general ?? mildly
    if (why !== null) against.push({ rule, zoneId, why })
    else {
      const { subjectRef, credentialId, grantId } = decision
      const { refusal } = PASSAGE_RULES[rule]
      return {
        decision: { allowed: false, refusal, subjectRef, credentialId, grantId, retryAt: null },
        ...PASSES,
      }
    }
  }
  return {
    decision,
    against,
    firstDecisionId: asked.passage.twoPeopleWithinMs === undefined ? null : firstOfTwo(asked),
  }
}
