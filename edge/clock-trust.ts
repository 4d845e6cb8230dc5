/**
 * What time it is, and how sure that is. A machine may boot in 1970, wake from a suspension, or jump by years. Time goes
 * on from the last trusted instant by the machine's uptime, in which a suspension counts: a wall clock that went the
 * same way is right, one that jumped is not believed until the server was asked. Time never goes back.
 */
import { DAY_MS, instant, type Clock, type Disk, type Instant, type Uptime } from '@loge/kernel'

const FILE = 'clock.trusted'
/** Ordinary corrections by NTP stay below it. */
const STEP_MS = 2_000
/** The longest lease: after a longer time without power no right would be left, so it is the clock that is wrong. */
const LONGEST_OFF_MS = 30 * DAY_MS
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
  readonly #clock: Clock & Uptime
  readonly #disk: Disk
  /** Time minus uptime, as believed. */
  #offset: number
  /** Wall time minus uptime, as last seen: when it changes, the wall clock jumped. */
  #wallOffset: number
  #trusted: boolean
  #latest = 0
  #contactAt: number | null
  /** The server's clock minus our uptime lies between these. */
  #server: { readonly atLeast: number; readonly atMost: number } | undefined
  #keptAt = Number.NEGATIVE_INFINITY

  private constructor(clock: Clock & Uptime, disk: Disk, kept: Kept | undefined) {
    this.#clock = clock
    this.#disk = disk
    const wall = clock.now()
    const last = kept?.trustedAt ?? 0
    this.#trusted = kept !== undefined && wall >= last && wall - last <= LONGEST_OFF_MS
    this.#wallOffset = wall - clock.uptimeMs()
    // Of a clock that is not believed nothing is known but what was known before.
    this.#offset = this.#trusted || kept === undefined ? this.#wallOffset : last - clock.uptimeMs()
    this.#contactAt = kept?.contactAt ?? null
  }

  static async open(clock: Clock & Uptime, disk: Disk): Promise<ClockTrust> {
    return new ClockTrust(clock, disk, readKept(await disk.read(FILE)))
  }

  now(): KnownTime {
    const uptime = this.#clock.uptimeMs()
    const wallOffset = this.#clock.now() - uptime
    const agrees = this.#agreesWithServer(wallOffset)
    const jumped = Math.abs(wallOffset - this.#wallOffset) > STEP_MS
    this.#wallOffset = wallOffset
    if (agrees || Math.abs(wallOffset - this.#offset) <= STEP_MS) this.#offset = wallOffset
    if (agrees) this.#trusted = true
    else if (jumped) this.#trusted = false
    this.#latest = Math.max(this.#latest, Math.round(this.#offset + uptime))
    return { at: instant(this.#latest), trusted: this.#trusted }
  }

  /** The clock by which questions to the server are timed: `sentAt` of `learn`. */
  uptimeMs(): number {
    return this.#clock.uptimeMs()
  }

  /** When the server was last heard, by our time. */
  get contactAt(): Instant | null {
    return this.#contactAt === null ? null : instant(this.#contactAt)
  }

  /** No later than this by the server's clock; `undefined` before it told us the time. Deadlines are judged by it. */
  serverNowAtMost(): Instant | undefined {
    if (this.#server === undefined) return undefined
    return instant(Math.ceil(this.#server.atMost + this.#clock.uptimeMs()))
  }

  /** A new connection may lead to another server with another clock. */
  forgetServer(): void {
    this.#server = undefined
  }

  /** The server answered `serverNow` to a question we sent at `sentAt` (uptime). */
  learn(serverNow: Instant, sentAt: number): void {
    const uptime = this.#clock.uptimeMs()
    if (sentAt > uptime) return
    const told = { atLeast: serverNow - uptime, atMost: serverNow - sentAt }
    const both = {
      atLeast: Math.max(told.atLeast, this.#server?.atLeast ?? told.atLeast),
      atMost: Math.min(told.atMost, this.#server?.atMost ?? told.atMost),
    }
    this.#server = both.atLeast <= both.atMost ? both : told
    this.#wallOffset = this.#clock.now() - uptime
    if (this.#agreesWithServer(this.#wallOffset)) {
      this.#offset = this.#wallOffset
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
    const uptime = this.#clock.uptimeMs()
    const { at, trusted } = this.now()
    if (!trusted || uptime - this.#keptAt < KEEP_EVERY_MS) return
    this.#keptAt = uptime
    const kept: Kept = { trustedAt: at, contactAt: this.#contactAt }
    try {
      await this.#disk.replace(FILE, Buffer.from(JSON.stringify(kept)))
    } catch {
      // The journal raises the alarm about the disk; without this file the next boot only trusts less.
      this.#keptAt = uptime - KEEP_EVERY_MS / 2
    }
  }

  #agreesWithServer(offset: number): boolean {
    if (this.#server === undefined) return false
    return offset >= this.#server.atLeast - STEP_MS && offset <= this.#server.atMost + STEP_MS
  }
}
