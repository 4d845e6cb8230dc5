/** Reads one component: its description for everyone, its binding for the driver alone. */
import type { ComponentDescription, ComponentKind } from '../description.ts'
import type { JsonObject } from '../json.ts'
import { readAvailability } from './availability.ts'
import { type ComponentBinding, type Draft, NO_COMMAND } from './binding.ts'
import {
  readBinarySensor,
  readCamera,
  readImage,
  readNumber,
  readSelect,
  readSensor,
  readText,
  readUpdate,
} from './measures.ts'
import { readButton, readLock, readSiren, readSwitch, readValve } from './openings.ts'
import { labelOption, textOption, Unsupported } from './options.ts'
import { readDeviceAutomation, readEvent, readTag } from './presence.ts'

type UsedKind = Exclude<ComponentKind, 'unsupported'>

const PLATFORMS: Readonly<Record<UsedKind, (options: JsonObject) => Draft>> = {
  tag: readTag,
  lock: readLock,
  binary_sensor: readBinarySensor,
  event: readEvent,
  switch: readSwitch,
  valve: readValve,
  sensor: readSensor,
  button: readButton,
  camera: readCamera,
  image: readImage,
  update: readUpdate,
  siren: readSiren,
  number: readNumber,
  select: readSelect,
  text: readText,
  device_automation: readDeviceAutomation,
}

const isUsed = (platform: string): platform is UsedKind => Object.hasOwn(PLATFORMS, platform)

export interface DiscoveredComponent {
  readonly description: ComponentDescription
  /** Null for a component that is not supported. */
  readonly binding: ComponentBinding | null
}

const KEY_LIMIT = 160

const keyOf = (platform: string, options: JsonObject, discoveryId: string): string => {
  const own = options.get('unique_id')
  const id = typeof own === 'string' && own !== '' ? own : discoveryId
  return `${platform}.${id.replace(/\p{C}/gu, '')}`.slice(0, KEY_LIMIT)
}

/** A tag has no name in the convention: it goes by the last part of its id, `hall-door reader` as `reader`. */
const ownName = (discoveryId: string): string =>
  discoveryId.slice(discoveryId.lastIndexOf(' ') + 1).slice(0, 40)

const bind = (
  platform: string,
  options: JsonObject,
): { readonly draft: Draft; readonly binding: ComponentBinding } => {
  if (!isUsed(platform)) throw new Unsupported(`the component ${platform.slice(0, 40)} is not used`)
  const encoding = textOption(options, 'encoding')
  if (encoding !== undefined && encoding !== 'utf-8' && platform !== 'camera' && platform !== 'image')
    throw new Unsupported('the encoding is not utf-8')
  const draft = PLATFORMS[platform](options)
  const { inputs = [], command = NO_COMMAND, fade = null } = draft
  return { draft, binding: { inputs, command, fade, availability: readAvailability(options) } }
}

export const readComponent = (
  platform: string,
  options: JsonObject,
  discoveryId: string,
): DiscoveredComponent => {
  const described = {
    key: keyOf(platform, options, discoveryId),
    name: labelOption(options, 'name') ?? labelOption(options, 'device_class') ?? ownName(discoveryId),
    deviceClass: labelOption(options, 'device_class'),
    unit: labelOption(options, 'unit_of_measurement'),
  }
  try {
    const { draft, binding } = bind(platform, options)
    const kind: ComponentKind = isUsed(platform) ? platform : 'unsupported'
    const { capabilities, setting = null } = draft
    return { description: { ...described, kind, capabilities, setting, unsupportedReason: null }, binding }
  } catch (error) {
    if (!(error instanceof Unsupported)) throw error
    const unsupportedReason = error.message
    return {
      description: { ...described, kind: 'unsupported', capabilities: [], setting: null, unsupportedReason },
      binding: null,
    }
  }
}
