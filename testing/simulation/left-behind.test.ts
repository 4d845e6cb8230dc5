/** A door that stays behind: what is said of it meanwhile, how often, and that it catches up. */
import { describePlacement } from '@loge/features/access/core'
import { instant, MINUTE_MS, SECOND_MS } from '@loge/kernel'
import { expect, it } from 'vitest'
import { keyFrom } from './keys.ts'
import { Machine, SIMULATION_EPOCH_MS } from './machine.ts'
import { SimulatedNetwork } from './network.ts'
import { chanceFrom } from './random.ts'
import { snapshotOf } from './rights.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedServer } from './server.ts'
import { raise } from './simulate.ts'

/** A house whose first rights are in force. */
const open = async () => {
  const scheduler = new Scheduler()
  const server = new SimulatedServer(new Machine(scheduler, chanceFrom(1, 1)), keyFrom(chanceFrom(1, 2)))
  const network = new SimulatedNetwork(scheduler, chanceFrom(1, 3), server)
  const house = raise(1, { seed: 1, days: 1, scheduler, server, network })
  const record = server.store.records.get(house.edgeId)
  if (record === undefined) throw new Error('no such house')
  const change = (version: number): void => {
    record.snapshot = snapshotOf(house.building.plan, [], version, SIMULATION_EPOCH_MS)
    server.wake()
  }
  change(1)
  void house.building.start()
  await scheduler.runUntil(MINUTE_MS)
  expect(record.appliedVersion).toBe(1)
  const inForce = (desiredVersion: number): string => {
    const at = instant(SIMULATION_EPOCH_MS + scheduler.nowMs)
    const { appliedVersion, connected, sentVersion } = record
    return describePlacement({
      desiredVersion,
      desiredAt: at,
      sentVersion,
      sentAt: at,
      reportedVersion: appliedVersion,
      reportedAt: at,
      aloneSince: connected ? null : at,
      revokedAt: null,
    }).inForce
  }
  const pass = (ms: number): Promise<void> => scheduler.runUntil(scheduler.nowMs + ms)
  return { house, record, change, inForce, pass }
}

it('whose disk takes no rights is on its way, tells it once, and has them soon after it can', async () => {
  const { house, record, change, inForce, pass } = await open()
  house.building.diskWeather.error = 'ENOSPC'
  change(2)
  await pass(30 * MINUTE_MS)
  expect(inForce(2)).toBe('pending')
  expect(record.refusals).toEqual([{ version: 2, reason: 'disk_failed' }])
  // Something else is wrong now, or with something else.
  change(3)
  await pass(5 * MINUTE_MS)
  expect(record.refusals.map(({ version }) => version)).toEqual([2, 3])
  house.building.diskWeather.error = undefined
  await pass(30 * SECOND_MS)
  expect(inForce(3)).toBe('yes')
})

it('that is not heard is unknown, and catches up with the latest once it is heard', async () => {
  const { house, change, inForce, pass } = await open()
  house.weather.cut = true
  await pass(2 * MINUTE_MS)
  for (const version of [2, 3, 4]) {
    change(version)
    await pass(10 * MINUTE_MS)
    expect(inForce(version)).toBe('unknown')
  }
  house.weather.cut = false
  await pass(2 * MINUTE_MS)
  expect(inForce(4)).toBe('yes')
})
