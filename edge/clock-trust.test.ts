import { instant } from '@loge/kernel'
import { chanceFrom, Machine, Scheduler, SIMULATION_EPOCH_MS, SimulatedDisk } from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'
import { ClockTrust } from './clock-trust.ts'

const HOUR = 3_600_000
const rig = () => {
  const scheduler = new Scheduler()
  const machine = new Machine(scheduler, chanceFrom(1))
  const disk = new SimulatedDisk()
  return {
    machine,
    truth: () => instant(SIMULATION_EPOCH_MS + scheduler.nowMs),
    boot: () => {
      machine.kill()
      return ClockTrust.open(machine.world(), disk.mount())
    },
    pass: (ms: number) => scheduler.runUntil(scheduler.nowMs + ms),
  }
}
/** The server answers at once. */
const hearServer = (clock: ClockTrust, { machine, truth }: ReturnType<typeof rig>): void =>
  clock.learn(truth(), machine.world().monotonicMs())

describe('the time an edge believes', () => {
  it('is not trusted on a new machine before the server was asked', async () => {
    const house = rig()
    const clock = await house.boot()
    expect(clock.now().trusted).toBe(false)
    hearServer(clock, house)
    expect(clock.now()).toEqual({ at: house.truth(), trusted: true })
  })

  it('goes on from the last trusted instant after a boot in 1970', async () => {
    const house = rig()
    const first = await house.boot()
    hearServer(first, house)
    await house.pass(HOUR)
    await first.keep()
    const last = first.now().at
    house.machine.wallErrorMs = -SIMULATION_EPOCH_MS - HOUR
    const second = await house.boot()
    expect(second.now()).toEqual({ at: last, trusted: false })
    await house.pass(HOUR)
    expect(second.now()).toEqual({ at: last + HOUR, trusted: false })
    expect(second.contactAt).not.toBeNull()
    hearServer(second, house)
    expect(second.now()).toEqual({ at: house.truth(), trusted: true })
  })

  it.each([2 * 365 * 24 * HOUR, -HOUR])(
    'ignores a jump of %i ms until the server confirms it',
    async (jump) => {
      const house = rig()
      const clock = await house.boot()
      hearServer(clock, house)
      clock.forgetServer()
      house.machine.wallErrorMs = jump
      await house.pass(HOUR)
      expect(clock.now()).toEqual({ at: house.truth(), trusted: false })
      hearServer(clock, house)
      expect(clock.now()).toEqual({ at: house.truth(), trusted: true })
    },
  )

  it('never goes back on its own', async () => {
    const house = rig()
    const clock = await house.boot()
    hearServer(clock, house)
    const before = clock.now().at
    house.machine.wallErrorMs = -1_500
    expect(clock.now().at).toBeGreaterThanOrEqual(before)
  })

  it('bounds the server’s time from above by when it asked, and tightens the bound', async () => {
    const house = rig()
    const clock = await house.boot()
    expect(clock.serverNowAtMost()).toBeUndefined()
    const asked = house.machine.world().monotonicMs()
    const answered = house.truth()
    await house.pass(60_000)
    clock.learn(answered, asked)
    expect(clock.serverNowAtMost()).toBe(house.truth())
    const late = house.machine.world().monotonicMs()
    await house.pass(30_000)
    clock.learn(house.truth(), late)
    expect(clock.serverNowAtMost()).toBe(house.truth())
  })
})
