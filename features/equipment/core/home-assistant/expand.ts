/** Writes a discovery payload out in full: long names, complete topics, what components share given to each of them. */
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts'
import { DEVICE_NAMES, OPTION_NAMES } from './abbreviations.ts'

const BASE = '~'

/** Given on a device-based payload, these hold for each component that does not say otherwise. */
const SHARED = [
  'availability',
  'availability_mode',
  'availability_template',
  'availability_topic',
  'command_topic',
  'encoding',
  'payload_available',
  'payload_not_available',
  'qos',
  'state_topic',
]

const rename = (object: JsonObject, names: ReadonlyMap<string, string>): Map<string, JsonValue> => {
  const renamed = new Map<string, JsonValue>()
  // A long name wins over its short form, whichever comes first.
  for (const [key, value] of object) {
    const long = names.get(key)
    if (long === undefined || !object.has(long)) renamed.set(long ?? key, value)
  }
  return renamed
}

const withBase = (topic: JsonValue, base: string): JsonValue => {
  if (typeof topic !== 'string') return topic
  if (topic.startsWith(BASE)) return base + topic.slice(1)
  return topic.endsWith(BASE) ? topic.slice(0, -1) + base : topic
}

const expandAvailability = (value: JsonValue, base: string): JsonValue => {
  if (Array.isArray(value)) return value.map((entry) => expandAvailability(entry, base))
  if (!isJsonObject(value)) return value
  const entry = rename(value, OPTION_NAMES)
  const topic = entry.get('topic')
  if (topic !== undefined) entry.set('topic', withBase(topic, base))
  return entry
}

const expandOptions = (object: JsonObject, outerBase: string): Map<string, JsonValue> => {
  const options = rename(object, OPTION_NAMES)
  const own = options.get(BASE)
  const base = typeof own === 'string' ? own : outerBase
  for (const [key, value] of options) {
    if (key.endsWith('topic')) options.set(key, withBase(value, base))
    else if (key === 'availability') options.set(key, expandAvailability(value, base))
    else if (key === 'device' && isJsonObject(value)) options.set(key, rename(value, DEVICE_NAMES))
  }
  return options
}

export const expandSingle = (payload: JsonObject): JsonObject => expandOptions(payload, BASE)

export interface ExpandedDevice {
  readonly root: JsonObject
  readonly components: ReadonlyMap<string, JsonObject>
}

export const expandDevice = (payload: JsonObject): ExpandedDevice => {
  const root = expandOptions(payload, BASE)
  const rootBase = root.get(BASE)
  const components = new Map<string, JsonObject>()
  const given = root.get('components')
  for (const [id, value] of isJsonObject(given) ? given : []) {
    if (!isJsonObject(value)) continue
    const component = expandOptions(value, typeof rootBase === 'string' ? rootBase : BASE)
    // Only the platform is left of a component that has been removed.
    if (component.size === 1 && component.has('platform')) continue
    for (const option of SHARED) {
      const shared = root.get(option)
      if (shared !== undefined && !component.has(option)) component.set(option, shared)
    }
    components.set(id, component)
  }
  return { root, components }
}
