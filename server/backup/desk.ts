/** The desk of the console over the one use case that makes backups. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { BackupCopy, BackupDesk, BackupProgress } from '@loge/features/backups/server'
import { instant } from '@loge/kernel'
import { passphraseFrom } from '../commands/passphrase.ts'
import { backUpAndRecord } from './make.ts'
import type { NightlyBackups } from './nightly.ts'

/** Other than the daily ones, so that nobody's backup is removed to keep the newest. */
const nameAt = (at: number): string =>
  `loge-${new Date(at).toISOString().slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z.tar`

const copyAt = async (folder: string, name: string): Promise<BackupCopy | undefined> => {
  const file = await stat(join(folder, name)).catch(() => undefined)
  if (file === undefined) return undefined
  return { name, bytes: file.size, madeAt: instant(Math.round(file.mtimeMs)) }
}

const copiesIn = async (folder: string): Promise<readonly BackupCopy[]> => {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^loge-.*\.tar$/.test(name))
  const copies = await Promise.all(names.map((name) => copyAt(folder, name)))
  return copies.filter((copy) => copy !== undefined).toSorted((one, other) => other.madeAt - one.madeAt)
}

export interface RunningDesk extends BackupDesk {
  /** When the one being made is through. */
  stop(): Promise<void>
}

export const createBackupDesk = (parts: NightlyBackups): RunningDesk => {
  const { configuration, world, logger, database, ownerUrl } = parts
  const { backup, dataDir } = configuration
  let progress: BackupProgress | undefined
  let work = Promise.resolve()
  return {
    place: backup && {
      folder: backup.folder,
      hour: backup.hour,
      keep: backup.keep,
      sealed: backup.passphraseFile !== undefined,
    },
    copies: async () => (backup === undefined ? [] : copiesIn(backup.folder)),
    running: () => progress,
    begin: (asker) => {
      if (backup === undefined || progress !== undefined) return
      const startedAt = world.now()
      progress = { startedAt, done: 0, total: 0 }
      const make = async (): Promise<void> => {
        const passphrase = await passphraseFrom(backup.passphraseFile)
        const path = join(backup.folder, nameAt(startedAt))
        const onTable = (done: number, total: number): void => {
          progress = { startedAt, done, total }
        }
        await backUpAndRecord(database, { ownerUrl, dataDir, path, passphrase, world, onTable, asker })
      }
      work = make()
        .catch((error: unknown) => logger.error('backup_failed', error))
        .finally(() => {
          progress = undefined
        })
    },
    stop: () => work,
  }
}
