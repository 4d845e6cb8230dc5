/** Platforms that tell of a person at the door: tag, event, device_automation, and the keypads of Zigbee. */
import { normaliseCredential, readScan } from '../credential-value.ts'
import { isJsonObject, type JsonObject, parseJson } from '../json.ts'
import type { Draft, Interpretation } from './binding.ts'
import { readerOf, requiredTopic, textOption, textsOption, Unsupported } from './options.ts'
import { NOTHING, unreadable } from './read-state.ts'

const EVENT_NAME_LIMIT = 64

const occurred = (event: string): Interpretation => {
  const name = event.trim()
  if (name === '' || name.length > EVENT_NAME_LIMIT || /\p{C}/u.test(name)) return unreadable('event_unnamed')
  return { kind: 'occurred', event: name }
}

const typedCode = (code: unknown): Interpretation => {
  const value = typeof code === 'string' ? normaliseCredential('pin', code) : undefined
  return value === undefined
    ? unreadable('code_not_digits')
    : { kind: 'credential', credentialKind: 'pin', value }
}

const readPlate = (plate: unknown): Interpretation => {
  const value = typeof plate === 'string' ? normaliseCredential('licencePlate', plate) : undefined
  return value === undefined
    ? unreadable('plate_not_text')
    : { kind: 'credential', credentialKind: 'licencePlate', value }
}

/** How cameras name the plate they read: in an event of their own, or in Frigate's `tracked_object_update`. */
const PLATE_MEMBERS = ['plate', 'license_plate', 'licence_plate', 'recognized_license_plate'] as const

const plateIn = (message: JsonObject): unknown =>
  PLATE_MEMBERS.map((member) => message.get(member)).find((plate) => plate !== undefined && plate !== null)

export const readTag = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'topic')
  const read = readerOf(options, 'value_template')
  const interpret = (payload: string): Interpretation => {
    const rendered = read(payload)
    if (!rendered.ok) return unreadable(rendered.why)
    if (rendered.text === '') return NOTHING
    const scan = readScan(rendered.text)
    if (!scan) return unreadable('scan_unknown')
    return { kind: 'credential', credentialKind: scan.kind, value: scan.value }
  }
  return { capabilities: ['presentCredential'], inputs: [{ topic, liveOnly: true, interpret }] }
}

/** Events arrive as JSON with `event_type`; one that carries a code is a person at a keypad, one with a plate a camera. */
export const readEvent = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'state_topic')
  const read = readerOf(options, 'value_template')
  const types = new Set(textsOption(options, 'event_types'))
  if (types.size === 0) throw new Unsupported('event_types is missing')
  // A doorbell is no reader; a keypad announces what its codes are for.
  const isKeypad = [...types].some((type) => /code|disarm|^arm/.test(type))
  const isCamera = [...types].some((type) => /plate/.test(type))
  const interpret = (payload: string): Interpretation => {
    const rendered = read(payload)
    if (!rendered.ok) return unreadable(rendered.why)
    if (rendered.text === '' || rendered.text === 'None') return NOTHING
    const event = parseJson(rendered.text)
    if (!event.ok || !isJsonObject(event.value)) return unreadable('event_not_object')
    const type = event.value.get('event_type')
    if (typeof type !== 'string' || !types.has(type)) return unreadable('event_not_announced')
    const plate = isCamera ? plateIn(event.value) : undefined
    if (plate !== undefined) return readPlate(plate)
    const code = event.value.get('action_code') ?? event.value.get('code')
    return isKeypad && typeof code === 'string' && code !== '' ? typedCode(code) : occurred(type)
  }
  return {
    capabilities: isKeypad || isCamera ? ['reportEvent', 'presentCredential'] : ['reportEvent'],
    inputs: [{ topic, liveOnly: true, interpret }],
  }
}

/** A trigger of a remote or a keypad: fires when its payload arrives, or at any message when it names none. */
export const readDeviceAutomation = (options: JsonObject): Draft => {
  if (textOption(options, 'automation_type') !== 'trigger')
    throw new Unsupported('automation_type is not trigger')
  const topic = requiredTopic(options, 'topic')
  const read = readerOf(options, 'value_template')
  const payload = textOption(options, 'payload')
  const name = [textOption(options, 'subtype'), textOption(options, 'type')]
    .filter((part) => part !== undefined)
    .join(' ')
  const event = occurred(name)
  if (event.kind !== 'occurred') throw new Unsupported('type is missing')
  const interpret = (message: string): Interpretation => {
    const rendered = read(message)
    if (!rendered.ok) return unreadable(rendered.why)
    return payload === undefined || rendered.text === payload ? event : NOTHING
  }
  return { capabilities: ['reportEvent'], inputs: [{ topic, liveOnly: true, interpret }] }
}

const names = (source: string | undefined, member: string): boolean =>
  source !== undefined &&
  new RegExp(`^\\s*\\{\\{-?\\s*value_json(?:\\.${member}|\\[["']${member}["']\\])(?![\\w.[])`).test(source)

/**
 * Zigbee2MQTT shows a keypad as sensors on one JSON topic: `action` (`disarm`, `arm_all_zones`) and `action_code`,
 * what was typed before it. The sensor of the code is the reader, that of the action an event.
 */
export const readKeypad = (options: JsonObject): Draft | undefined => {
  const source = textOption(options, 'value_template')
  const isCode = names(source, 'action_code')
  if (!isCode && !names(source, 'action')) return undefined
  const topic = requiredTopic(options, 'state_topic')
  const interpret = (payload: string): Interpretation => {
    const message = parseJson(payload)
    if (!message.ok || !isJsonObject(message.value)) return unreadable('message_not_object')
    const said = message.value.get(isCode ? 'action_code' : 'action')
    if (said === undefined || said === null || said === '') return NOTHING
    if (isCode) return typedCode(typeof said === 'bigint' ? said.toString() : said)
    return typeof said === 'string' ? occurred(said) : unreadable('action_not_text')
  }
  return {
    capabilities: [isCode ? 'presentCredential' : 'reportEvent'],
    inputs: [{ topic, liveOnly: true, interpret }],
  }
}

/** A sensor whose value is the plate a camera read, as those of Frigate: heard at its moment, kept nowhere. */
export const readPlateSensor = (options: JsonObject): Draft | undefined => {
  const source = textOption(options, 'value_template')
  const member = PLATE_MEMBERS.find((name) => names(source, name))
  if (member === undefined) return undefined
  const interpret = (payload: string): Interpretation => {
    const message = parseJson(payload)
    if (!message.ok || !isJsonObject(message.value)) return unreadable('message_not_object')
    const plate = message.value.get(member)
    return plate === undefined || plate === null || plate === '' ? NOTHING : readPlate(plate)
  }
  const topic = requiredTopic(options, 'state_topic')
  return { capabilities: ['presentCredential'], inputs: [{ topic, liveOnly: true, interpret }] }
}
