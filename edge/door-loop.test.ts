import { instant } from '@loge/kernel'
import {
  diskError,
  DoorRig,
  ENTRANCE,
  NO_FAULTS,
  rightOf,
  SIMULATION_EPOCH_MS,
} from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'

const CARD = '04A1B2C3'
const sensor = { externalId: 'hall', key: 'doorSensor' }
const exitButton = { externalId: 'hall', key: 'exitButton' }
const COMMAND = '00000000-0000-7000-8000-0000000000c1'
const openBy = (deadlineMs: number) => ({
  id: COMMAND,
  deadline: instant(SIMULATION_EPOCH_MS + deadlineMs),
  action: { kind: 'openEntrance' as const, entranceId: ENTRANCE },
})
const started = async (
  more: Parameters<typeof rightOf>[2] = {},
  change?: ConstructorParameters<typeof DoorRig>[1],
) => {
  const rig = new DoorRig([rightOf('amina', CARD, more)], change)
  await rig.start()
  return rig
}

describe('a plate at a barrier', () => {
  const barrier = async (isForgiving: boolean) => {
    const plates = [rightOf('amina', 'AB-123-CD', { kind: 'licencePlate' })]
    const rig = new DoorRig(plates, (snapshot) => ({
      ...snapshot,
      entrances: snapshot.entrances.map((door) => (isForgiving ? { ...door, takesLookAlikes: true } : door)),
    }))
    await rig.start()
    return rig
  }

  it('is taken for the one it looks like, where the barrier does, and the log says so', async () => {
    const rig = await barrier(true)
    rig.present('A8-123-CO', 'licencePlate')
    rig.present('F AB 123 CD', 'licencePlate')
    await rig.run(1)
    const told = (await rig.events()).filter(({ type }) => type === 'door.opened')
    expect(told).toMatchObject([
      { subjectRef: 'amina', payload: { lookAlike: true } },
      { subjectRef: 'amina' },
    ])
    expect(told[1]?.payload).not.toHaveProperty('lookAlike')
    expect(JSON.stringify(await rig.events())).not.toMatch(/A8.?123|AB.?123/)
  })

  it('is unknown with a character misread, where the barrier takes plates as they are written', async () => {
    const rig = await barrier(false)
    rig.present('A8-123-CO', 'licencePlate')
    await rig.run(1)
    expect(await rig.events()).toMatchObject([
      { type: 'door.refused', payload: { reason: 'credential_unknown', kind: 'licencePlate' } },
    ])
  })
})

describe('a badge at a door', () => {
  it('is on disk before the lock is told, and its end after', async () => {
    const rig = await started()
    let onDisk: readonly string[] = []
    rig.carryOut = async () => {
      onDisk = await rig.types()
      return { kind: 'sent' }
    }
    rig.present('04:a1:b2:c3')
    await rig.run(1)
    expect(onDisk).toEqual(['door.unlock_ordered'])
    expect(rig.orders).toMatchObject([
      { order: { kind: 'unlock', component: { key: 'lock' }, forMs: 5_000 } },
    ])
    const [, opened] = await rig.events()
    expect(opened).toMatchObject({
      type: 'door.opened',
      entranceId: ENTRANCE,
      subjectRef: 'amina',
      payload: { outcome: 'sent', accessGrantId: 'grant-amina', snapshotVersion: 7 },
    })
    expect(JSON.stringify(await rig.events())).not.toContain(CARD)
  })

  it.each([
    ['unknown', '99999999', {}, 'credential_unknown'],
    ['malformed', '!', {}, 'credential_unknown'],
    ['lost', CARD, { lost: true }, 'credential_lost'],
    ['over', CARD, { untilMs: SIMULATION_EPOCH_MS }, 'grant_expired'],
    ['early', CARD, { hours: [8, 9] as const }, 'outside_hours'],
  ])('that is %s moves nothing and leaves its reason', async (_name, value, more, reason) => {
    const rig = await started(more)
    rig.present(value)
    await rig.run(1)
    expect(rig.orders).toEqual([])
    expect(await rig.events()).toMatchObject([{ type: 'door.refused', payload: { reason } }])
  })

  it('opens nothing at a reader that belongs to no entrance', async () => {
    const rig = await started()
    rig.present(CARD, 'card', 'elsewhere')
    await rig.run(1)
    expect(rig.orders).toEqual([])
    expect(await rig.types()).toEqual(['reader.unassigned'])
  })

  it('opens nothing without a snapshot', async () => {
    const rig = await started()
    rig.policy = null
    rig.present(CARD)
    await rig.run(1)
    expect(await rig.events()).toMatchObject([{ payload: { reason: 'snapshot_missing' } }])
  })

  it('still opens when the disk fails, and is recorded when the disk is well again', async () => {
    const rig = new DoorRig([rightOf('amina', CARD)])
    const broken = { now: false }
    await rig.start({
      ...NO_FAULTS,
      before: async (operation) => {
        if (broken.now && operation !== 'read' && operation !== 'list') throw diskError('ENOSPC')
      },
    })
    broken.now = true
    rig.present(CARD)
    await rig.run(10)
    expect(rig.orders).toHaveLength(1)
    broken.now = false
    await rig.run(1_500)
    rig.present(CARD)
    await rig.run(10)
    expect((await rig.types()).filter((type) => type === 'door.opened')).toHaveLength(2)
  })

  it('whose lock never answers is told as unknown, and the next badge gets its turn', async () => {
    const rig = await started()
    rig.carryOut = () => new Promise(() => undefined)
    rig.present(CARD)
    rig.present('99999999')
    await rig.run(4_999)
    expect(await rig.types()).toEqual(['door.unlock_ordered'])
    await rig.run(2)
    expect(await rig.types()).toEqual(['door.unlock_ordered', 'door.unlock_unknown', 'door.refused'])
  })

  it('whose lock refuses is told with the reason', async () => {
    const rig = await started()
    rig.carryOut = async () => ({ kind: 'refused', why: 'device_offline' })
    rig.present(CARD)
    await rig.run(1)
    expect((await rig.events())[1]).toMatchObject({
      type: 'door.unlock_failed',
      payload: { reason: 'device_offline' },
    })
  })
})

