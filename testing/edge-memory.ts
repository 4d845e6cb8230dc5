/** How much memory an edge takes: `node testing/edge-memory.ts [credentials]` prints one JSON line. */
import '../edge/small-memory.mjs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instant } from '@loge/kernel'
import { realDisk, realWorld } from '@loge/kernel/real-world'
import { createSimulatedDriver } from '../edge/drivers/simulated/driver.ts'
import { startEdge } from '../edge/edge.ts'
import { SnapshotStore } from '../edge/snapshot-store.ts'
import { deliver } from './simulation/deliver.ts'
import { keyFrom, verifyText } from './simulation/keys.ts'
import { chanceFrom } from './simulation/random.ts'
import { snapshotOf, type Right, type SitePlan } from './simulation/rights.ts'

const count = Number(process.argv[2] ?? 10_000)
const idOf = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`
const doors = Array.from({ length: 50 }, (_, door) => ({
  entranceId: idOf(100 + door),
  externalId: `door-${door}`,
}))
const now = realWorld.now()
const plan: SitePlan = {
  organizationId: idOf(1),
  siteId: idOf(2),
  siteKey: '5a'.repeat(32),
  doors,
  coversFromMs: now,
  coversUntilMs: now + 45 * 86_400_000,
}
const rightOf = (number: number): Right => ({
  ref: `person-${number}`,
  kind: 'card',
  value: `04AA${String(number).padStart(8, '0')}`,
  entranceId: doors[number % doors.length]?.entranceId ?? '',
  fromMs: 0,
  untilMs: null,
  hours: number < 20 ? [8, 20] : null,
  lost: false,
  suspended: false,
})

const folder = await mkdtemp(join(tmpdir(), 'loge-memory-'))
const disk = await realDisk(folder)
const server = keyFrom(chanceFrom(1))
// The snapshot is made and signed as the server would, written, and forgotten before the edge begins.
const writeSnapshot = async (): Promise<void> => {
  const rights = Array.from({ length: count }, (_, number) => rightOf(number))
  const store = await SnapshotStore.open(disk, { siteId: plan.siteId, verify: () => true })
  await deliver(store, snapshotOf(plan, rights, 1, now), server.sign)
  await disk.replace('site.key', Buffer.from(plan.siteKey, 'hex'))
  await disk.replace('clock.trusted', Buffer.from(JSON.stringify({ trustedAt: now, contactAt: now })))
}
if (process.argv[3] !== 'run') {
  await writeSnapshot()
  const { spawnSync } = await import('node:child_process')
  const child = spawnSync(process.execPath, [process.argv[1] ?? '', String(count), 'run', folder], {
    encoding: 'utf8',
  })
  process.stdout.write(child.stdout)
  process.stderr.write(child.stderr)
  await rm(folder, { recursive: true, force: true })
  process.exit(child.status ?? 1)
}

await rm(folder, { recursive: true, force: true })
const startedAt = realWorld.monotonicMs()
const driver = createSimulatedDriver(realWorld)
const edge = await startEdge({
  world: realWorld,
  disk: await realDisk(process.argv[4] ?? ''),
  drivers: [driver],
  transport: { connect: () => ({ send: () => undefined, close: () => undefined }) },
  identity: {
    organizationId: plan.organizationId,
    edgeId: idOf(3),
    sign: () => '',
    verifyServer: (text, signature) => verifyText(server.publicKey, text, signature),
  },
  siteId: plan.siteId,
  fault: () => undefined,
})
const readyMs = realWorld.monotonicMs() - startedAt
for (let number = 0; number < 2_000; number += 1) {
  const right = rightOf((number * 37) % count)
  const door = doors.find(({ entranceId }) => entranceId === right.entranceId)
  edge.doors.hear({
    kind: 'credentialPresented',
    reader: { externalId: door?.externalId ?? '', key: 'reader' },
    credentialKind: 'card',
    value: right.value,
    at: instant(now),
  })
  if (number % 50 === 0) await realWorld.sleep(1)
}
await realWorld.sleep(500)
const rssMb = Math.round(process.memoryUsage().rss / 1_048_576)
const decided = edge.journal.state.durableUntil
await edge.stop()
process.stdout.write(
  `${JSON.stringify({ credentials: count, rssMb, readyMs: Math.round(readyMs), recorded: decided })}\n`,
)
process.exit(0)
