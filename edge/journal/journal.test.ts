import type { EdgeEvent, NewEdgeEvent } from '@loge/features/access/core'
import { instant } from '@loge/kernel'
import { diskError, NO_FAULTS, SimulatedDisk, type DiskFaults } from '@loge/testing/simulation'
import { describe, expect, it } from 'vitest'
import { JOURNAL_LIMITS, openJournal, type JournalLimits } from './journal.ts'

const clock = { time: 0 }
const world = {
  now: () => instant(1_700_000_000_000),
  monotonicMs: () => clock.time,
  bytes: (length: number) => new Uint8Array(length).fill(7),
}
const event = (number: number): NewEdgeEvent => ({
  type: 'access.allowed',
  occurredAt: instant(1_700_000_000_000 + number),
  clockTrusted: true,
  payload: { number },
})
const small: JournalLimits = { segmentBytes: 400, totalBytes: 2_000, waitingEvents: 50 }
const open = async (disk: SimulatedDisk, limits = JOURNAL_LIMITS, faults: DiskFaults = NO_FAULTS) => {
  const replayed: EdgeEvent[] = []
  const { journal, recovered } = await openJournal(disk.mount(faults), world, limits, (found) =>
    replayed.push(found),
  )
  return { journal, recovered, replayed }
}
const sequences = (events: readonly EdgeEvent[]) => events.map((found) => found.sequence)
const numbers = (events: readonly EdgeEvent[]) => events.map((found) => found.payload['number'])
const flipByte = (disk: SimulatedDisk, name: string, at: number) => {
  const file = disk.files.get(name)
  if (file !== undefined) file.durable[at] = (file.durable[at] ?? 0) ^ 0xff
}
const segmentsOf = (disk: SimulatedDisk) =>
  [...disk.files.keys()].filter((name) => name.startsWith('journal-')).sort()

