import { deltaBetween, snapshotText, type SignedSnapshot, type Snapshot } from '@loge/features/access/core'
import {
  diskError,
  NO_FAULTS,
  SimulatedDisk,
  SIMULATION_EPOCH_MS,
  snapshotOf,
  type SitePlan,
} from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'
import { SnapshotStore } from './snapshot-store.ts'

const plan: SitePlan = {
  organizationId: '00000000-0000-7000-8000-000000000001',
  siteId: '00000000-0000-7000-8000-000000000002',
  siteKey: '5a'.repeat(32),
  doors: [{ entranceId: '00000000-0000-7000-8000-0000000000e1', externalId: 'hall' }],
  coversFromMs: SIMULATION_EPOCH_MS,
  coversUntilMs: SIMULATION_EPOCH_MS + 86_400_000,
}
const right = (ref: string) => ({
  ref,
  kind: 'card' as const,
  value: `0A0B${ref.charCodeAt(0)}`,
  entranceId: plan.doors[0]?.entranceId ?? '',
  fromMs: 0,
  untilMs: null,
  hours: null,
  lost: false,
  suspended: false,
})
const version = (number: number, refs = 'a'): Snapshot =>
  snapshotOf(plan, refs.split('').map(right), number, SIMULATION_EPOCH_MS + number)
/** A signature good enough to tell signers apart. */
const sign = (text: string, signer = 'server') => `${signer}:${text.length}:${text.slice(-40).length}`
const signed = (snapshot: Snapshot, signer = 'server'): SignedSnapshot => {
  const text = snapshotText(snapshot)
  return { version: snapshot.version, text, signature: sign(text, signer) }
}
const trust = { siteId: plan.siteId, verify: (text: string, signature: string) => sign(text) === signature }
const open = (disk: SimulatedDisk) => SnapshotStore.open(disk.mount(), trust)

describe('the snapshot store', () => {
  it('keeps what it accepted over a restart', async () => {
    const disk = new SimulatedDisk()
    expect(await (await open(disk)).accept(signed(version(3)))).toEqual({ ok: true, value: 3 })
    disk.losePower()
    expect((await open(disk)).policy?.version).toBe(3)
  })

  it.each([
    ['an older version', signed(version(2)), 'snapshot_older'],
    ['another signer', signed(version(4), 'stranger'), 'signature_invalid'],
    ['a changed text', { ...signed(version(4)), text: `${signed(version(4)).text} ` }, 'signature_invalid'],
    ['a malformed text', { version: 4, text: '{}', signature: sign('{}') }, 'snapshot_malformed'],
    ['another site', signed({ ...version(4), siteId: plan.organizationId }), 'snapshot_of_another_site'],
    ['positions that lead nowhere', signed({ ...version(4), grants: [] }), 'snapshot_malformed'],
  ])('refuses %s and goes on with what it has', async (_name, offered, refusal) => {
    const store = await open(new SimulatedDisk())
    await store.accept(signed(version(3)))
    expect(await store.accept(offered)).toEqual({ ok: false, refusal })
    expect(store.version).toBe(3)
  })

  it('goes back to the previous snapshot when the newest is damaged, and takes the newest again', async () => {
    const disk = new SimulatedDisk()
    const store = await open(disk)
    await store.accept(signed(version(3)))
    await store.accept(signed(version(4)))
    const file = disk.files.get('snapshot.current')
    if (file !== undefined) file.durable = file.durable.slice(0, -5)
    const again = await open(disk)
    expect([again.version, again.damage]).toEqual([3, 'signature_invalid'])
    expect(await again.accept(signed(version(4)))).toEqual({ ok: true, value: 4 })
    expect(again.damage).toBeUndefined()
    expect((await open(disk)).version).toBe(4)
  })

  it('knows nobody when nothing on the disk can be trusted', async () => {
    const disk = new SimulatedDisk()
    await disk.mount().replace('snapshot.current', Buffer.from('garbage'))
    const store = await open(disk)
    expect(store.policy).toBeNull()
    expect(store.damage).toBe('signature_invalid')
  })

  it('applies a delta whose result carries the signature', async () => {
    const store = await open(new SimulatedDisk())
    await store.accept(signed(version(3, 'ab')))
    const next = version(5, 'acd')
    const delta = deltaBetween(version(3, 'ab'), next)
    expect(await store.acceptDelta(delta, signed(next).signature)).toEqual({ ok: true, value: 5 })
    expect(store.policy?.subjects.refs).toEqual(['a', 'c', 'd'])
    expect(await store.acceptDelta(delta, signed(next).signature)).toEqual({ ok: true, value: 5 })
  })

  it('refuses a delta for another base, or whose result is not what was signed', async () => {
    const store = await open(new SimulatedDisk())
    await store.accept(signed(version(3, 'ab')))
    const next = version(5, 'acd')
    const elsewhere = deltaBetween(version(4, 'ab'), next)
    expect(await store.acceptDelta(elsewhere, signed(next).signature)).toEqual({
      ok: false,
      refusal: 'delta_base_missing',
    })
    const wrong = deltaBetween(version(3, 'ab'), version(5, 'abcdef'))
    expect(await store.acceptDelta(wrong, signed(next).signature)).toEqual({
      ok: false,
      refusal: 'signature_invalid',
    })
    expect(store.version).toBe(3)
  })

  it('does not claim a version the disk did not take', async () => {
    const disk = new SimulatedDisk()
    const store = await SnapshotStore.open(
      disk.mount({
        ...NO_FAULTS,
        before: async (operation) => {
          if (operation === 'replace') throw diskError('ENOSPC')
        },
      }),
      trust,
    )
    expect(await store.accept(signed(version(3)))).toEqual({ ok: false, refusal: 'disk_failed' })
    expect(store.version).toBe(0)
  })
})
