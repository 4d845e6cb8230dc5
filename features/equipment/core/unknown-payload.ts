/** What arrived and could not be read: kept and counted in a bounded space, however hostile the sender. */

export interface UnknownPayload {
  readonly topic: string
  /** In the words of the driver, for a technician. */
  readonly why: string
  readonly bytes: number
  /** How many since it was last told. */
  readonly count: number
}

const LONGEST_TOPIC = 200
const LONGEST_WHY = 200
/** Different topics kept for one edge. Later ones are counted together. */
export const MOST_UNKNOWN_TOPICS = 500
export const OTHER_TOPICS = '…'

/** A text from outside, cut, and without the control characters no screen, log or table wants. */
export const boundText = (text: string, longest: number): string =>
  text
    .replaceAll(/\p{Cc}/gu, '\ufffd')
    .slice(0, longest)
    .toWellFormed()

const counted = (value: number): number =>
  Math.max(0, Math.min(Number.MAX_SAFE_INTEGER, Math.trunc(value) || 0))

export const boundUnknown = ({ topic, why, bytes, count }: UnknownPayload): UnknownPayload => ({
  topic: boundText(topic, LONGEST_TOPIC),
  why: boundText(why, LONGEST_WHY),
  bytes: counted(bytes),
  count: counted(count),
})
