/** Makes PostgreSQL's data folder the first time, and clears what a crash left behind. */
import { execFile } from 'node:child_process'
import { chown, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { StorageError } from '../storage-error.ts'
import { ownFolder, serverUser, type Place } from './place.ts'

const run = promisify(execFile)
const OWNER = 'loge_owner'
const MAJOR = '18'
const ORPHAN_STOP_MS = 10_000

export const serverEnvironment = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const readVersion = (cluster: string): Promise<string | undefined> =>
  readFile(join(cluster, 'PG_VERSION'), 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  )

const initialize = async (place: Place, password: string, durable: boolean): Promise<void> => {
  const user = serverUser()
  // A half-made cluster must never be taken for a whole one, so it gets its name only once it is complete.
  const unfinished = `${place.cluster}.new`
  const passwordFile = `${unfinished}.password`
  await rm(unfinished, { recursive: true, force: true })
  await ownFolder(unfinished, user)
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (user !== undefined) await chown(passwordFile, user.uid, user.gid)
  const flags = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8', '--auth=scram-sha-256']
  try {
    await run(
      join(place.binaries, 'bin', 'initdb'),
      [
        '-D',
        unfinished,
        '-U',
        OWNER,
        `--pwfile=${passwordFile}`,
        ...flags,
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...user, env: serverEnvironment, cwd: unfinished },
    )
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error)
    throw new StorageError(
      'embedded_database_failed',
      `PostgreSQL cannot make its data folder. It says: ${said}\nCorrect that, or set LOGE_DATABASE_URL to a PostgreSQL of your own.`,
      { cause: error },
    )
  } finally {
    await rm(passwordFile, { force: true })
  }
  await rename(unfinished, place.cluster)
}

/** True when it was made now. */
export const ensureCluster = async (place: Place, password: string, durable: boolean): Promise<boolean> => {
  const version = await readVersion(place.cluster)
  if (version === MAJOR) return false
  if (version !== undefined) {
    throw new StorageError(
      'data_dir_other_version',
      `${place.cluster} belongs to PostgreSQL ${version}, and this Loge runs ${MAJOR}. Start the Loge that made it, back up, and restore here.`,
    )
  }
  await initialize(place, password, durable)
  return true
}

const isOurs = async (pid: number, cluster: string): Promise<boolean> => {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return command.split('\0').includes(cluster)
}

/** A server whose Loge died is stopped in order; a note about a process that is none of ours is thrown away. */
export const clearOrphan = async (place: Place): Promise<void> => {
  const note = join(place.cluster, 'postmaster.pid')
  const pid = Number((await readFile(note, 'utf8').catch(() => '')).split('\n')[0])
  if (!Number.isSafeInteger(pid) || pid <= 0) return
  if (!(await isOurs(pid, place.cluster))) {
    await rm(note, { force: true })
    return
  }
  process.kill(pid, 'SIGINT')
  for (let waitedMs = 0; await isOurs(pid, place.cluster); waitedMs += 20) {
    if (waitedMs === ORPHAN_STOP_MS) process.kill(pid, 'SIGQUIT')
    if (waitedMs > 2 * ORPHAN_STOP_MS) {
      throw new StorageError(
        'data_dir_in_use',
        `The PostgreSQL of ${dirname(place.cluster)} (process ${pid}) does not stop.`,
      )
    }
    await sleep(20)
  }
}
