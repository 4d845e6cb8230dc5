/** The running server process: started, watched, started again when it dies, stopped with us however we end. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { open, readFile, rm, stat, truncate } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StorageError } from '../storage-error.ts'
import { serverEnvironment } from './cluster.ts'
import { serverUser, type Place } from './place.ts'

export interface PostmasterExit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface PostmasterSettings {
  readonly place: Place
  /** False only where losing everything is fine: tests. */
  readonly durable: boolean
  /** The server ended without being asked; it is being started again. */
  readonly onExit: (exit: PostmasterExit) => void
  /** Removed once the server ended, when this process ends first: for tests. */
  readonly removeAfter?: string
}

export interface Postmaster {
  readonly pid: () => number | undefined
  stop(): Promise<void>
}

const READY_POLL_MS = 5
const START_LIMIT_MS = 60_000
const LONGEST_WAIT_MS = 5_000
const LOG_LIMIT_BYTES = 5_000_000

/** Statements and details of errors hold values of rows: the log of the server must not. */
const SETTINGS = [
  'listen_addresses=',
  'timezone=UTC',
  'log_timezone=UTC',
  'jit=off',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
  'max_connections=120',
]
const NOT_DURABLE = ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']

const commandLine = ({ place, durable }: PostmasterSettings): readonly string[] => {
  const socket = [`unix_socket_directories="${place.socketFolder}"`, 'unix_socket_permissions=0700']
  const settings = [...SETTINGS, ...socket, ...(durable ? [] : NOT_DURABLE)]
  return ['-D', place.cluster, ...settings.flatMap((setting) => ['-c', setting])]
}

export const logPath = (place: Place): string => join(dirname(place.cluster), 'postgresql.log')

const openLog = async (path: string) => {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  )
  if (size > LOG_LIMIT_BYTES) await truncate(path)
  return open(path, 'a', 0o600)
}

/** Ctrl-C reaches a whole process group: in one of its own the server waits until we have said our last word to it. */
const spawnServer = async (settings: PostmasterSettings): Promise<ChildProcess> => {
  const log = await openLog(logPath(settings.place))
  try {
    return spawn(join(settings.place.binaries, 'bin', 'postgres'), commandLine(settings), {
      ...serverUser(),
      env: serverEnvironment,
      cwd: settings.place.cluster,
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
    })
  } finally {
    await log.close()
  }
}

/**
 * Stops the server when we end without stopping it ourselves (`kill -9`): its input is a pipe from us, which the
 * kernel closes with us. Makes sure that it is our server, and waits for its end before it removes anything.
 */
const GUARD = `
cat > /dev/null
pid=$(head -n 1 "$1/postmaster.pid" 2> /dev/null)
grep -qzxF "$1" "/proc/$pid/cmdline" 2> /dev/null || pid=
[ -n "$pid" ] && kill -INT "$pid"
[ -z "$2" ] && exit
while [ -n "$pid" ] && kill -0 "$pid" 2> /dev/null; do sleep 0.05; done
rm -rf "$2"
`

const spawnGuard = ({ place, removeAfter }: PostmasterSettings): ChildProcess => {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'loge-guard', place.cluster, removeAfter ?? ''], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  guard.unref()
  // The pipe alone must not keep this process alive.
  if (guard.stdin !== null && 'unref' in guard.stdin && typeof guard.stdin.unref === 'function')
    guard.stdin.unref()
  return guard
}

const isReady = async (place: Place, pid: number | undefined): Promise<boolean> => {
  const lines = (await readFile(join(place.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  return lines[0] === String(pid) && lines[7]?.trim() === 'ready'
}

const lastWords = async (place: Place): Promise<string> => {
  const log = await readFile(logPath(place), 'utf8').catch(() => '')
  return log.trim().split('\n').slice(-4).join('\n')
}

const startOnce = async (settings: PostmasterSettings): Promise<ChildProcess> => {
  const server = await spawnServer(settings)
  let failure: Error | undefined
  server.once('error', (error) => {
    failure = error
  })
  for (let waitedMs = 0; waitedMs < START_LIMIT_MS; waitedMs += READY_POLL_MS) {
    if (await isReady(settings.place, server.pid)) return server
    if (failure !== undefined || server.exitCode !== null || server.signalCode !== null) break
    await sleep(READY_POLL_MS)
  }
  server.kill('SIGQUIT')
  const reason = failure?.message ?? (await lastWords(settings.place))
  throw new StorageError('embedded_database_failed', `The embedded PostgreSQL does not start:\n${reason}`)
}

export const startPostmaster = async (settings: PostmasterSettings): Promise<Postmaster> => {
  let server = await startOnce(settings)
  let stopping = false
  const guard = spawnGuard(settings)

  const restart = async (): Promise<void> => {
    for (let waitMs = 20; !stopping; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
      try {
        server = await startOnce(settings)
        if (stopping) server.kill('SIGINT')
        watch()
        return
      } catch {
        // Backends of the dead server may still hold its memory: they notice within a moment.
        await sleep(waitMs)
      }
    }
  }
  let restarting = Promise.resolve()
  const watch = (): void => {
    server.unref()
    server.once('exit', (code, signal) => {
      if (stopping) return
      settings.onExit({ code, signal })
      restarting = restart()
    })
  }
  watch()

  return {
    pid: () => server.pid,
    stop: async () => {
      stopping = true
      await restarting
      // First of all, so that it cannot mistake a server that is started here later for this one.
      guard.kill('SIGKILL')
      if (server.exitCode === null && server.signalCode === null) {
        server.ref()
        server.kill('SIGINT')
        await once(server, 'exit')
      }
      if (settings.removeAfter !== undefined) await rm(settings.removeAfter, { recursive: true, force: true })
    },
  }
}
