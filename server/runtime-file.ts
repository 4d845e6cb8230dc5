/** How `npx loge …` finds an installation that is running: a file only its owner reads, gone when it stops. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Runtime {
  readonly pid: number
  readonly databaseUrl: string
  readonly ownerUrl: string
  readonly origin: string
}

const pathIn = (dataDir: string): string => join(dataDir, 'runtime.json')

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export const writeRuntime = (dataDir: string, runtime: Runtime): (() => void) => {
  writeFileSync(pathIn(dataDir), JSON.stringify(runtime), { mode: 0o600 })
  return () => rmSync(pathIn(dataDir), { force: true })
}

const isRuntime = (value: unknown): value is Runtime =>
  typeof value === 'object' &&
  value !== null &&
  'pid' in value &&
  typeof value.pid === 'number' &&
  'databaseUrl' in value &&
  'ownerUrl' in value &&
  'origin' in value

/** What runs on this data directory now, if anything does. */
export const readRuntime = (dataDir: string): Runtime | undefined => {
  try {
    const value: unknown = JSON.parse(readFileSync(pathIn(dataDir), 'utf8'))
    return isRuntime(value) && isAlive(value.pid) ? value : undefined
  } catch {
    return undefined
  }
}
