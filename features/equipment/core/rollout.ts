/**
 * A roll-out: one wish for many devices, asked of one first and then of a few at a time. This file decides the next
 * step; how each device stands to the wish is judged in `rollout-standing.ts`.
 */
import type { DeviceId } from '@loge/kernel'

export type RolloutState =
  | 'running'
  /** Too many devices did not confirm: nobody else is asked until a person says so. */
  | 'paused'
  /** By a person: the rest is not asked. */
  | 'stopped'
  /** Nobody is left to be asked or waited for. */
  | 'ended'

/** `waiting` and `asked` are on the way; each other is an end, and there is no way back from it. */
export const ITEM_STATES = [
  'waiting',
  'asked',
  'in_force',
  'drifted',
  'failed',
  'silent',
  'unknown',
  'refused',
  'overtaken',
  'stopped',
] as const
export type ItemState = (typeof ITEM_STATES)[number]
export type ItemEnd = Exclude<ItemState, 'waiting' | 'asked'>

export const isOnTheWay = (state: ItemState): boolean => state === 'waiting' || state === 'asked'

/** Ends of a device that was asked and did not confirm. */
const UNCONFIRMED: ReadonlySet<ItemState> = new Set(['drifted', 'failed', 'silent', 'unknown'])

export interface RolloutRules {
  /** How many devices may be on the way at once, after the first one confirmed. */
  readonly batchSize: number
  /** More than this share of those asked that did not confirm pauses it. */
  readonly pauseAbovePercent: number
  /** Whether two devices of one entrance may be on the way at the same time. */
  readonly together: boolean
}

export interface Seen<State extends string> {
  readonly state: State
  /** A stable code, or `null`. */
  readonly reason: string | null
}

/** What a device that waits would be if it were asked now. */
export type Standing = Seen<'ready' | 'in_force' | 'silent' | 'refused'>
/** What became of a device that was asked. */
export type Progress = Seen<'asked' | ItemEnd>

export interface RolloutItem {
  readonly deviceId: DeviceId
  readonly state: ItemState
  /** It was asked; of an end, whether it counts for the share since somebody last looked. */
  readonly counts: boolean
  /** Ids of the entrances it serves. */
  readonly entrances: readonly string[]
}

export interface RolloutNow {
  readonly state: RolloutState
  readonly rules: RolloutRules
  /** In the order they are asked. */
  readonly items: readonly RolloutItem[]
  /** What other roll-outs of the same wish are asking just now. */
  readonly elsewhere: {
    readonly deviceIds: ReadonlySet<DeviceId>
    /** Ids of the entrances those devices serve. */
    readonly entrances: readonly string[]
  }
  readonly standingOf: (item: RolloutItem) => Standing
  readonly progressOf: (item: RolloutItem) => Progress
}

export interface Step {
  readonly ends: readonly {
    readonly deviceId: DeviceId
    readonly state: ItemEnd
    readonly reason: string | null
  }[]
  readonly asks: readonly DeviceId[]
  readonly state: RolloutState
}

const endAsked = ({ items, progressOf }: RolloutNow): Step['ends'] =>
  items.flatMap((item) => {
    if (item.state !== 'asked') return []
    const { state, reason } = progressOf(item)
    return state === 'asked' ? [] : [{ deviceId: item.deviceId, state, reason }]
  })

/** What the devices that were asked since somebody last looked came to. */
const tally = ({ items }: RolloutNow, ends: Step['ends']) => {
  const ended = new Map<DeviceId, ItemState>(ends.map(({ deviceId, state }) => [deviceId, state]))
  const counted = items
    .filter(({ counts }) => counts)
    .map(({ deviceId, state }) => ended.get(deviceId) ?? state)
    .filter((state) => !isOnTheWay(state))
  const unconfirmed = counted.filter((state) => UNCONFIRMED.has(state)).length
  return { settled: counted.length, unconfirmed, hasConfirmed: counted.includes('in_force') }
}

/** Whoever waits is looked at in turn; what cannot be asked ends there and leaves its place to the next. */
const askNext = (now: RolloutNow, ends: Step['ends'], limit: number): Pick<Step, 'ends' | 'asks'> => {
  const { items, rules, standingOf, elsewhere } = now
  const gone = new Set(ends.map(({ deviceId }) => deviceId))
  const onTheWay = items.filter(({ state, deviceId }) => state === 'asked' && !gone.has(deviceId))
  const busy = new Set([...elsewhere.entrances, ...onTheWay.flatMap(({ entrances }) => entrances)])
  const asks: DeviceId[] = []
  const more: Step['ends'][number][] = []
  for (const item of items) {
    if (onTheWay.length + asks.length >= limit) break
    // Asked twice at once, a device would install twice.
    if (item.state !== 'waiting' || elsewhere.deviceIds.has(item.deviceId)) continue
    const { deviceId, entrances } = item
    const { state, reason } = standingOf(item)
    if (state !== 'ready') more.push({ deviceId, state, reason })
    else if (rules.together || !entrances.some((entrance) => busy.has(entrance))) {
      asks.push(deviceId)
      for (const entrance of entrances) busy.add(entrance)
    }
  }
  return { ends: more, asks }
}

/** Whoever was asked is followed to an end, whatever became of the roll-out; only a running one asks anybody. */
export const planStep = (now: RolloutNow): Step => {
  const ends = endAsked(now)
  const { settled, unconfirmed, hasConfirmed } = tally(now, ends)
  if (now.state !== 'running') return { ends, asks: [], state: now.state }
  if (unconfirmed * 100 > now.rules.pauseAbovePercent * settled) return { ends, asks: [], state: 'paused' }
  const next = askNext(now, ends, hasConfirmed ? now.rules.batchSize : 1)
  const gone = new Set([...ends, ...next.ends].map(({ deviceId }) => deviceId))
  const isOver = now.items.every(({ state, deviceId }) => !isOnTheWay(state) || gone.has(deviceId))
  return { ends: [...ends, ...next.ends], asks: next.asks, state: isOver ? 'ended' : 'running' }
}

/** What comes to nothing when a person stops it: whoever was asked stays asked. */
export const stopWaiting = (items: readonly Pick<RolloutItem, 'deviceId' | 'state'>[]): readonly DeviceId[] =>
  items.flatMap(({ deviceId, state }) => (state === 'waiting' ? [deviceId] : []))
