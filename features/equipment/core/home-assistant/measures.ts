/** Platforms that measure and are set: binary_sensor, sensor, update, number, select, text, camera, image. */
import type { Capability } from '../description.ts'
import { readUpdateState, writeFirmware } from '../firmware.ts'
import type { JsonObject } from '../json.ts'
import type { Draft, Interpretation } from './binding.ts'
import {
  numberOption,
  readerOf,
  requiredTopic,
  textOption,
  textOr,
  textsOption,
  topicOption,
  Unsupported,
  writerOf,
} from './options.ts'
import { readKeypad, readPlateSensor } from './presence.ts'
import { asNumber, asText, oneOf, reading, stateInput } from './read-state.ts'

const OPENING_CLASSES = new Set(['door', 'garage_door', 'opening', 'window'])
const TEXT_CLASSES = new Set(['date', 'enum', 'timestamp'])
const LONGEST_FADE_S = 86_400

const capabilityOf = (deviceClass: string | undefined): Capability => {
  if (deviceClass === 'battery') return 'reportBattery'
  if (deviceClass === 'signal_strength') return 'reportSignal'
  if (deviceClass === 'tamper') return 'reportTamper'
  return deviceClass !== undefined && OPENING_CLASSES.has(deviceClass) ? 'reportOpening' : 'reportState'
}

const fadeAfter = (options: JsonObject, name: string): number | undefined => {
  const seconds = numberOption(options, name)
  if (seconds === undefined || seconds <= 0) return undefined
  return Math.min(seconds, LONGEST_FADE_S) * 1_000
}

export const readBinarySensor = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'state_topic')
  const states = new Map([
    [textOr(options, 'payload_off', 'OFF'), false],
    [textOr(options, 'payload_on', 'ON'), true],
  ])
  const offDelay = fadeAfter(options, 'off_delay')
  const expiry = fadeAfter(options, 'expire_after')
  const fade =
    offDelay !== undefined
      ? { only: true, afterMs: offDelay, to: false }
      : expiry !== undefined
        ? { afterMs: expiry, to: null }
        : null
  return {
    capabilities: [capabilityOf(textOption(options, 'device_class'))],
    inputs: stateInput(topic, readerOf(options, 'value_template'), oneOf(states)),
    fade,
  }
}

export const readSensor = (options: JsonObject): Draft => {
  const person = readKeypad(options) ?? readPlateSensor(options)
  if (person) return person
  const topic = requiredTopic(options, 'state_topic')
  const deviceClass = textOption(options, 'device_class')
  const isNumeric =
    options.has('unit_of_measurement') ||
    options.has('state_class') ||
    (deviceClass !== undefined && !TEXT_CLASSES.has(deviceClass))
  const expiry = fadeAfter(options, 'expire_after')
  return {
    capabilities: [capabilityOf(deviceClass)],
    inputs: stateInput(topic, readerOf(options, 'value_template'), isNumeric ? asNumber : asText),
    fade: expiry === undefined ? null : { afterMs: expiry, to: null },
  }
}

/** Kept as one value, in one order of words (`firmware.ts`). */
const firmwareSaid = (text: string): Interpretation => {
  const firmware = readUpdateState(text)
  return firmware === undefined
    ? { kind: 'unreadable', why: 'state_not_json' }
    : reading(writeFirmware(firmware))
}

export const readUpdate = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'state_topic')
  const commandTopic = topicOption(options, 'command_topic')
  const install = textOption(options, 'payload_install')
  const canInstall = commandTopic !== undefined && install !== undefined
  return {
    capabilities: canInstall ? ['reportState', 'updateFirmware'] : ['reportState'],
    inputs: stateInput(topic, readerOf(options, 'value_template'), firmwareSaid),
    command: (command) =>
      canInstall && command.kind === 'press' ? { topic: commandTopic, payload: install } : undefined,
  }
}

export const readNumber = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const write = writerOf(options)
  const min = numberOption(options, 'min') ?? 1
  const max = numberOption(options, 'max') ?? 100
  const step = numberOption(options, 'step') ?? 1
  if (min >= max || step <= 0) throw new Unsupported('min, max and step leave no value')
  return {
    capabilities: ['configure', 'reportState'],
    setting: { min, max, step },
    inputs: stateInput(topicOption(options, 'state_topic'), readerOf(options, 'value_template'), asNumber),
    command: (command) => {
      if (command.kind !== 'configure' || typeof command.value !== 'number') return undefined
      const { value } = command
      if (!(value >= min && value <= max)) return undefined
      const payload = write(Number.isInteger(value) ? BigInt(value) : value)
      return payload === undefined ? undefined : { topic, payload }
    },
  }
}

export const readSelect = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const write = writerOf(options)
  const choices = textsOption(options, 'options')
  if (choices.length === 0) throw new Unsupported('options is missing')
  return {
    capabilities: ['configure', 'reportState'],
    setting: { options: choices },
    inputs: stateInput(
      topicOption(options, 'state_topic'),
      readerOf(options, 'value_template'),
      oneOf(new Map(choices.map((choice) => [choice, choice]))),
    ),
    command: (command) => {
      if (
        command.kind !== 'configure' ||
        typeof command.value !== 'string' ||
        !choices.includes(command.value)
      )
        return undefined
      const payload = write(command.value)
      return payload === undefined ? undefined : { topic, payload }
    },
  }
}

/** A text to set, or a surface that shows it. Its `pattern` is a regular expression from outside and is not run. */
export const readText = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const write = writerOf(options)
  const min = numberOption(options, 'min') ?? 0
  const max = Math.min(numberOption(options, 'max') ?? 255, 255)
  return {
    capabilities: ['configure', 'showText', 'reportState'],
    setting: { min, max },
    inputs: stateInput(topicOption(options, 'state_topic'), readerOf(options, 'value_template'), asText),
    command: (command) => {
      if (command.kind !== 'configure' || typeof command.value !== 'string') return undefined
      const { length } = command.value
      const payload = length >= min && length <= max ? write(command.value) : undefined
      return payload === undefined ? undefined : { topic, payload }
    },
  }
}

/** Pictures are described so that a screen can ask for them; their bytes do not pass through the door's process. */
export const readCamera = (options: JsonObject): Draft => {
  requiredTopic(options, 'topic')
  return { capabilities: [] }
}

export const readImage = (options: JsonObject): Draft => {
  if (topicOption(options, 'image_topic') === undefined) requiredTopic(options, 'url_topic')
  return { capabilities: [] }
}
