/** Too many wrong codes at a keypad, and somebody who answers for it ends the block. */
import { instant } from '@loge/kernel'
import { DoorRig, ENTRANCE, rightOf, SIMULATION_EPOCH_MS } from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'

const CODE = '482915'
const TEN_MINUTES = 600_000
const CARD = '04A1B2C3'

const release = (number: number, { deadlineMs = 3_600_000, entranceId = ENTRANCE } = {}) => ({
  id: `00000000-0000-7000-8000-0000000000d${String(number)}`,
  deadline: instant(SIMULATION_EPOCH_MS + deadlineMs),
  action: { kind: 'releaseCodes' as const, entranceId },
})

const started = async () => {
  const rig = new DoorRig([rightOf('amina', CARD), rightOf('boris', CODE, { kind: 'pin' })])
  await rig.start()
  return rig
}

/** Slow enough for the pauses between slips: five are looked up, and the rest finds the block. */
const guess = async (rig: DoorRig, times = 5) => {
  for (let attempt = 0; attempt < times; attempt += 1) {
    rig.present(`77${String(1_000 + attempt)}`, 'pin')
    await rig.run(5_000)
  }
}

const last = async (rig: DoorRig) => (await rig.events()).at(-1)
const opensByCode = async (rig: DoorRig) => {
  rig.present(CODE, 'pin')
  await rig.run(10)
  return (await last(rig))?.type === 'door.opened'
}

describe('a block of codes', () => {
  it('is told once, with counts and its length and nothing of who it was', async () => {
    const rig = await started()
    await guess(rig, 8)
    const told = (await rig.events()).filter(({ type }) => type === 'door.codes_blocked')
    expect(told).toMatchObject([
      { entranceId: ENTRANCE, payload: { scope: 'door', tries: 5, forMs: TEN_MINUTES } },
    ])
    expect(told[0]).not.toHaveProperty('subjectRef')
    expect(JSON.stringify(await rig.events())).not.toContain('771004')
  })

  it('is ended by a command that ends once, however often it arrives', async () => {
    const rig = await started()
    await guess(rig)
    expect(await opensByCode(rig)).toBe(false)
    for (let times = 0; times < 3; times += 1) rig.doors.command(release(1))
    await rig.run(10)
    expect((await rig.events()).slice(-3)).toMatchObject([
      { type: 'command.started', payload: { action: 'releaseCodes' } },
      { type: 'door.codes_released', entranceId: ENTRANCE, payload: { scopes: ['door'] } },
      { type: 'command.settled', payload: { outcome: 'done', reason: null } },
    ])
    expect(rig.orders).toEqual([])
    expect(await opensByCode(rig)).toBe(true)
  })

  it('stays ended after the edge was killed', async () => {
    const rig = await started()
    await guess(rig)
    rig.doors.command(release(1))
    await rig.run(10)
    await rig.restart()
    expect(await opensByCode(rig)).toBe(true)
  })

  it('comes back after five more wrong codes, for twice as long, also across a restart', async () => {
    const rig = await started()
    await guess(rig)
    rig.doors.command(release(1))
    await rig.run(10)
    await guess(rig, 2)
    await rig.restart()
    await guess(rig, 3)
    expect(await last(rig)).toMatchObject({
      type: 'door.codes_blocked',
      payload: { scope: 'door', tries: 5, forMs: 2 * TEN_MINUTES },
    })
    expect(await opensByCode(rig)).toBe(false)
  })

  it.each([
    ['that has ended meanwhile', release(1), 'refused', 'codes_not_blocked'],
    ['past the deadline', release(1, { deadlineMs: 1 }), 'expired', null],
    [
      'at an entrance nobody knows',
      release(1, { entranceId: '00000000-0000-7000-8000-00000000ffff' }),
      'refused',
      'entrance_unknown',
    ],
  ])('%s is not ended, and the command says why', async (_name, command, outcome, reason) => {
    const rig = await started()
    await rig.run(10)
    rig.doors.command(command)
    await rig.run(10)
    expect(await last(rig)).toMatchObject({ type: 'command.settled', payload: { outcome, reason } })
    expect(await rig.types()).not.toContain('door.codes_released')
  })
})
