/** Reads the options of one component. What is missing or wrong makes the component unsupported, with the reason. */
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '../json.ts'
import { compileTemplate, renderTemplate, type TemplateValue } from '../template/index.ts'
import { withDetail } from '../unknown-payload.ts'
import { topicFault } from './topic.ts'

/** Thrown while a component is read, and kept in its description. */
export class Unsupported extends Error {}

const PAYLOAD_LIMIT = 1_024
const NAME_LIMIT = 120

/** Home Assistant turns every scalar into text as Python prints it. */
const scalarText = (value: JsonValue | undefined): string | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'bigint') return value.toString()
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value)
  return undefined
}

export const textOption = (options: JsonObject, name: string): string | undefined => {
  const text = scalarText(options.get(name))
  if (text !== undefined && text.length > PAYLOAD_LIMIT && !name.endsWith('template'))
    throw new Unsupported(`${name} is too long`)
  return text
}

export const textOr = (options: JsonObject, name: string, otherwise: string): string =>
  textOption(options, name) ?? otherwise

/** A text that people see: one line, bounded. */
export const labelOption = (options: JsonObject, name: string): string | null => {
  const text = scalarText(options.get(name))
  const label = text
    ?.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, NAME_LIMIT)
  return label === undefined || label === '' ? null : label
}

export const numberOption = (options: JsonObject, name: string): number | undefined => {
  const value = options.get(name)
  if (value === undefined || value === null) return undefined
  const number = typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(scalarText(value))
  if (!Number.isFinite(number)) throw new Unsupported(`${name} is not a number`)
  return number
}

export const textsOption = (options: JsonObject, name: string): readonly string[] => {
  const value = options.get(name)
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value]
  return list.slice(0, 500).flatMap((item: JsonValue) => scalarText(item)?.slice(0, PAYLOAD_LIMIT) ?? [])
}

export const topicOption = (options: JsonObject, name: string): string | undefined => {
  const topic = options.get(name)
  if (topic === undefined || topic === null) return undefined
  if (typeof topic !== 'string') throw new Unsupported(`${name} is not a text`)
  const fault = topicFault(topic)
  if (fault !== undefined) throw new Unsupported(`${name} ${fault}`)
  return topic
}

export const requiredTopic = (options: JsonObject, name: string): string => {
  const topic = topicOption(options, name)
  if (topic === undefined) throw new Unsupported(`${name} is missing`)
  return topic
}

/** What a message says once its template has read it, or why it says nothing. */
export type Rendered =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly why: string }
export type ReadPayload = (payload: string) => Rendered

/** How a component reads its messages: through the template `name`, or as they are. */
export const readerOf = (options: JsonObject, name: string): ReadPayload => {
  const source = textOption(options, name)
  if (source === undefined) return (payload) => ({ ok: true, text: payload })
  const template = compileTemplate(source, ['value', 'value_json'])
  if (!template.ok) throw new Unsupported(`${name}: ${template.refusal}`)
  return (payload) => {
    const json = parseJson(payload)
    const value_json: TemplateValue = json.ok ? json.value : undefined
    const rendered = renderTemplate(template.value, { value: payload, value_json })
    return rendered.ok
      ? { ok: true, text: rendered.value }
      : { ok: false, why: withDetail('template_failed', rendered.refusal) }
  }
}

export type WriteCommand = (value: string | bigint | number) => string | undefined

/** How a command is written: through the template `name`, or as it is. Undefined when the template has no answer. */
export const writerOf = (options: JsonObject, name = 'command_template'): WriteCommand => {
  const source = textOption(options, name)
  if (source === undefined) return (value) => String(value)
  const template = compileTemplate(source, ['value', 'code'])
  if (!template.ok) throw new Unsupported(`${name}: ${template.refusal}`)
  return (value) => {
    const rendered = renderTemplate(template.value, { value, code: null })
    return rendered.ok ? rendered.value : undefined
  }
}

/** A state message may be a JSON object with the state under a name; several components allow both. */
export const memberOrText = (text: string, member: string): string => {
  if (!text.startsWith('{')) return text
  const json = parseJson(text)
  if (!json.ok || !isJsonObject(json.value)) return text
  return scalarText(json.value.get(member)) ?? text
}
