/** Platforms that open, switch and press: lock, switch, valve, siren, button. */
import type { JsonObject } from '../json.ts'
import type { ComponentCommand, Draft, Publication } from './binding.ts'
import {
  memberOrText,
  readerOf,
  requiredTopic,
  textOption,
  textOr,
  topicOption,
  Unsupported,
  type WriteCommand,
  writerOf,
} from './options.ts'
import { asNumber, oneOf, stateInput } from './read-state.ts'

const publication = (topic: string, payload: string | undefined): Publication | undefined =>
  payload === undefined ? undefined : { topic, payload }

export const readLock = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const stateTopic = topicOption(options, 'state_topic')
  const write = writerOf(options)
  // A lock that can pull its latch says so with `payload_open`: unlocking alone would leave the door shut.
  const unlock = textOption(options, 'payload_open') ?? textOr(options, 'payload_unlock', 'UNLOCK')
  const lock = textOr(options, 'payload_lock', 'LOCK')
  const states = new Map([
    [textOr(options, 'state_open', 'OPEN'), 'open'],
    [textOr(options, 'state_opening', 'OPENING'), 'opening'],
    [textOr(options, 'state_jammed', 'JAMMED'), 'jammed'],
    [textOr(options, 'state_locking', 'LOCKING'), 'locking'],
    [textOr(options, 'state_unlocking', 'UNLOCKING'), 'unlocking'],
    [textOr(options, 'state_unlocked', 'UNLOCKED'), 'unlocked'],
    [textOr(options, 'state_locked', 'LOCKED'), 'locked'],
  ])
  return {
    capabilities: ['unlock', 'lock', ...(stateTopic === undefined ? [] : (['reportLockState'] as const))],
    inputs: stateInput(stateTopic, readerOf(options, 'value_template'), oneOf(states)),
    command: (command) => {
      if (command.kind === 'unlock') return publication(topic, write(unlock))
      return command.kind === 'lock' ? publication(topic, write(lock)) : undefined
    },
  }
}

/**
 * A relay may drive an electric strike: closing it opens the door. It does not call itself a lock, since a washing
 * machine has the same relay; a person says so by making it the lock of an entrance.
 */
const onOff =
  (topic: string, on: () => string | undefined, off: () => string | undefined) =>
  (command: ComponentCommand): Publication | undefined => {
    if (command.kind === 'switch') return publication(topic, command.on ? on() : off())
    if (command.kind === 'unlock') return publication(topic, on())
    return command.kind === 'lock' ? publication(topic, off()) : undefined
  }

export const readSwitch = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const stateTopic = topicOption(options, 'state_topic')
  const write = writerOf(options)
  const on = textOr(options, 'payload_on', 'ON')
  const off = textOr(options, 'payload_off', 'OFF')
  const states = new Map([
    [textOr(options, 'state_off', off), false],
    [textOr(options, 'state_on', on), true],
  ])
  return {
    capabilities: ['switch', ...(stateTopic === undefined ? [] : (['reportState'] as const))],
    inputs: stateInput(stateTopic, readerOf(options, 'value_template'), oneOf(states)),
    command: onOff(
      topic,
      () => write(on),
      () => write(off),
    ),
  }
}

export const readSiren = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const stateTopic = topicOption(options, 'state_topic')
  const on = textOr(options, 'payload_on', 'ON')
  const off = textOr(options, 'payload_off', 'OFF')
  const states = oneOf(
    new Map([
      [textOr(options, 'state_off', off), false],
      [textOr(options, 'state_on', on), true],
    ]),
  )
  // Without a template a siren is told its state as JSON.
  const plain: WriteCommand = (state) => JSON.stringify({ state: String(state) })
  const writeOn = options.has('command_template') ? writerOf(options) : plain
  const writeOff = options.has('command_off_template') ? writerOf(options, 'command_off_template') : writeOn
  return {
    capabilities: ['switch', ...(stateTopic === undefined ? [] : (['reportState'] as const))],
    inputs: stateInput(stateTopic, readerOf(options, 'state_value_template'), (text) =>
      states(memberOrText(text, 'state')),
    ),
    command: (command) =>
      command.kind === 'switch' ? publication(topic, command.on ? writeOn(on) : writeOff(off)) : undefined,
  }
}

export const readValve = (options: JsonObject): Draft => {
  const topic = topicOption(options, 'command_topic')
  const stateTopic = topicOption(options, 'state_topic')
  if (topic === undefined && stateTopic === undefined) throw new Unsupported('command_topic is missing')
  const write = writerOf(options)
  const byPosition = options.get('reports_position') === true
  const opened = byPosition
    ? textOr(options, 'position_open', '100')
    : textOr(options, 'payload_open', 'OPEN')
  const closed = byPosition
    ? textOr(options, 'position_closed', '0')
    : textOr(options, 'payload_close', 'CLOSE')
  const states = oneOf(
    new Map([
      [textOr(options, 'state_opening', 'opening'), 'opening'],
      [textOr(options, 'state_closing', 'closing'), 'closing'],
      [textOr(options, 'state_closed', 'closed'), 'closed'],
      [textOr(options, 'state_open', 'open'), 'open'],
    ]),
  )
  const meaning = (text: string) =>
    byPosition ? asNumber(memberOrText(text, 'position')) : states(memberOrText(text, 'state'))
  return {
    capabilities: [
      ...(topic === undefined ? [] : (['switch'] as const)),
      ...(stateTopic === undefined ? [] : (['reportState'] as const)),
    ],
    inputs: stateInput(stateTopic, readerOf(options, 'value_template'), meaning),
    ...(topic === undefined
      ? {}
      : {
          command: onOff(
            topic,
            () => write(opened),
            () => write(closed),
          ),
        }),
  }
}

/** A gate opener is often a button: as the lock of an entrance it is pressed, and the gate closes by itself. */
export const readButton = (options: JsonObject): Draft => {
  const topic = requiredTopic(options, 'command_topic')
  const write = writerOf(options)
  const press = textOr(options, 'payload_press', 'PRESS')
  return {
    capabilities: ['press'],
    command: (command) =>
      command.kind === 'press' || command.kind === 'unlock' ? publication(topic, write(press)) : undefined,
  }
}
