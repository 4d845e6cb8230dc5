/** The whole edge on a machine whose clock is wrong: booted in 1970 without a line, set right, jumping while it runs. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EdgeEvent } from '@loge/features/access/core'
import { DAY_MS, MINUTE_MS } from '@loge/kernel'
import { realWorld as world } from '@loge/kernel/real-world'
import { afterEach, expect, it } from 'vitest'
import { openEdgeMachine, type EdgeMachine } from './edge-machine.ts'

const UNLOCK_MS = 1_000
const AT_EVERY_HOUR = 0
const AT_CERTAIN_HOURS = 1

let machine: EdgeMachine | undefined
afterEach(() => machine?.close())

/** The test's own limit ends it when this never comes. */
const until = async (isSo: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await isSo())) await world.sleep(20)
}

const logged = ({ record }: EdgeMachine, type: string): readonly EdgeEvent[] =>
  record.events.map(({ event }) => event).filter((event) => event.type === type)

const unlocks = ({ heard }: EdgeMachine): number => heard.filter((order) => order === 'UNLOCK').length

/** An edge that has just begun may not listen yet: a scan nobody listens to is lost, and held to the reader again. */
const opens = async (edge: EdgeMachine, number: number): Promise<void> => {
  const before = unlocks(edge)
  while (unlocks(edge) === before) {
    await edge.present(number)
    const patience = world.monotonicMs() + 3_000
    await until(() => unlocks(edge) > before || world.monotonicMs() > patience)
  }
}

const lastTrusted = async (edge: EdgeMachine): Promise<number> => {
  const kept = await readFile(join(edge.journalFolder, 'clock.trusted'), 'utf8').catch(() => '{}')
  return (JSON.parse(kept) as { trustedAt?: number }).trustedAt ?? 0
}

it('boots in 1970 without a line: refuses what hangs on the time, until the server tells it', async () => {
  const edge = await openEdgeMachine(2, UNLOCK_MS, (number) => (number === AT_CERTAIN_HOURS ? [0, 24] : null))
  machine = edge
  const began = world.now()
  await edge.start()
  await until(() => edge.record.appliedVersion === 1)
  await opens(edge, AT_CERTAIN_HOURS)
  await until(async () => (await lastTrusted(edge)) >= began)
  await edge.end('SIGTERM')

  edge.setLineCut(true)
  await edge.setClockWrongBy(0 - world.now())
  await edge.start()
  await opens(edge, AT_EVERY_HOUR)
  await edge.present(AT_CERTAIN_HOURS)
  await opens(edge, AT_EVERY_HOUR)
  edge.setLineCut(false)
  await until(() => logged(edge, 'edge.clock_trusted').length === 1)
  await opens(edge, AT_CERTAIN_HOURS)
  await until(() => logged(edge, 'door.opened').length === 4)
  const [refused, ...others] = logged(edge, 'door.refused')
  expect(others).toEqual([])
  expect(refused).toMatchObject({ clockTrusted: false, payload: { reason: 'clock_untrusted' } })
  expect(refused?.occurredAt).toBeGreaterThanOrEqual(began)
}, 60_000)

it.each([400 * DAY_MS, -DAY_MS])(
  'goes on by the time it had when its clock jumps by %i ms while it runs',
  async (jump) => {
    const edge = await openEdgeMachine(2, UNLOCK_MS, (number) =>
      number === AT_CERTAIN_HOURS ? [0, 24] : null,
    )
    machine = edge
    await edge.start()
    await until(() => edge.record.appliedVersion === 1)
    await edge.setClockWrongBy(jump)
    await opens(edge, AT_CERTAIN_HOURS)
    await until(() => logged(edge, 'door.opened').length === 1)
    const [opened] = logged(edge, 'door.opened')
    expect(opened?.clockTrusted).toBe(true)
    expect(Math.abs((opened?.occurredAt ?? 0) - world.now())).toBeLessThan(MINUTE_MS)
  },
  60_000,
)
