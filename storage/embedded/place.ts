/**
 * Where the database's files, programs and socket can lie. PostgreSQL refuses to run as root, so root starts it as
 * `nobody`, who must be able to walk to everything it uses; and a socket's path has room for 107 bytes only.
 */
import { createHash } from 'node:crypto'
import { chown, chmod, cp, lstat, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { StorageError } from '../storage-error.ts'
import type { Binaries } from './binaries.ts'

/** Who PostgreSQL runs as; `undefined` is ourselves. */
export type ServerUser = { readonly uid: number; readonly gid: number } | undefined

export interface Place {
  /** PostgreSQL's own data folder. */
  readonly cluster: string
  readonly binaries: string
  readonly socketFolder: string
}

const NOBODY = { uid: 65_534, gid: 65_534 }
const SOCKET_PATH_BYTES = 107
const PORT = 5432

export const serverUser = (): ServerUser => (process.getuid?.() === 0 ? NOBODY : undefined)

const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const mayWalk = async (folder: string, user: NonNullable<ServerUser>): Promise<boolean> => {
  const { mode, uid, gid } = await stat(folder)
  if (uid === user.uid) return (mode & 0o100) !== 0
  if (gid === user.gid) return (mode & 0o010) !== 0
  return (mode & 0o001) !== 0
}

/** Can this user walk down to `path`? Folders that do not exist yet will be ours to make. */
export const isReachable = async (path: string, user: ServerUser): Promise<boolean> => {
  if (user === undefined) return true
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if ((await exists(folder)) && !(await mayWalk(folder, user))) return false
    if (folder === dirname(folder)) return true
  }
}

/** A folder of the server's own. One that somebody else made first, as anybody may in /tmp, is refused. */
export const ownFolder = async (path: string, user: ServerUser): Promise<void> => {
  await mkdir(path, { recursive: true, mode: 0o755 })
  const found = await lstat(path)
  const owners = [process.getuid?.(), user?.uid]
  if (!found.isDirectory() || !owners.includes(found.uid)) {
    throw new StorageError(
      'data_dir_unreachable',
      `${path} belongs to somebody else. Remove it or choose another place.`,
    )
  }
  if (user !== undefined) await chown(path, user.uid, user.gid)
  await chmod(path, 0o700)
}

/** The first of the usual places that may be written and walked to. */
const outside = async (name: string, user: ServerUser): Promise<string> => {
  for (const parent of ['/var/lib', '/var/tmp', tmpdir()]) {
    const folder = join(parent, name)
    try {
      await mkdir(folder, { recursive: true, mode: 0o755 })
      // Where anybody may write, somebody else may have made it before us: never run or trust what they put there.
      const isOurs = (await lstat(folder)).uid === process.getuid?.()
      if (isOurs && (await isReachable(folder, user))) return folder
    } catch {
      // Not writable here: the next place may be.
    }
  }
  throw new StorageError(
    'data_dir_unreachable',
    'PostgreSQL runs as the user nobody, and there is no folder which that user can reach. Start Loge as an ordinary user.',
  )
}

const placeBinaries = async (
  { folder, version }: Binaries,
  user: ServerUser,
  say: (line: string) => void,
): Promise<string> => {
  if (await isReachable(join(folder, 'bin'), user)) return folder
  const home = await outside('loge-postgresql', user)
  const copy = join(home, version)
  if (await exists(copy)) return copy
  const unfinished = `${copy}.${process.pid}`
  await cp(folder, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  await rename(unfinished, copy).catch(async (error: unknown) => {
    await rm(unfinished, { recursive: true, force: true })
    if (!(await exists(copy))) throw error
  })
  say(`PostgreSQL's programs were copied to ${copy}, where the user nobody can run them`)
  return copy
}

/** The folder of the database alone; beside the keys and the logs where an earlier Loge has put it there. */
const homeIn = async (dataDir: string): Promise<string> =>
  (await exists(join(dataDir, 'cluster'))) ? dataDir : join(dataDir, 'database')

const makeHome = async (home: string, user: ServerUser): Promise<void> => {
  await mkdir(home, { recursive: true })
  // The server's user passes through to folders of its own; nobody looks around.
  await chmod(home, user === undefined ? 0o700 : 0o711)
}

/** Remembered in the data folder, so that a later change of permissions never starts an empty database elsewhere. */
const placeCluster = async (
  dataDir: string,
  user: ServerUser,
  say: (line: string) => void,
): Promise<string> => {
  const note = join(dataDir, 'elsewhere')
  const remembered = await readFile(note, 'utf8').catch(() => undefined)
  if (remembered !== undefined) return join(remembered.trim(), 'cluster')
  const home = await homeIn(dataDir)
  const cluster = join(home, 'cluster')
  if (await isReachable(dataDir, user)) {
    if (home !== dataDir) await makeHome(home, user)
    return cluster
  }
  if (await exists(join(cluster, 'PG_VERSION'))) {
    throw new StorageError(
      'data_dir_unreachable',
      `PostgreSQL runs as the user nobody, who can no longer reach ${dataDir}. ` +
        'Give others the right to pass through its parent folders (chmod o+x), or set LOGE_DATA_DIR.',
    )
  }
  const outer = await outside(`loge-${shortHash(dataDir)}`, user)
  await writeFile(note, `${outer}\n`)
  say(`The database lies in ${outer}, because the user nobody cannot reach ${dataDir}`)
  return join(outer, 'cluster')
}

const isFit = (folder: string): boolean =>
  Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}.lock`)) <= SOCKET_PATH_BYTES && !/[",]/.test(folder)

const placeSocket = async (cluster: string): Promise<string> => {
  const beside = join(dirname(cluster), 'socket')
  return isFit(beside) ? beside : join('/tmp', `loge-${shortHash(cluster)}`)
}

export const choosePlace = async (
  dataDir: string,
  binaries: Binaries,
  say: (line: string) => void,
): Promise<Place> => {
  const user = serverUser()
  const cluster = await placeCluster(dataDir, user, say)
  return {
    cluster,
    binaries: await placeBinaries(binaries, user, say),
    socketFolder: await placeSocket(cluster),
  }
}
