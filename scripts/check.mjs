// `npm run check`: types, pure core, lint, format, dead code, holes in packages, house rules. Says every finding, not only the first.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled, nodeOfTheLockFile, root } from './install.mjs'

await ensureInstalled({ say: console.log })
const node = nodeOfTheLockFile()
const bin = (script) => join(root, 'node_modules', script)

const UNSURE = 'no known holes in packages'
const steps = [
  ['types', bin('typescript/bin/tsc'), ['-p', 'tsconfig.json']],
  ['core touches nothing of the machine', bin('typescript/bin/tsc'), ['-p', 'tsconfig.core.json']],
  ['lint', bin('oxlint/bin/oxlint'), ['--type-aware', '--deny-warnings']],
  ['format', bin('@biomejs/biome/bin/biome'), ['format', '.']],
  ['dead code', bin('knip/bin/knip.js'), ['--no-progress']],
  [UNSURE, join(root, 'scripts/audit.mjs'), []],
  ['house rules', bin('vitest/vitest.mjs'), ['run', 'testing/house-rules', '--reporter=dot']],
]

let failed = 0
for (const [name, script, args] of steps) {
  const began = performance.now()
  const done = spawnSync(node, [script, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', NODE_NO_WARNINGS: '1' },
  })
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  // Nobody could say: told, and no fault of what is checked.
  const word = done.status === 0 ? 'ok    ' : done.status === 2 && name === UNSURE ? 'unsure' : 'failed'
  console.log(`${word} ${name} (${seconds} s)`)
  if (word === 'ok    ') continue
  if (word === 'unsure') {
    console.log(done.stdout)
    continue
  }
  failed += 1
  console.log(`${done.stdout}${done.stderr}`)
}
process.exit(failed === 0 ? 0 : 1)
