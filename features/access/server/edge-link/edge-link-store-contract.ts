/** What both stores of the link promise: one suite, run against PostgreSQL and against memory. */
import { asId, instant, type World } from '@loge/kernel'
import { expect, it } from 'vitest'
import { edgeFacts, type EdgeEvent, type EdgeHealth } from '../../core/index.ts'
import type { EdgeLinkStore, LinkedEdge } from './edge-link-store.ts'

export interface StoreRig {
  readonly store: EdgeLinkStore
  readonly world: World
  /** An edge that never connected, of a site with rights. */
  readonly edge: LinkedEdge
  /** Asks for a command of this edge; gives its id. */
  askCommand(): Promise<string>
  /** Numbers of the stored events, as the log has them. */
  stored(): Promise<readonly number[]>
}

const HEALTH: EdgeHealth = {
  snapshotVersion: 0,
  backlog: 0,
  journalBytes: 0,
  journalProblem: null,
  clockTrusted: true,
  unknownPayloads: 0,
}
const FIRST = { journalId: 'a'.repeat(32), software: 'test', health: HEALTH }
const SECOND = { ...FIRST, journalId: 'b'.repeat(32) }

export const edgeLinkStoreContract = (makeRig: () => Promise<StoreRig>): void => {
  const eventsOf = ({ world }: StoreRig, from: number, through: number): readonly EdgeEvent[] =>
    Array.from({ length: through - from + 1 }, (_, index) => ({
      sequence: from + index,
      type: edgeFacts.clockTrusted.type,
      occurredAt: world.now(),
      clockTrusted: true,
      payload: {},
    }))

  it('knows an edge by its organization and its id, and no other', async () => {
    const { store, edge } = await makeRig()
    expect(await store.find(edge.organizationId, edge.edgeId)).toEqual(edge)
    const stranger = asId('edge', '00000000-0000-7000-8000-00000000ffff')
    expect(await store.find(edge.organizationId, stranger)).toBeUndefined()
  })

  it('stores each number once and says up to where nothing is missing', async () => {
    const rig = await makeRig()
    expect(await rig.store.accept(rig.edge, eventsOf(rig, 1, 3))).toBe(3)
    expect(await rig.store.accept(rig.edge, eventsOf(rig, 2, 5))).toBe(5)
    expect(await rig.stored()).toEqual([1, 2, 3, 4, 5])
    const [last] = eventsOf(rig, 6, 6)
    const lost = { ...last, sequence: 6, throughSequence: 9 } as EdgeEvent
    expect(await rig.store.accept(rig.edge, [lost])).toBe(9)
    expect((await rig.store.connected(rig.edge, FIRST)).acknowledgedUntil).toBe(9)
  })

  it('gives each connection a higher number and keeps numbers of a lost journal out of use', async () => {
    const rig = await makeRig()
    const one = await rig.store.connected(rig.edge, FIRST)
    expect(one).toMatchObject({ acknowledgedUntil: 0, journalBase: 0 })
    expect(one.siteKey).toMatch(/^[0-9a-f]{64}$/)
    await rig.store.accept(rig.edge, eventsOf(rig, 1, 4))
    const again = await rig.store.connected(rig.edge, FIRST)
    expect(again).toMatchObject({ acknowledgedUntil: 4, journalBase: 0, siteKey: one.siteKey })
    expect(again.connection).toBeGreaterThan(one.connection)
    expect(await rig.store.connected(rig.edge, SECOND)).toMatchObject({
      acknowledgedUntil: 4,
      journalBase: 4,
    })
    await rig.store.accept(rig.edge, eventsOf(rig, 5, 6))
    expect(await rig.store.connected(rig.edge, SECOND)).toMatchObject({
      acknowledgedUntil: 6,
      journalBase: 4,
    })
  })

  it('offers a command until its end arrives, and takes one end', async () => {
    const rig = await makeRig()
    const commandId = await rig.askCommand()
    const [command] = await rig.store.commands(rig.edge)
    expect(command).toMatchObject({ id: commandId, action: { kind: 'openEntrance' } })
    expect(command?.deadline).toBeGreaterThan(rig.world.now())
    expect(await rig.store.commands(rig.edge)).toHaveLength(1)
    const settled = (sequence: number, outcome: string): EdgeEvent => ({
      sequence,
      type: edgeFacts.commandSettled.type,
      occurredAt: instant(rig.world.now()),
      clockTrusted: true,
      commandId,
      payload: { commandId, action: 'openEntrance', outcome, reason: null },
    })
    await rig.store.accept(rig.edge, [settled(1, 'done')])
    expect(await rig.store.commands(rig.edge)).toEqual([])
    await rig.store.accept(rig.edge, [settled(1, 'done')])
    expect(await rig.stored()).toEqual([1])
  })

  it('has a snapshot of the edge’s own site', async () => {
    const rig = await makeRig()
    const snapshot = await rig.store.snapshot(rig.edge)
    expect(snapshot?.siteId).toBe(rig.edge.siteId)
    await rig.store.snapshotSent(rig.edge, snapshot?.version ?? 0)
    await rig.store.snapshotApplied(rig.edge, snapshot?.version ?? 0)
    await rig.store.snapshotRefused(rig.edge, 99, 'signature_invalid')
    await rig.store.heard(rig.edge, 1, { ...HEALTH, backlog: 3 })
  })
}
