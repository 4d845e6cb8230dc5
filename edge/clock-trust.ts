/**
 * What time it is, and how sure that is. A machine may boot in 1970 or jump by years: time then goes on from the last
 * trusted instant, counted by the monotonic clock, until the server has been asked. Time never goes back.
 */
import { instant, type Clock, type Disk, type Instant } from '@loge/kernel'

const FILE = 'clock.trusted'
/** Ordinary corrections by NTP stay below it. */
const STEP_MS = 2_000
/** Nobody keeps an edge switched off for longer and expects it to know the time. */
const LONGEST_OFF_MS = 400 * 86_400_000
/** An answer that took longer says too little about the server's clock to correct ours by it. */
const SLOW_ANSWER_MS = 10_000
const KEEP_EVERY_MS = 60_000

export interface KnownTime {
  readonly at: Instant
  readonly trusted: boolean
}

interface Kept {
  readonly trustedAt: number
  readonly contactAt: number | null
}

const readKept = (content: Uint8Array | undefined): Kept | undefined => {
  if (content === undefined) return undefined
  try {
    const kept = JSON.parse(Buffer.from(content).toString('utf8')) as Partial<Kept>
    if (!Number.isSafeInteger(kept.trustedAt)) return undefined
    return {
      trustedAt: kept.trustedAt ?? 0,
      contactAt: Number.isSafeInteger(kept.contactAt) ? (kept.contactAt ?? null) : null,
    }
  } catch {
    return undefined
  }
}

export class ClockTrust {
  readonly #clock: Clock
  readonly #disk: Disk
  /** Wall time minus monotonic time, as believed. */
  #offset: number
  #trusted: boolean
  #latest = 0
  #contactAt: number | null
  /** The server's clock minus our monotonic one lies between these. */
  #server: { readonly atLeast: number; readonly atMost: number } | undefined
  #keptAt = Number.NEGATIVE_INFINITY

  private constructor(clock: Clock, disk: Disk, kept: Kept | undefined) {
    this.#clock = clock
    this.#disk = disk
    const wall = clock.now()
    const last = kept?.trustedAt ?? 0
    const behind = wall < last
    this.#offset = Math.max(wall, last) - clock.monotonicMs()
    this.#trusted = kept !== undefined && !behind && wall - last < LONGEST_OFF_MS
    this.#contactAt = kept?.contactAt ?? null
  }

  static async open(clock: Clock, disk: Disk): Promise<ClockTrust> {
    return new ClockTrust(clock, disk, readKept(await disk.read(FILE)))
  }

  now(): KnownTime {
    const monotonic = this.#clock.monotonicMs()
    const wall = this.#clock.now()
    const step = wall - (this.#offset + monotonic)
    if (Math.abs(step) <= STEP_MS) this.#offset += step
    else if (this.#agreesWithServer(wall, monotonic)) {
      this.#offset += step
      this.#trusted = true
    } else if (this.#server === undefined) this.#trusted = false
    this.#latest = Math.max(this.#latest, Math.round(this.#offset + monotonic))
    return { at: instant(this.#latest), trusted: this.#trusted }
  }

  /** When the server was last heard, by our time. */
  get contactAt(): Instant | null {
    return this.#contactAt === null ? null : instant(this.#contactAt)
  }

  /** No later than this by the server's clock; `undefined` before it told us the time. Deadlines are judged by it. */
  serverNowAtMost(): Instant | undefined {
    if (this.#server === undefined) return undefined
    return instant(Math.ceil(this.#server.atMost + this.#clock.monotonicMs()))
  }

  /** A new connection may lead to another server with another clock. */
  forgetServer(): void {
    this.#server = undefined
  }

  /** The server answered `serverNow` to a question we sent at `sentAt` (monotonic). */
  learn(serverNow: Instant, sentAt: number): void {
    const monotonic = this.#clock.monotonicMs()
    if (sentAt > monotonic) return
    const told = { atLeast: serverNow - monotonic, atMost: serverNow - sentAt }
    const both = {
      atLeast: Math.max(told.atLeast, this.#server?.atLeast ?? told.atLeast),
      atMost: Math.min(told.atMost, this.#server?.atMost ?? told.atMost),
    }
    this.#server = both.atLeast <= both.atMost ? both : told
    const wall = this.#clock.now()
    if (this.#agreesWithServer(wall, monotonic)) {
      this.#offset = wall - monotonic
      this.#trusted = true
    } else if (told.atMost - told.atLeast <= SLOW_ANSWER_MS) {
      this.#offset = (this.#server.atLeast + this.#server.atMost) / 2
      // A clock set right by the server may go back once: what was shown before was wrong.
      this.#latest = 0
      this.#trusted = true
    }
    if (this.#trusted) this.#contactAt = this.now().at
  }

  /** Keeps the last trusted instant on disk, once a minute. */
  async keep(): Promise<void> {
    const monotonic = this.#clock.monotonicMs()
    const { at, trusted } = this.now()
    if (!trusted || monotonic - this.#keptAt < KEEP_EVERY_MS) return
    this.#keptAt = monotonic
    const kept: Kept = { trustedAt: at, contactAt: this.#contactAt }
    try {
      await this.#disk.replace(FILE, Buffer.from(JSON.stringify(kept)))
    } catch {
      // The journal raises the alarm about the disk; without this file the next boot only trusts less.
      this.#keptAt = monotonic - KEEP_EVERY_MS / 2
    }
  }

  #agreesWithServer(wall: number, monotonic: number): boolean {
    if (this.#server === undefined) return false
    const offset = wall - monotonic
    return offset >= this.#server.atLeast - STEP_MS && offset <= this.#server.atMost + STEP_MS
  }
}
