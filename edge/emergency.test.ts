/** Emergencies at the door, with nothing but the snapshot and what equipment says: no server is reached here. */
import type { SnapshotEntrance, SnapshotOrder } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import { DoorRig, NO_FAULTS, rightOf, SIMULATION_EPOCH_MS } from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'

const CARD = '04A1B2C3'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const smoke = { externalId: 'smoke', key: 'smoke' }
const at = (ms: number) => instant(SIMULATION_EPOCH_MS + ms)
const order = (kind: SnapshotOrder['kind'], untilMs: number): SnapshotOrder => ({
  id: `the ${kind}`,
  kind,
  from: at(-1_000),
  until: at(untilMs),
})

const started = async (more: Partial<SnapshotEntrance>, passes = false, resets?: number) => {
  const input = { ...smoke, role: 'fireInput' as const, ...(resets === undefined ? {} : { resets }) }
  const rig = new DoorRig([rightOf('amina', CARD)], (snapshot) => ({
    ...snapshot,
    schedules: [{ id: 'hours', intervals: [at(0), at(HOUR)], coversUntil: at(24 * HOUR) }],
    rules: snapshot.rules.map((rule) => (passes ? { ...rule, passesLockdown: true as const } : rule)),
    entrances: snapshot.entrances.map((entrance) => ({
      ...entrance,
      parts: [...entrance.parts, input],
      ...more,
    })),
  }))
  await rig.start()
  return rig
}
const say = (rig: DoorRig, value: string, isStanding = false): void =>
  rig.doors.hear({
    kind: 'reading',
    component: smoke,
    value,
    at: at(0),
    ...(isStanding ? { isStanding: true } : {}),
  })
const isNoInput = ({ role }: SnapshotEntrance['parts'][number]): boolean => role !== 'fireInput'
/** What the lock was told, in order: how long it was to be open, or to lock. */
const told = (rig: DoorRig) => rig.orders.map(({ order: { kind }, ...rest }) => ({ kind, ...rest }))
const spans = (rig: DoorRig) =>
  rig.orders.map(({ order: one }) => (one.kind === 'unlock' ? one.forMs : one.kind))

describe('a lockdown', () => {
  it('refuses until its end and then lets in again, whoever is reached', async () => {
    const rig = await started({ orders: [order('lockdown', HOUR)] })
    rig.present(CARD)
    await rig.run(HOUR)
    rig.present(CARD)
    await rig.run(1)
    expect(spans(rig)).toEqual([5_000])
    expect(await rig.events()).toMatchObject([
      { type: 'door.refused', payload: { reason: 'entrance_locked_down' } },
      { type: 'door.unlock_ordered' },
      { type: 'door.opened' },
    ])
  })

  it('lets in whoever passes it, and keeps nobody inside', async () => {
    const passing = await started({ orders: [order('lockdown', HOUR)] }, true)
    passing.present(CARD)
    await passing.run(1)
    expect(spans(passing)).toEqual([5_000])
    const shut = await started({ orders: [order('lockdown', HOUR)] })
    shut.doors.hear({
      kind: 'occurred',
      component: { externalId: 'hall', key: 'exitButton' },
      event: 'press',
      at: at(0),
    })
    await shut.run(1)
    expect(spans(shut)).toEqual([5_000])
  })

  it('does not let codes be guessed faster behind it', async () => {
    const rig = await started({ orders: [order('lockdown', HOUR)] })
    for (let guess = 0; guess < 12; guess += 1) {
      rig.present(String(731_900 + guess), 'pin')
      await rig.run(1)
    }
    rig.policy = (await started({})).policy
    rig.present('731999', 'pin')
    await rig.run(1)
    expect((await rig.events()).at(-1)).toMatchObject({ payload: { reason: 'too_many_attempts' } })
  })

  it('ends the hours that hold a door open, and they go on after it', async () => {
    const rig = await started({ holdOpenSchedule: 0, orders: [order('lockdown', 10 * MINUTE)] })
    await rig.run(9 * MINUTE)
    expect(spans(rig)).toEqual([])
    await rig.run(2 * MINUTE)
    expect(await rig.types()).toEqual(['door.hold_open_began'])
  })
})

