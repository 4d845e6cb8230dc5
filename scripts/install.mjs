// Makes `node_modules` match the lock file. Depends on nothing but Node 20, since it runs before anything is there.
import { createHash } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const mark = join(modules, '.loge-lock-hash')

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')

/** True when the installed packages are those of the lock file. */
export const isInstalled = () => existsSync(mark) && readFileSync(mark, 'utf8') === lockHash()

/** Node 24 from the lock file, or this one where the registry has no build for the machine. */
export const nodeOfTheLockFile = () => {
  const pinned = join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node')
  if (existsSync(pinned)) return pinned
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw new Error(
    'Loge runs on Node 24. The registry has no build for this machine: install Node 24, then start again.',
  )
}

export const ensureInstalled = async ({ say = () => undefined } = {}) => {
  if (isInstalled()) return
  say('installing packages, once (one to two minutes)')
  // Not `npm ci`: it refuses a lock file without the optional binaries of other platforms, which some registry mirrors
  // do not carry. With `--no-save` the versions and hashes of the lock file hold just the same and it is not rewritten.
  // `--include=optional`: Node 24 and PostgreSQL are optional packages, one for each kind of machine.
  const args = [
    'install',
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--prefer-offline',
    '--include=optional',
    '--include=dev',
  ]
  const done = spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
  if (done.status !== 0) {
    process.stderr.write(`${done.stdout ?? ''}${done.stderr ?? ''}\n`)
    throw new Error(
      'npm install did not finish. Check the connection to the npm registry, then run the same command again.',
    )
  }
  writeFileSync(mark, lockHash())
}
