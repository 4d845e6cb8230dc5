// `npm start`: from a fresh clone to a living residence. Depends on nothing until the packages are there.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, nodeOfTheLockFile, root } from './install.mjs'

const say = (line) => process.stdout.write(`  ${line}\n`)

/** One hash over everything the built pages come from, so that an unchanged tree is not built twice. */
const pagesHash = () => {
  const hash = createHash('sha256')
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name === 'server') continue
      const path = join(folder, entry.name)
      if (entry.isDirectory()) visit(path)
      else if (/\.(tsx?|css|html|svg|json|woff2|png|webmanifest)$/.test(entry.name))
        hash.update(path).update(readFileSync(join(root, path)))
    }
  }
  for (const folder of ['web', 'ui', 'features', 'kernel', join('http', 'client'), join('http', 'contract')])
    visit(folder)
  return hash.update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
}

const buildPages = () => {
  const mark = join(root, 'web', 'dist', '.sources-hash')
  const hash = pagesHash()
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return
  say('building the pages')
  const args = [
    join(root, 'node_modules/vite/bin/vite.js'),
    'build',
    '--config',
    'web/vite.config.ts',
    '--logLevel',
    'error',
  ]
  const built = spawnSync(nodeOfTheLockFile(), args, { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) throw new Error(`the pages could not be built:\n${built.stdout}${built.stderr}`)
  writeFileSync(mark, hash)
}

try {
  process.stdout.write('\nLoge\n')
  await ensureInstalled({ say })
  buildPages()
} catch (error) {
  process.stderr.write(`\n  ${error instanceof Error ? error.message : String(error)}\n\n`)
  process.exit(1)
}

const child = spawn(nodeOfTheLockFile(), [join(root, 'server/start.ts'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    NODE_COMPILE_CACHE: join(root, 'node_modules', '.cache', 'node'),
  },
})
// Ctrl+C reaches the whole terminal group; a signal sent to this process alone is passed on.
process.on('SIGTERM', () => child.kill('SIGTERM'))
process.on('SIGINT', () => undefined)
child.on('exit', (code) => process.exit(code ?? 1))
