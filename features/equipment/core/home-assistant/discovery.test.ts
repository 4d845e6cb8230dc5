/** What real equipment announces becomes a description, readings, scans and commands. */
import { describe, expect, it } from 'vitest'
import type { ComponentBinding, Interpretation } from './binding.ts'
import { describeDevice, type DescribedDevice, type DiscoveredPart, readDiscovery } from './discovery.ts'
import * as samples from './samples-for-tests.ts'
import { readDiscoveryTopic } from './topic.ts'

const read = ({ topic, payload }: samples.Sample): DiscoveredPart => {
  const place = readDiscoveryTopic(topic)
  if (!place) throw new Error(`not a discovery topic: ${topic}`)
  const discovery = readDiscovery(place, JSON.stringify(payload))
  if (discovery.kind !== 'described') throw new Error(JSON.stringify(discovery))
  return discovery.part
}

const device = (first: samples.Sample, ...rest: samples.Sample[]): DescribedDevice =>
  describeDevice([read(first), ...rest.map(read)])

const binding = ({ bindings }: DescribedDevice, key: string): ComponentBinding => {
  const found = bindings.get(key)
  if (!found) throw new Error(`no ${key} in ${[...bindings.keys()].join(', ')}`)
  return found
}

const hears = (described: DescribedDevice, key: string, payload: unknown): Interpretation | undefined =>
  binding(described, key).inputs[0]?.interpret(
    typeof payload === 'string' ? payload : JSON.stringify(payload),
  )

const only = (payload: Record<string, unknown>, platform: string) => {
  const sample = {
    topic: `homeassistant/${platform}/x/config`,
    payload: { device: { identifiers: 'x' }, ...payload },
  }
  const described = device(sample)
  const [component] = described.description.components
  if (!component) throw new Error('no component')
  return { described, component, key: component.key }
}

describe('ESPHome', () => {
  const hall = device(samples.ESPHOME_LOCK, samples.ESPHOME_DOOR)

  it('is one device with a lock and a leaf', () => {
    expect(hall.description).toMatchObject({
      externalId: '4c11ae0a1b2c',
      protocol: 'mqtt',
      name: 'hall-door',
      manufacturer: 'espressif',
      softwareVersion: 'esphome v2026.9.1',
      components: [
        { key: 'lock.ESPlockstrike', kind: 'lock', capabilities: ['unlock', 'lock', 'reportLockState'] },
        { key: 'binary_sensor.ESPbinary_sensorleaf', deviceClass: 'door', capabilities: ['reportOpening'] },
      ],
    })
  })

  it('is told and heard in its own words', () => {
    const lock = binding(hall, 'lock.ESPlockstrike')
    expect(lock.command({ kind: 'unlock' })).toEqual({
      topic: 'hall-door/lock/strike/command',
      payload: 'UNLOCK',
    })
    expect(lock.command({ kind: 'lock' })).toEqual({
      topic: 'hall-door/lock/strike/command',
      payload: 'LOCK',
    })
    expect(lock.command({ kind: 'press' })).toBeUndefined()
    expect(hears(hall, 'lock.ESPlockstrike', 'JAMMED')).toEqual({ kind: 'reading', value: 'jammed' })
    expect(hears(hall, 'lock.ESPlockstrike', 'odd')).toMatchObject({ kind: 'unreadable' })
    expect(hears(hall, 'binary_sensor.ESPbinary_sensorleaf', 'ON')).toEqual({ kind: 'reading', value: true })
  })
})

