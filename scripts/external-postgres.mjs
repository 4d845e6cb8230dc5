// A PostgreSQL of the system's own (Debian's, for instance) for a while: in a temporary folder, on loopback, never as root.
import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const OLDEST = 15
const START_LIMIT_MS = 30_000
const NOBODY = { uid: 65_534, gid: 65_534 }
const DEBIAN = '/usr/lib/postgresql'

const isWhole = (folder) => ['initdb', 'postgres'].every((program) => existsSync(join(folder, program)))

const versionOf = (folder) => {
  const said = spawnSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout ?? ''
  return { folder, major: Number(/ (\d+)/.exec(said)?.[1] ?? 0) }
}

/** The oldest one that Loge supports: what works there works on newer ones, which the embedded server shows. */
export const findPostgres = () => {
  const debian = existsSync(DEBIAN) ? readdirSync(DEBIAN).map((major) => join(DEBIAN, major, 'bin')) : []
  return [...debian, ...(process.env.PATH ?? '').split(delimiter)]
    .filter(isWhole)
    .map(versionOf)
    .filter(({ major }) => major >= OLDEST)
    .sort((one, other) => one.major - other.major)[0]
}

const freePort = () =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })

const makeCluster = ({ folder, home, password, user }) => {
  const passwordFile = join(home, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  chmodSync(home, 0o700)
  if (user !== undefined) for (const path of [home, passwordFile]) chownSync(path, user.uid, user.gid)
  const made = spawnSync(
    join(folder, 'initdb'),
    [
      '-D',
      join(home, 'cluster'),
      '-U',
      'postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-sync',
    ],
    { ...user, cwd: home, encoding: 'utf8', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } },
  )
  if (made.status !== 0) throw new Error(made.stderr.trim())
}

const answers = (folder, port) =>
  spawnSync(join(folder, 'pg_isready'), ['-q', '-h', '127.0.0.1', '-p', String(port)]).status === 0

/** `undefined` where none is installed. */
export const startPostgres = async () => {
  const found = findPostgres()
  if (found === undefined) return undefined
  const { folder, major } = found
  const user = process.getuid?.() === 0 ? NOBODY : undefined
  const home = mkdtempSync(join(tmpdir(), 'loge-postgres-'))
  const password = randomBytes(18).toString('hex')
  let server
  const runs = () => server?.pid !== undefined && server.exitCode === null && server.signalCode === null
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  // An immediate end: nothing in it is worth a checkpoint.
  const stop = async () => {
    if (runs()) {
      server.kill('SIGQUIT')
      await once(server, 'exit')
    }
    remove()
  }
  const abandon = () => {
    if (runs()) server.kill('SIGQUIT')
    remove()
  }
  try {
    makeCluster({ folder, home, password, user })
    const port = await freePort()
    const settings = [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      'unix_socket_directories=',
      'max_connections=200',
      'fsync=off',
      'full_page_writes=off',
      'synchronous_commit=off',
    ].flatMap((setting) => ['-c', setting])
    server = spawn(join(folder, 'postgres'), ['-D', join(home, 'cluster'), ...settings], {
      ...user,
      cwd: home,
      stdio: 'ignore',
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
    })
    process.once('exit', abandon)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))
    for (let waitedMs = 0; !answers(folder, port); waitedMs += 50) {
      if (server.exitCode !== null || waitedMs > START_LIMIT_MS) throw new Error('it does not start')
      await sleep(50)
    }
    return { major, url: `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
