/** What arrived and could not be read: kept and counted in a bounded space, however hostile the sender. */

export interface UnknownPayload {
  readonly topic: string
  /** A code, for some with a detail: `template_failed: the function f() is not supported`. */
  readonly why: string
  readonly bytes: number
  /** How many since it was last told. */
  readonly count: number
}

export const UNKNOWN_CODES = [
  'not_discovery_topic',
  'announcement_unreadable',
  'external_id_taken',
  'external_id_invalid',
  'component_key_repeated',
  'component_key_invalid',
  'device_not_described',
  'too_many_components',
  'too_many_devices',
  'announcements_too_large',
  'too_many_topics',
  'subscription_refused',
  'nobody_listens',
  'message_unreadable',
  'kept_message',
  'json_invalid',
  'not_json_object',
  'template_failed',
  'component_unknown',
  'state_not_json',
  'state_not_announced',
  'state_not_number',
  'state_too_long',
  'event_unnamed',
  'event_not_object',
  'event_not_announced',
  'message_not_object',
  'action_not_text',
  'code_not_digits',
  'plate_not_text',
  'scan_unknown',
  /** Said by a driver that knows more reasons than we do; its words are the detail. */
  'other',
] as const
export type UnknownCode = (typeof UNKNOWN_CODES)[number]

/** With what the parser or the template evaluator says, for a technician. */
export const withDetail = (code: UnknownCode, detail: string): string => `${code}: ${detail}`

export const readWhy = (why: string): { readonly code: UnknownCode; readonly detail: string | null } => {
  const [said = '', ...rest] = why.split(': ')
  const code = UNKNOWN_CODES.find((known) => known === said)
  if (code === undefined) return { code: 'other', detail: why }
  return { code, detail: rest.length === 0 ? null : rest.join(': ') }
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
