/** The folder given to the embedded database: made if missing, ours alone while we run. */
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { StorageError } from '../storage-error.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

const readOnly = (dataDir: string, cause: unknown): StorageError =>
  new StorageError(
    'data_dir_read_only',
    `${dataDir} cannot be written. Correct its permissions, or set LOGE_DATA_DIR to another folder.`,
    { cause },
  )

/** Turns what the disk says into what somebody can do about it; other errors pass through. */
export const asDiskProblem = (error: unknown, dataDir: string): unknown => {
  const said = `${codeOf(error)} ${error instanceof Error ? error.message : ''}`
  if (/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(said)) {
    return new StorageError(
      'data_dir_full',
      `There is no room left for ${dataDir}. Free some space, then start again.`,
      {
        cause: error,
      },
    )
  }
  if (/EROFS|EACCES|EPERM|ENOTDIR|EEXIST|Read-only file system|Permission denied/i.test(said)) {
    return readOnly(dataDir, error)
  }
  return error
}

/** Not `mkdir` with `recursive`: where a folder cannot be made below one that exists (`/proc`), Node tries for ever. */
const makeFolders = async (path: string): Promise<void> => {
  const isThere = await stat(path).then(
    () => true,
    () => false,
  )
  if (isThere) return
  await makeFolders(dirname(path))
  await mkdir(path).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error
  })
}

export const makeDataDir = async (dataDir: string): Promise<void> => {
  await makeFolders(dataDir).catch((error: unknown) => {
    // What Node says of a folder that it cannot make on a read-only disk.
    throw codeOf(error) === 'ENOENT' ? readOnly(dataDir, error) : error
  })
  await writeFile(join(dataDir, '.writable'), '')
  // Others may pass through but not look: PostgreSQL may have to run as another user (see place.ts).
  if (process.getuid?.() === 0) await chmod(dataDir, ((await stat(dataDir)).mode & 0o777) | 0o011)
}

const listen = (server: Server, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen({ path: name }, resolve)
  })

/**
 * Takes the folder for this process. The lock is a name of Linux's abstract socket space: the kernel frees it at the
 * very moment this process ends, however it ends, so a stale lock cannot exist.
 */
export const lockDataDir = async (dataDir: string): Promise<() => void> => {
  const { dev, ino } = await stat(dataDir)
  const server = createServer((socket) => socket.destroy())
  const identity = createHash('sha256').update(`${dev}:${ino}`).digest('hex')
  try {
    await listen(server, `\0loge-data-${identity}`)
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error
    throw new StorageError(
      'data_dir_in_use',
      `Another Loge is running on ${dataDir}. Stop it first, or set LOGE_DATA_DIR to another folder.`,
    )
  }
  server.unref()
  return () => server.close()
}

export const makePassword = (): string => randomBytes(24).toString('base64url')

/** The owner's password of Loge's own database; made once, readable by us alone. */
export const readPassword = async (dataDir: string): Promise<string> => {
  const path = join(dataDir, 'password')
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    const password = makePassword()
    await writeFile(path, password, { mode: 0o600, flag: 'wx' })
    return password
  }
}
