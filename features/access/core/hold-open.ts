/** Whether an entrance is held open at a moment, and why. A door that cannot tell stays shut, unless there is fire. */
import type { Instant } from '@loge/kernel'
import type { Moment } from './attempt.ts'
import { ruleOf, standingOrder } from './emergency.ts'
import { intervalAt } from './intervals.ts'
import { NOWHERE, type Policy } from './policy.ts'
import type { SnapshotEntrance } from './snapshot.ts'
import { timingOf } from './timing.ts'

export interface Hold {
  readonly cause: 'fire' | 'evacuation' | 'schedule'
  /** The order or the schedule; `null` for a fire. */
  readonly id: string | null
  /** `null`: until it is reset. */
  readonly until: Instant | null
}

/** What only the building itself knows. */
export interface SeenAtDoor {
  readonly fire: boolean
  /** When somebody last entered by right. */
  readonly enteredAt: Instant | null
}

export const NOTHING_SEEN: SeenAtDoor = { fire: false, enteredAt: null }

interface Hours {
  readonly from: Instant
  readonly until: Instant
}

const hoursAt = (policy: Policy, { holdOpenSchedule }: SnapshotEntrance, at: Instant): Hours | null => {
  const { schedules } = policy
  if (holdOpenSchedule === null || !(at < (schedules.coversUntil[holdOpenSchedule] ?? NaN))) return null
  const interval = intervalAt(schedules, holdOpenSchedule, at)
  if (interval === NOWHERE) return null
  const [from, until] = [schedules.bounds[interval] ?? 0, schedules.bounds[interval + 1] ?? 0]
  return { from: from as Instant, until: until as Instant }
}

/** How the entrance is held open at this moment, or `null` when it is not. */
export const holdAt = (
  policy: Policy | null,
  entranceId: string,
  moment: Moment,
  seen: SeenAtDoor = NOTHING_SEEN,
): Hold | null => {
  if (seen.fire) return { cause: 'fire', id: null, until: null }
  const entrance = policy?.entrances[policy.entranceOf.get(entranceId) ?? NOWHERE]
  if (policy === null || entrance === undefined) return null
  const { at, certain } = timingOf(policy, moment)
  const hours = certain && policy.isWithdrawn !== true ? hoursAt(policy, entrance, at) : null
  const isEntered = hours !== null && seen.enteredAt !== null && seen.enteredAt >= hours.from
  const order = standingOrder(entrance, at, policy.madeAt)
  const rule = ruleOf({
    fire: false,
    order,
    lockedDown: entrance.lockedDown,
    inHours: hours !== null && (isEntered || entrance.holdsAfterEntry !== true),
  })
  if (rule === 'evacuation') return { cause: rule, id: order?.id ?? null, until: order?.until ?? null }
  if (rule !== 'schedule') return null
  return {
    cause: rule,
    id: policy.schedules.ids[entrance.holdOpenSchedule ?? NOWHERE] ?? null,
    until: hours?.until ?? null,
  }
}
