import { instant } from '@loge/kernel'
import { chanceFrom, Machine, Scheduler, SIMULATION_EPOCH_MS, SimulatedDisk } from '@loge/testing/simulation'
import fc from 'fast-check'
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
    suspend: (ms: number) => {
      machine.sleptMs += ms
      return scheduler.runUntil(scheduler.nowMs + ms)
    },
  }
}
/** The server answers at once. */
const hearServer = (clock: ClockTrust, { truth }: ReturnType<typeof rig>): void =>
  clock.learn(truth(), clock.uptimeMs())

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

  it.each([true, false])('counts a suspension (the server known before: %s)', async (isKnown) => {
    const house = rig()
    const clock = await house.boot()
    hearServer(clock, house)
    if (!isKnown) clock.forgetServer()
    await house.suspend(10 * HOUR)
    expect(clock.now()).toEqual({ at: house.truth(), trusted: true })
    if (isKnown) expect(clock.serverNowAtMost()).toBe(house.truth())
  })

  it('does not take a jump of the wall clock for a suspension, also while the server is known', async () => {
    const house = rig()
    const clock = await house.boot()
    hearServer(clock, house)
    house.machine.wallErrorMs = 10 * HOUR
    expect(clock.now()).toEqual({ at: house.truth(), trusted: false })
    hearServer(clock, house)
    await house.pass(HOUR)
    expect(clock.now()).toEqual({ at: house.truth(), trusted: true })
  })

  it('wakes untrusted with a wall clock that slept, or that went too far', async () => {
    for (const error of [-10 * HOUR, 300 * 24 * HOUR]) {
      const house = rig()
      const clock = await house.boot()
      hearServer(clock, house)
      house.machine.wallErrorMs = error
      await house.suspend(10 * HOUR)
      expect(clock.now()).toEqual({ at: house.truth(), trusted: false })
    }
  })

  it('does not believe a clock that is ahead of the last kept instant by more than the longest lease', async () => {
    for (const [days, trusted] of [
      [29, true],
      [31, false],
      [300, false],
    ] as const) {
      const house = rig()
      const first = await house.boot()
      hearServer(first, house)
      await first.keep()
      const last = first.now().at
      house.machine.wallErrorMs = days * 24 * HOUR
      const second = await house.boot()
      expect(second.now()).toEqual({ at: trusted ? last + days * 24 * HOUR : last, trusted })
    }
  })

  it('is right whenever it says so, and never ahead, whatever befalls the machine', async () => {
    const span = fc.integer({ min: 0, max: 12 * HOUR })
    const error = fc.constantFrom(0, 3_000, -3_000, HOUR, -HOUR, 300 * 24 * HOUR, -SIMULATION_EPOCH_MS)
    /** One that booted with a small error cannot be told from more or less time without power. */
    const errorAtBoot = fc.constantFrom(0, -SIMULATION_EPOCH_MS, 300 * 24 * HOUR)
    const anAct = fc.oneof(
      fc.record({ act: fc.constantFrom('pass', 'suspend'), ms: span }),
      fc.record({ act: fc.constant('wall'), ms: error }),
      fc.record({ act: fc.constant('boot'), ms: errorAtBoot }),
      fc.record({ act: fc.constantFrom('hear', 'forget', 'keep'), ms: fc.constant(0) }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(anAct, { maxLength: 25 }), async (acts) => {
        const house = rig()
        let clock = await house.boot()
        hearServer(clock, house)
        await clock.keep()
        for (const { act, ms } of acts) {
          if (act === 'pass') await house.pass(ms)
          if (act === 'suspend') await house.suspend(ms)
          if (act === 'wall' || act === 'boot') house.machine.wallErrorMs = ms
          if (act === 'boot') clock = await house.boot()
          if (act === 'hear') hearServer(clock, house)
          if (act === 'forget') clock.forgetServer()
          if (act === 'keep') await clock.keep()
          const { at, trusted } = clock.now()
          expect(at).toBeLessThanOrEqual(house.truth() + 2_000)
          if (trusted) expect(at).toBeGreaterThanOrEqual(house.truth() - 2_000)
        }
      }),
      { numRuns: 500 },
    )
  })

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
    const asked = clock.uptimeMs()
    const answered = house.truth()
    await house.pass(60_000)
    clock.learn(answered, asked)
    expect(clock.serverNowAtMost()).toBe(house.truth())
    const late = clock.uptimeMs()
    await house.pass(30_000)
    clock.learn(house.truth(), late)
    expect(clock.serverNowAtMost()).toBe(house.truth())
  })
})
