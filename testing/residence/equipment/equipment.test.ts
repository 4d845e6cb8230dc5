import { describe, expect, it } from 'vitest'
import { makeResidence } from '../residence.ts'
import { makeEquipment } from './all.ts'
import type { Equipment, Happening } from './equipment.ts'

const all = new Map(makeEquipment(makeResidence(7)).map((equipment) => [equipment.spec.key, equipment]))
const find = (key: string): Equipment => {
  const equipment = all.get(key)
  if (equipment === undefined) throw new Error(`no ${key}`)
  return equipment
}
const after = (equipment: Equipment, ...happenings: readonly Happening[]): Equipment =>
  happenings.reduce((now, happening) => now.after(happening).equipment, equipment)
const order = (component: string, value: string): Happening => ({ kind: 'ordered', component, value })

describe('a lift', () => {
  it('frees the button of each floor it is told to, for its own time', () => {
    const once = find('lift-c').after(order('floor-2', 'UNLOCK'))
    expect(once.timers).toEqual([{ name: 'floor-2', afterMs: 5_000 }])
    const both = after(once.equipment, order('floor-b1', 'UNLOCK'), order('floor-9', 'UNLOCK'))
    expect(both.says).toMatchObject({ 'floor-2': 'UNLOCKED', 'floor-b1': 'UNLOCKED', 'floor-0': 'LOCKED' })
    const later = after(both, { kind: 'elapsed', timer: 'floor-2' })
    expect(later.says).toMatchObject({ 'floor-2': 'LOCKED', 'floor-b1': 'UNLOCKED' })
    expect(after(later, order('floor-b1', 'LOCK')).says).toEqual(find('lift-c').says)
  })

  it('says a badge shown in the car and frees nothing by itself', () => {
    const { equipment, signals } = find('lift-c').after({ kind: 'badgeShown', value: '04A1' })
    expect(signals).toEqual([{ component: 'reader', value: '04A1' }])
    expect(equipment.says).toEqual(find('lift-c').says)
  })
})

describe('a door', () => {
  it('gives way to a push only while its lock is open, and locks again by itself', () => {
    expect(after(find('hall-a'), { kind: 'pushed' }).says).toMatchObject({ lock: 'LOCKED', leaf: 'OFF' })
    const unlocked = find('hall-a').after(order('lock', 'UNLOCK'))
    expect(unlocked.timers).toEqual([{ name: 'relock', afterMs: 5_000 }])
    const open = after(unlocked.equipment, { kind: 'pushed' })
    expect(open.says).toMatchObject({ lock: 'UNLOCKED', leaf: 'ON' })
    expect(after(open, { kind: 'closed' }, { kind: 'elapsed', timer: 'relock' }).says).toMatchObject({
      lock: 'LOCKED',
      leaf: 'OFF',
    })
  })

  it('lets everybody out, and says that the exit button was pressed', () => {
    const { equipment, signals } = find('hall-a').after({ kind: 'left' })
    expect(equipment.says).toMatchObject({ lock: 'LOCKED', leaf: 'ON' })
    expect(signals).toEqual([{ component: 'exit', value: '{"event_type":"press"}' }])
  })

  it('says a badge once and opens for nobody by itself', () => {
    const { equipment, signals } = find('hall-a').after({ kind: 'badgeShown', value: '04A1' })
    expect(signals).toEqual([{ component: 'reader', value: '04A1' }])
    expect(equipment.says).toEqual(find('hall-a').says)
  })

  it('forced, opens without a word from lock or button', () => {
    const { equipment, signals } = find('cellars-c').after({ kind: 'forced' })
    expect(equipment.says).toMatchObject({ lock: 'LOCKED', leaf: 'ON' })
    expect(signals).toEqual([])
  })

  it('takes an unlock time within its limits and no other', () => {
    expect(after(find('hall-a'), order('unlock-time', '8')).says['unlock-time']).toBe('8')
    for (const wrong of ['0', '61', '2.5', 'x', ''])
      expect(after(find('hall-a'), order('unlock-time', wrong)).says['unlock-time']).toBe('5')
  })

  it('installs new firmware step by step, says how far it is, and does not begin twice', () => {
    const { equipment, timers } = find('hall-a').after(order('firmware', 'INSTALL'))
    expect(JSON.parse(equipment.says['firmware'] ?? '')).toMatchObject({
      in_progress: true,
      update_percentage: 0,
    })
    expect(timers).toEqual([{ name: 'install', afterMs: 2_000 }])
    expect(equipment.after(order('firmware', 'INSTALL')).timers).toEqual([])
    const step: Happening = { kind: 'elapsed', timer: 'install' }
    const nearly = after(equipment, step, step, step, step)
    expect(JSON.parse(nearly.says['firmware'] ?? '')).toMatchObject({
      installed_version: '1.14.2',
      update_percentage: 80,
    })
    expect(JSON.parse(after(nearly, step).says['firmware'] ?? '')).toEqual({
      installed_version: '1.15.0',
      latest_version: '1.15.0',
      in_progress: false,
      update_percentage: null,
    })
  })

  it('has a battery only where there is no mains', () => {
    expect(after(find('bike-room'), { kind: 'batteryAt', percent: 9 }).says['battery']).toBe('9')
    expect(after(find('hall-a'), { kind: 'batteryAt', percent: 9 }).says['battery']).toBeUndefined()
  })
})

