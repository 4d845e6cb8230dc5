/** A whole edge whose disk is full: doors go on as documented, nobody is kept inside, and all of it is told once there is room. */
import { asId, HOUR_MS, instant, MINUTE_MS } from '@loge/kernel'
import { expect, it } from 'vitest'
import { keyFrom } from './keys.ts'
import { Machine, SIMULATION_EPOCH_MS } from './machine.ts'
import { SimulatedNetwork } from './network.ts'
import { chanceFrom } from './random.ts'
import { snapshotOf, type Right } from './rights.ts'
import { Scheduler } from './scheduler.ts'
import { SimulatedServer } from './server.ts'
import { raise } from './simulate.ts'

const BADGE = '04A1B2C3'
const COMMAND = '00000000-0000-7000-8000-0000000000c1'

/** Connected, with rights in force by which one badge opens the front door. */
const open = async () => {
  const scheduler = new Scheduler()
  const server = new SimulatedServer(new Machine(scheduler, chanceFrom(1, 1)), keyFrom(chanceFrom(1, 2)))
  const network = new SimulatedNetwork(scheduler, chanceFrom(1, 3), server)
  const { building, edgeId } = raise(1, { seed: 1, days: 5, scheduler, server, network })
  const record = server.store.records.get(edgeId)
  const front = building.plan.doors[0]?.entranceId
  if (record === undefined || front === undefined) throw new Error('no such house')
  const badge: Right = {
    ref: 'amina',
    kind: 'card',
    value: BADGE,
    entranceId: front,
    fromMs: 0,
    untilMs: null,
    hours: null,
    lost: false,
    suspended: false,
  }
  const run = (ms: number): Promise<void> => scheduler.runUntil(scheduler.nowMs + ms)
  const give = (right: Right, version: number): void => {
    record.snapshot = snapshotOf(building.plan, [right], version, SIMULATION_EPOCH_MS)
    server.wake()
  }
  const order = (): void => {
    const deadline = instant(SIMULATION_EPOCH_MS + scheduler.nowMs + 30_000)
    const action = { kind: 'openEntrance' as const, entranceId: asId('entrance', front) }
    record.commands.set(COMMAND, { command: { id: COMMAND, deadline, action }, outcome: undefined })
    server.wake()
  }
  /** What the server holds of the edge, in order. */
  const told = () => record.events.map(({ event }) => event)
  const count = (type: string) => told().filter((event) => event.type === type).length
  give(badge, 1)
  void building.start()
  await run(MINUTE_MS)
  expect(record.appliedVersion).toBe(1)
  return { building, server, record, front, badge, run, give, order, told, count }
}

it('opens to a badge and to fire, takes no command and no new rights, and tells all of it once there is room', async () => {
  const house = await open()
  const { building, record, badge, run, told, count } = house
  building.diskWeather.error = 'ENOSPC'
  const before = told().length
  building.present(house.front, badge)
  await run(MINUTE_MS)
  expect(building.deeds).toHaveLength(1)
  house.order()
  house.give({ ...badge, lost: true }, 2)
  await run(MINUTE_MS)
  // A command leaves its mark before anything moves, and new rights count once they outlive a restart.
  expect(building.deeds).toHaveLength(1)
  expect(record.refusals.at(-1)).toEqual({ version: 2, reason: 'disk_failed' })
  expect(building.edge?.snapshots.version).toBe(1)
  expect(record.health?.journalProblem).toBe('disk_full')
  building.smoke(true)
  await run(5_000)
  expect(building.deeds.filter(({ forMs }) => forMs === Infinity)).toHaveLength(building.plan.doors.length)
  building.smoke(false)
  await run(HOUR_MS)
  expect(told()).toHaveLength(before)

  building.diskWeather.error = undefined
  await run(5 * MINUTE_MS)
  expect(building.edge?.journal.state.problem).toBeNull()
  expect(record.health?.journalProblem).toBeNull()
  expect(told().map(({ sequence }) => sequence)).toEqual(told().map((_, index) => index + 1))
  expect(record.acknowledgedUntil).toBe(building.edge?.journal.state.durableUntil)
  // No unlocking is silent: each order has its end, and the fire is told from its beginning to its end.
  expect([count('door.unlock_ordered'), count('door.opened'), count('door.unlock_failed')]).toEqual([2, 1, 1])
  expect(told().find(({ type }) => type === 'command.settled')?.payload).toMatchObject({
    outcome: 'refused',
    reason: 'journal_failing',
  })
  expect([count('fire.detected'), count('fire.cleared')]).toEqual([1, 1])
  expect([count('edge.journal_failing'), count('edge.journal_well_again')]).toEqual([1, 1])
  expect(told().find(({ type }) => type === 'edge.journal_well_again')?.payload).toEqual({
    problem: 'disk_full',
  })
  expect(count('edge.events_unrecorded')).toBe(0)
  const lost = building.deeds.length
  expect(record.appliedVersion).toBe(2)
  building.present(house.front, badge)
  await run(MINUTE_MS)
  expect(building.deeds).toHaveLength(lost)
  expect(house.server.faults).toEqual([])
}, 60_000)

it('starts on a full disk too: whoever has a right enters, fire opens, and nothing that was acknowledged is lost', async () => {
  const { building, record, front, badge, run, told, count } = await open()
  building.present(front, badge)
  await run(MINUTE_MS)
  const acknowledged = record.acknowledgedUntil
  building.crash()
  building.diskWeather.error = 'ENOSPC'
  await run(MINUTE_MS)
  void building.start()
  await run(MINUTE_MS)
  building.present(front, badge)
  await run(MINUTE_MS)
  building.smoke(true)
  await run(5_000)
  const opened = building.deeds.map(({ forMs }) => forMs)
  expect(opened.filter((forMs) => forMs !== Infinity)).toHaveLength(2)
  expect(opened.filter((forMs) => forMs === Infinity)).toHaveLength(building.plan.doors.length)
  building.smoke(false)
  await run(MINUTE_MS)
  building.diskWeather.error = undefined
  await run(5 * MINUTE_MS)
  expect(record.acknowledgedUntil).toBeGreaterThan(acknowledged)
  expect(told().map(({ sequence }) => sequence)).toEqual(told().map((_, index) => index + 1))
  expect([count('door.opened'), count('edge.started'), count('edge.journal_well_again')]).toEqual([2, 2, 1])
}, 60_000)
