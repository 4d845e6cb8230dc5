/**
 * Everything that is not a value: clock, randomness, timers, disk. Code asks for the narrowest of these,
 * never for the machine itself, so a test never sleeps and a simulation replays from its seed.
 */
import { type Id, type IdKind, uuidFrom } from './id.ts'
import type { Instant } from './instant.ts'

export interface Clock {
  /** Wall time; may jump when the machine is corrected. */
  now(): Instant
  /** Milliseconds since an arbitrary start; never goes back. For elapsed time only. */
  monotonicMs(): number
}

export interface Uptime {
  /** Like `monotonicMs`, but the time the machine was suspended counts too. */
  uptimeMs(): number
}

export interface Randomness {
  bytes(length: number): Uint8Array
}

export interface Timers {
  /** Runs `work` once after `ms`; the returned function cancels it. */
  after(ms: number, work: () => void): () => void
  sleep(ms: number): Promise<void>
}

/** Files of one folder, by plain name. Names contain no separator. */
export interface Disk {
  list(): Promise<readonly string[]>
  /** `undefined` when there is no such file. */
  read(name: string): Promise<Uint8Array | undefined>
  /** At most `length` bytes from there on; none past the end, nor when there is no such file. */
  readPart(name: string, from: number, length: number): Promise<Uint8Array>
  /** Opens (and creates) a file to add to its end. */
  append(name: string): Promise<AppendFile>
  /** Replaces a file as a whole and durably: after a crash it holds the old or the new content. */
  replace(name: string, content: Uint8Array): Promise<void>
  /** Durably; what was called `to` is gone. */
  rename(from: string, to: string): Promise<void>
  truncate(name: string, length: number): Promise<void>
  remove(name: string): Promise<void>
}

export interface AppendFile {
  readonly size: number
  write(content: Uint8Array): Promise<void>
  /** Resolves once all written content survives a loss of power. */
  sync(): Promise<void>
  close(): Promise<void>
}

export interface World extends Clock, Randomness, Timers {}

export const newId = <Kind extends IdKind>(world: Clock & Randomness, _kind: Kind): Id<Kind> =>
  uuidFrom(world.now(), world.bytes(10)) as Id<Kind>
