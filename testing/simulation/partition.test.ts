import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '@loge/kernel'
import { expect, it } from 'vitest'
import { keyFrom } from './keys.ts'
import { Machine, SIMULATION_EPOCH_MS } from './machine.ts'
import { SimulatedNetwork } from './network.ts'
import { chanceFrom } from './random.ts'
import { snapshotOf, type Right } from './rights.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedServer } from './server.ts'
import { raise } from './simulate.ts'

const ALONE_MS = 3 * DAY_MS
const EVERY_MS = 5 * MINUTE_MS
/** Long enough for a badge; between two of them the machine has nothing to do but look at its clock. */
const TURN_MS = 8_000

const open = () => {
  const scheduler = new Scheduler()
  const server = new SimulatedServer(new Machine(scheduler, chanceFrom(1, 1)), keyFrom(chanceFrom(1, 2)))
  const network = new SimulatedNetwork(scheduler, chanceFrom(1, 3), server)
  const house = raise(1, { seed: 1, days: 5, scheduler, server, network })
  const record = server.store.records.get(house.edgeId)
  const [front, back] = house.building.plan.doors.map(({ entranceId }) => entranceId)
  if (record === undefined || front === undefined || back === undefined) throw new Error('no such house')
  return { scheduler, server, house, building: house.building, record, front, back }
}

const rightTo = (entranceId: string, value: string): Right => ({
  ref: value,
  kind: 'card',
  value,
  entranceId,
  fromMs: 0,
  untilMs: null,
  hours: null,
  lost: false,
  suspended: false,
})

it('decides through 72 hours alone by the lease of each right, and delivers all of it once, marked late', async () => {
  const { scheduler, server, house, building, record, front, back } = open()
  const resident = rightTo(front, '04A1B2C3')
  const visitor = rightTo(back, '04D4E5F6')
  const made = snapshotOf(building.plan, [resident, visitor], 1, SIMULATION_EPOCH_MS)
  record.snapshot = {
    ...made,
    leaseMs: { ...made.leaseMs, visitor: DAY_MS },
    grants: made.grants.map((grant, index) => (index === 1 ? { ...grant, leaseClass: 'visitor' } : grant)),
  }
  void building.start()
  server.wake()
  await scheduler.runUntil(MINUTE_MS)
  expect(record.appliedVersion).toBe(1)

  house.weather.cut = true
  const cutAtMs = scheduler.nowMs
  const endMs = cutAtMs + ALONE_MS
  const mostBytes: number[] = []
  let presented = 0
  for (let atMs = cutAtMs + EVERY_MS; atMs <= endMs; atMs += EVERY_MS) {
    scheduler.leapTo(atMs - TURN_MS)
    await scheduler.runUntil(atMs - TURN_MS)
    building.present(front, resident)
    building.present(back, visitor)
    presented += 1
    await scheduler.runUntil(atMs)
    mostBytes.push(building.edge?.journal.state.bytes ?? 0)
  }
  const opened = (entranceId: string) => building.deeds.filter((deed) => deed.entranceId === entranceId)
  expect(opened(front)).toHaveLength(presented)
  const lastVisit = opened(back).at(-1)?.atMs ?? 0
  expect(lastVisit).toBeGreaterThan(cutAtMs + DAY_MS - HOUR_MS)
  expect(lastVisit).toBeLessThanOrEqual(cutAtMs + DAY_MS)
  // Below the bound of this journal, past which it would drop what was acknowledged and raise an alarm.
  expect(Math.max(...mostBytes)).toBeLessThan(3 * 1024 * 1024)
  const before = record.events.length

  house.weather.cut = false
  await scheduler.runUntil(endMs + 10 * MINUTE_MS)
  const state = building.edge?.journal.state
  expect(record.acknowledgedUntil).toBe(state?.durableUntil)
  expect(record.events.map(({ event }) => event.sequence)).toEqual(record.events.map((_, index) => index + 1))
  const delivered = record.events.slice(before)
  const refused = delivered.filter(({ event }) => event.payload['reason'] === 'snapshot_stale')
  expect(refused.length + opened(back).length).toBe(presented)
  expect(delivered.filter(({ event }) => event.type === 'door.opened').length).toBe(building.deeds.length)
  const aged = delivered.filter(({ event }) => event.occurredAt < instant(SIMULATION_EPOCH_MS + endMs))
  expect(aged.length).toBeGreaterThan(2 * presented)
  expect(aged.every(({ late, event }) => late && event.clockTrusted)).toBe(true)
  expect(server.faults).toEqual([])
}, 120_000)
