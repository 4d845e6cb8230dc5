/** A backup of this installation: every row of one moment, its keys, and what a restore needs to know. */
import { rm } from 'node:fs/promises'
import type { BackupAsker } from '@loge/features/backups/server'
import type { World } from '@loge/kernel'
import type { Database } from '@loge/storage'
import { BackupProblem, type BackupReport, makeBackup, openBackup } from '@loge/storage/backup'
import { declarations } from '../declarations.ts'
import { VERSION } from '../version.ts'
import { KEYS_NAME, keysBeside, keysToKeep, writeKeysBeside } from './keys.ts'
import { keepLedgerBeside } from './ledger.ts'
import { recordBackup, recordFailedBackup } from './record.ts'
import { BACKUP_MARKS } from './rules.ts'

const codeOf = (error: unknown): string => (error instanceof BackupProblem ? error.code : 'backup_failed')

export interface BackupRequest {
  readonly ownerUrl: string
  readonly dataDir: string
  readonly path: string
  /** Seals every part, keys included; without one the keys are written beside. */
  readonly passphrase: string | undefined
  readonly world: World
  readonly onTable?: (done: number, total: number) => void
  /** Who asked for it, in which organization; left out: the installation itself. */
  readonly asker?: BackupAsker
}

export const backUp = async ({
  ownerUrl,
  dataDir,
  path,
  passphrase,
  world,
  onTable,
}: BackupRequest): Promise<BackupReport> => {
  const keys = await keysToKeep(dataDir)
  const isBeside = passphrase === undefined
  // First, so that no backup is ever without them.
  if (isBeside) await writeKeysBeside(path, keys)
  const making = makeBackup({
    ownerUrl,
    path,
    declarations,
    marks: BACKUP_MARKS,
    about: { software: VERSION, keys: keys.fingerprint, keysAre: isBeside ? 'beside' : 'sealed' },
    extras: isBeside ? [] : [{ name: KEYS_NAME, content: keys.content }],
    passphrase,
    world,
    ...(onTable === undefined ? {} : { onTable }),
  })
  return making.catch(async (error: unknown) => {
    if (isBeside) await rm(keysBeside(path), { force: true })
    throw error
  })
}

/** Every part is read again and its digest compared: a copy nobody could restore is not a backup. */
const readBack = async ({ path, passphrase }: BackupRequest): Promise<void> => {
  const backup = await openBackup({ path, passphrase })
  await backup.close()
}

/** The same, and every organization is told of it, or of why there is none. */
export const backUpAndRecord = async (database: Database, request: BackupRequest): Promise<BackupReport> => {
  try {
    const report = await backUp(request)
    await readBack(request)
    await keepLedgerBeside(database, request.path)
    await recordBackup(database, request, report)
    return report
  } catch (error) {
    await recordFailedBackup(database, request, codeOf(error))
    throw error
  }
}
