// Builds the pages of the console, unless they were built from the very same sources already.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeOfTheLockFile, root } from './install.mjs'

/** One hash over everything the built pages come from. */
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

export const buildPages = (say) => {
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
