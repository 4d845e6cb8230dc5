/** Marks a data folder while a restore writes into it, so that nobody starts on half of one. */
import { existsSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { BackupProblem } from '@loge/storage/backup'

const pathIn = (dataDir: string): string => join(dataDir, 'restoring')

export const beginRestore = (dataDir: string): Promise<void> =>
  writeFile(pathIn(dataDir), 'A restore began and has not ended.\n', { mode: 0o600 })

export const endRestore = (dataDir: string): Promise<void> => rm(pathIn(dataDir))

export const requireNoUnfinishedRestore = (dataDir: string): void => {
  if (!existsSync(pathIn(dataDir))) return
  throw new BackupProblem(
    'restore_failed',
    `A restore into ${dataDir} was interrupted, so what lies there is not whole. Remove the folder, then run \`npx loge restore\` again.`,
  )
}