describe('an evacuation', () => {
  it('holds the door open until its end, in spite of a lockdown, and then locks it', async () => {
    const rig = await started({
      lockedDown: true,
      orders: [order('lockdown', HOUR), order('evacuation', 10 * MINUTE)],
    })
    await rig.run(10 * MINUTE - 1)
    expect(new Set(spans(rig))).toEqual(new Set([Infinity]))
    await rig.run(2_000)
    expect(told(rig).at(-1)).toMatchObject({ kind: 'lock' })
    expect(await rig.types()).toEqual(['door.released', 'door.release_ended'])
  })

  it('is not cut short by a badge, nor by an order to lock', async () => {
    const rig = await started({ orders: [order('evacuation', HOUR)] })
    await rig.run(1_500)
    rig.present(CARD)
    await rig.run(1)
    rig.doors.command({
      id: '00000000-0000-7000-8000-0000000000c1',
      deadline: at(HOUR),
      action: { kind: 'lock', component: { externalId: 'hall', key: 'lock' } },
    })
    await rig.run(1_500)
    expect(spans(rig)).toEqual([Infinity, Infinity, 'lock', Infinity])
  })

  it('begins at once when its snapshot comes, and tells again a lock that did not take it', async () => {
    const rig = await started({})
    const { policy } = await started({ orders: [order('evacuation', HOUR)] })
    rig.carryOut = async () => ({ kind: 'refused', why: 'device_offline' })
    rig.policy = policy
    rig.doors.policyChanged()
    await rig.run(1)
    expect(rig.orders).toHaveLength(1)
    rig.carryOut = async () => ({ kind: 'sent' })
    await rig.run(3_500)
    expect(spans(rig)).toEqual([Infinity, Infinity])
  })

  it('that ended while there was no power ends with a lock', async () => {
    const rig = await started({ orders: [order('evacuation', 10 * MINUTE)] })
    await rig.run(MINUTE)
    rig.machine.kill()
    rig.disk.losePower()
    await rig.run(HOUR)
    await rig.start()
    await rig.run(2_000)
    expect(spans(rig).at(-1)).toBe('lock')
  })

  it('whose lock takes the order to lock and goes on saying that it is open is told until it says otherwise', async () => {
    const rig = await started({ orders: [order('evacuation', MINUTE)] })
    rig.carryOut = async () => ({ kind: 'sent', reports: true })
    const lockSays = (value: string): void =>
      rig.doors.hear({
        kind: 'reading',
        component: { externalId: 'hall', key: 'lock' },
        value,
        at: at(0),
      })
    await rig.run(2_000)
    lockSays('unlocked')
    await rig.run(MINUTE)
    // Somebody let in meanwhile changes nothing: such a lock did not hear that either.
    rig.present(CARD)
    await rig.run(30_000)
    const before = rig.orders.length
    expect(spans(rig).filter((span) => span === 'lock').length).toBeGreaterThan(3)
    lockSays('locked')
    await rig.run(30_000)
    expect(rig.orders).toHaveLength(before)
  })

  it('whose lock does not take the order to lock is told until it does', async () => {
    const rig = await started({ orders: [order('evacuation', MINUTE)] })
    await rig.run(MINUTE - 1)
    rig.carryOut = async () => ({ kind: 'refused', why: 'device_offline' })
    await rig.run(5_000)
    rig.carryOut = async () => ({ kind: 'sent' })
    await rig.run(2_000)
    expect((await rig.types()).at(-1)).toBe('door.locked_again')
  })
})

