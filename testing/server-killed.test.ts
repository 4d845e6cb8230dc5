/** A real server and its PostgreSQL, killed while a real edge delivers: what was acknowledged is there, once, in order. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openWholeHouse, type WholeHouse } from './whole-house.ts'

const LIVES = 3
/** As many of one reader as an edge lets wait: of more, it keeps the latest. */
const AT_ONCE = 20
/** More than two batches of the edge. */
const EACH_LIFE = 1_000
const READER = 'corridor'
const DISCOVERY = {
  device: { identifiers: [READER], name: 'Corridor' },
  origin: { name: 'test' },
  components: { reader: { platform: 'tag', topic: `${READER}/scan` } },
}

let house: WholeHouse
let presented = 0

beforeAll(async () => {
  house = await openWholeHouse('server-killed', { device: READER, discovery: DISCOVERY })
}, 120_000)
afterAll(() => house.close())

/** How many events the edge has written down and not heard acknowledged. */
const backlog = async (): Promise<number> => (await house.status()).backlog

const until = async (isSo: (waiting: number) => boolean): Promise<number> =>
  (await house.untilEdge((status) => isSo(status.backlog))).backlog

/** While nobody listens, to a reader of no entrance: each presentation is one event and nothing else. */
const present = async (count: number): Promise<void> => {
  for (const enough = presented + count; presented < enough; ) {
    const before = await backlog()
    const scans = Array.from({ length: AT_ONCE }, (_, index) => `04AA${presented + index}`.padEnd(10, '0'))
    await Promise.all(scans.map((scan) => house.device.publishAsync(`${READER}/scan`, scan, { qos: 1 })))
    presented += AT_ONCE
    await until((waiting) => waiting >= before + AT_ONCE)
  }
}

it.runIf(process.platform === 'linux')(
  `keeps every acknowledged event once and in order through ${LIVES} kills in the middle of a batch`,
  async () => {
    let cutShort = 0
    for (let life = 1; life <= LIVES; life += 1) {
      await house.setCut(true)
      await present(EACH_LIFE)
      const before = await backlog()
      await house.serve()
      await house.setCut(false)
      await until((waiting) => waiting < before)
      await house.killServer()
      if ((await backlog()) > 0) cutShort += 1
    }
    expect(cutShort).toBeGreaterThan(0)
    await house.setCut(true)
    await house.serve()
    await house.setCut(false)
    await until((waiting) => waiting === 0)
    const events = await house.stored()
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, index) => index + 1))
    expect(events.filter(({ type }) => type === 'reader.unassigned')).toHaveLength(presented)
  },
  240_000,
)
