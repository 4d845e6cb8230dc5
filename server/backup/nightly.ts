/** A backup every day into a folder, where only the newest stay. A replica that finds today's leaves it alone. */
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Logger } from '@loge/http'
import { type Instant, MINUTE_MS, type World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { passphraseFrom } from '../commands/passphrase.ts'
import type { Configuration } from '../configuration.ts'
import { keysBeside } from './keys.ts'
import { backUpAndRecord } from './make.ts'

const LOOK_MS = 30 * MINUTE_MS
const NAME = /^loge-\d{4}-\d{2}-\d{2}\.tar$/

/** The name of today's backup once its hour has come and while it is missing. Days and hours are UTC. */
export const dueBackup = (now: Instant, hour: number, names: readonly string[]): string | undefined => {
  const [day = '', time = ''] = new Date(now).toISOString().split('T')
  const name = `loge-${day}.tar`
  return Number(time.slice(0, 2)) < hour || names.includes(name) ? undefined : name
}

/** The backups of this job that are more than are kept, and no other file of the folder. */
export const surplusBackups = (names: readonly string[], keep: number): readonly string[] =>
  names
    .filter((name) => NAME.test(name))
    .toSorted()
    .slice(0, -keep)

export interface NightlyBackups {
  readonly database: Database
  readonly ownerUrl: string
  readonly configuration: Pick<Configuration, 'dataDir' | 'backup'>
  readonly world: World
  readonly logger: Logger
}

export const backUpWhenDue = async ({
  database,
  ownerUrl,
  configuration: { dataDir, backup },
  world,
}: NightlyBackups): Promise<void> => {
  if (backup === undefined) return
  const { folder, hour, keep, passphraseFile } = backup
  const name = dueBackup(world.now(), hour, await readdir(folder))
  if (name === undefined) return
  const passphrase = await passphraseFrom(passphraseFile)
  const path = join(folder, name)
  await backUpAndRecord(database, { ownerUrl, dataDir, path, passphrase, world })
  for (const old of surplusBackups(await readdir(folder), keep)) {
    await rm(join(folder, old))
    await rm(keysBeside(join(folder, old)), { force: true })
  }
}

/** Looks now and then; returns how to stop. */
export const startNightlyBackups = (parts: NightlyBackups): (() => Promise<void>) => {
  let stopped = false
  let cancel: () => void = () => undefined
  let running = Promise.resolve()
  const look = (): void => {
    running = backUpWhenDue(parts)
      .catch((error: unknown) => parts.logger.error('backup_failed', error))
      .then(() => {
        if (!stopped) cancel = parts.world.after(LOOK_MS, look)
      })
  }
  if (parts.configuration.backup !== undefined) cancel = parts.world.after(MINUTE_MS, look)
  return async () => {
    stopped = true
    cancel()
    await running
  }
}