describe('a flood of badges at one reader', () => {
  const second = '00000000-0000-7000-8000-0000000000e2'
  const flood = async () => {
    const rig = new DoorRig([rightOf('amina', CARD), rightOf('bela', '04B1B2B3')], (snapshot) => ({
      ...snapshot,
      entrances: snapshot.entrances.flatMap((entrance) => [
        entrance,
        {
          ...entrance,
          id: second,
          parts: entrance.parts.map((part) => ({ ...part, externalId: 'yard' })),
        },
      ]),
      rules: snapshot.rules.map((rule) => ({ ...rule, entrances: [0, 1] })),
    }))
    await rig.start()
    await rig.run(10)
    for (let scan = 0; scan < 600; scan += 1) rig.present('99999999')
    return rig
  }
  const ofType = async (rig: DoorRig, type: string) =>
    (await rig.events()).filter((each) => each.type === type)

  it('hides no forced door', async () => {
    const rig = await flood()
    for (const value of [true, false]) {
      rig.doors.hear({ kind: 'reading', component: sensor, value, at: instant(0) })
      await rig.run(100)
    }
    await rig.run(3_000)
    expect(await ofType(rig, 'door.forced')).toMatchObject([{ entranceId: ENTRANCE }])
    expect(await ofType(rig, 'door.closed')).toHaveLength(1)
  })

  it('keeps neither the next resident outside, nor one at another door, nor a command', async () => {
    const rig = await flood()
    rig.present(CARD)
    rig.present('04B1B2B3', 'card', 'yard')
    rig.doors.command(openBy(5_000))
    await rig.run(2_000)
    expect(
      (await ofType(rig, 'door.opened')).map(({ subjectRef, entranceId }) => [subjectRef, entranceId]),
    ).toEqual(
      expect.arrayContaining([
        ['amina', ENTRANCE],
        ['bela', second],
      ]),
    )
    expect(await ofType(rig, 'door.unlocked_by_command')).toHaveLength(1)
  })

  it('is told with the reader, its entrance and how many were dropped', async () => {
    const rig = await flood()
    await rig.run(3_000)
    expect(await ofType(rig, 'edge.overloaded')).toMatchObject([
      { entranceId: ENTRANCE, component: { externalId: 'hall', key: 'reader' }, payload: { dropped: 579 } },
    ])
    expect(await ofType(rig, 'door.refused')).toHaveLength(21)
  })

  it('lets two readers of one entrance take turns', async () => {
    const rig = new DoorRig([rightOf('amina', CARD)], (snapshot) => ({
      ...snapshot,
      entrances: snapshot.entrances.map((entrance) => ({
        ...entrance,
        parts: [...entrance.parts, { role: 'reader' as const, externalId: 'inside', key: 'reader' }],
      })),
    }))
    await rig.start()
    for (let scan = 0; scan < 600; scan += 1) rig.present('99999999')
    rig.present(CARD, 'card', 'inside')
    await rig.run(1_000)
    expect((await rig.types()).slice(0, 3)).toContain('door.unlock_ordered')
  })
})

