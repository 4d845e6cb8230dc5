/** The edge as it stands in a building: MQTT driver, door loop, durable journal. Ready once it listens to the reader. */
import { DoorLoop, JOURNAL_LIMITS, openJournal } from '@loge/edge'
import { createMqttDriver } from '@loge/edge/drivers/mqtt'
import { keyedDigest, realDisk, realWorld } from '@loge/kernel/real-world'
import { policyOf } from './workload.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const digest = keyedDigest(new Uint8Array(32).fill(7))
const policy = policyOf(digest)
const driver = createMqttDriver(realWorld, { url, clientId: 'bench-edge' })
const { journal } = await openJournal(await realDisk(folder), realWorld, JOURNAL_LIMITS, () => undefined)

const doors = new DoorLoop({
  world: realWorld,
  time: () => ({ at: realWorld.now(), trusted: true }),
  contactAt: () => realWorld.now(),
  serverNowAtMost: () => realWorld.now(),
  policy: () => policy,
  recorder: journal,
  driver,
  digest,
  fault: (where, error) => process.stderr.write(`${where}: ${String(error)}\n`),
})
await doors.start()
await driver.start((report) => {
  doors.hear(report)
  if (report.kind === 'reading') process.send?.('ready')
})
