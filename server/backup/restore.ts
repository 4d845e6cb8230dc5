/** Puts a backup into an empty place: everything is checked before anything is written, and what was begun is undone. */
import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { installCatalogue, type LogVerification, verifyLog } from '@loge/features/events/server'
import type { Tombstone } from '@loge/features/privacy/server'
import type { World } from '@loge/kernel'
import { openDatabase, type OrganizationRow } from '@loge/storage'
import {
  BackupProblem,
  loadBackup,
  type Manifest,
  openBackup,
  type OpenedBackup,
  requireEmptyDatabase,
} from '@loge/storage/backup'
import { prepareDataDir, startEmbeddedPostgres, takeDataDir } from '@loge/storage/launcher'
import type { Configuration } from '../configuration.ts'
import { everyFact } from '../facts.ts'
import { tellIn } from '../messages.ts'
import { writeKeyFiles } from '../keys.ts'
import { keysOf } from './keys.ts'
import { ledgerBeside, readLedger, restoreLedger } from './ledger.ts'
import { recordRestore } from './record.ts'
import { RESTORE_RULES } from './rules.ts'
import { beginRestore, endRestore } from './unfinished.ts'

export interface RestoreRequest {
  readonly configuration: Configuration
  readonly path: string
  readonly passphrase: string | undefined
  readonly keysFile: string | undefined
  /** Left out: the one beside the backup. `null`: it is lost, and whoever was erased since comes back. */
  readonly ledger?: string | null
  readonly world: World
  readonly say: (line: string) => void
}

export interface RestoredOrganization {
  readonly organization: OrganizationRow
  readonly log: LogVerification
}

export interface RestoreReport {
  readonly manifest: Manifest
  readonly organizations: readonly RestoredOrganization[]
}

/** Empty, or only what a folder gets when somebody looked at it. */
const requireEmptyFolder = async (dataDir: string): Promise<void> => {
  const names = await readdir(dataDir).catch(() => [])
  const present = names.filter((name) => name !== '.writable' && name !== 'lost+found')
  if (present.length === 0) return
  const isUnfinished = existsSync(join(dataDir, 'restoring'))
  throw new BackupProblem(
    'restore_target_not_empty',
    isUnfinished
      ? `${dataDir} holds a restore that was interrupted. Remove the folder, then restore again.`
      : `${dataDir} is not empty (it holds ${present[0]}), and a restore never writes over what is there. Set LOGE_DATA_DIR to a new folder.`,
  )
}

const removeContents = async (dataDir: string): Promise<void> => {
  for (const name of await readdir(dataDir)) await rm(join(dataDir, name), { recursive: true, force: true })
}

interface Target {
  readonly url: string
  readonly ownerUrl: string
  /** Where its files lie, when they are ours. */
  readonly place?: string
  stop(): Promise<void>
}

const openTarget = async ({ configuration, say }: RestoreRequest): Promise<Target> => {
  const { databaseUrl, dataDir } = configuration
  if (databaseUrl === undefined) return startEmbeddedPostgres({ dataDir, say, isTaken: true })
  await requireEmptyDatabase(databaseUrl)
  return { url: databaseUrl, ownerUrl: databaseUrl, stop: async () => undefined }
}

const verifyAll = async (
  { url }: Target,
  { configuration, world, say }: RestoreRequest,
  { manifest, ledger }: { readonly manifest: Manifest; readonly ledger: readonly Tombstone[] },
): Promise<readonly RestoredOrganization[]> => {
  const tell = tellIn(configuration.language)
  installCatalogue(everyFact)
  const database = await openDatabase({ url, maxConnections: 2 })
  try {
    const restored: RestoredOrganization[] = []
    for (const organization of await database.organizations()) {
      say(tell('restore.log', { name: organization.name }))
      restored.push({ organization, log: await verifyLog(database, world, organization.id) })
      await recordRestore(database, world, organization.id, manifest)
    }
    await restoreLedger(database, ledger)
    return restored
  } finally {
    await database.close()
  }
}

const ledgerOf = async ({ path, ledger }: RestoreRequest): Promise<readonly Tombstone[]> =>
  ledger === null ? [] : readLedger(ledger ?? ledgerBeside(path))

const restoreInto = async (request: RestoreRequest, backup: OpenedBackup): Promise<RestoreReport> => {
  const { configuration, keysFile, say } = request
  const { dataDir } = configuration
  const keys = await keysOf(backup, keysFile)
  const ledger = await ledgerOf(request)
  const target = await openTarget(request)
  let isWhole = false
  try {
    say(tellIn(configuration.language)('restore.rows'))
    await loadBackup({ ownerUrl: target.ownerUrl, backup, rules: RESTORE_RULES, say })
    await writeKeyFiles(dataDir, keys)
    const organizations = await verifyAll(target, request, { manifest: backup.manifest, ledger })
    isWhole = true
    return { manifest: backup.manifest, organizations }
  } finally {
    await target.stop()
    if (!isWhole && target.place !== undefined) await rm(target.place, { recursive: true, force: true })
  }
}

export const restore = async (request: RestoreRequest): Promise<RestoreReport> => {
  const { path, passphrase, configuration, say } = request
  const { dataDir } = configuration
  await requireEmptyFolder(dataDir)
  say(tellIn(configuration.language)('restore.checked'))
  const backup = await openBackup({ path, passphrase })
  try {
    const release = await takeDataDir(dataDir)
    try {
      await prepareDataDir(dataDir, 'logs')
      await beginRestore(dataDir)
      const report = await restoreInto(request, backup)
      await endRestore(dataDir)
      return report
    } catch (error) {
      await removeContents(dataDir)
      throw error
    } finally {
      release()
    }
  } finally {
    await backup.close()
  }
}
