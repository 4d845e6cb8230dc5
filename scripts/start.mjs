// `npm start`: from a fresh clone to a living residence. Depends on nothing until the packages are there.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, nodeOfTheLockFile, root } from './install.mjs'
import { buildPages } from './pages.mjs'

// npm lends us no pipe: that it was killed shows only in our having another parent.
const parent = process.ppid
const isOfNpm = process.env.npm_lifecycle_event !== undefined

const say = (line) => process.stdout.write(`  ${line}\n`)

try {
  process.stdout.write('\nLoge\n')
  await ensureInstalled({ say })
  buildPages(say)
} catch (error) {
  process.stderr.write(`\n  ${error instanceof Error ? error.message : String(error)}\n\n`)
  process.exit(1)
}

const stopWithParent = new URL('../server/stop-with-parent.mjs', import.meta.url).href
const child = spawn(
  nodeOfTheLockFile(),
  ['--import', stopWithParent, join(root, 'server/start.ts'), ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NODE_NO_WARNINGS: '1',
      NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
    },
  },
)
if (isOfNpm) setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 1_000).unref()
// Ctrl+C reaches the whole terminal group; a signal sent to this process alone is passed on.
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGINT', () => undefined)
child.on('exit', (code, signal) => {
  // Who killed it outright left it no last word: an empty terminal would look like a stop that was asked for.
  if (code === null)
    process.stderr.write(
      `\n  Loge was ended from outside (${signal}); nothing it had confirmed is lost. Start it again with: npm start\n\n`,
    )
  process.exit(code ?? 1)
})
