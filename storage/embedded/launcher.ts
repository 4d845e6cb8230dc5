/** A real PostgreSQL in the data folder: made at the first start, reached by a socket only, ours alone. */
import { mkdir, realpath, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { StorageError } from '../storage-error.ts'
import { findBinaries } from './binaries.ts'
import { clearOrphan, ensureCluster } from './cluster.ts'
import { asDiskProblem, lockDataDir, makeDataDir, makePassword, readPassword } from './data-dir.ts'
import { choosePlace, ownFolder, serverUser, type Place } from './place.ts'
import { startPostmaster, type Postmaster, type PostmasterExit } from './postmaster.ts'

export { asDiskProblem } from './data-dir.ts'
export type { PostmasterExit } from './postmaster.ts'

export interface EmbeddedSettings {
  readonly dataDir: string
  /** One line per step that takes a while or that somebody should know. */
  readonly say?: (line: string) => void
  /** The server ended without being asked; it is being started again. */
  readonly onExit?: (exit: PostmasterExit) => void
  /** False only where losing everything is fine: tests. */
  readonly durable?: boolean
  /** This process took the folder already, by `takeDataDir`. */
  readonly isTaken?: boolean
  /** A folder to remove once the server ended, even when this process is killed: tests. */
  readonly removeAfter?: string
}

export interface EmbeddedPostgres {
  /** The application's: it may become `loge_app` and nothing more. */
  readonly url: string
  /** Migrations' and backups'. */
  readonly ownerUrl: string
  /** Where the files really lie. */
  readonly place: string
  readonly pid: () => number | undefined
  stop(): Promise<void>
}

const DATABASE = 'loge'

const urlOf = (user: string, password: string, { socketFolder }: Place): string =>
  `postgresql://${user}:${password}@/${DATABASE}?host=${encodeURIComponent(socketFolder)}&port=5432`

/** The two logins and the database; harmless when they are there. Every start gives the application's login a new password. */
const ensureDatabase = async (ownerUrl: string, loginPassword: string): Promise<void> => {
  const client = new pg.Client({ connectionString: ownerUrl.replace(`/${DATABASE}?`, '/postgres?') })
  await client.connect()
  try {
    const known = await client.query<{ name: string }>(
      `select rolname as name from pg_roles union all select datname from pg_database`,
    )
    const missing = (name: string): boolean => !known.rows.some((row) => row.name === name)
    if (missing('loge_app')) await client.query('create role loge_app nologin nobypassrls')
    if (missing('loge_audience')) {
      await client.query('create role loge_audience nologin nobypassrls')
      await client.query('grant loge_audience to loge_app')
    }
    if (missing('loge_login')) {
      await client.query('create role loge_login login noinherit')
      await client.query('grant loge_app to loge_login')
    }
    await client.query(`alter role loge_login password ${pg.escapeLiteral(loginPassword)}`)
    if (missing(DATABASE)) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

const prepare = async (
  dataDir: string,
  settings: EmbeddedSettings,
): Promise<{ place: Place; password: string }> => {
  const say = settings.say ?? (() => undefined)
  const place = await choosePlace(dataDir, findBinaries(), say)
  const password = await readPassword(dataDir)
  await ownFolder(place.socketFolder, serverUser())
  await clearOrphan(place)
  if (await ensureCluster(place, password, settings.durable !== false)) say('PostgreSQL made its data folder')
  return { place, password }
}

const start = async (dataDir: string, settings: EmbeddedSettings): Promise<EmbeddedPostgres> => {
  const { place, password } = await prepare(dataDir, settings)
  const postmaster: Postmaster = await startPostmaster({
    place,
    durable: settings.durable !== false,
    onExit: settings.onExit ?? (() => undefined),
    ...(settings.removeAfter === undefined ? {} : { removeAfter: settings.removeAfter }),
  })
  const ownerUrl = urlOf('loge_owner', password, place)
  const loginPassword = makePassword()
  try {
    await ensureDatabase(ownerUrl, loginPassword)
  } catch (error) {
    await postmaster.stop()
    throw error
  }
  return {
    url: urlOf('loge_login', loginPassword, place),
    ownerUrl,
    place: dirname(place.cluster),
    pid: postmaster.pid,
    stop: async () => {
      await postmaster.stop()
      if (dirname(place.socketFolder) !== dirname(place.cluster))
        await rm(place.socketFolder, { recursive: true })
    },
  }
}

/** Makes the folder and this folder in it, or says what somebody can do about it. */
export const prepareDataDir = async (dataDir: string, folder: string): Promise<void> => {
  try {
    await makeDataDir(dataDir)
    await mkdir(join(dataDir, folder), { recursive: true })
  } catch (error) {
    throw asDiskProblem(error, dataDir)
  }
}

/** Makes the folder and keeps every other Loge out of it until the answer is called, or this process ends. */
export const takeDataDir = async (dataDir: string): Promise<() => void> => {
  try {
    await makeDataDir(dataDir)
    return await lockDataDir(await realpath(dataDir))
  } catch (error) {
    throw asDiskProblem(error, dataDir)
  }
}

export const startEmbeddedPostgres = async (settings: EmbeddedSettings): Promise<EmbeddedPostgres> => {
  const release = settings.isTaken === true ? () => undefined : await takeDataDir(settings.dataDir)
  try {
    const dataDir = await realpath(settings.dataDir)
    const embedded = await start(dataDir, settings)
    return {
      ...embedded,
      stop: async () => {
        await embedded.stop()
        release()
      },
    }
  } catch (error) {
    release()
    throw error instanceof StorageError && error.code !== 'embedded_database_failed'
      ? error
      : asDiskProblem(error, settings.dataDir)
  }
}
