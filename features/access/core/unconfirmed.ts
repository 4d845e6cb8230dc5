/**
 * Whether a lock does what it is told. One opening without an answer may be a lost radio frame; several in a row are a
 * lock somebody should look at. A lock that cannot answer at all says nothing either way.
 */
import type { PayloadValue } from '@loge/features/events/core'
import type { Instant } from '@loge/kernel'
import { accessFacts } from './facts.ts'

/** In a row, since an opening was last confirmed or somebody looked. */
export interface Unconfirmed {
  readonly times: number
  readonly since: Instant
  readonly lastAt: Instant
}

/** So many in a row, and it waits for a person. */
export const UNCONFIRMED_IS_A_FAULT = 2

interface DoorEvent {
  readonly type: string
  readonly occurredAt: Instant
  readonly payload: Readonly<Record<string, PayloadValue>>
}

const OPENED: ReadonlySet<string> = new Set([
  accessFacts.doorOpened.type,
  accessFacts.doorUnlockedByCommand.type,
])

/** Types that say something of it. */
export const judgesLock = ({ type, payload }: DoorEvent): boolean =>
  OPENED.has(type)
    ? payload['outcome'] === 'unlocked'
    : type === accessFacts.doorUnlockUnknown.type && payload['reason'] === 'not_confirmed'

export const followOpening = (before: Unconfirmed | undefined, event: DoorEvent): Unconfirmed | undefined => {
  if (!judgesLock(event)) return before
  if (OPENED.has(event.type)) return undefined
  const { occurredAt } = event
  return { times: (before?.times ?? 0) + 1, since: before?.since ?? occurredAt, lastAt: occurredAt }
}