describe('an edge that loses power between the order and its end', () => {
  it('says at its next start that the outcome is unknown, once', async () => {
    const rig = await started()
    rig.carryOut = () => new Promise(() => undefined)
    rig.present(CARD)
    await rig.run(1)
    await rig.restart()
    expect((await rig.events()).map(({ type, subjectRef }) => [type, subjectRef])).toEqual([
      ['door.unlock_ordered', 'amina'],
      ['door.unlock_unknown', 'amina'],
    ])
    await rig.restart()
    expect(await rig.types()).toHaveLength(2)
  })

  it('does not begin a command twice, and ends it as unknown', async () => {
    const rig = await started()
    rig.carryOut = () => new Promise(() => undefined)
    rig.doors.command(openBy(60_000))
    await rig.run(1)
    await rig.restart()
    rig.carryOut = async () => ({ kind: 'sent' })
    rig.doors.command(openBy(60_000))
    await rig.run(1)
    expect(rig.orders).toHaveLength(1)
    const settled = (await rig.events()).filter(({ type }) => type === 'command.settled')
    expect(settled).toMatchObject([{ commandId: COMMAND, payload: { outcome: 'unknown' } }])
  })
})

describe('a lock that an edge opened before it lost power', () => {
  const locks = (rig: DoorRig) => rig.orders.filter(({ order }) => order.kind === 'lock')
  const told = async (rig: DoorRig) =>
    (await rig.types()).filter((type) => type === 'door.locked_again').length
  const pressExit = (rig: DoorRig) =>
    rig.doors.hear({ kind: 'occurred', component: exitButton, event: 'press', at: rig.machine.world().now() })

  it.each([
    ['a badge', (rig: DoorRig) => rig.present(CARD)],
    ['a command', (rig: DoorRig) => rig.doors.command(openBy(60_000))],
    ['the exit button', pressExit],
  ])('for %s is locked at the next start, once, and not again at the one after', async (_who, open) => {
    const rig = await started()
    open(rig)
    await rig.run(1)
    await rig.restart()
    await rig.run(60_000)
    expect(locks(rig)).toMatchObject([{ order: { component: { externalId: 'hall', key: 'lock' } } }])
    expect(await told(rig)).toBe(1)
    await rig.restart()
    await rig.run(60_000)
    expect(locks(rig)).toHaveLength(1)
  })

  it('is locked even when the power went before the lock had answered', async () => {
    const rig = await started()
    rig.carryOut = () => new Promise(() => undefined)
    rig.present(CARD)
    await rig.run(1)
    await rig.restart()
    rig.carryOut = async () => ({ kind: 'sent' })
    await rig.run(2_000)
    expect(locks(rig)).toHaveLength(1)
  })

  it('is told again until it says that it is locked, and only then is said to be', async () => {
    const rig = await started()
    rig.present(CARD)
    await rig.run(1)
    rig.carryOut = async () => ({ kind: 'sent', reports: true })
    await rig.restart()
    await rig.run(20_000)
    expect(locks(rig)).toHaveLength(3)
    expect(await told(rig)).toBe(0)
    rig.doors.hear({
      kind: 'reading',
      component: { externalId: 'hall', key: 'lock' },
      value: 'locked',
      at: rig.machine.world().now(),
    })
    await rig.run(120_000)
    expect(locks(rig)).toHaveLength(3)
    expect(await told(rig)).toBe(1)
  })

  it('is locked as soon as it can be reached', async () => {
    const rig = await started()
    rig.present(CARD)
    await rig.run(1)
    await rig.restart()
    rig.carryOut = async () => ({ kind: 'refused', why: 'device_unknown' })
    await rig.run(30_000)
    expect(await told(rig)).toBe(0)
    rig.carryOut = async () => ({ kind: 'sent' })
    await rig.run(1_500)
    expect(await told(rig)).toBe(1)
  })

  it('is left to whoever opens it meanwhile', async () => {
    const rig = await started()
    rig.present(CARD)
    await rig.run(1)
    await rig.restart()
    pressExit(rig)
    await rig.run(60_000)
    expect(locks(rig)).toEqual([])
  })
})

