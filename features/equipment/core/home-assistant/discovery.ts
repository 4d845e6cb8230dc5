/** Reads one discovery message: who the device is, which components it has, or that it leaves. */
import type { DeviceDescription } from '../description.ts'
import { withDetail } from '../unknown-payload.ts'
import { DISCOVERY_LIMITS, isJsonObject, type JsonObject, type JsonValue, parseJson } from '../json.ts'
import type { ComponentBinding } from './binding.ts'
import { type DiscoveredComponent, readComponent } from './component.ts'
import { expandDevice, expandSingle } from './expand.ts'
import { labelOption, textsOption } from './options.ts'
import { discoveryId, type DiscoveryTopic } from './topic.ts'

const COMPONENT_LIMIT = 200
const IDENTIFIER_LIMIT = 128

export type DeviceIdentity = Omit<DeviceDescription, 'components' | 'protocol' | 'name'> & {
  readonly name: string | null
}

/** What one discovery topic says of a device; a device may be announced by many. */
export interface DiscoveredPart {
  readonly identity: DeviceIdentity
  readonly components: readonly DiscoveredComponent[]
}

export type Discovery =
  | { readonly kind: 'described'; readonly part: DiscoveredPart }
  /** The device will announce the same components in the other form; until then nothing changes. */
  | { readonly kind: 'migrating' }
  | { readonly kind: 'removed' }
  | { readonly kind: 'refused'; readonly why: string }

const firstConnection = (device: JsonObject): string | undefined => {
  const connections = device.get('connections')
  const first: JsonValue | undefined = Array.isArray(connections) ? connections[0] : undefined
  const [type, value]: readonly JsonValue[] = Array.isArray(first) ? first : []
  return typeof type === 'string' && typeof value === 'string' ? `${type}:${value}` : undefined
}

const identityOf = (device: JsonObject, otherwise: string): DeviceIdentity => {
  const identifier = textsOption(device, 'identifiers')[0] ?? firstConnection(device) ?? otherwise
  const externalId = identifier.replace(/\p{C}/gu, '').slice(0, IDENTIFIER_LIMIT)
  return {
    externalId,
    name: labelOption(device, 'name'),
    manufacturer: labelOption(device, 'manufacturer'),
    model: labelOption(device, 'model') ?? labelOption(device, 'model_id'),
    hardwareVersion: labelOption(device, 'hw_version'),
    softwareVersion: labelOption(device, 'sw_version'),
    suggestedArea: labelOption(device, 'suggested_area'),
  }
}

const NO_DEVICE: JsonObject = new Map()
const deviceOf = (options: JsonObject): JsonObject => {
  const device = options.get('device')
  return isJsonObject(device) ? device : NO_DEVICE
}

const readSingle = (topic: DiscoveryTopic, payload: JsonObject): Discovery => {
  const options = expandSingle(payload)
  if (options.get('migrate_discovery') === true) return { kind: 'migrating' }
  const id = discoveryId(topic)
  const device = deviceOf(options)
  const alone = device === NO_DEVICE ? expandNameOf(options) : device
  return {
    kind: 'described',
    part: {
      identity: identityOf(alone, `${topic.component} ${id}`),
      components: [readComponent(topic.component, options, id)],
    },
  }
}

/** A component without a device block stands for itself, under its own name. */
const expandNameOf = (options: JsonObject): JsonObject => new Map([['name', options.get('name') ?? null]])

const readDeviceBased = (topic: DiscoveryTopic, payload: JsonObject): Discovery => {
  const { root, components } = expandDevice(payload)
  if (root.get('migrate_discovery') === true) return { kind: 'migrating' }
  const device = deviceOf(root)
  if (device === NO_DEVICE) return { kind: 'refused', why: 'device_not_described' }
  if (components.size > COMPONENT_LIMIT) return { kind: 'refused', why: 'too_many_components' }
  const read = [...components].flatMap(([id, options]) => {
    const platform = options.get('platform')
    return typeof platform === 'string' ? [readComponent(platform, options, `${topic.objectId} ${id}`)] : []
  })
  return { kind: 'described', part: { identity: identityOf(device, topic.objectId), components: read } }
}

export const readDiscovery = (topic: DiscoveryTopic, payload: string): Discovery => {
  if (payload === '') return { kind: 'removed' }
  const parsed = parseJson(payload, DISCOVERY_LIMITS)
  if (!parsed.ok) return { kind: 'refused', why: withDetail('json_invalid', parsed.refusal) }
  if (!isJsonObject(parsed.value)) return { kind: 'refused', why: 'not_json_object' }
  return topic.component === 'device' ? readDeviceBased(topic, parsed.value) : readSingle(topic, parsed.value)
}

export interface DescribedDevice {
  readonly description: DeviceDescription
  readonly bindings: ReadonlyMap<string, ComponentBinding>
}

/** Puts together what all topics say of one device; the last part wins where they differ. */
export const describeDevice = (parts: readonly [DiscoveredPart, ...DiscoveredPart[]]): DescribedDevice => {
  const components = new Map<string, DiscoveredComponent>()
  let identity = parts[0].identity
  for (const part of parts) {
    const said = Object.entries(part.identity).filter(([, value]) => value !== null)
    identity = { ...identity, ...Object.fromEntries(said) }
    for (const component of part.components) components.set(component.description.key, component)
  }
  const bindings = new Map<string, ComponentBinding>()
  for (const [key, { binding }] of components) if (binding) bindings.set(key, binding)
  const descriptions = [...components.values()].map(({ description }) => description)
  const name = identity.name ?? identity.model ?? identity.externalId
  return { description: { ...identity, name, protocol: 'mqtt', components: descriptions }, bindings }
}
