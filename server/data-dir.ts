/** The data directory: made, checked, and held by one Loge at a time. */
import { accessSync, constants, mkdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export class DataDirProblem extends Error {
  readonly code: 'data_dir_in_use' | 'data_dir_read_only' | 'data_dir_full'
  constructor(code: DataDirProblem['code'], message: string) {
    super(message)
    this.name = 'DataDirProblem'
    this.code = code
  }
}

const SPACE_BYTES_MIN = 200 * 1024 * 1024

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const holderOf = (lock: string): number | undefined => {
  try {
    const pid = Number(readFileSync(lock, 'utf8').trim())
    return Number.isInteger(pid) && pid > 0 && pid !== process.pid && isAlive(pid) ? pid : undefined
  } catch {
    return undefined
  }
}

/** Takes the directory for this process; returns how to give it back. */
export const holdDataDir = (dataDir: string): (() => void) => {
  try {
    mkdirSync(join(dataDir, 'logs'), { recursive: true })
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch {
    throw new DataDirProblem(
      'data_dir_read_only',
      `${dataDir} cannot be written. Give this user the right to write there, or set LOGE_DATA_DIR to another folder.`,
    )
  }
  const free = statfsSync(dataDir)
  if (free.bavail * free.bsize < SPACE_BYTES_MIN) {
    throw new DataDirProblem(
      'data_dir_full',
      `Less than 200 MB are free at ${dataDir}. Nothing was started, so nothing is half-written. Free some space, or set LOGE_DATA_DIR to another disk.`,
    )
  }
  const lock = join(dataDir, 'loge.pid')
  const holder = holderOf(lock)
  if (holder !== undefined) {
    throw new DataDirProblem(
      'data_dir_in_use',
      `Another Loge (process ${holder}) uses ${dataDir}. Stop it first, or set LOGE_DATA_DIR to another folder.`,
    )
  }
  try {
    writeFileSync(lock, `${process.pid}\n`, { mode: 0o600 })
  } catch {
    throw new DataDirProblem(
      'data_dir_read_only',
      `${dataDir} cannot be written. Give this user the right to write there, or set LOGE_DATA_DIR to another folder.`,
    )
  }
  return () => rmSync(lock, { force: true })
}
