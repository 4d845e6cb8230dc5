import { DoorRig, ENTRANCE, rightOf } from '@loge/testing/simulation'
import type { SnapshotEntrance } from '@loge/features/access/core'
import { addMs, instant } from '@loge/kernel'
import { describe, expect, it } from 'vitest'

const AMINA = '04A1B2C3'
const BRUNO = '04D4E5F6'
const INNER = '00000000-0000-7000-8000-0000000000e2'
const COMMAND = '00000000-0000-7000-8000-0000000000c1'
const READERS = { [ENTRANCE]: 'hall', [INNER]: 'inner' } as const
type Door = keyof typeof READERS

/** Two doors where Amina and Bruno may enter, with these rules. */
const started = async (passageOf: (door: Door, at: number) => SnapshotEntrance['passage']) => {
  const rights = [rightOf('amina', AMINA), rightOf('bruno', BRUNO)]
  const rig = new DoorRig(rights, (snapshot) => {
    const [hall] = snapshot.entrances
    if (hall === undefined) throw new Error('the rig has a door')
    const doors = [
      hall,
      { ...hall, id: INNER, parts: hall.parts.map((p) => ({ ...p, externalId: 'inner' })) },
    ]
    return {
      ...snapshot,
      entrances: doors.map((door) => {
        const passage = passageOf(door.id as Door, snapshot.madeAt)
        return passage === undefined ? door : { ...door, passage }
      }),
      rules: snapshot.rules.map((rule) => ({ ...rule, entrances: [0, 1] })),
    }
  })
  await rig.start()
  return rig
}
type Rig = Awaited<ReturnType<typeof started>>

const inAndOut = (door: Door, madeAt: number): SnapshotEntrance['passage'] => {
  const at = instant(madeAt)
  const antiPassback = { mode: 'refused', resets: [], resetsUntil: at, forgottenAt: null } as const
  return { zones: [{ id: 'parking', leads: door === ENTRANCE ? 'in' : 'out', antiPassback }] }
}
const airlock = (): SnapshotEntrance['passage'] => ({
  zones: [{ id: 'airlock', leads: null, interlock: true }],
})
const forTwo = (): SnapshotEntrance['passage'] => ({ twoPeopleWithinMs: 30_000, zones: [] })

const leaf = (rig: Rig, door: Door, value: 'on' | 'off', isStanding = false): void =>
  rig.doors.hear({
    kind: 'reading',
    component: { externalId: READERS[door], key: 'doorSensor' },
    value,
    at: rig.machine.world().now(),
    ...(isStanding ? { isStanding } : {}),
  })

const walk = async (rig: Rig, value: string, door: Door): Promise<void> => {
  rig.present(value, 'card', READERS[door])
  await rig.run(1_000)
  leaf(rig, door, 'on')
  await rig.run(1_000)
  leaf(rig, door, 'off')
  await rig.run(1_000)
}

const reasons = async (rig: Rig) =>
  (await rig.events()).filter(({ type }) => type === 'door.refused').map(({ payload }) => payload['reason'])

describe('a zone in which a badge goes out before it enters again', () => {
  it('knows who is inside after the power was gone', async () => {
    const rig = await started(inAndOut)
    await walk(rig, AMINA, ENTRANCE)
    await rig.restart()
    await walk(rig, AMINA, ENTRANCE)
    expect(await reasons(rig)).toEqual(['already_inside'])
    await walk(rig, AMINA, INNER)
    await walk(rig, AMINA, ENTRANCE)
    expect(await reasons(rig)).toEqual(['already_inside'])
  })

  it('counts whoever was let in, also when the contact said in between that it was shut still', async () => {
    const rig = await started(inAndOut)
    rig.present(AMINA)
    await rig.run(1_000)
    leaf(rig, ENTRANCE, 'off')
    await rig.run(1_000)
    leaf(rig, ENTRANCE, 'on')
    await rig.run(1_000)
    leaf(rig, ENTRANCE, 'off')
    await walk(rig, AMINA, ENTRANCE)
    expect(await reasons(rig)).toEqual(['already_inside'])
  })

  it('remembers who is inside when somebody leaves the airlock before it by the button', async () => {
    const rig = await started((door, at) => {
      const airlocked = { id: 'airlock', leads: null, interlock: true } as const
      const zones = door === INNER ? [] : (inAndOut(door, at)?.zones ?? [])
      return { zones: [...zones, airlocked] }
    })
    await walk(rig, AMINA, ENTRANCE)
    rig.doors.hear({
      kind: 'occurred',
      component: { externalId: 'inner', key: 'exitButton' },
      event: 'press',
      at: rig.machine.world().now(),
    })
    await rig.run(10_000)
    await walk(rig, AMINA, ENTRANCE)
    expect(await reasons(rig)).toEqual(['already_inside'])
  })

  it('lets everybody in when its journal is gone', async () => {
    const rig = await started(inAndOut)
    await walk(rig, AMINA, ENTRANCE)
    const fresh = await started(inAndOut)
    await walk(fresh, AMINA, ENTRANCE)
    expect(await reasons(fresh)).toEqual([])
  })

  it('opens while there is fire anywhere, and says that a rule stood against it', async () => {
    const rig = await started((door, at) => (door === ENTRANCE ? inAndOut(door, at) : undefined))
    await walk(rig, AMINA, ENTRANCE)
    const policy = rig.policy
    if (policy === null) throw new Error('the rig has a policy')
    const smoke = { role: 'fireInput', externalId: 'smoke', key: 'smoke' } as const
    rig.policy = {
      ...policy,
      entrances: policy.entrances.map((door) =>
        door.id === INNER ? { ...door, parts: [...door.parts, smoke] } : door,
      ),
    }
    rig.doors.policyChanged()
    rig.doors.hear({ kind: 'reading', component: smoke, value: 'on', at: rig.machine.world().now() })
    await rig.run(1)
    rig.present(AMINA)
    await rig.run(10)
    expect((await rig.events()).find(({ type }) => type === 'door.against_rule')).toMatchObject({
      entranceId: ENTRANCE,
      payload: { rule: 'antiPassback', zoneId: 'parking', why: 'emergency' },
    })
    expect(await reasons(rig)).toEqual([])
  })
})

