/** Commands, kinds, health, settings and unknown payloads: what core decides about equipment. */
import { asId, DAY_MS, instant } from '@loge/kernel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundUnknown } from './unknown-payload.ts'
import type { Command, CommandOutcome } from './command.ts'
import { describeCompartments } from './compartments.ts'
import { ANSWER_GRACE_MS, decideOutcome, decideOverdue, mayHandOver } from './decide-command.ts'
import type { ComponentDescription } from './description.ts'
import {
  askAgainAt,
  describeDrift,
  needsDecision,
  nearestSteps,
  refuseSetting,
  wantedAsReported,
} from './device-config.ts'
import { describeHealth, listNeeds, type ReportingComponent } from './health.ts'
import { matchKind } from './kinds.ts'

const DEADLINE = instant(10_000)
const command = (state: Command['state'], outcome: CommandOutcome | null = null): Command => ({
  id: asId('command', '018f0000-0000-7000-8000-000000000001'),
  state,
  deadlineAt: DEADLINE,
  outcome,
})
const report = (outcome: 'done' | 'refused' | 'expired' | 'unknown', at: number) => ({
  commandId: command('sent').id,
  outcome,
  reason: null,
  at: instant(at),
})

describe('a command', () => {
  test('is handed over before its deadline, and again for a while so that the edge can say it never began', () => {
    expect(mayHandOver(command('asked'), instant(9_999))).toBe(true)
    expect(mayHandOver(command('sent'), instant(9_999))).toBe(true)
    expect(mayHandOver(command('asked'), DEADLINE)).toBe(false)
    expect(mayHandOver(command('sent'), DEADLINE)).toBe(true)
    expect(mayHandOver(command('sent'), instant(DEADLINE + ANSWER_GRACE_MS))).toBe(false)
    expect(mayHandOver(command('ended', 'done'), instant(1))).toBe(false)
  })

  test('that nobody took ends unreachable; that was taken and not answered ends unknown, after a grace', () => {
    expect(decideOverdue(command('asked'), instant(9_999))).toBeUndefined()
    expect(decideOverdue(command('asked'), DEADLINE)?.outcome).toBe('unreachable')
    expect(decideOverdue(command('sent'), DEADLINE)).toBeUndefined()
    expect(decideOverdue(command('sent'), instant(DEADLINE + ANSWER_GRACE_MS))?.outcome).toBe('unknown')
    expect(decideOverdue(command('ended', 'done'), instant(DEADLINE + DAY_MS))).toBeUndefined()
  })

  test('reported done after its deadline is never done', () => {
    expect(decideOutcome(command('sent'), report('done', 9_999))).toMatchObject({
      ending: { outcome: 'done' },
    })
    expect(decideOutcome(command('sent'), report('done', 10_000))).toMatchObject({
      ending: { outcome: 'unknown' },
    })
  })

  test('has exactly one end, whatever is reported in whatever order', () => {
    const step = fc.oneof(
      fc.record({ outcome: fc.constantFrom('done', 'refused', 'expired', 'unknown'), at: fc.nat(60_000) }),
      fc.record({ passes: fc.nat(60_000) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), fc.boolean(), (steps, wasSent) => {
        let current = command(wasSent ? 'sent' : 'asked')
        const ends: CommandOutcome[] = []
        for (const one of steps) {
          const verdict =
            'passes' in one
              ? decideOverdue(current, instant(one.passes))
              : decideOutcome(current, report(one.outcome, one.at))
          const ending =
            verdict !== undefined && 'kind' in verdict
              ? verdict.kind === 'end'
                ? verdict.ending
                : undefined
              : verdict
          if (ending === undefined) continue
          if (ending.outcome === 'done') expect('at' in one && one.at < DEADLINE).toBe(true)
          ends.push(ending.outcome)
          current = command('ended', ending.outcome)
        }
        expect(ends.length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

const part = (key: string, more: Partial<ComponentDescription>): ComponentDescription => ({
  key,
  kind: 'sensor',
  name: key,
  deviceClass: null,
  unit: null,
  capabilities: [],
  setting: null,
  unsupportedReason: null,
  ...more,
})
const lock = (key: string) => part(key, { kind: 'lock', capabilities: ['unlock', 'lock', 'reportLockState'] })
const flap = (key: string, deviceClass: string) =>
  part(key, {
    kind: 'binary_sensor',
    deviceClass,
    capabilities: [deviceClass === 'door' ? 'reportOpening' : 'reportState'],
  })

describe('a kind', () => {
  const numbered = (make: (number: string) => ComponentDescription[]) =>
    ['01', '02', '03', '18'].flatMap(make)
  test.each([
    ['door', [part('reader', { kind: 'tag', capabilities: ['presentCredential'] }), lock('bolt')]],
    ['door', [flap('leaf', 'door')]],
    [
      'intercom',
      [
        part('bell', { kind: 'event', deviceClass: 'doorbell', capabilities: ['reportEvent'] }),
        lock('strike'),
      ],
    ],
    [
      'parcelLockers',
      numbered((n) => [lock(`compartment_${n}_lock`), flap(`compartment_${n}_door`, 'door')]),
    ],
    ['parcelLockers', numbered((n) => [lock(`compartment_${n}_lock`)])],
    [
      'door',
      [
        part('reader', { kind: 'tag', capabilities: ['presentCredential'] }),
        ...numbered((n) => [lock(`floor_${n}`)]),
      ],
    ],
    ['letterboxes', numbered((n) => [flap(`box_${n}`, 'occupancy')])],
    ['noticeBoard', [part('line', { kind: 'text', capabilities: ['showText', 'configure'] })]],
    [
      'machine',
      [
        part('power', { deviceClass: 'power', unit: 'W', capabilities: ['reportState'] }),
        part('relay', { kind: 'switch', capabilities: ['switch'] }),
      ],
    ],
    ['sensor', [part('temperature', { deviceClass: 'temperature', capabilities: ['reportState'] })]],
    ['gateway', []],
    [null, [part('odd', { kind: 'unsupported', unsupportedReason: 'template_unsupported' })]],
  ] as const)('%s is recognised by what its parts can do', (kind, components) => {
    expect(matchKind(components)).toBe(kind)
  })

  test('with compartments names the parts of each', () => {
    expect(
      describeCompartments([lock('compartment_02_lock'), flap('compartment_02_door', 'door'), lock('main')]),
    ).toEqual([
      { number: 2, lockKey: 'compartment_02_lock', openingKey: 'compartment_02_door', occupancyKey: null },
    ])
  })
})

const says = (
  kind: ReportingComponent['kind'],
  deviceClass: string,
  value: string | number | boolean | null,
): ReportingComponent => ({
  key: deviceClass,
  kind,
  deviceClass,
  unit: deviceClass === 'signal_strength' ? 'dBm' : null,
  reading: { value, at: instant(0) },
})
const present = { online: true, since: instant(0), lastContactAt: instant(0) }

describe('health', () => {
  test('is read from what the parts say, in the spellings devices use', () => {
    const parts = [
      says('sensor', 'battery', '12'),
      says('sensor', 'signal_strength', -71),
      says('binary_sensor', 'tamper', 'ON'),
      says('binary_sensor', 'door', true),
      says('lock', '', 'LOCKED'),
    ]
    expect(describeHealth(present, parts)).toEqual({
      ...present,
      batteryPercent: 12,
      batteryLow: true,
      signal: { value: -71, unit: 'dBm' },
      tampered: true,
      danger: null,
      problem: false,
      opening: 'open',
      lock: 'locked',
    })
  })

  test('makes nothing of what was never said or makes no sense', () => {
    const health = describeHealth(present, [
      says('sensor', 'battery', 'unknown'),
      says('lock', '', 7),
      { ...says('sensor', 'battery', 3), reading: null },
    ])
    expect(health).toMatchObject({ batteryPercent: null, batteryLow: false, lock: null, opening: null })
  })

  test.each(['smoke', 'heat', 'gas', 'carbon_monoxide', 'safety'])(
    'takes %s for danger, which is no fault and comes first',
    (deviceClass) => {
      const health = describeHealth(present, [
        says('binary_sensor', deviceClass, 'ON'),
        says('binary_sensor', 'tamper', true),
      ])
      expect(health).toMatchObject({ danger: deviceClass, problem: false })
      const needs = listNeeds({ state: 'adopted', health, drifts: false, now: instant(0) })
      expect(needs).toEqual(['danger', 'tampered'])
    },
  )

  test('asks for a person with the most urgent first, and only for adoption before adoption', () => {
    const health = describeHealth({ ...present, online: false }, [
      says('binary_sensor', 'tamper', true),
      says('sensor', 'battery', 4),
    ])
    const judged = { health, drifts: true, now: instant(2 * DAY_MS) }
    expect(listNeeds({ ...judged, state: 'adopted' })).toEqual([
      'tampered',
      'offline',
      'battery_low',
      'drift',
    ])
    expect(listNeeds({ ...judged, state: 'to_be_adopted' })).toEqual(['to_be_adopted'])
    expect(listNeeds({ ...judged, state: 'retired' })).toEqual([])
    expect(
      listNeeds({
        state: 'adopted',
        health: describeHealth(present, []),
        drifts: false,
        now: instant(2 * DAY_MS),
      }),
    ).toEqual(['silent'])
  })
})

describe('a setting', () => {
  const at = instant(100_000)
  test('is in force only when the device says so', () => {
    expect(describeDrift(null, { value: 4, at })).toBe('unset')
    expect(describeDrift({ value: 5, at }, null)).toBe('waiting')
    expect(describeDrift({ value: 5, at }, { value: 4, at: instant(at + 1) })).toBe('waiting')
    expect(describeDrift({ value: 5, at }, { value: 4, at: instant(at + 60_000) })).toBe('drifted')
    expect(describeDrift({ value: 5, at }, { value: '5', at: instant(at - 1) })).toBe('in_force')
    expect(describeDrift({ value: true, at }, { value: 'on', at })).toBe('in_force')
    expect(describeDrift({ value: false, at }, { value: 'OFF', at })).toBe('in_force')
  })

  test('that drifts is a person’s to decide only after the device had five minutes to come round', () => {
    const at = instant(1_000_000)
    const wanted = { value: 5, at }
    const says = (value: number, later: number) => ({ value, at: instant(at + later) })
    expect(needsDecision(wanted, says(4, 60_000), instant(at + 299_999))).toBe(false)
    expect(needsDecision(wanted, says(4, 60_000), instant(at + 300_000))).toBe(true)
    expect(needsDecision(wanted, says(5, 60_000), instant(at + 300_000))).toBe(false)
    expect(needsDecision(wanted, null, instant(at + 300_000))).toBe(false)
    expect(needsDecision(null, says(4, 0), instant(at + 300_000))).toBe(false)
  })

  test.each([
    ['number', '21', 21],
    ['number', 'many', undefined],
    ['number', '', undefined],
    ['switch', 'ON', true],
    ['switch', 'off', false],
    ['select', 'slow', 'slow'],
    ['text', 7, '7'],
    ['text', null, undefined],
  ] as const)('of a %s that reports %j can be wanted as %j', (kind, reported, wanted) => {
    expect(wantedAsReported(kind, reported)).toBe(wanted)
  })

  test('is asked for again ever more rarely', () => {
    const minutes = [1, 2, 3, 9, 1_000].map((attempts) => (askAgainAt(attempts, at) - at) / 60_000)
    expect(minutes).toEqual([1, 2, 4, 256, 360])
  })

  test('is refused when the device could not take it', () => {
    const number = part('delay', { kind: 'number', capabilities: ['configure'], setting: { min: 1, max: 9 } })
    const select = part('mode', {
      kind: 'select',
      capabilities: ['configure'],
      setting: { options: ['day', 'night'] },
    })
    expect(refuseSetting(number, 5)).toBeUndefined()
    expect(refuseSetting(number, 10)).toBe('setting_out_of_range')
    expect(refuseSetting(number, Number.NaN)).toBe('setting_out_of_range')
    expect(refuseSetting(number, '5')).toBe('setting_wrong_type')
    expect(refuseSetting(select, 'noon')).toBe('setting_not_an_option')
    expect(refuseSetting(part('power', {}), 5)).toBe('setting_unknown')
    expect(refuseSetting(undefined, 5)).toBe('setting_unknown')
  })
})

describe('the step of a number', () => {
  const limits = (setting: { min?: number; max?: number; step?: number }) =>
    part('delay', { kind: 'number', capabilities: ['configure'], setting })
  test.each([
    ['a whole step', { min: 1, max: 30, step: 1 }, 7, []],
    ['half a step', { min: 1, max: 30, step: 1 }, 7.5, [7, 8]],
    ['counted from the smallest', { min: 1, max: 30, step: 5 }, 10, [6, 11]],
    ['none above the largest', { min: 0, max: 10, step: 4 }, 9, [8]],
    ['tenths, which no computer holds', { min: 0, max: 1, step: 0.1 }, 0.1 + 0.2, []],
    ['between tenths', { min: 0, max: 1, step: 0.1 }, 0.25, [0.2, 0.3]],
    ['no smallest', { step: 2 }, -3, [-4, -2]],
    ['no step', { min: 0, max: 1 }, 0.123, []],
    ['a step of nothing', { min: 0, max: 1, step: 0 }, 0.123, []],
  ] as const)('%s', (...row) => {
    const [, setting, value, nearest] = row
    expect(nearestSteps(limits(setting), value)).toEqual(nearest)
    expect(refuseSetting(limits(setting), value)).toBe(
      nearest.length === 0 ? undefined : 'setting_between_steps',
    )
  })
})

describe('an unknown payload', () => {
  test('is bounded before it is kept', () => {
    const kept = boundUnknown({
      topic: `a\u0000${'b'.repeat(5_000)}`,
      why: 'w'.repeat(300),
      bytes: Number.POSITIVE_INFINITY,
      count: -3,
    })
    expect(kept.topic).toHaveLength(200)
    expect(kept.topic).not.toContain('\u0000')
    expect(kept).toMatchObject({ why: 'w'.repeat(200), bytes: Number.MAX_SAFE_INTEGER, count: 0 })
  })
})
