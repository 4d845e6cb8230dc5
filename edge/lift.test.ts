/** The reader in the car of a lift: one presentation, a decision for each floor, and all that open are released. */
import type { Snapshot } from '@loge/features/access/core'
import { DoorRig, rightOf, SIMULATION_EPOCH_MS } from '@loge/testing/simulation'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const CARD = '04A1B2C3'
const OTHER_CARD = '04D4E5F6'
const FLOORS = [0, 1, 2, 3] as const
const idOf = (floor: number): string => `00000000-0000-7000-8000-0000000000f${floor}`

/** One reader, a relay for each floor; the right of the rig opens these of them. */
const lift =
  (opens: readonly number[], more: Partial<Snapshot['entrances'][number]> = {}) =>
  (snapshot: Snapshot): Snapshot => ({
    ...snapshot,
    entrances: snapshot.entrances.flatMap((door) =>
      FLOORS.map((floor) => ({
        ...door,
        id: idOf(floor),
        parts: [
          { role: 'reader' as const, externalId: 'hall', key: 'reader' },
          { role: 'lock' as const, externalId: 'hall', key: `floor-${floor}` },
        ],
        ...more,
      })),
    ),
    rules: snapshot.rules.map((rule) => ({ ...rule, entrances: [...opens] })),
  })

const ride = async (opens: readonly number[], more: Parameters<typeof rightOf>[2] = {}) => {
  const rig = new DoorRig([rightOf('amina', CARD, more)], lift(opens))
  await rig.start()
  return rig
}

describe('a badge in the car of a lift', () => {
  it('releases its floors, each for its time, and the log says which', async () => {
    const rig = await ride([0, 2])
    rig.present(CARD)
    await rig.run(10)
    expect(rig.orders.map(({ order }) => order)).toMatchObject([
      { kind: 'unlock', component: { key: 'floor-0' }, forMs: 5_000 },
      { kind: 'unlock', component: { key: 'floor-2' }, forMs: 5_000 },
    ])
    const opened = (await rig.events()).filter(({ type }) => type === 'door.opened')
    expect(opened.map(({ entranceId }) => entranceId)).toEqual([idOf(0), idOf(2)])
    expect((await rig.types()).filter((type) => type === 'door.refused')).toEqual([])
  })

  it('that opens no floor is refused once, by what came closest', async () => {
    const rig = await ride([1], { untilMs: SIMULATION_EPOCH_MS })
    rig.present(CARD)
    await rig.run(10)
    expect(rig.orders).toEqual([])
    expect(await rig.events()).toMatchObject([
      { type: 'door.refused', entranceId: idOf(1), payload: { reason: 'grant_expired' } },
    ])
  })

  it('that nobody knows is refused once, and slows the one reader, not each floor', async () => {
    const rig = await ride([1])
    for (let guess = 0; guess < 12; guess++) rig.present(String(700_001 + guess), 'pin')
    await rig.run(10)
    const reasons = (await rig.events()).map(({ payload }) => payload['reason'])
    expect(reasons).toHaveLength(12)
    expect(reasons.at(-1)).toBe('too_many_attempts')
  })

  it('releases the other floors when the relay of one is silent', async () => {
    const rig = await ride([0, 3])
    rig.carryOut = (order) =>
      order.component.key === 'floor-0' ? new Promise(() => undefined) : Promise.resolve({ kind: 'sent' })
    rig.present(CARD)
    await rig.run(10)
    expect(await rig.types()).toEqual(['door.unlock_ordered', 'door.unlock_ordered', 'door.opened'])
    await rig.run(5_001)
    expect(await rig.types()).toContain('door.unlock_unknown')
  })

  it('opens a floor for two once both have asked, though the first was let into other floors', async () => {
    const forTwo = ({ entrances, ...snapshot }: Snapshot): Snapshot => ({
      ...snapshot,
      entrances: entrances.map((floor) =>
        floor.id === idOf(2) ? { ...floor, passage: { twoPeopleWithinMs: 30_000, zones: [] } } : floor,
      ),
    })
    const rights = [rightOf('amina', CARD), rightOf('bruno', OTHER_CARD)]
    const rig = new DoorRig(rights, (snapshot) => forTwo(lift([0, 2])(snapshot)))
    await rig.start()
    rig.present(CARD)
    await rig.run(1_000)
    rig.present(OTHER_CARD)
    await rig.run(10)
    expect(rig.orders.map(({ order }) => order.component.key)).toEqual(['floor-0', 'floor-0', 'floor-2'])
    expect((await rig.events()).filter(({ type }) => type === 'door.refused')).toMatchObject([
      { entranceId: idOf(2), payload: { reason: 'second_person_awaited' } },
    ])
  })

  it('releases just the floors of the right, whichever they are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...FLOORS]), async (opens) => {
        const rig = await ride(opens)
        rig.present(CARD)
        await rig.run(10)
        expect(rig.orders.map(({ order }) => order.component.key)).toEqual(
          opens.map((floor) => `floor-${floor}`),
        )
      }),
      { numRuns: 16 },
    )
  })
})
