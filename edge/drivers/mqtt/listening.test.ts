/** Hostile, huge, unknown and out-of-order messages: counted, never a crash, never an open door. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createManualWorld } from '../contract-rig.ts'
import type { DriverReport } from '../driver.ts'
import { Catalogue } from './catalogue.ts'
import { Listening } from './listening.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const open = () => {
  const world = createManualWorld()
  const reports: DriverReport[] = []
  const listening = new Listening(world, (report) => reports.push(report))
  const say = (topic: string, payload: unknown, retained = false): void =>
    listening.receive(topic, bytes(typeof payload === 'string' ? payload : JSON.stringify(payload)), retained)
  const kinds = (): string[] => reports.splice(0).map(({ kind }) => kind)
  return { world, reports, listening, say, kinds }
}

const READER = { topic: 'door/scan', device: { identifiers: ['door'], name: 'Door' } }
const LOCK = {
  command_topic: 'door/set',
  state_topic: 'door/state',
  unique_id: 'l',
  device: { identifiers: ['door'] },
}

describe('a badge', () => {
  it('that the broker kept never opens a door', () => {
    const { say, kinds, reports } = open()
    say('homeassistant/tag/door/reader/config', READER, true)
    expect(kinds()).toEqual(['announced'])
    say('door/scan', '94C1E3A2', true)
    expect(reports).toEqual([
      {
        kind: 'unknown',
        topic: 'door/scan',
        why: 'kept_message',
        bytes: 8,
        count: 1,
      },
    ])
    reports.length = 0
    say('door/scan', '94C1E3A2')
    expect(kinds()).toEqual(['credentialPresented'])
  })

  it('that comes before its reader is announced is only counted', () => {
    const { say, kinds } = open()
    say('door/scan', '94C1E3A2')
    say('homeassistant/tag/door/reader/config', READER)
    expect(kinds()).toEqual(['unknown', 'announced'])
  })
})

describe('a state', () => {
  it('that the broker kept is told as it stands, a live one as a change', () => {
    const { say, reports } = open()
    say('homeassistant/lock/door/l/config', LOCK)
    say('door/state', 'LOCKED', true)
    say('door/state', 'UNLOCKED')
    const readings = reports.filter((report) => report.kind === 'reading')
    expect(readings.map(({ value, isStanding }) => [value, isStanding])).toEqual([
      ['locked', true],
      ['unlocked', undefined],
    ])
  })
})

describe('announcements', () => {
  it('of one device on several topics come and go together', () => {
    const { say, kinds, listening } = open()
    say('homeassistant/tag/door/reader/config', READER)
    say('homeassistant/lock/door/lock/config', LOCK)
    expect(listening.catalogue.device('door')?.description.components).toHaveLength(2)
    say('homeassistant/lock/door/lock/config', '')
    say('homeassistant/lock/door/lock/config', '')
    say('homeassistant/tag/door/reader/config', '')
    expect(kinds()).toEqual(['announced', 'announced', 'announced', 'withdrawn'])
    expect([...listening.catalogue.topics()]).toEqual([])
  })

  it('that say the same again change nothing', () => {
    const { say, kinds } = open()
    say('homeassistant/tag/door/reader/config', READER)
    say('homeassistant/tag/door/reader/config', READER, true)
    expect(kinds()).toEqual(['announced'])
  })

  it('that migrate to the device-based form keep the device', () => {
    const { say, kinds, listening } = open()
    say('homeassistant/lock/door/lock/config', LOCK)
    say('homeassistant/lock/door/lock/config', { migrate_discovery: true })
    say('homeassistant/device/door/config', {
      device: { identifiers: ['door'] },
      origin: { name: 'x' },
      components: {
        lock: { platform: 'lock', unique_id: 'l', command_topic: 'door/set', state_topic: 'door/state' },
      },
    })
    say('homeassistant/lock/door/lock/config', '')
    expect(kinds()).toEqual(['announced', 'announced', 'announced'])
    expect(listening.catalogue.device('door')?.description.components.map(({ key }) => key)).toEqual([
      'lock.l',
    ])
  })

  it('that move a topic to another device withdraw the first', () => {
    const { say, reports } = open()
    say('homeassistant/lock/door/lock/config', LOCK)
    say('homeassistant/lock/door/lock/config', { ...LOCK, device: { identifiers: ['other'] } })
    expect(reports.slice(1)).toMatchObject([
      { kind: 'withdrawn', externalId: 'door' },
      { kind: 'announced', device: { externalId: 'other' } },
    ])
  })

  it('are bounded in number', () => {
    const catalogue = new Catalogue({ sources: 2, bytes: 10_000, topics: 100 })
    const announce = (id: string) =>
      catalogue.accept(
        `homeassistant/tag/${id}/config`,
        { component: 'tag', nodeId: null, objectId: id },
        `{"t":"${id}"}`,
      )
    expect([announce('a').refused, announce('b').refused, announce('c').refused]).toEqual([
      null,
      null,
      'too_many_devices',
    ])
  })
})

describe('a flood of announcements', () => {
  it('is refused and counted beyond what the edge has room for, which withdrawing frees', () => {
    const { say, reports } = open()
    const padded = (id: number) => ({
      ...LOCK,
      device: { identifiers: [`d${id}`] },
      pad: 'x'.repeat(240_000),
    })
    const topic = (id: number) => `homeassistant/lock/d${id}/lock/config`
    for (let id = 0; id < 300; id += 1) say(topic(id), padded(id))
    const announced = () => reports.splice(0).filter(({ kind }) => kind === 'announced').length
    expect(announced()).toBe(69)
    for (let id = 0; id < 69; id += 1) say(topic(id), '')
    reports.splice(0)
    say(topic(299), padded(299))
    expect(announced()).toBe(1)
  })
})

describe('availability', () => {
  const announce = (mode: string) => {
    const setting = open()
    const availability = [{ t: 'bridge' }, { t: 'device', val_tpl: '{{ value_json.state }}' }]
    setting.say('homeassistant/lock/door/lock/config', { ...LOCK, avty: availability, avty_mode: mode })
    setting.kinds()
    return setting
  }
  const said = (reports: DriverReport[]) =>
    reports.splice(0).map((report) => report.kind === 'availability' && report.online)

  it.each([
    ['all', [true, false, true]],
    ['any', [true, false, true]],
    ['latest', [true, false, true]],
  ])('in mode %s', (mode, expected) => {
    const { say, reports } = announce(mode)
    say('bridge', 'online')
    say('device', { state: 'online' })
    say('device', { state: 'offline' })
    if (mode === 'any') say('bridge', 'offline')
    say('device', 'nonsense')
    if (mode === 'any') say('bridge', 'online')
    say('device', { state: 'online' })
    expect(said(reports)).toEqual(expected)
  })
})

describe('readings', () => {
  it('fade when they are not renewed', async () => {
    const { say, reports, world } = open()
    const motion = { stat_t: 'm', off_dly: 30, uniq_id: 'm', dev: { ids: 'm' } }
    say('homeassistant/binary_sensor/m/config', motion)
    reports.length = 0
    say('m', 'ON')
    await world.turn(20_000)
    say('m', 'ON')
    await world.turn(20_000)
    expect(reports.map((report) => report.kind === 'reading' && report.value)).toEqual([true, true])
    await world.turn(10_000)
    expect(reports.at(-1)).toMatchObject({ value: false })
  })
})

describe('what cannot be read', () => {
  it('is reported at once, then once a minute with its count', async () => {
    const { say, reports, world } = open()
    for (let turn = 0; turn < 1_000; turn += 1) say('nobody/listens', 'xx')
    expect(reports).toHaveLength(1)
    await world.turn(60_000)
    expect(reports[1]).toEqual({
      kind: 'unknown',
      topic: 'nobody/listens',
      why: 'nobody_listens',
      bytes: 1_998,
      count: 999,
    })
  })

  it('stays bounded when every topic is new', async () => {
    const { say, reports, world } = open()
    for (let turn = 0; turn < 5_000; turn += 1) say(`random/${turn}`, 'x')
    expect(reports.length).toBeLessThan(510)
    await world.turn(60_000)
    expect(reports.reduce((sum, report) => sum + (report.kind === 'unknown' ? report.count : 0), 0)).toBe(
      5_000,
    )
  })

  it.each([
    ['homeassistant/lock/x/config', new Uint8Array(300_000), 'announcement_unreadable'],
    ['homeassistant/lock/x/config', Uint8Array.of(0xff, 0xfe), 'announcement_unreadable'],
    ['homeassistant/lock/x/config', bytes('{'), 'json_invalid: not valid JSON'],
    ['homeassistant/lock/x/config', bytes('[]'), 'not_json_object'],
    ['homeassistant/lock/x/config', bytes('['.repeat(100_000)), 'json_invalid: nested too deeply'],
    ['homeassistant/device/x/config', bytes('{"cmps":{}}'), 'device_not_described'],
    ['homeassistant/a/b/c/d/config', bytes('{}'), 'not_discovery_topic'],
    ['$SYS/broker/uptime', bytes('1'), 'nobody_listens'],
  ])('%s %#', (topic, payload, why) => {
    const { listening, reports } = open()
    listening.receive(topic, payload, false)
    expect(reports).toMatchObject([{ kind: 'unknown', why, bytes: payload.length }])
  })

  it('never leaks a code that was typed wrongly', () => {
    const { say, reports } = open()
    say('homeassistant/sensor/k/config', {
      stat_t: 'k',
      val_tpl: '{{ value_json.action_code }}',
      uniq_id: 'k',
    })
    say('k', { action: 'disarm', action_code: 'secret-4711' })
    expect(JSON.stringify(reports)).not.toContain('4711')
    expect(reports.at(-1)).toMatchObject({ kind: 'unknown', why: 'code_not_digits' })
  })
})

const key = fc.constantFrom(
  'device',
  'dev',
  'identifiers',
  'ids',
  'availability',
  'avty',
  'avty_t',
  'components',
  'cmps',
  'platform',
  'p',
  'topic',
  't',
  '~',
  'state_topic',
  'stat_t',
  'command_topic',
  'cmd_t',
  'value_template',
  'val_tpl',
  'unique_id',
  'name',
  'options',
  'min',
  'max',
  'payload_on',
  'off_delay',
  'event_types',
  '__proto__',
  'constructor',
)
const leaf = fc.oneof(
  fc.constantFrom(
    'a',
    '~/a',
    'a/~',
    '#',
    '{{ value }}',
    '{{ value_json.a }}',
    '{{',
    'lock',
    'tag',
    'sensor',
    'trigger',
    '',
  ),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)
const { config } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('value'), { maxLength: 4 }), tie('config')),
  config: fc.dictionary(key, tie('value'), { maxKeys: 8 }),
}))

it('survives whatever is announced and said', () => {
  const platform = fc.constantFrom(
    'device',
    'lock',
    'tag',
    'sensor',
    'event',
    'number',
    'select',
    'text',
    'switch',
    'valve',
    'siren',
    'update',
    'light',
  )
  const payload = fc.oneof(
    config.map((object) => bytes(JSON.stringify(object))),
    fc.uint8Array({ maxLength: 60 }),
    fc.json().map(bytes),
  )
  fc.assert(
    fc.property(platform, fc.array(payload, { maxLength: 6 }), fc.boolean(), (name, payloads, retained) => {
      const { listening, reports } = open()
      for (const message of payloads) {
        listening.receive(`homeassistant/${name}/x/config`, message, retained)
        listening.receive('a', message, retained)
        for (const topic of listening.catalogue.topics()) listening.receive(topic, message, retained)
      }
      listening.stop()
      if (retained)
        expect(reports.some(({ kind }) => kind === 'credentialPresented' || kind === 'occurred')).toBe(false)
    }),
    { numRuns: 2_000 },
  )
})