describe('Zigbee2MQTT', () => {
  const keypad = device(samples.Z2M_ACTION, samples.Z2M_CODE, samples.Z2M_TAMPER)
  const code = 'sensor.0x00158d0001a2b3c4_action_code_zigbee2mqtt'
  const message = { action: 'disarm', action_code: '0417', action_transaction: 99, tamper: false }

  it('makes a keypad a reader of codes', () => {
    const capabilities = keypad.description.components.map((component) => component.capabilities)
    expect(capabilities).toEqual([['reportEvent'], ['presentCredential'], ['reportTamper']])
    expect(hears(keypad, code, message)).toEqual({ kind: 'credential', credentialKind: 'pin', value: '0417' })
    expect(hears(keypad, code, { action: 'panic', action_code: null })).toEqual({ kind: 'nothing' })
    expect(hears(keypad, code, { battery: 80 })).toEqual({ kind: 'nothing' })
    expect(hears(keypad, 'sensor.0x00158d0001a2b3c4_action_zigbee2mqtt', message)).toEqual({
      kind: 'occurred',
      event: 'disarm',
    })
    expect(hears(keypad, 'binary_sensor.0x00158d0001a2b3c4_tamper_zigbee2mqtt', message)).toEqual({
      kind: 'reading',
      value: false,
    })
  })

  it('takes scans and presses only live', () => {
    const live = [...keypad.bindings].map(([, { inputs }]) => inputs[0]?.liveOnly)
    expect(live).toEqual([true, true, false])
  })

  it('writes commands through the template', () => {
    const lock = device(samples.Z2M_LOCK)
    const key = 'lock.0x00158d0001a2b3c5_lock_zigbee2mqtt'
    expect(binding(lock, key).command({ kind: 'unlock' })?.payload).toBe('{"state": "UNLOCK"}')
    expect(hears(lock, key, { lock_state: 'unlock' })).toEqual({ kind: 'reading', value: 'unlocked' })
  })

  it('drives a trigger and keeps what it cannot drive, with the reason', () => {
    const button = device(samples.Z2M_TRIGGER, samples.Z2M_EVENT)
    const trigger = 'device_automation.0x00158d0001a2b3c6 action_single'
    expect(hears(button, trigger, 'single')).toEqual({ kind: 'occurred', event: 'single action' })
    expect(hears(button, trigger, 'double')).toEqual({ kind: 'nothing' })
    expect(button.description.components[1]).toMatchObject({
      kind: 'unsupported',
      capabilities: [],
      unsupportedReason: 'value_template: the function namespace() is not supported',
    })
  })
})

describe('Tasmota', () => {
  const parking = device(samples.TASMOTA_READER, samples.TASMOTA_RELAY)

  it('reads a card where there is one', () => {
    const reader = 'tag.tasmota_A1B2C3 rfid'
    expect(hears(parking, reader, { RC522: { UID: '94c1e3a2' } })).toEqual({
      kind: 'credential',
      credentialKind: 'card',
      value: '94C1E3A2',
    })
    expect(hears(parking, reader, { RC522: {} })).toEqual({ kind: 'nothing' })
    expect(hears(parking, reader, { Uptime: 3 })).toMatchObject({ kind: 'unreadable' })
  })

  it('opens with a relay, at the topics the base makes', () => {
    const relay = binding(parking, 'switch.A1B2C3_RL_1')
    expect(relay.command({ kind: 'unlock' })).toEqual({ topic: 'cmnd/tasmota_A1B2C3', payload: 'ON' })
    expect(relay.command({ kind: 'switch', on: false })?.payload).toBe('OFF')
    // It may be the lock of an entrance, and does not call itself one: a washing machine has the same relay.
    expect(parking.description.components[1]?.capabilities).toEqual(['switch', 'reportState'])
    expect(relay.availability?.sources[0]?.topic).toBe('tasmota_A1B2C3/LWT')
    expect(relay.availability?.sources[0]?.interpret('Offline')).toBe(false)
    expect(parking.description.externalId).toBe('mac:5C:CF:7F:A1:B2:C3')
  })
})

describe('Shelly and OpenMQTTGateway', () => {
  it('switches and measures', () => {
    const laundry = device(samples.SHELLY_SWITCH, samples.SHELLY_POWER)
    const status = { id: 0, output: true, apower: 1234.56 }
    expect(hears(laundry, 'switch.shellyplus1pm-a8032abcdef0-switch-0', status)).toEqual({
      kind: 'reading',
      value: true,
    })
    expect(hears(laundry, 'sensor.shellyplus1pm-a8032abcdef0-power-0', status)).toEqual({
      kind: 'reading',
      value: 1234.6,
    })
    expect(laundry.description).toMatchObject({ name: 'Laundry 3', hardwareVersion: 'gen 2' })
  })

  it('leaves a sensor unknown that has fallen silent', () => {
    const cellar = device(samples.OMG_TEMPERATURE)
    expect(hears(cellar, 'sensor.A4C138000102-tempc', { tempc: 14.0 })).toEqual({
      kind: 'reading',
      value: 14,
    })
    expect(hears(cellar, 'sensor.A4C138000102-tempc', { batt: 80 })).toMatchObject({ kind: 'unreadable' })
    expect(binding(cellar, 'sensor.A4C138000102-tempc').fade).toEqual({
      afterMs: 600_000,
      to: null,
    })
  })
})