describe('an airlock', () => {
  it('opens one of two doors that are asked for at the same moment', async () => {
    const rig = await started(airlock)
    rig.present(AMINA, 'card', 'hall')
    rig.present(BRUNO, 'card', 'inner')
    await rig.run(10)
    expect(rig.orders).toHaveLength(1)
    expect(await reasons(rig)).toEqual(['other_door_open'])
  })

  it('waits for a door that stood open when the edge came back, and not for one it cannot hear', async () => {
    const rig = await started(airlock)
    rig.present(AMINA)
    await rig.run(1_000)
    leaf(rig, ENTRANCE, 'on')
    await rig.run(30_000)
    await rig.restart()
    rig.present(BRUNO, 'card', 'inner')
    await rig.run(10)
    expect(await reasons(rig)).toEqual(['other_door_open'])
    leaf(rig, ENTRANCE, 'on', true)
    rig.doors.hear({ kind: 'availability', externalId: 'hall', online: false })
    rig.present(BRUNO, 'card', 'inner')
    await rig.run(10)
    expect(await reasons(rig)).toEqual(['other_door_open'])
  })

  it('does not take a contact that says again that it is shut for a lock that has locked again', async () => {
    const rig = await started(airlock)
    rig.present(AMINA)
    await rig.run(1_000)
    leaf(rig, ENTRANCE, 'off')
    rig.present(BRUNO, 'card', 'inner')
    await rig.run(10)
    expect(await reasons(rig)).toEqual(['other_door_open'])
  })

  it('never keeps the exit button waiting', async () => {
    const rig = await started(airlock)
    leaf(rig, ENTRANCE, 'on')
    rig.doors.hear({
      kind: 'occurred',
      component: { externalId: 'inner', key: 'exitButton' },
      event: 'press',
      at: rig.machine.world().now(),
    })
    await rig.run(10)
    expect(rig.orders).toMatchObject([{ order: { component: { externalId: 'inner', key: 'lock' } } }])
  })

  it('opens on a command, which is recorded before the lock is told', async () => {
    const rig = await started(airlock)
    leaf(rig, ENTRANCE, 'on')
    rig.doors.command({
      id: COMMAND,
      deadline: addMs(rig.machine.world().now(), 60_000),
      action: { kind: 'openEntrance', entranceId: INNER },
    })
    await rig.run(10)
    expect(rig.orders).toHaveLength(1)
    expect((await rig.types()).slice(1, 4)).toEqual([
      'command.started',
      'door.against_rule',
      'door.unlock_ordered',
    ])
  })
})

describe('a door for two people', () => {
  it('waits for the second also when the edge was killed in between', async () => {
    const rig = await started(forTwo)
    rig.present(AMINA)
    await rig.run(10)
    await rig.restart()
    rig.present(BRUNO)
    await rig.run(10)
    const events = await rig.events()
    const first = events.find(({ type }) => type === 'door.refused')
    expect(events.find(({ type }) => type === 'door.opened')).toMatchObject({
      subjectRef: 'bruno',
      payload: { firstDecisionId: first?.payload['decisionId'] },
    })
  })

  it('does not take one person for two, however often they ask', async () => {
    const rig = await started(forTwo)
    rig.present(AMINA)
    rig.present(AMINA)
    await rig.run(10)
    expect(await reasons(rig)).toEqual(['second_person_awaited', 'second_person_awaited'])
  })
})
