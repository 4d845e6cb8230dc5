/** The whole edge, killed in the middle of its work, and weighed. */
import { readFile } from 'node:fs/promises'
import type { EdgeEvent } from '@loge/features/access/core'
import { realDisk, realWorld as world } from '@loge/kernel/real-world'
import { afterEach, expect, it } from 'vitest'
import { openJournal } from '../edge/journal/journal.ts'
import { openEdgeMachine, type EdgeMachine } from './edge-machine.ts'
import { chanceFrom } from './simulation/random.ts'

const KILLS = 12
const UNLOCK_MS = 1_000
const ENDS = ['door.opened', 'door.unlock_failed', 'door.unlock_unknown']

let machine: EdgeMachine | undefined
afterEach(() => machine?.close())

/** The test's own limit ends it when this never comes. */
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await world.sleep(20)
}

const logged = ({ record }: EdgeMachine, type: string): readonly EdgeEvent[] =>
  record.events.map(({ event }) => event).filter((event) => event.type === type)

const journalOf = async (edge: EdgeMachine): Promise<readonly EdgeEvent[]> => {
  const events: EdgeEvent[] = []
  const { journal } = await openJournal(await realDisk(edge.journalFolder), world, undefined, (event) =>
    events.push(event),
  )
  await journal.close()
  return events
}

/** One life under a stream of badges, cut short somewhere after `opened` doors more were opened. */
const liveAndDie = async (edge: EdgeMachine, opened: number, thenMs: number): Promise<void> => {
  await edge.start()
  const enough = edge.heard.length + opened
  for (let number = 0; edge.heard.length < enough; number += 1) {
    await edge.present(number % 100)
    await world.sleep(4)
  }
  await edge.present(7)
  await world.sleep(thenMs)
  await edge.end('SIGKILL')
}

it(`keeps every event once and opens nothing in silence through ${KILLS} kills of the whole process`, async () => {
  const chance = chanceFrom(1)
  const edge = await openEdgeMachine(100, UNLOCK_MS)
  machine = edge
  for (let life = 1; life <= KILLS; life += 1) {
    await liveAndDie(edge, chance.integer(1, 12), chance.integer(0, 12))
  }
  await edge.start()
  await until(() => logged(edge, 'edge.started').length === KILLS + 1)
  await until(() => logged(edge, 'door.locked_again').length > 0 && edge.heard.at(-1) === 'LOCK')
  await edge.end('SIGTERM')

  const journal = await journalOf(edge)
  const sent = edge.record.events.map(({ event }) => event)
  expect(sent.map(({ sequence }) => sequence)).toEqual(sent.map((_, index) => index + 1))
  expect(journal.slice(0, sent.length)).toEqual(sent)
  expect(edge.record.acknowledgedUntil).toBe(sent.length)

  const decisions = (types: readonly string[]): readonly unknown[] =>
    journal.filter(({ type }) => types.includes(type)).map(({ payload }) => payload['decisionId'])
  const ordered = decisions(['door.unlock_ordered'])
  const ended = decisions(ENDS)
  expect(new Set(ended)).toEqual(new Set(ordered))
  expect([new Set(ended).size, ended.length]).toEqual([ordered.length, ordered.length])
  expect(edge.heard.filter((order) => order === 'UNLOCK').length).toBeLessThanOrEqual(ordered.length)
  expect(ordered.length).toBeGreaterThan(KILLS)
}, 120_000)

it.runIf(process.platform === 'linux')(
  'takes no more than 128 MB with 10,000 credentials, a broker and a server, from its very first start on',
  async () => {
    const edge = await openEdgeMachine(10_000, UNLOCK_MS)
    machine = edge
    const residentMb = async (): Promise<number> => {
      const status = await readFile(`/proc/${edge.pid}/status`, 'utf8')
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024
    }
    const lives: number[] = []
    // The first one compiles the code and fetches the snapshot; the next one finds both on the disk.
    for (const opened of [250, 500]) {
      await edge.start()
      await until(() => edge.record.appliedVersion === 1)
      for (let number = 0; logged(edge, 'door.opened').length < opened; number += 1) {
        await edge.present((number * 19) % 10_000)
        await world.sleep(4)
      }
      lives.push(await residentMb())
      await edge.end('SIGTERM')
    }
    expect(Math.max(...lives)).toBeLessThanOrEqual(128)
  },
  60_000,
)