describe('a device-based announcement', () => {
  const bank = device(samples.PARCEL_BANK)

  it('shares topics, base and availability among its components', () => {
    expect(bank.description).toMatchObject({
      externalId: 'parcels-1',
      name: 'Parcel lockers',
      manufacturer: 'Renz',
      model: 'myRENZbox',
      hardwareVersion: 'B',
      suggestedArea: 'Hall',
    })
    expect(bank.description.components.map(({ key }) => key)).toEqual([
      'lock.parcels-1-c1',
      'binary_sensor.parcels-1-c1-door',
      'text.parcels-1-board',
    ])
    expect(binding(bank, 'binary_sensor.parcels-1-c1-door').availability?.sources[0]?.topic).toBe(
      'parcels/1/online',
    )
  })

  it('opens a latch that says it can, and shows a bounded text', () => {
    expect(binding(bank, 'lock.parcels-1-c1').command({ kind: 'unlock' })).toEqual({
      topic: 'parcels/1/c1/set',
      payload: 'OPEN',
    })
    const board = binding(bank, 'text.parcels-1-board')
    expect(board.command({ kind: 'configure', value: 'Bonjour' })?.payload).toBe('Bonjour')
    expect(board.command({ kind: 'configure', value: 'x'.repeat(65) })).toBeUndefined()
  })

  it('gives a component the same key in either form, so that migration changes nothing', () => {
    const single = read({
      topic: 'homeassistant/tag/d1/reader/config',
      payload: { t: 'd/scan', dev: { ids: 'd1' } },
    })
    const based = read({
      topic: 'homeassistant/device/d1/config',
      payload: { dev: { ids: 'd1' }, o: { name: 'x' }, cmps: { reader: { p: 'tag', t: 'd/scan' } } },
    })
    expect(single.components[0]?.description.key).toBe(based.components[0]?.description.key)
    const place = readDiscoveryTopic('homeassistant/tag/d1/reader/config')
    expect(place && readDiscovery(place, '{"migrate_discovery": true}')).toEqual({ kind: 'migrating' })
    expect(place && readDiscovery(place, '')).toEqual({ kind: 'removed' })
  })
})

describe('settings', () => {
  it('are bounded by what the device accepts', () => {
    const { described, component, key } = only(
      { command_topic: 'x/set', min: 0.5, max: 10, step: 0.5, command_template: '{"v": {{ value }}}' },
      'number',
    )
    expect(component.setting).toEqual({ min: 0.5, max: 10, step: 0.5 })
    expect(binding(described, key).command({ kind: 'configure', value: 5 })?.payload).toBe('{"v": 5}')
    expect(binding(described, key).command({ kind: 'configure', value: 0.5 })?.payload).toBe('{"v": 0.5}')
    for (const value of [11, Number.NaN, 'x', true])
      expect(binding(described, key).command({ kind: 'configure', value })).toBeUndefined()
  })

  it('offer only the announced options', () => {
    const { described, key } = only({ command_topic: 'x/set', ops: ['low', 'high'] }, 'select')
    expect(binding(described, key).command({ kind: 'configure', value: 'high' })?.payload).toBe('high')
    expect(binding(described, key).command({ kind: 'configure', value: 'odd' })).toBeUndefined()
  })
})