describe('a code at a keypad', () => {
  it('is slowed after wrong ones while badges go on', async () => {
    const rig = new DoorRig([rightOf('amina', CARD), rightOf('boris', '482915', { kind: 'pin' })])
    await rig.start()
    for (let attempt = 0; attempt < 12; attempt += 1) {
      rig.present(`77${1_000 + attempt}`, 'pin')
      await rig.run(20)
    }
    rig.present('482915', 'pin')
    rig.present(CARD)
    await rig.run(10)
    const events = await rig.events()
    expect(events.at(-3)).toMatchObject({ payload: { reason: 'too_many_attempts' } })
    expect(events.at(-1)).toMatchObject({ type: 'door.opened', subjectRef: 'amina' })
  })
})

describe('wrong codes', () => {
  it('count on after the edge was killed', async () => {
    const rig = new DoorRig([rightOf('boris', '482915', { kind: 'pin' })])
    await rig.start()
    for (let attempt = 0; attempt < 12; attempt += 1) {
      rig.present(`77${1_000 + attempt}`, 'pin')
      await rig.run(5_000)
    }
    await rig.restart()
    rig.present('482915', 'pin')
    await rig.run(10)
    expect((await rig.events()).at(-1)).toMatchObject({ payload: { reason: 'too_many_attempts' } })
  })
})

describe('a command', () => {
  it('opens the entrance and ends once, however often it arrives', async () => {
    const rig = await started()
    for (let times = 0; times < 3; times += 1) rig.doors.command(openBy(10_000))
    await rig.run(1)
    expect(rig.orders).toHaveLength(1)
    expect(await rig.types()).toEqual([
      'command.started',
      'door.unlock_ordered',
      'door.unlocked_by_command',
      'command.settled',
    ])
  })

  it('past its deadline moves nothing and ends as expired', async () => {
    const rig = await started()
    await rig.run(10_000)
    rig.doors.command(openBy(10_000))
    await rig.run(1)
    expect(rig.orders).toEqual([])
    expect(await rig.events()).toMatchObject([{ type: 'command.settled', payload: { outcome: 'expired' } }])
  })

  it('that a slow disk makes late moves nothing', async () => {
    const rig = new DoorRig([])
    await rig.start({
      ...NO_FAULTS,
      before: async (operation) => {
        if (operation === 'sync') await rig.machine.wait(3_000)
      },
    })
    rig.doors.command(openBy(2_000))
    await rig.run(10_000)
    expect(rig.orders).toEqual([])
    expect((await rig.events()).at(-1)).toMatchObject({ payload: { outcome: 'expired' } })
  })

  it('moves nothing while the server’s time is not known', async () => {
    const rig = await started()
    rig.serverNowAtMost = () => undefined
    rig.doors.command(openBy(10_000))
    await rig.run(1)
    expect(rig.orders).toEqual([])
  })

  it('moves nothing when its beginning cannot be recorded', async () => {
    const rig = await started()
    await rig.run(1)
    rig.machine.kill()
    await rig.start({
      ...NO_FAULTS,
      before: async (operation) => {
        if (operation === 'append') throw diskError('EIO')
      },
    })
    rig.doors.command(openBy(10_000))
    await rig.run(1)
    expect(rig.orders).toEqual([])
  })

  it('reaches any component, and a refusal keeps its reason', async () => {
    const rig = await started()
    rig.carryOut = async () => ({ kind: 'refused', why: 'not_capable' })
    const component = { externalId: 'washer', key: 'power' }
    rig.doors.command({ ...openBy(10_000), action: { kind: 'switch', component, on: true } })
    await rig.run(1)
    expect(rig.orders).toMatchObject([{ order: { kind: 'switch', on: true } }])
    expect((await rig.events()).at(-1)).toMatchObject({
      payload: { outcome: 'refused', reason: 'not_capable' },
    })
  })
})

