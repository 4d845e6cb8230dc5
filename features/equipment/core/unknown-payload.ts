/** What arrived and could not be read: kept and counted in a bounded space, however hostile the sender. */

export interface UnknownPayload {
  readonly topic: string
  /** A stable code. */
  readonly why: string
  readonly bytes: number
  /** How many since it was last told. */
  readonly count: number
}

const LONGEST_TOPIC = 200
const LONGEST_WHY = 60
/** Different topics kept for one edge. Later ones are counted together. */
export const MOST_UNKNOWN_TOPICS = 500
export const OTHER_TOPICS = '…'

// Control characters have no place on a screen or in a log.
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/g

const counted = (value: number): number =>
  Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(value) || 0))

export const boundUnknown = ({ topic, why, bytes, count }: UnknownPayload): UnknownPayload => ({
  topic: topic.replaceAll(CONTROL, '\ufffd').slice(0, LONGEST_TOPIC),
  why: /^[a-z0-9_]+$/.test(why) ? why.slice(0, LONGEST_WHY) : 'unreadable',
  bytes: counted(bytes),
  count: counted(count),
})
