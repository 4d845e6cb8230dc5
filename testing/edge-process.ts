/** An edge's journal in a process of its own, for a test that kills it: writes without pause, and says what is durable. */
import { openJournal } from '../edge/journal/journal.ts'
import { instant } from '@loge/kernel'
import { realDisk, realWorld } from '@loge/kernel/real-world'

const [folder = '', life = '0'] = process.argv.slice(2)
const disk = await realDisk(folder)
const { journal } = await openJournal(disk, realWorld, {
  segmentBytes: 16_384,
  totalBytes: 1 << 26,
  waitingEvents: 10_000,
})

let number = 0
const write = async (): Promise<void> => {
  for (;;) {
    number += 1
    const name = `${life}-${number}`
    const event = {
      type: 'door.refused',
      occurredAt: instant(Date.now()),
      clockTrusted: true,
      payload: { name },
    }
    const { sequence, durable } = await journal.append([event])
    if (durable) process.stdout.write(`${sequence} ${name}\n`)
  }
}
await Promise.all(Array.from({ length: 4 }, write))
