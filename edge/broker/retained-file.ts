/**
 * Retained messages that survive a restart, so that equipment which announced itself once is still known. A log of
 * changes, one checksummed line each, rewritten when it is mostly past. A torn last line is dropped; any other line that
 * does not hold is damage: counted, and the file kept beside as it was found. A disk that cannot be written stops
 * nothing: what is retained is served from memory, and written once it can be.
 */
import { crc32 } from 'node:zlib'
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

const NAME = 'retained.log'
/** As it was found, for whoever wants to know what was lost. */
export const DAMAGED_NAME = 'retained.damaged.log'
const SMALL_BYTES = 262_144

const checked = (topic: string, qos: unknown, payload: string): number =>
  crc32(`${topic}\n${String(qos)}\n${payload}`)

const toLine = ({ topic, payload, qos }: RetainedMessage): string => {
  const text = Buffer.from(payload).toString('base64')
  return `${JSON.stringify([topic, qos, text, checked(topic, qos, text)])}\n`
}

/** Lines written before there were checksums have none. */
const fromLine = (line: string): RetainedMessage | undefined => {
  try {
    const [topic, qos, payload, checksum]: readonly unknown[] = JSON.parse(line)
    if (typeof topic !== 'string' || typeof payload !== 'string') return undefined
    if (checksum !== undefined && checksum !== checked(topic, qos, payload)) return undefined
    return { topic, payload: Buffer.from(payload, 'base64'), qos: qos === 1 || qos === 2 ? qos : 0 }
  } catch {
    return undefined
  }
}

const sizeOf = ({ topic, payload }: RetainedMessage): number => topic.length + payload.length

export class RetainedFile {
  readonly #disk: Disk
  readonly #limits: RetainedLimits
  readonly #kept = new Map<string, RetainedMessage>()
  #bytes = 0
  #waiting: string[] = []
  #file: AppendFile | undefined
  #writing = Promise.resolve()
  /** The file says less than is kept. */
  #isBehind = false
  #damaged = 0

  private constructor(disk: Disk, limits: RetainedLimits) {
    this.#disk = disk
    this.#limits = limits
  }

  static async open(disk: Disk, limits: RetainedLimits): Promise<RetainedFile> {
    const file = new RetainedFile(disk, limits)
    const found = await disk.read(NAME)
    const lines = Buffer.from(found ?? [])
      .toString('utf8')
      .split('\n')
    for (const [index, line] of lines.entries()) {
      const message = fromLine(line)
      if (message) file.#apply(message)
      else if (index < lines.length - 1) file.#damaged += 1
    }
    // A full disk must not keep the doors from their reader: it is written with the next change.
    const setAside = found !== undefined && file.#damaged > 0 ? disk.replace(DAMAGED_NAME, found) : undefined
    await setAside?.catch(() => undefined)
    await file.#rewrite().catch(() => undefined)
    return file
  }

  /** How many lines the disk had lost when it was opened. */
  get damaged(): number {
    return this.#damaged
  }

  messages(): readonly RetainedMessage[] {
    return [...this.#kept.values()]
  }

  /** Whether keeping this message would stay within the limits. */
  hasRoom(message: RetainedMessage): boolean {
    if (message.payload.length === 0) return true
    const before = this.#kept.get(message.topic)
    const grown = this.#bytes + sizeOf(message) - (before ? sizeOf(before) : 0)
    return grown <= this.#limits.bytes && (before !== undefined || this.#kept.size < this.#limits.messages)
  }

  /** An empty payload forgets the topic, as on the wire. */
  keep(message: RetainedMessage): void {
    this.#apply(message)
    this.#waiting.push(toLine(message))
  }

  /** Everything kept so far survives a loss of power once this resolves. */
  flush(): Promise<void> {
    const next = this.#writing.then(() => this.#write())
    // The caller sees the failure; the one after it tries again.
    this.#writing = next.catch(() => undefined)
    return next
  }

  async close(): Promise<void> {
    await this.flush()
    await this.#file?.close()
  }

  #apply(message: RetainedMessage): void {
    const before = this.#kept.get(message.topic)
    if (before) this.#bytes -= sizeOf(before)
    this.#kept.delete(message.topic)
    if (message.payload.length === 0) return
    this.#kept.set(message.topic, message)
    this.#bytes += sizeOf(message)
  }

  async #rewrite(): Promise<void> {
    this.#waiting = []
    this.#isBehind = true
    const file = this.#file
    this.#file = undefined
    await file?.close()
    await this.#disk.replace(NAME, Buffer.from(this.messages().map(toLine).join('')))
    this.#file = await this.#disk.append(NAME)
    this.#isBehind = false
  }

  async #write(): Promise<void> {
    if (this.#waiting.length === 0 && !this.#isBehind) return
    if (!this.#file || this.#isBehind || this.#file.size > Math.max(SMALL_BYTES, this.#bytes * 4))
      return this.#rewrite()
    const lines = this.#waiting
    this.#waiting = []
    // A write that fails may leave half a line, after which nothing can be added.
    this.#isBehind = true
    await this.#file.write(Buffer.from(lines.join('')))
    await this.#file.sync()
    this.#isBehind = false
  }
}
