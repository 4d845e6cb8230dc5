/** What every process of an installation stands on: its database, brought up to date, and its keys. */
import { installCatalogue } from '@loge/features/events/server'
import { migrate, openDatabase, StorageError, type Database } from '@loge/storage'
import { prepareDataDir, startEmbeddedPostgres } from '@loge/storage/launcher'
import { UsageProblem } from './commands/command.ts'
import { requireNoUnfinishedRestore } from './backup/unfinished.ts'
import type { Configuration } from './configuration.ts'
import { everyFact } from './facts.ts'
import { hasKeys, type InstallationKeys, loadKeys } from './keys.ts'
import { tellIn } from './messages.ts'
import { readRuntime } from './runtime-file.ts'

export interface Installation {
  readonly database: Database
  /** For migrations and for other processes of this installation; holds a password. */
  readonly databaseUrl: string
  readonly ownerUrl: string
  readonly keys: InstallationKeys
  /** Where the data lie, in words a person can use. */
  readonly place: string
  close(): Promise<void>
}

export interface OpenInstallation {
  readonly configuration: Configuration
  readonly say: (line: string) => void
  /** This process took the data folder already. */
  readonly isTaken?: boolean
  /** The embedded server ended by itself and is being started again. */
  readonly onDatabaseExit?: () => void
}

/** Address without user, password and options, for people. Not by `URL`, which refuses a socket's empty host. */
const withoutPassword = (url: string): string => url.replace(/\/\/[^@/]*@/, '//').replace(/\?.*$/, '')

/** Says which setting is meant; the driver's own words name only an address. */
const requireAnswer = async (url: string): Promise<void> => {
  try {
    const database = await openDatabase({ url, maxConnections: 1 })
    await database.ping().finally(() => void database.close())
  } catch (error) {
    // It answers, and is empty: migrating is what comes next.
    if (error instanceof StorageError && error.code === 'database_not_migrated') return
    const cause = error instanceof Error ? error.message : 'no reason given'
    throw new Error(
      `Your PostgreSQL (LOGE_DATABASE_URL) does not answer: ${cause}. Start it or correct the address; without the setting Loge brings its own.`,
      { cause: error },
    )
  }
}

export const openInstallation = async ({
  configuration,
  say,
  isTaken = false,
  onDatabaseExit = () => undefined,
}: OpenInstallation): Promise<Installation> => {
  requireNoUnfinishedRestore(configuration.dataDir)
  await prepareDataDir(configuration.dataDir, 'logs')
  const external = configuration.databaseUrl
  const embedded =
    external === undefined
      ? await startEmbeddedPostgres({ dataDir: configuration.dataDir, say, isTaken, onExit: onDatabaseExit })
      : undefined
  const url = embedded?.url ?? external ?? ''
  const ownerUrl = embedded?.ownerUrl ?? url
  try {
    if (external !== undefined) await requireAnswer(external)
    const report = await migrate({ url: ownerUrl })
    if (report.applied.length > 0)
      say(tellIn(configuration.language)('step.migrated', { count: report.applied.length }))
    const database = await openDatabase({ url })
    const keys = await loadKeys(configuration.dataDir)
    installCatalogue(everyFact)
    return {
      database,
      databaseUrl: url,
      ownerUrl,
      keys,
      place: embedded?.place ?? withoutPassword(url),
      close: async () => {
        await database.close()
        await embedded?.stop()
      },
    }
  } catch (error) {
    await embedded?.stop()
    throw error
  }
}

/** A command about what is there must not make an empty house and answer for that one. */
const requireInstallation = (dataDir: string): void => {
  if (hasKeys(dataDir)) return
  throw new UsageProblem('noInstallation', { folder: dataDir })
}

/**
 * The installation for one command: the running one when there is one, else its own database started for the while.
 */
export const joinInstallation = async (configuration: Configuration): Promise<Installation> => {
  const running = readRuntime(configuration.dataDir)
  if (running === undefined) {
    requireInstallation(configuration.dataDir)
    return openInstallation({ configuration, say: () => undefined })
  }
  const database = await openDatabase({ url: running.databaseUrl, maxConnections: 2 })
  installCatalogue(everyFact)
  return {
    database,
    databaseUrl: running.databaseUrl,
    ownerUrl: running.ownerUrl,
    keys: await loadKeys(configuration.dataDir),
    place: configuration.dataDir,
    close: () => database.close(),
  }
}
