/**
 * Retained messages that survive a restart, so that equipment which announced itself once is still known. A log of
 * changes, one line each, rewritten when it is mostly past; a torn last line is dropped.
 */
import type { AppendFile, Disk } from '@loge/kernel'

export interface RetainedMessage {
  readonly topic: string
  readonly payload: Uint8Array
  readonly qos: 0 | 1 | 2
}

export interface RetainedLimits {
  readonly messages: number
  readonly bytes: number
}

export interface RetainedFile {
  messages(): readonly RetainedMessage[]
  /** Whether keeping this message would stay within the limits. */
  hasRoom(message: RetainedMessage): boolean
  /** An empty payload forgets the topic, as on the wire. */
  keep(message: RetainedMessage): void
  /** Everything kept so far survives a loss of power once this resolves. */
  flush(): Promise<void>
  close(): Promise<void>
}

const NAME = 'retained.log'
const SMALL_BYTES = 262_144

const toLine = ({ topic, payload, qos }: RetainedMessage): string =>
  `${JSON.stringify([topic, qos, Buffer.from(payload).toString('base64')])}\n`

const fromLine = (line: string): RetainedMessage | undefined => {
  try {
    const [topic, qos, payload]: readonly unknown[] = JSON.parse(line)
    if (typeof topic !== 'string' || typeof payload !== 'string') return undefined
    return { topic, payload: Buffer.from(payload, 'base64'), qos: qos === 1 || qos === 2 ? qos : 0 }
  } catch {
    return undefined
  }
}

const sizeOf = ({ topic, payload }: RetainedMessage): number => topic.length + payload.length

export const openRetainedFile = async (disk: Disk, limits: RetainedLimits): Promise<RetainedFile> => {
  const kept = new Map<string, RetainedMessage>()
  let bytes = 0
  let waiting: string[] = []

  const apply = (message: RetainedMessage): void => {
    const before = kept.get(message.topic)
    if (before) bytes -= sizeOf(before)
    kept.delete(message.topic)
    if (message.payload.length === 0) return
    kept.set(message.topic, message)
    bytes += sizeOf(message)
  }

  for (const line of Buffer.from((await disk.read(NAME)) ?? [])
    .toString('utf8')
    .split('\n')) {
    const message = fromLine(line)
    if (message) apply(message)
  }

  const rewrite = async (): Promise<AppendFile> => {
    waiting = []
    await disk.replace(NAME, Buffer.from([...kept.values()].map(toLine).join('')))
    return disk.append(NAME)
  }
  let file = await rewrite()
  let writing = Promise.resolve()

  const write = async (): Promise<void> => {
    if (waiting.length === 0) return
    if (file.size > Math.max(SMALL_BYTES, bytes * 4)) {
      await file.close()
      file = await rewrite()
      return
    }
    const lines = waiting
    waiting = []
    try {
      await file.write(Buffer.from(lines.join('')))
      await file.sync()
    } catch (error) {
      waiting = [...lines, ...waiting]
      throw error
    }
  }

  const flush = (): Promise<void> => {
    const next = writing.then(write)
    // The caller sees the failure; the one after it tries again.
    writing = next.catch(() => undefined)
    return next
  }

  return {
    messages: () => [...kept.values()],
    hasRoom: (message) => {
      const before = kept.get(message.topic)
      if (message.payload.length === 0) return true
      const grown = bytes + sizeOf(message) - (before ? sizeOf(before) : 0)
      return grown <= limits.bytes && (before !== undefined || kept.size < limits.messages)
    },
    keep: (message) => {
      apply(message)
      waiting.push(toLine(message))
    },
    flush,
    close: async () => {
      await flush()
      await file.close()
    },
  }
}