describe('other platforms', () => {
  it('press, sound, turn and update', () => {
    const button = only({ cmd_t: 'x/b', pl_prs: 'GO' }, 'button')
    expect(binding(button.described, button.key).command({ kind: 'press' })).toEqual({
      topic: 'x/b',
      payload: 'GO',
    })
    const siren = only({ cmd_t: 'x/s', stat_t: 'x/s/state' }, 'siren')
    expect(binding(siren.described, siren.key).command({ kind: 'switch', on: true })?.payload).toBe(
      '{"state":"ON"}',
    )
    expect(hears(siren.described, siren.key, '{"state":"OFF"}')).toEqual({ kind: 'reading', value: false })
    const valve = only({ cmd_t: 'x/v', stat_t: 'x/v/state', reports_position: true }, 'valve')
    expect(binding(valve.described, valve.key).command({ kind: 'switch', on: true })?.payload).toBe('100')
    expect(hears(valve.described, valve.key, '{"position": 40}')).toEqual({ kind: 'reading', value: 40 })
    const update = only({ stat_t: 'x/u', cmd_t: 'x/u/set', payload_install: 'install' }, 'update')
    expect(hears(update.described, update.key, { installed_version: '1', latest_version: '2' })).toEqual({
      kind: 'reading',
      value: '{"installed_version":"1","latest_version":"2","in_progress":false,"update_percentage":null}',
    })
    expect(binding(update.described, update.key).command({ kind: 'press' })?.payload).toBe('install')
    expect(only({ topic: 'x/c' }, 'camera').component.kind).toBe('camera')
    expect(only({ url_topic: 'x/i' }, 'image').component.kind).toBe('image')
  })

  it('tells a doorbell from a code typed at its keypad', () => {
    const bell = only({ stat_t: 'x/e', evt_typ: ['press', 'code'], dev_cla: 'doorbell' }, 'event')
    expect(hears(bell.described, bell.key, { event_type: 'press' })).toEqual({
      kind: 'occurred',
      event: 'press',
    })
    expect(hears(bell.described, bell.key, { event_type: 'code', code: '*12345#' })).toMatchObject({
      credentialKind: 'pin',
      value: '12345',
    })
    expect(hears(bell.described, bell.key, { event_type: 'hold' })).toMatchObject({ kind: 'unreadable' })
  })

  it('hears the plates a camera reads, as an event of its own or as a sensor of Frigate', () => {
    const camera = only({ stat_t: 'x/p', evt_typ: ['plate', 'motion'] }, 'event')
    expect(camera.component.capabilities).toContain('presentCredential')
    const plate = { kind: 'credential', credentialKind: 'licencePlate', value: 'AB-123-CD' }
    expect(hears(camera.described, camera.key, { event_type: 'plate', plate: 'AB-123-CD' })).toEqual(plate)
    expect(hears(camera.described, camera.key, { event_type: 'motion' })).toEqual({
      kind: 'occurred',
      event: 'motion',
    })
    expect(hears(camera.described, camera.key, { event_type: 'plate', plate: 7 })).toMatchObject({
      why: 'plate_not_text',
    })

    const options = { stat_t: 'frigate/tracked_object_update', val_tpl: '{{ value_json.plate }}' }
    const frigate = only(options, 'sensor')
    expect(frigate.component.capabilities).toEqual(['presentCredential'])
    expect(binding(frigate.described, frigate.key).inputs[0]?.liveOnly).toBe(true)
    const seen = { type: 'lpr', id: '17.2', name: null, plate: 'AB-123-CD', score: 0.94, camera: 'barrier' }
    expect(hears(frigate.described, frigate.key, seen)).toEqual(plate)
    expect(hears(frigate.described, frigate.key, { type: 'description', id: '17.2' })).toEqual({
      kind: 'nothing',
    })
  })

  it('knows when motion ends', () => {
    const motion = only({ stat_t: 'x/m', dev_cla: 'motion', off_dly: 30 }, 'binary_sensor')
    expect(binding(motion.described, motion.key).fade).toEqual({ only: true, afterMs: 30_000, to: false })
  })
})

describe('what cannot be driven is kept with the reason', () => {
  it.each([
    ['lock', {}, 'command_topic is missing'],
    ['lock', { cmd_t: '#' }, 'command_topic has a wildcard'],
    ['lock', { cmd_t: '$SYS/x' }, 'command_topic belongs to the broker'],
    ['lock', { cmd_t: 'homeassistant/lock/a/config' }, 'command_topic belongs to discovery'],
    ['lock', { cmd_t: 'a\u0000b' }, 'command_topic has characters that are not allowed'],
    ['lock', { cmd_t: 'x'.repeat(300) }, 'command_topic is too long'],
    ['lock', { cmd_t: 7 }, 'command_topic is not a text'],
    [
      'lock',
      { cmd_t: 'a', cmd_tpl: '{{ states("x") }}' },
      'command_template: the function states() is not supported',
    ],
    ['lock', { cmd_t: 'a', encoding: 'utf-16' }, 'the encoding is not utf-8'],
    ['lock', { cmd_t: 'a', avty_mode: 'most', avty_t: 'b' }, 'availability_mode is not all, any or latest'],
    ['lock', { cmd_t: 'a', pl_unlk: 'x'.repeat(2000) }, 'payload_unlock is too long'],
    ['number', { cmd_t: 'a', min: 5, max: 1 }, 'min, max and step leave no value'],
    ['number', { cmd_t: 'a', min: 'low' }, 'min is not a number'],
    ['select', { cmd_t: 'a' }, 'options is missing'],
    ['event', { stat_t: 'a' }, 'event_types is missing'],
    ['device_automation', { t: 'a' }, 'automation_type is not trigger'],
    ['light', { cmd_t: 'a' }, 'the component light is not used'],
    ['constructor', {}, 'the component constructor is not used'],
  ])('%s %#', (platform, payload, reason) => {
    expect(only(payload, platform).component).toMatchObject({
      kind: 'unsupported',
      unsupportedReason: reason,
    })
  })
})

it.each([
  'homeassistant/lock/config',
  'homeassistant/lock/a/b/c/config',
  'homeassistant/lock/a b/config',
  'other/lock/a/config',
  'homeassistant//a/config',
])('is not a discovery topic: %s', (topic) => {
  expect(readDiscoveryTopic(topic)).toBeUndefined()
})
