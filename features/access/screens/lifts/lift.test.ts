import { describe, expect, test } from 'vitest'
import { couldBeLift, likelyLevel } from './lift.ts'

const part = (role: 'reader' | 'lock' | 'doorSensor', componentKey: string) => ({
  role,
  deviceId: 'dev_1',
  componentKey,
})

describe('a controller', () => {
  test('could be a lift when one reader stands before several relays', () => {
    const [reader, other] = [part('reader', 'r1'), part('reader', 'r2')]
    const [ground, first] = [part('lock', '0'), part('lock', '1')]
    expect(couldBeLift([reader, ground, first])).toBe(true)
    expect(couldBeLift([reader, ground, part('doorSensor', 'leaf')])).toBe(false)
    expect(couldBeLift([reader, other, ground, first])).toBe(false)
    expect(couldBeLift([ground, first])).toBe(false)
  })
})

describe('an output', () => {
  const levels = [
    { id: 'flr_u', name: 'Sous-sol', level: -1 },
    { id: 'flr_0', name: 'Rez-de-chaussée', level: 0 },
    { id: 'flr_1', name: '1er étage', level: 1 },
    { id: 'flr_12', name: '12e étage', level: 12 },
  ]
  test.each([
    ['sous-sol ', 'flr_u'],
    ['Relay 1', 'flr_1'],
    ['Relais -1', 'flr_u'],
    ['Étage 12', 'flr_12'],
    ['Floor 0', 'flr_0'],
    ['Floor 2', undefined],
    ['Relay 1, card 12', undefined],
    ['Spare', undefined],
  ])('called %s is of the floor %s', (output, floor) => {
    expect(likelyLevel(output, levels)?.id).toBe(floor)
  })
})