describe('the laundry', () => {
  it('runs a free washer until it is done, or its current is cut', () => {
    const { equipment, timers } = find('washer-1').after({ kind: 'started', runMs: 60_000 })
    expect(equipment.says).toMatchObject({ phase: 'running', power: '1950' })
    expect(timers).toEqual([{ name: 'finish', afterMs: 60_000 }])
    expect(after(equipment, { kind: 'elapsed', timer: 'finish' }).says['phase']).toBe('free')
    expect(after(equipment, order('supply', 'OFF')).says).toMatchObject({
      phase: 'free',
      power: '0',
      supply: 'OFF',
    })
  })

  it('starts nothing without current, and stops at a failure until it is repaired', () => {
    const off = after(find('washer-1'), order('supply', 'OFF'))
    expect(after(off, { kind: 'started', runMs: 1 }).says['phase']).toBe('free')
    const failed = after(find('washer-3'), { kind: 'started', runMs: 1 }, { kind: 'failed' })
    expect(failed.says).toMatchObject({ phase: 'stopped', problem: 'ON' })
    expect(after(failed, { kind: 'elapsed', timer: 'finish' }).says['phase']).toBe('stopped')
    expect(after(failed, { kind: 'repaired' }).says).toMatchObject({ phase: 'free', problem: 'OFF' })
    expect(
      after(find('payment-terminal'), { kind: 'failed' }, order('restart', 'PRESS')).says['problem'],
    ).toBe('OFF')
  })
})

describe('the furniture of the hall', () => {
  it('opens the compartment that is ordered and no other', () => {
    const opened = after(find('parcel-lockers'), { kind: 'filled', place: '07' }, order('lock-07', 'UNLOCK'))
    expect(opened.says).toMatchObject({ 'door-07': 'ON', 'content-07': 'ON', 'door-08': 'OFF' })
    expect(after(opened, { kind: 'emptied', place: '07' }).says).toMatchObject({
      'door-07': 'OFF',
      'content-07': 'OFF',
    })
    expect(Object.keys(opened.says).filter((key) => key.startsWith('lock-'))).toHaveLength(18)
  })

  it('senses mail in each of 84 letterboxes', () => {
    expect(Object.keys(find('letterboxes').says)).toHaveLength(84)
    const withMail = after(find('letterboxes'), { kind: 'filled', place: 'c-33' })
    expect(withMail.says['c-33']).toBe('ON')
    expect(after(withMail, { kind: 'emptied', place: 'c-33' }).says['c-33']).toBe('OFF')
  })

  it('shows what it is told on the notice board', () => {
    expect(after(find('notice-board'), order('message', 'Bonjour')).says['message']).toBe('Bonjour')
  })
})
