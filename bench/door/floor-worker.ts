/** The least anybody can do: hear the badge, write one line and sync it to disk, answer. */
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { connectWithoutDelay } from './client.ts'
import { scanTopic, setTopic } from './workload.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const file = await open(join(folder, 'floor.log'), 'a')
const client = await connectWithoutDelay(url, 'bench-floor')

const answer = async (payload: Buffer): Promise<void> => {
  await file.appendFile(payload)
  await file.datasync()
  await client.publishAsync(setTopic('floor'), 'UNLOCK', { qos: 1 })
}
client.on('message', (_topic, payload) => void answer(payload))
await client.subscribeAsync(scanTopic('floor'), { qos: 1 })
process.send?.('ready')