describe('the journal', () => {
  it('gives every event the next number and keeps it over a restart', async () => {
    const disk = new SimulatedDisk()
    const { journal } = await open(disk)
    expect(await journal.append([event(1), event(2)])).toEqual({ sequence: 1, durable: true })
    expect(await journal.append([event(3)])).toEqual({ sequence: 3, durable: true })
    disk.losePower()
    const again = await open(disk)
    expect(numbers(again.replayed)).toEqual([1, 2, 3])
    expect(numbers(await again.journal.read(1, 10))).toEqual([2, 3])
    expect((await again.journal.append([event(4)])).sequence).toBe(4)
    expect(again.journal.id).toBe(journal.id)
  })

  it('sends again what it still has to a server that was restored and holds less than it acknowledged', async () => {
    const { journal } = await open(new SimulatedDisk())
    for (const number of [1, 2, 3, 4]) await journal.append([event(number)])
    await journal.acknowledge(4)
    await journal.resumeAfter(2)
    expect(journal.state.acknowledgedUntil).toBe(2)
    expect(sequences(await journal.read(2, 10))).toEqual([3, 4])
    await journal.resumeAfter(4)
    expect(journal.state.acknowledgedUntil).toBe(4)
    expect((await journal.append([event(5)])).sequence).toBe(5)
  })

  it('answers events that come together after one sync', async () => {
    const disk = new SimulatedDisk()
    const operations: string[] = []
    const { journal } = await open(disk, JOURNAL_LIMITS, {
      ...NO_FAULTS,
      before: async (operation) => void operations.push(operation),
    })
    await journal.append([event(0)])
    operations.length = 0
    await Promise.all(Array.from({ length: 40 }, (_, number) => journal.append([event(number)])))
    expect(operations.filter((operation) => operation === 'sync').length).toBeLessThanOrEqual(2)
  })

  it('never shows an event that is not durable yet', async () => {
    const disk = new SimulatedDisk()
    let release = (): void => undefined
    const { journal } = await open(disk, JOURNAL_LIMITS, {
      ...NO_FAULTS,
      before: async (operation) => {
        if (operation === 'sync') await new Promise<void>((resolve) => (release = resolve))
      },
    })
    const appended = journal.append([event(1)])
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
    expect(await journal.read(0, 10)).toEqual([])
    release()
    await appended
    expect(sequences(await journal.read(0, 10))).toEqual([1])
  })

  it.each([0, 1, 17, 18, 40, 90])(
    'cuts a torn tail of %i bytes and uses its number again, since nobody saw it',
    async (kept) => {
      const disk = new SimulatedDisk()
      const { journal } = await open(disk)
      await journal.append([event(1)])
      disk.skipSync = true
      await journal.append([event(2)])
      disk.losePower({ ...NO_FAULTS, torn: () => ({ kept, garbled: true }) })
      disk.skipSync = false
      const again = await open(disk)
      expect(numbers(again.replayed)).toEqual([1])
      expect(again.recovered.damages).toEqual([])
      expect((await again.journal.append([event(3)])).sequence).toBe(2)
      expect(numbers((await open(disk)).replayed)).toEqual([1, 3])
    },
  )

  it('sets damage in the middle aside, goes on behind it and tells which numbers are lost', async () => {
    const disk = new SimulatedDisk()
    const { journal } = await open(disk)
    for (let number = 1; number <= 6; number += 1) await journal.append([event(number)])
    const name = segmentsOf(disk)[0] ?? ''
    const size = disk.files.get(name)?.durable.length ?? 0
    flipByte(disk, name, Math.floor(size / 2) - 10)
    const again = await open(disk)
    expect(again.recovered.damages).toMatchObject([
      { segment: name, keptAs: name.replace('journal', 'damaged') },
    ])
    const read = await again.journal.read(0, 10)
    const lost = read.filter((found) => found.type === 'edge.records_lost')
    expect(lost).toHaveLength(1)
    expect(read).toHaveLength(6)
    expect(sequences(read)).toEqual([1, 2, 3, 4, 5, 6])
    expect((await again.journal.append([event(7)])).sequence).toBe(7)
  })

  it('survives one flipped bit at any place of the file without a crash or a wrong record', async () => {
    for (let at = 0; at < 420; at += 1) {
      const disk = new SimulatedDisk()
      const { journal } = await open(disk)
      for (let number = 1; number <= 3; number += 1) await journal.append([event(number)])
      flipByte(disk, segmentsOf(disk)[0] ?? '', at)
      const { replayed } = await open(disk)
      for (const found of replayed)
        expect(found).toEqual({ ...event(found.sequence), sequence: found.sequence })
      expect(replayed.length).toBeGreaterThanOrEqual(2)
    }
  })

  it('drops only what the server acknowledged, oldest first, and only when room is needed', async () => {
    const disk = new SimulatedDisk()
    const { journal } = await open(disk, small)
    for (let number = 1; number <= 10; number += 1) await journal.append([event(number)])
    await journal.acknowledge(6)
    expect(sequences(await (await open(disk, small)).journal.read(0, 100))).toContain(1)
    for (let number = 11; number <= 40; number += 1) await journal.append([event(number)])
    const left = sequences(await (await open(disk, small)).journal.read(6, 100))
    expect(left[0]).toBe(7)
    expect(journal.state.problem).toBe('journal_full')
    expect(await journal.append([event(41)])).toEqual({ sequence: undefined, durable: false })
    await journal.acknowledge(journal.state.durableUntil)
    expect((await journal.append([event(42)])).durable).toBe(true)
    await journal.retry()
    const unrecorded = (await journal.read(0, 100)).find((found) => found.type === 'edge.events_unrecorded')
    expect(unrecorded?.payload['count']).toBeGreaterThan(0)
    expect(journal.state.problem).toBeNull()
  })

  it('keeps a held segment even when it is acknowledged', async () => {
    const disk = new SimulatedDisk()
    const { journal } = await open(disk, small)
    await journal.append([event(1)])
    const release = journal.hold(1)
    for (let number = 2; number <= 12; number += 1) {
      await journal.append([event(number)])
      await journal.acknowledge(number)
    }
    expect(segmentsOf(disk)[0]).toContain('0000000001')
    release()
    for (let number = 13; number <= 40; number += 1) {
      await journal.append([event(number)])
      await journal.acknowledge(number)
    }
    expect(segmentsOf(disk)[0]).not.toContain('0000000001')
  })

  it.each(['ENOSPC', 'EIO'] as const)(
    'answers at once when the disk says %s and writes what waited when it is well',
    async (code) => {
      const disk = new SimulatedDisk()
      const broken = { now: false }
      const { journal } = await open(disk, JOURNAL_LIMITS, {
        ...NO_FAULTS,
        before: async (operation) => {
          if (broken.now && (operation === 'sync' || operation === 'append')) throw diskError(code)
        },
      })
      await journal.append([event(1)])
      broken.now = true
      expect(await journal.append([event(2)])).toEqual({ sequence: 2, durable: false })
      expect(journal.state.problem).toBe(code === 'ENOSPC' ? 'disk_full' : 'disk_failed')
      expect(await journal.append([event(3)])).toEqual({ sequence: 3, durable: false })
      expect(numbers(await journal.read(0, 10))).toEqual([1])
      broken.now = false
      await journal.retry()
      expect(journal.state.problem).toBeNull()
      expect(numbers(await journal.read(0, 10))).toEqual([1, 2, 3])
      disk.losePower()
      expect(numbers((await open(disk)).replayed)).toEqual([1, 2, 3])
    },
  )

  it('moves its numbers above those the server remembers from a lost journal, also after a crash in between', async () => {
    const disk = new SimulatedDisk()
    const { journal } = await open(disk)
    await journal.append([event(1), event(2)])
    await journal.moveAbove(100)
    expect(sequences(await journal.read(100, 10))).toEqual([101, 102])
    expect((await journal.append([event(3)])).sequence).toBe(103)
    await journal.moveAbove(100)
    expect(numbers(await journal.read(100, 10))).toEqual([1, 2, 3])
    expect(numbers((await open(disk)).replayed)).toEqual([1, 2, 3])
  })

  it('moves an empty journal too', async () => {
    const { journal } = await open(new SimulatedDisk())
    await journal.moveAbove(9)
    expect((await journal.append([event(1)])).sequence).toBe(10)
  })
})