describe('a door leaf', () => {
  const moves = (rig: DoorRig, open: boolean) =>
    rig.doors.hear({ kind: 'reading', component: sensor, value: open, at: rig.machine.world().now() })

  it('that opens after a badge is opened, without one it is forced', async () => {
    const rig = await started()
    rig.present(CARD)
    await rig.run(10)
    moves(rig, true)
    await rig.run(2_000)
    moves(rig, false)
    await rig.run(20_000)
    moves(rig, true)
    await rig.run(3_000)
    expect((await rig.types()).slice(2)).toEqual(['door.leaf_opened', 'door.closed', 'door.forced'])
  })

  it('that stays open too long is told once', async () => {
    const rig = await started()
    rig.present(CARD)
    await rig.run(10)
    moves(rig, true)
    await rig.run(300_000)
    expect((await rig.types()).filter((type) => type === 'door.held_open')).toHaveLength(1)
  })

  it('that opens while its lock has not answered yet was opened by the badge, not by force', async () => {
    const rig = await started()
    rig.carryOut = () => new Promise(() => undefined)
    rig.present(CARD)
    await rig.run(100)
    moves(rig, true)
    await rig.run(10_000)
    expect(await rig.types()).toContain('door.leaf_opened')
    expect(await rig.types()).not.toContain('door.forced')
  })

  it('that somebody let in pulls open just after the power came back is not forced; a little later it is', async () => {
    const rig = await started()
    rig.present(CARD)
    await rig.run(100)
    await rig.restart()
    moves(rig, true)
    await rig.run(5_000)
    expect(await rig.types()).not.toContain('door.forced')
    moves(rig, false)
    await rig.run(5_000)
    moves(rig, true)
    await rig.run(5_000)
    expect(await rig.types()).toContain('door.forced')
  })

  it('opens from inside at the exit button, whatever the journal does, and is not forced then', async () => {
    const rig = await started()
    rig.doors.hear({ kind: 'occurred', component: exitButton, event: 'press', at: rig.machine.world().now() })
    await rig.run(1)
    moves(rig, true)
    await rig.run(1)
    expect(rig.orders).toHaveLength(1)
    expect(await rig.types()).toEqual(['door.exit_pressed', 'door.leaf_opened'])
  })
})

describe('what was so before the edge listened', () => {
  it('neither forces a door nor presses its exit button', async () => {
    const rig = await started()
    const at = rig.machine.world().now()
    for (const component of [sensor, exitButton])
      rig.doors.hear({ kind: 'reading', component, value: true, isStanding: true, at })
    await rig.run(5_000)
    expect(rig.orders).toEqual([])
    expect(await rig.types()).toEqual([])
  })
})

describe('hours during which a door is held open', () => {
  const HOUR = 3_600_000
  const hold = {
    id: 'opening-hours',
    intervals: [SIMULATION_EPOCH_MS + HOUR, SIMULATION_EPOCH_MS + 2 * HOUR],
    coversUntil: instant(SIMULATION_EPOCH_MS + 24 * HOUR),
  }
  const startedWithHours = () =>
    started({}, (snapshot) => ({
      ...snapshot,
      schedules: [hold],
      entrances: snapshot.entrances.map((entrance) => ({ ...entrance, holdOpenSchedule: 0 })),
    }))

  it('open it at their start, keep it open, and lock it at their end', async () => {
    const rig = await startedWithHours()
    await rig.run(3 * HOUR)
    const kinds = rig.orders.map(({ order }) => order.kind)
    expect(kinds.at(-1)).toBe('lock')
    expect(rig.orders[0]?.atMs).toBeLessThanOrEqual(HOUR + 1_000)
    expect(rig.orders.at(-1)?.atMs).toBeLessThanOrEqual(2 * HOUR + 1_000)
    expect(await rig.types()).toEqual(['door.hold_open_began', 'door.hold_open_ended'])
    expect(rig.faults).toEqual([])
  })
  it('survive a loss of power, and end with a lock even if the power came back after them', async () => {
    const rig = await startedWithHours()
    await rig.run(1.5 * HOUR)
    const orders = rig.orders.length
    await rig.restart()
    await rig.run(60_000)
    expect(rig.orders.slice(orders).map(({ order }) => order.kind)).not.toContain('lock')
    rig.machine.kill()
    rig.disk.losePower()
    await rig.run(HOUR)
    await rig.start()
    await rig.run(2_000)
    expect(rig.orders.at(-1)?.order.kind).toBe('lock')
    expect((await rig.types()).at(-1)).toBe('door.locked_again')
  })
})
