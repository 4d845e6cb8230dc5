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

export class RetainedFile {
  readonly #disk: Disk
  readonly #limits: RetainedLimits
  readonly #kept = new Map<string, RetainedMessage>()
  #bytes = 0
  #waiting: string[] = []
  #file: AppendFile | undefined
  #writing = Promise.resolve()

  private constructor(disk: Disk, limits: RetainedLimits) {
    this.#disk = disk
    this.#limits = limits
  }

  static async open(disk: Disk, limits: RetainedLimits): Promise<RetainedFile> {
    const file = new RetainedFile(disk, limits)
    for (const line of Buffer.from((await disk.read(NAME)) ?? [])
      .toString('utf8')
      .split('\n')) {
      const message = fromLine(line)
      if (message) file.#apply(message)
    }
    await file.#rewrite()
    return file
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
    await this.#file?.close()
    this.#file = undefined
    this.#waiting = []
    await this.#disk.replace(NAME, Buffer.from(this.messages().map(toLine).join('')))
    this.#file = await this.#disk.append(NAME)
  }

  async #write(): Promise<void> {
    if (this.#waiting.length === 0) return
    if (!this.#file || this.#file.size > Math.max(SMALL_BYTES, this.#bytes * 4)) return this.#rewrite()
    const lines = this.#waiting
    this.#waiting = []
    try {
      await this.#file.write(Buffer.from(lines.join('')))
      await this.#file.sync()
    } catch (error) {
      this.#waiting = [...lines, ...this.#waiting]
      throw error
    }
  }
}
