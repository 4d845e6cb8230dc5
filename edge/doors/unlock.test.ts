/** What is said of an opening, and when. */
import { instant } from '@loge/kernel'
import { DoorRig, ENTRANCE, rightOf, SIMULATION_EPOCH_MS } from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'

const CARD = '04A1B2C3'
const sensor = { externalId: 'hall', key: 'doorSensor' }
const openBy = (deadlineMs: number) => ({
  id: '00000000-0000-7000-8000-0000000000c1',
  deadline: instant(SIMULATION_EPOCH_MS + deadlineMs),
  action: { kind: 'openEntrance' as const, entranceId: ENTRANCE },
})
const started = async () => {
  const rig = new DoorRig([rightOf('amina', CARD)])
  await rig.start()
  return rig
}

describe('whether a door was opened', () => {
  const lock = { externalId: 'hall', key: 'lock' }
  const answering = async () => {
    const rig = await started()
    rig.carryOut = async () => ({ kind: 'sent', reports: true })
    await rig.run(10)
    return rig
  }
  const say = (
    rig: DoorRig,
    value: string | boolean,
    more: { component?: typeof lock; isStanding?: true } = {},
  ) => rig.doors.hear({ kind: 'reading', component: lock, value, at: instant(0), ...more })
  const ask = (rig: DoorRig, how: string) =>
    how === 'badge' ? rig.present(CARD) : rig.doors.command(openBy(20_000))
  const ends = async (rig: DoorRig) =>
    (await rig.events())
      .filter(({ type }) => type !== 'door.unlock_ordered' && type !== 'command.started')
      .map(({ type, payload }) => [type, payload['outcome'] ?? null, payload['reason'] ?? null])

  it.each([
    ['badge', [['door.opened', 'unlocked', null]]],
    [
      'command',
      [
        ['door.unlocked_by_command', 'unlocked', null],
        ['command.settled', 'done', null],
      ],
    ],
  ])('by a %s is said when the lock says so, and not before', async (how, expected) => {
    const rig = await answering()
    ask(rig, how)
    await rig.run(2_000)
    expect(rig.orders).toHaveLength(1)
    expect(await ends(rig)).toEqual([])
    say(rig, 'unlocking')
    say(rig, 'unlocked', { isStanding: true })
    await rig.run(1)
    expect(await ends(rig)).toEqual([])
    say(rig, 'unlocked')
    await rig.run(1)
    expect(await ends(rig)).toEqual(expected)
  })

  it.each([
    ['badge', [['door.unlock_unknown', null, 'not_confirmed']]],
    [
      'command',
      [
        ['door.unlock_unknown', null, 'not_confirmed'],
        ['command.settled', 'unknown', 'not_confirmed'],
      ],
    ],
  ])('by a %s is not known when the lock says nothing', async (how, expected) => {
    const rig = await answering()
    ask(rig, how)
    await rig.run(5_001)
    expect(await ends(rig)).toEqual(expected)
  })

  it('is said too when the lock answers before the bus does', async () => {
    const rig = await started()
    rig.carryOut = async () => {
      say(rig, 'unlocked')
      return { kind: 'sent', reports: true }
    }
    rig.present(CARD)
    await rig.run(1)
    expect(await ends(rig)).toEqual([['door.opened', 'unlocked', null]])
  })

  it('is said by the leaf that opens', async () => {
    const rig = await answering()
    rig.present(CARD)
    await rig.run(1_000)
    say(rig, true, { component: sensor })
    await rig.run(1)
    expect(await ends(rig)).toContainEqual(['door.opened', 'unlocked', null])
  })

  it('needs no second answer while the lock is open for somebody else', async () => {
    const rig = await answering()
    rig.present(CARD)
    await rig.run(1)
    say(rig, 'unlocked')
    await rig.run(1_000)
    rig.present(CARD)
    await rig.run(1)
    expect(await ends(rig)).toHaveLength(2)
    say(rig, 'locked')
    rig.present(CARD)
    await rig.run(4_000)
    expect(await ends(rig)).toHaveLength(2)
  })

  it('keeps no other badge waiting', async () => {
    const rig = await answering()
    rig.present(CARD)
    rig.present(CARD)
    await rig.run(1)
    expect(rig.orders).toHaveLength(2)
  })

  it('of a lock without a state is told as sent, also to whoever asked from afar', async () => {
    const rig = await started()
    rig.doors.command(openBy(20_000))
    await rig.run(1)
    expect(await ends(rig)).toEqual([
      ['door.unlocked_by_command', 'sent', null],
      ['command.settled', 'done', 'sent'],
    ])
  })
})
