import { describe, expect, test } from 'vitest'
import { canPlay } from './part-role.ts'
import {
  canTakePlace,
  carrySettings,
  proposeStandIns,
  refuseStandIns,
  standInsFor,
  type ServedPart,
} from './replace-parts.ts'

const part = (
  key: string,
  kind: string,
  capabilities: readonly string[],
  deviceClass: string | null = null,
) => ({
  key,
  kind,
  deviceClass,
  capabilities,
  unsupportedReason: null,
})
const lock = (key: string) => part(key, 'lock', ['unlock', 'lock'])
const reader = (key: string) => part(key, 'tag', ['presentCredential'])
const sensor = (key: string) => part(key, 'binary_sensor', ['reportOpening'], 'door')
const smoke = (key: string) => part(key, 'binary_sensor', ['reportState'], 'smoke')

const served: readonly ServedPart[] = [
  { componentKey: 'reader', role: 'reader' },
  { componentKey: 'lock', role: 'lock' },
  { componentKey: 'sensor', role: 'doorSensor' },
]
const old = [reader('reader'), lock('lock'), sensor('sensor')]
const propose = (parts: readonly ReturnType<typeof part>[]) => proposeStandIns({ served, old, parts })

describe('a button that lets somebody out', () => {
  test.each([
    ['a bare contact', part('b', 'binary_sensor', ['reportState']), true],
    ['a detector of movement', part('b', 'binary_sensor', ['reportState'], 'motion'), true],
    ['a button', part('b', 'event', ['reportEvent', 'presentCredential'], 'button'), true],
    ['a press of a key', part('b', 'device_automation', ['reportEvent']), true],
    ['a machine out of order', part('b', 'binary_sensor', ['reportState'], 'problem'), false],
    ['the bell outside', part('b', 'event', ['reportEvent'], 'doorbell'), false],
    ['smoke', smoke('b'), false],
    ['a door', sensor('b'), false],
  ])('%s: %#', (_what, it, can) => {
    expect(canPlay('exitButton', it)).toBe(can)
  })
})

describe('what can take the place of a whole device', () => {
  const door = { kind: 'door', served }
  const twoLocks: readonly ServedPart[] = [
    { componentKey: 'a', role: 'lock' },
    { componentKey: 'b', role: 'lock' },
  ]
  test.each([
    ['another door', door, { kind: 'door', parts: old }, true],
    ['what nobody named yet', door, { kind: null, parts: old }, true],
    ['a door without a reader', door, { kind: 'door', parts: [lock('l'), sensor('s')] }, false],
    ['a machine with a lock', door, { kind: 'machine', parts: old }, false],
    ['one lock for two', { kind: 'door', served: twoLocks }, { kind: 'door', parts: [lock('a')] }, false],
    [
      'two locks for two',
      { kind: 'door', served: twoLocks },
      { kind: 'door', parts: [lock('x'), lock('y')] },
      true,
    ],
    ['a machine for a machine', { kind: 'machine', served: [] }, { kind: 'machine', parts: [] }, true],
    ['a door for a machine', { kind: 'machine', served: [] }, { kind: 'door', parts: old }, false],
  ])('%s: %#', (_what, place, successor, can) => {
    expect(canTakePlace(place, successor)).toBe(can)
  })
})

describe('what stands in for a part', () => {
  test.each([
    ['the same keys', old, { reader: 'reader', lock: 'lock', sensor: 'sensor' }],
    [
      'other keys, one of each',
      [reader('r1'), lock('l1'), sensor('s1')],
      { reader: 'r1', lock: 'l1', sensor: 's1' },
    ],
    [
      'two locks, one by its key',
      [reader('r1'), lock('lock'), lock('b'), sensor('s')],
      { reader: 'r1', lock: 'lock', sensor: 's' },
    ],
    ['two locks that cannot be told apart', [reader('r1'), lock('a'), lock('b')], { reader: 'r1' }],
    [
      'a key that means another thing now',
      [lock('reader'), reader('lock')],
      { reader: 'lock', lock: 'reader' },
    ],
    ['nothing', [smoke('smoke')], {}],
  ])('with %s is guessed only where no other could be meant', (_what, parts, expected) => {
    expect(propose(parts)).toEqual(expected)
  })

  test('is another part for each, and can do all that the old one did', () => {
    const twice = [...served, { componentKey: 'sensor', role: 'fireInput' } as const]
    expect(standInsFor('sensor', twice, [sensor('s'), smoke('smoke')])).toEqual([])
    const parts = [reader('r'), lock('l'), sensor('s')]
    expect(refuseStandIns({ served, parts }, { reader: 'r', lock: 'l', sensor: 's' })).toEqual([])
    expect(refuseStandIns({ served, parts }, { reader: 'l', lock: 'l' })).toEqual([
      'reader',
      'lock',
      'sensor',
    ])
    const unsupported = { ...lock('l'), unsupportedReason: 'template' }
    expect(
      refuseStandIns(
        { served: [{ componentKey: 'lock', role: 'lock' }], parts: [unsupported] },
        { lock: 'l' },
      ),
    ).toEqual(['lock'])
  })
})

describe('the settings of what is replaced', () => {
  const delay = (key: string, max: number) => ({
    ...part(key, 'number', ['configure']),
    setting: { min: 1, max },
  })

  test('go to the part that stands in, or to that of the same key, where it takes the value', () => {
    const wanted = [
      { key: 'delay', value: 7 },
      { key: 'second', value: 8 },
      { key: 'volume', value: 3 },
      { key: 'tone', value: 40 },
    ]
    const parts = [delay('second', 30), delay('volume', 5), delay('tone', 9)]
    expect(carrySettings({ wanted, parts, standIns: { delay: 'second' } })).toEqual({
      values: { second: 7, volume: 3 },
      left: ['second', 'tone'],
    })
    expect(carrySettings({ wanted, parts, standIns: {} })).toEqual({
      values: { second: 8, volume: 3 },
      left: ['delay', 'tone'],
    })
  })
})
