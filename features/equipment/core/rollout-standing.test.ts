import { addMs, DAY_MS, instant, MINUTE_MS } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { writeFirmware, type Firmware } from './firmware.ts'
import {
  followFirmware,
  followSetting,
  standToFirmware,
  standToSetting,
  type AskedFirmware,
  type DeviceNow,
  type PartNow,
} from './rollout-standing.ts'

const NOW = instant(1_800_000_000_000)
const SETTING = { kind: 'number', name: 'Stays unlocked', unit: 's' } as const

const part = (change: Partial<PartNow> = {}): PartNow => ({
  key: 'number.a',
  ...SETTING,
  capabilities: ['configure', 'reportState'],
  setting: { min: 1, max: 30, step: 1 },
  reading: { value: 5, at: NOW },
  desired: null,
  ...change,
})
const device = (change: Partial<DeviceNow> = {}): DeviceNow => ({
  state: 'adopted',
  online: true,
  lastContactAt: NOW,
  batteryLow: false,
  parts: [part()],
  ...change,
})

describe('how a device stands to a setting', () => {
  test.each([
    ['it can be asked', device(), 8, 'ready', null],
    ['it says so already', device(), 5, 'in_force', 'has_it'],
    [
      'it says so, and another value is wanted of it: that would take it away again',
      device({ parts: [part({ desired: { value: 9, at: NOW } })] }),
      5,
      'ready',
      null,
    ],
    ['it has no such setting', device({ parts: [] }), 8, 'refused', 'setting_unknown'],
    [
      'it calls something else so',
      device({ parts: [part({ unit: 'min' })] }),
      8,
      'refused',
      'setting_unknown',
    ],
    [
      'it calls two parts so',
      device({ parts: [part(), part({ key: 'number.b' })] }),
      8,
      'refused',
      'setting_ambiguous',
    ],
    ['it does not take the value', device(), 31, 'refused', 'setting_out_of_range'],
    ['it is out of service', device({ state: 'retired' }), 8, 'refused', 'device_not_adopted'],
    ['it is not reachable', device({ online: false }), 8, 'silent', 'not_reachable'],
    [
      'it said nothing for days',
      device({ lastContactAt: addMs(NOW, -2 * DAY_MS) }),
      8,
      'silent',
      'not_reachable',
    ],
    ['nothing is wanted of it any more', device(), null, 'in_force', 'has_it'],
    [
      'what is wanted of it is to be dropped',
      device({ parts: [part({ desired: { value: 9, at: NOW } })] }),
      null,
      'ready',
      null,
    ],
  ] as const)('%s', (...row) => {
    const [, one, value, state, reason] = row
    expect(standToSetting(one, SETTING, value, NOW)).toEqual({ state, reason })
  })
})

describe('what became of a device that was asked for a setting', () => {
  const at = addMs(NOW, -6 * MINUTE_MS)
  const asked = { value: 8, at, isOvertaken: false }
  test.each([
    ['it says so', part({ reading: { value: 8, at: NOW } }), asked, device(), 'in_force'],
    ['there is time left', part(), { ...asked, at: addMs(NOW, -MINUTE_MS) }, device(), 'asked'],
    ['it goes on saying another value', part(), asked, device(), 'drifted'],
    ['it cannot be reached', part({ reading: null }), asked, device({ online: false }), 'silent'],
    ['it answers, and never says this setting back', part({ reading: null }), asked, device(), 'unknown'],
    ['somebody wants another value since', part(), { ...asked, isOvertaken: true }, device(), 'overtaken'],
    ['the part is gone', undefined, asked, device(), 'overtaken'],
    [
      'nothing is wanted any more, so nothing is waited for',
      part(),
      { ...asked, value: null },
      device(),
      'in_force',
    ],
  ] as const)('%s', (...row) => {
    const [, one, wish, around, state] = row
    expect(followSetting(around, one, wish, NOW).state).toBe(state)
  })
})

const update = (firmware: Partial<Firmware>, at = NOW): PartNow =>
  part({
    kind: 'update',
    capabilities: ['reportState', 'updateFirmware'],
    reading: {
      value: writeFirmware({
        installed: '1.0',
        latest: '1.1',
        inProgress: false,
        percent: null,
        ...firmware,
      }),
      at,
    },
  })

describe('how a device stands to new firmware', () => {
  test.each([
    ['it has something newer to install', device({ parts: [update({})] }), 'ready', null],
    ['it runs the newest', device({ parts: [update({ installed: '1.1' })] }), 'in_force', 'has_it'],
    ['it has no firmware to install from here', device(), 'refused', 'firmware_not_offered'],
    [
      'it does not say its versions',
      device({ parts: [update({ latest: null })] }),
      'refused',
      'version_unknown',
    ],
    [
      'it is installing already',
      device({ parts: [update({ inProgress: true })] }),
      'refused',
      'update_in_progress',
    ],
    ['its battery may not last', device({ parts: [update({})], batteryLow: true }), 'refused', 'battery_low'],
    ['it cannot be reached', device({ parts: [update({})], online: false }), 'silent', 'not_reachable'],
  ] as const)('%s', (_about, one, state, reason) => {
    expect(standToFirmware(one, NOW)).toEqual({ state, reason })
  })
})

describe('what became of firmware', () => {
  const asked: AskedFirmware = {
    version: '1.1',
    before: '1.0',
    at: addMs(NOW, -MINUTE_MS),
    hasBegun: false,
    outcome: null,
    isOvertaken: false,
  }
  const begun = { ...asked, hasBegun: true }
  const long = { ...asked, at: addMs(NOW, -31 * MINUTE_MS) }
  test.each([
    ['it runs the version', update({ installed: '1.1' }), begun, 'in_force', null],
    ['it runs it although nobody saw it on the way', update({ installed: '1.1' }), asked, 'in_force', null],
    ['it is on the way', update({ inProgress: true, percent: 40 }), asked, 'asked', null],
    ['it has not begun', update({}), asked, 'asked', null],
    ['it was on the way and runs the old version', update({}), begun, 'failed', 'gave_up'],
    ['the order moved nothing', update({}), { ...asked, outcome: 'refused' }, 'failed', 'refused'],
    ['the order came to nobody knows what', update({}), { ...asked, outcome: 'unknown' }, 'asked', null],
    ['it runs yet another version', update({ installed: '1.2' }), begun, 'overtaken', 'other_version'],
    ['no news for half an hour', update({}), long, 'unknown', 'no_news'],
    ['slow, with news', update({ inProgress: true }), long, 'asked', null],
    ['the device was taken out', update({}), { ...asked, isOvertaken: true }, 'overtaken', null],
    ['the part is gone', undefined, asked, 'overtaken', null],
  ] as const)('%s', (...row) => {
    const [, one, wish, state, reason] = row
    expect(followFirmware(one, wish, NOW)).toEqual({ state, reason })
  })
})
