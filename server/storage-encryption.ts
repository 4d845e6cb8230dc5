/** Whether the disk a folder lies on is encrypted, as Linux tells it: the device itself, or one it is made of, is a crypt target. */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

export interface Devices {
  /** `254:1`, of the disk a path lies on. */
  readonly numberOf: (path: string) => Promise<string>
  readonly read: (path: string) => Promise<string>
  readonly list: (path: string) => Promise<readonly string[]>
}

/** As the kernel packs both numbers into one. */
const numberOf = async (path: string): Promise<string> => {
  const { dev } = await stat(path, { bigint: true })
  const major = ((dev >> 8n) & 0xfffn) | ((dev >> 32n) & ~0xfffn)
  const minor = (dev & 0xffn) | ((dev >> 12n) & ~0xffn)
  return `${major}:${minor}`
}

const LINUX: Devices = { numberOf, read: (path) => readFile(path, 'utf8'), list: (path) => readdir(path) }

const orElse = <Value>(work: Promise<Value>, other: Value): Promise<Value> => work.catch(() => other)

const isCrypt = async (devices: Devices, folder: string, depth: number): Promise<boolean> => {
  if ((await orElse(devices.read(join(folder, 'dm', 'uuid')), '')).startsWith('CRYPT-')) return true
  if (depth === 0) return false
  const under = await orElse(devices.list(join(folder, 'slaves')), [])
  const answers = await Promise.all(
    under.map((name) => isCrypt(devices, join(folder, 'slaves', name), depth - 1)),
  )
  // A volume over several disks is encrypted where all of them are.
  return answers.length > 0 && answers.every(Boolean)
}

const MOST_LAYERS = 8

/** Undefined: no disk of this machine, or a system that does not tell. */
export const isFolderEncrypted = async (
  folder: string,
  devices: Devices = LINUX,
): Promise<boolean | undefined> => {
  const device = join('/sys/dev/block', await orElse(devices.numberOf(folder), '0:0'))
  const known = await orElse(devices.list(device), [])
  return known.length === 0 ? undefined : isCrypt(devices, device, MOST_LAYERS)
}
