/** What furniture and machines are busy with is told by what they sense, and by nothing that senses people. */
import { instant } from '@loge/kernel'
import { describe, expect, test } from 'vitest'
import { describeInUse } from './in-use.ts'
import type { Reading } from './health.ts'

const at = instant(1)
const sensor = (value: Reading['value'] | undefined, deviceClass = 'occupancy') => ({
  kind: 'binary_sensor' as const,
  deviceClass,
  capabilities: ['reportState' as const],
  reading: value === undefined ? null : { value, at },
})
const NOTHING = { occupied: null, places: null, state: null, message: null }

describe('what equipment is busy with', () => {
  test('is how many compartments or letterboxes hold something, of those that have spoken', () => {
    const parts = [sensor(true), sensor(false), sensor(undefined), sensor(true, 'opening')]
    expect(describeInUse('parcelLockers', parts)).toEqual({ ...NOTHING, occupied: 1, places: 2 })
    expect(describeInUse('letterboxes', parts)).toEqual({ ...NOTHING, occupied: 1, places: 2 })
  })

  test('is never told of a sensor of presence elsewhere', () => {
    expect(describeInUse('sensor', [sensor(true)])).toEqual(NOTHING)
    expect(describeInUse(null, [sensor(true)])).toEqual(NOTHING)
  })

  test('is the state of a machine in its own word, and the message of a board', () => {
    const phase = { ...sensor('running', 'enum'), kind: 'sensor' as const }
    const message = { ...sensor('Water off', ''), kind: 'text' as const, capabilities: ['showText' as const] }
    expect(describeInUse('machine', [sensor(false, 'problem'), phase])).toEqual({
      ...NOTHING,
      state: 'running',
    })
    expect(describeInUse('noticeBoard', [message])).toEqual({ ...NOTHING, message: 'Water off' })
    expect(describeInUse('noticeBoard', [{ ...message, reading: null }])).toEqual(NOTHING)
  })
})