describe('a fire input', () => {
  it('opens a door that is locked down at once, and locks it when it is calm', async () => {
    const rig = await started({ lockedDown: true, orders: [order('lockdown', HOUR)] })
    say(rig, 'on')
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity])
    say(rig, 'off')
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity, 'lock'])
    expect((await rig.events()).map(({ type, payload }) => [type, payload['cause']])).toEqual(
      expect.arrayContaining([
        ['fire.detected', undefined],
        ['door.released', 'fire'],
        ['fire.cleared', undefined],
        ['door.release_ended', 'fire'],
      ]),
    )
  })

  it('keeps a door open whose lock closes by itself, as long as it lasts', async () => {
    const rig = await started({})
    const lock =
      rig.policy?.entrances[0]?.parts.find(({ role }) => role === 'lock') ?? expect.fail('there is no lock')
    const locks = (): void => rig.doors.hear({ kind: 'reading', component: lock, value: 'locked', at: at(0) })
    say(rig, 'on')
    await rig.run(4_500)
    locks()
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity, Infinity])
    locks()
    await rig.run(1_500)
    expect(spans(rig)).toEqual([Infinity, Infinity, Infinity])
    say(rig, 'off')
    await rig.run(1)
    locks()
    await rig.run(5_000)
    expect(spans(rig)).toEqual([Infinity, Infinity, Infinity, 'lock'])
  })

  it('tells a lock that reports what it does again until it says that it is open', async () => {
    const rig = await started({})
    rig.carryOut = async () => ({ kind: 'sent', reports: true })
    const lock =
      rig.policy?.entrances[0]?.parts.find(({ role }) => role === 'lock') ?? expect.fail('there is no lock')
    say(rig, 'on')
    await rig.run(7_500)
    expect(spans(rig)).toEqual([Infinity, Infinity, Infinity, Infinity])
    rig.doors.hear({ kind: 'reading', component: lock, value: 'unlocked', at: at(0) })
    await rig.run(20_000)
    expect(spans(rig)).toHaveLength(4)
    await rig.run(20_000)
    expect(spans(rig)).toHaveLength(5)
  })

  it('that spoke before anybody knew of its door is heard when the snapshot comes', async () => {
    const rig = await started({})
    const { policy } = rig
    rig.policy = null
    rig.doors.policyChanged()
    say(rig, 'on', true)
    await rig.run(1_500)
    expect(spans(rig)).toEqual([])
    rig.policy = policy
    rig.doors.policyChanged()
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity])
  })

  it('that calmed down before anybody knew of its door holds nothing open when the snapshot comes', async () => {
    const rig = await started({})
    say(rig, 'on')
    await rig.run(1)
    const { policy } = rig
    rig.policy = null
    await rig.restart()
    rig.doors.policyChanged()
    say(rig, 'off', true)
    rig.policy = policy
    rig.doors.policyChanged()
    await rig.run(3_000)
    expect(spans(rig)).toEqual([Infinity, 'lock'])
  })

  it('waits for no disk', async () => {
    const rig = await started({})
    await rig.restart({
      ...NO_FAULTS,
      before: (what) => (what === 'sync' ? new Promise(() => undefined) : Promise.resolve()),
    })
    say(rig, 'on')
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity])
  })

  it('that was in alarm before anybody listened opens as well, and what says neither changes nothing', async () => {
    const rig = await started({})
    say(rig, 'unavailable')
    await rig.run(1)
    expect(spans(rig)).toEqual([])
    say(rig, 'on', true)
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity])
  })

  it('goes on letting people out after a loss of power', async () => {
    const rig = await started({})
    say(rig, 'on')
    await rig.run(1)
    await rig.restart()
    await rig.run(1_500)
    expect(spans(rig)).toEqual([Infinity, Infinity])
  })

  it('in alarm holds its door open though it is taken away from it, until it is calm, also after a restart', async () => {
    const rig = await started({})
    say(rig, 'on')
    await rig.run(1)
    rig.policy = (await started({ parts: rig.policy?.entrances[0]?.parts.filter(isNoInput) ?? [] })).policy
    rig.doors.policyChanged()
    await rig.run(5_000)
    await rig.restart()
    await rig.run(2_000)
    expect(spans(rig)).not.toContain('lock')
    say(rig, 'off')
    await rig.run(1)
    expect(spans(rig).at(-1)).toBe('lock')
    expect(await rig.types()).toContain('fire.cleared')
  })

  it('in alarm lets go where a person says that the fire is over, and holds again at its next alarm', async () => {
    const rig = await started({})
    say(rig, 'on')
    await rig.run(1)
    rig.policy = (await started({ fireOverAt: at(1) })).policy
    rig.doors.policyChanged()
    await rig.run(1)
    expect(spans(rig)).toEqual([Infinity, 'lock'])
    say(rig, 'on')
    await rig.restart()
    rig.doors.policyChanged()
    await rig.run(2_000)
    expect(spans(rig).at(-1)).toBe('lock')
    say(rig, 'off')
    say(rig, 'on')
    await rig.run(1)
    expect(spans(rig).at(-1)).toBe(Infinity)
  })

  it('that waits for a person is over only once somebody reset it after it was calm', async () => {
    const rig = await started({}, false, 3)
    const reset = async (resets: number) => {
      rig.policy = (await started({}, false, resets)).policy
      rig.doors.policyChanged()
      await rig.run(2_000)
    }
    say(rig, 'on')
    await rig.run(1)
    await reset(4)
    say(rig, 'off')
    await rig.run(2_000)
    expect(spans(rig)).not.toContain('lock')
    await reset(5)
    expect(spans(rig).at(-1)).toBe('lock')
  })
})

describe('hours that wait for the first person', () => {
  it('hold the door open from the first entry by right, and not from a refusal', async () => {
    const rig = await started({ holdOpenSchedule: 0, holdsAfterEntry: true })
    rig.present('99999999')
    await rig.run(10 * MINUTE)
    expect(spans(rig)).toEqual([])
    rig.present(CARD)
    await rig.run(2 * MINUTE)
    expect(await rig.types()).toContain('door.hold_open_began')
    await rig.restart()
    const before = rig.orders.length
    await rig.run(5_000)
    expect(spans(rig).slice(before)).toEqual([60_000])
  })
})
