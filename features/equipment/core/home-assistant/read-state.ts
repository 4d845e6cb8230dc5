/** Small readers of state messages, shared by the platforms. */
import type { ReadingValue } from '../description.ts'
import type { Input, Interpretation } from './binding.ts'
import type { ReadPayload } from './options.ts'

/** Home Assistant's word for "no value". */
const NOTHING_KNOWN = 'None'

export const unreadable = (why: string): Interpretation => ({ kind: 'unreadable', why })
export const reading = (value: ReadingValue): Interpretation => ({ kind: 'reading', value })
export const NOTHING: Interpretation = { kind: 'nothing' }

export const stateInput = (
  topic: string | undefined,
  read: ReadPayload,
  meaning: (text: string) => Interpretation,
): readonly Input[] => {
  if (topic === undefined) return []
  const interpret = (payload: string): Interpretation => {
    const rendered = read(payload)
    if (!rendered.ok) return unreadable(rendered.why)
    if (rendered.text === NOTHING_KNOWN) return reading(null)
    return rendered.text === '' ? NOTHING : meaning(rendered.text)
  }
  return [{ topic, liveOnly: false, interpret }]
}

/** Exactly one of the known words; anything else is kept as unreadable, never guessed. */
export const oneOf =
  (words: ReadonlyMap<string, ReadingValue>) =>
  (text: string): Interpretation => {
    const value = words.get(text)
    return value === undefined ? unreadable('state_not_announced') : reading(value)
  }

export const asNumber = (text: string): Interpretation => {
  const number = /^[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?$/.test(text.trim()) ? Number(text) : Number.NaN
  return Number.isFinite(number) ? reading(number) : unreadable('state_not_number')
}

const READING_LIMIT = 1_024
export const asText = (text: string): Interpretation =>
  text.length > READING_LIMIT ? unreadable('state_too_long') : reading(text)
