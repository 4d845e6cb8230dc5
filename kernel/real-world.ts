/** The machine itself, behind the ports of `world.ts`. The only place that reads the clock or rolls dice. */
import { createHash, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, truncate } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { instant } from './instant.ts'
import type { AppendFile, Disk, Uptime, World } from './world.ts'

/** The uptime of the system is coarse and costs a look into /proc, so it only tells how long the machine slept. */
const SLEEP_STEP_MS = 1_000

const countUptime = (): (() => number) => {
  let asleepMs = uptime() * 1_000 - performance.now()
  let lookedAtMs = performance.now()
  let wallAheadMs = Date.now() - lookedAtMs
  return () => {
    const nowMs = performance.now()
    const aheadMs = Date.now() - nowMs
    // A machine that slept wakes with a wall clock that has gone on; one whose wall clock has not is found soon after.
    if (Math.abs(aheadMs - wallAheadMs) > SLEEP_STEP_MS || nowMs - lookedAtMs > SLEEP_STEP_MS) {
      const lookMs = uptime() * 1_000 - nowMs
      if (Math.abs(lookMs - asleepMs) > SLEEP_STEP_MS) asleepMs = lookMs
      wallAheadMs = aheadMs
      lookedAtMs = nowMs
    }
    return nowMs + asleepMs
  }
}

const POOL_BYTES = 4_096
const LONGEST_POOLED = 64

/**
 * Asking the system for the few bytes of an id costs more than making the id, so they are asked for by the page. Each
 * byte is given once, and none that was given stays behind.
 */
const pooledBytes = (): ((length: number) => Uint8Array) => {
  let pool = new Uint8Array(0)
  let given = 0
  return (length) => {
    if (length > LONGEST_POOLED) return randomBytes(length)
    if (given + length > pool.length) {
      pool = randomBytes(POOL_BYTES)
      given = 0
    }
    const bytes = new Uint8Array(pool.subarray(given, given + length))
    pool.fill(0, given, given + length)
    given += length
    return bytes
  }
}

export const realWorld: World & Uptime = {
  now: () => instant(Date.now()),
  monotonicMs: () => performance.now(),
  uptimeMs: countUptime(),
  bytes: pooledBytes(),
  after: (ms, work) => {
    const timer = setTimeout(work, ms)
    return () => clearTimeout(timer)
  },
  sleep: async (ms) => {
    await sleep(ms)
  },
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const syncFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const openToAppend = async (path: string): Promise<AppendFile> => {
  const handle = await open(path, 'a', 0o600)
  let size = (await handle.stat()).size
  return {
    get size() {
      return size
    },
    write: async (content) => {
      await handle.appendFile(content)
      size += content.length
    },
    sync: () => handle.datasync(),
    close: () => handle.close(),
  }
}

/** A folder of this machine as a `Disk`; made if it is missing. */
export const realDisk = async (folder: string): Promise<Disk> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return {
    list: () => readdir(folder),
    read: async (name) => {
      try {
        return await readFile(join(folder, name))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    readPart: async (name, from, length) => {
      try {
        const handle = await open(join(folder, name), 'r')
        try {
          const part = new Uint8Array(length)
          return part.subarray(0, (await handle.read(part, 0, length, from)).bytesRead)
        } finally {
          await handle.close()
        }
      } catch (error) {
        if (isMissing(error)) return new Uint8Array()
        throw error
      }
    },
    append: async (name) => {
      const file = await openToAppend(join(folder, name))
      await syncFolder(folder)
      return file
    },
    replace: async (name, content) => {
      const next = join(folder, `${name}.next`)
      const handle = await open(next, 'w', 0o600)
      try {
        await handle.writeFile(content)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(next, join(folder, name))
      await syncFolder(folder)
    },
    rename: async (from, to) => {
      await rename(join(folder, from), join(folder, to))
      await syncFolder(folder)
    },
    truncate: (name, length) => truncate(join(folder, name), length),
    remove: (name) => rm(join(folder, name), { force: true }),
  }
}

/**
 * HMAC-SHA-256 of a text with this key, as 64 lower-case hex digits. The key is imported once: doing it for each
 * digest costs five times more.
 */
export const keyedDigest = (key: Uint8Array): ((text: string) => string) => {
  const imported = createSecretKey(key)
  return (text) => createHmac('sha256', imported).update(text).digest('hex')
}

/** SHA-256 of a text, base64url. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url')
