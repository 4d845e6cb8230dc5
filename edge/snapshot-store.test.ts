import { cutSnapshot, type Snapshot } from '@loge/features/access/core'
import { sha256 } from '@loge/kernel/real-world'
import {
  deliver,
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
/** A signature good enough to tell signers and texts apart. */
const sign = (text: string, signer = 'server') => `${signer}:${sha256(text)}`
const trust = { siteId: plan.siteId, verify: (text: string, signature: string) => sign(text) === signature }
const open = (disk: SimulatedDisk) => SnapshotStore.open(disk.mount(), trust)
const give = (store: SnapshotStore, snapshot: Snapshot, signer = 'server') =>
  deliver(store, snapshot, (text) => sign(text, signer))
const inForce = (number: number) => ({ ok: true, value: { kind: 'inForce', version: number } })
const offerOf = (snapshot: Snapshot) => {
  const { header, pieces } = cutSnapshot(snapshot, sha256)
  return {
    offer: { version: snapshot.version, header, signature: sign(header) },
    texts: [...pieces.values()],
  }
}
/** `many` rights: several pieces a list. */
const large = (number: number, many = 60): Snapshot =>
  snapshotOf(
    plan,
    Array.from({ length: many }, (_, each) => ({
      ...right('a'),
      ref: `r${each}`,
      value: `0A0B00${each + 10}`,
    })),
    number,
    SIMULATION_EPOCH_MS + number,
  )

describe('the snapshot store', () => {
  it('keeps what it accepted over a restart', async () => {
    const disk = new SimulatedDisk()
    expect(await give(await open(disk), large(3))).toEqual(inForce(3))
    disk.losePower()
    const { policy } = await open(disk)
    expect([policy?.version, policy?.credentials.ids.length]).toEqual([3, 60])
  })

  it.each([
    ['an older version', offerOf(version(2)), 'snapshot_older'],
    [
      'another signer',
      { offer: { ...offerOf(version(4)).offer, signature: sign('x') }, texts: [] },
      'signature_invalid',
    ],
    [
      'a changed header',
      { offer: { ...offerOf(version(4)).offer, header: '{}' }, texts: [] },
      'signature_invalid',
    ],
    [
      'a malformed header',
      { offer: { version: 4, header: '{}', signature: sign('{}') }, texts: [] },
      'snapshot_malformed',
    ],
    ['another site', offerOf({ ...version(4), siteId: plan.organizationId }), 'snapshot_of_another_site'],
    ['positions that lead nowhere', offerOf({ ...version(4), grants: [] }), 'snapshot_malformed'],
    [
      'one digest for two credentials',
      offerOf({ ...version(4), credentials: [0, 1].flatMap(() => version(4).credentials) }),
      'snapshot_malformed',
    ],
  ])('refuses %s and goes on with what it has', async (_name, { offer, texts }, refusal) => {
    const store = await open(new SimulatedDisk())
    await give(store, version(3))
    let progress = await store.offered(offer)
    if (progress.ok) progress = await store.pieces(offer.version, texts)
    expect(progress).toEqual({ ok: false, refusal })
    expect(store.version).toBe(3)
  })

  it('decides nothing with a snapshot before its last piece, and takes no piece but those that were signed', async () => {
    const store = await open(new SimulatedDisk())
    const { offer, texts } = offerOf(version(3))
    const [entrances = '', rules = '', ...rest] = texts
    expect(await store.offered(offer)).toMatchObject({ ok: true, value: { kind: 'wanting' } })
    const forged = entrances.replace('"unlockMs":5000', '"unlockMs":9000')
    expect(await store.pieces(3, [forged, rules, ...rest])).toEqual({ ok: true, value: { kind: 'waiting' } })
    expect(await store.pieces(3, [entrances, rules])).toMatchObject({ ok: true, value: { kind: 'wanting' } })
    expect([store.policy, store.version]).toEqual([null, 0])
    expect(await store.pieces(3, rest)).toEqual(inForce(3))
    expect(store.policy?.entrances[0]?.unlockMs).toBe(5_000)
  })

  it('asks only for the pieces it has not, and again for those that were lost', async () => {
    const store = await open(new SimulatedDisk())
    await give(store, large(3, 64))
    const next = large(4, 65)
    const { offer, texts } = offerOf(next)
    const wanting = await store.offered(offer)
    expect(wanting).toMatchObject({ ok: true, value: { kind: 'wanting', version: 4 } })
    // The tail of each list but that of the doors; nobody here has hours.
    if (wanting.ok && wanting.value.kind === 'wanting') expect(wanting.value.hashes).toHaveLength(4)
    expect(await store.pieces(9, texts)).toEqual({ ok: true, value: { kind: 'waiting' } })
    expect(await store.offered(offer)).toEqual(wanting)
    expect(await give(store, next)).toEqual(inForce(4))
    expect(store.policy?.credentials.ids).toHaveLength(65)
  })

  it('gives up a snapshot under way for a newer one', async () => {
    const disk = new SimulatedDisk()
    const store = await open(disk)
    await store.offered(offerOf(version(3)).offer)
    expect(await give(store, version(4))).toEqual(inForce(4))
    expect(await store.pieces(3, offerOf(version(3)).texts)).toEqual({ ok: true, value: { kind: 'waiting' } })
    expect((await open(disk)).version).toBe(4)
  })

  describe('with a revoked right', () => {
    const spoil = (disk: SimulatedDisk, name: string): void => {
      const file = disk.files.get(name)
      if (file === undefined) expect.fail(`there is no ${name}`)
      file.durable = file.durable.with(file.durable.length - 9, 0x5a)
    }
    /** In version 3 `b` may enter, in version 4 no more. */
    const revoked = async () => {
      const disk = new SimulatedDisk()
      const store = await open(disk)
      await give(store, version(3, 'ab'))
      await give(store, version(4, 'a'))
      await store.close()
      return disk
    }
    const opened = async (disk: SimulatedDisk) => {
      const store = await open(disk)
      await store.close()
      return store
    }

    it.each(['snapshot.current', 'snapshot.mirror'])('mends a damaged %s from its copy', async (name) => {
      const disk = await revoked()
      const whole = disk.files.get(name)?.durable
      spoil(disk, name)
      const again = await opened(disk)
      expect([again.version, again.damage]).toEqual([4, undefined])
      expect(Buffer.compare(disk.files.get(name)?.durable ?? Buffer.of(), whole ?? Buffer.of())).toBe(0)
    })

    it('knows nobody when both copies are damaged, and takes the newest again but nothing older', async () => {
      const disk = await revoked()
      spoil(disk, 'snapshot.current')
      spoil(disk, 'snapshot.mirror')
      const again = await opened(disk)
      expect([again.policy, again.damage]).toEqual([null, 'signature_invalid'])
      expect(await give(again, version(3, 'ab'))).toEqual({ ok: false, refusal: 'snapshot_older' })
      expect(await give(again, version(4, 'a'))).toEqual(inForce(4))
      await again.close()
      expect((await opened(disk)).version).toBe(4)
    })

    it('never takes an older file, signed as it may be, wherever it lies', async () => {
      const old = new SimulatedDisk()
      await give(await open(old), version(3, 'ab'))
      const disk = await revoked()
      const bytes = (await old.mount().read('snapshot.current')) ?? Buffer.of()
      for (const name of ['snapshot.current', 'snapshot.mirror', 'snapshot.incoming', 'snapshot.previous'])
        await disk.mount().replace(name, bytes)
      const again = await opened(disk)
      expect([again.policy, again.damage]).toEqual([null, 'snapshot_older'])
    })

    it('goes on with the newest whenever the power goes while it is taken', async () => {
      for (let left = 0; ; left += 1) {
        const disk = new SimulatedDisk()
        await give(await open(disk), version(3, 'ab'))
        let operations = left
        const dying = await SnapshotStore.open(
          disk.mount({
            ...NO_FAULTS,
            before: async () => {
              operations -= 1
              if (operations < 0) throw diskError('EIO')
            },
          }),
          trust,
        ).catch(() => undefined)
        const given = dying === undefined ? undefined : await give(dying, version(4, 'a'))
        await dying?.close()
        disk.losePower()
        const again = await opened(disk)
        expect(again.version).toBeGreaterThanOrEqual(given?.ok === true ? 4 : 3)
        if (operations > 0) break
      }
    })
  })

  it('knows nobody when nothing on the disk can be trusted', async () => {
    const disk = new SimulatedDisk()
    await disk.mount().replace('snapshot.current', Buffer.from('garbage'))
    const store = await open(disk)
    expect(store.policy).toBeNull()
    expect(store.damage).toBe('signature_invalid')
  })

  it('knows nobody until it has fetched anew when the disk holds the form of an earlier release', async () => {
    const disk = new SimulatedDisk()
    const text = JSON.stringify({ format: 1, ...version(3) })
    await disk.mount().replace('snapshot.current', Buffer.from(`${sign(text)}\n${text}`))
    const store = await open(disk)
    expect([store.policy, store.version]).toEqual([null, 0])
    expect(await give(store, version(3))).toEqual(inForce(3))
    expect((await open(disk)).version).toBe(3)
  })

  it.each([
    ['a changed letter', (lines: string[]) => lines.map((line) => line.replace('card', 'carb'))],
    [
      'a changed right',
      (lines: string[]) => lines.map((line) => line.replace('"validUntil":null', '"validUntil":9')),
    ],
    ['a line too many', (lines: string[]) => [...lines, '[]']],
    ['a line too few', (lines: string[]) => lines.toSpliced(-2, 1)],
    ['two lines changed about', (lines: string[]) => [...lines.slice(0, 2), ...lines.slice(2).toReversed()]],
  ])('trusts no file with %s', async (_name, change) => {
    const disk = new SimulatedDisk()
    await give(await open(disk), version(3, 'ab'))
    const lines = Buffer.from((await disk.mount().read('snapshot.current')) ?? [])
      .toString('utf8')
      .split('\n')
    await disk.mount().replace('snapshot.current', Buffer.from(change(lines).join('\n')))
    const store = await open(disk)
    expect([store.policy, store.damage]).toEqual([null, 'signature_invalid'])
  })

  it('does not claim a version the disk did not take', async () => {
    const disk = new SimulatedDisk()
    const store = await SnapshotStore.open(
      disk.mount({
        ...NO_FAULTS,
        before: async (operation) => {
          if (operation === 'rename') throw diskError('ENOSPC')
        },
      }),
      trust,
    )
    expect(await give(store, version(3))).toEqual({ ok: false, refusal: 'disk_failed' })
    expect(store.version).toBe(0)
  })
})
