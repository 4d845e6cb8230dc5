// `npm test`: installs what is missing, builds the pages the browser specs open, runs every test, closes with one plain line.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureInstalled, nodeOfTheLockFile, root } from './install.mjs'

await ensureInstalled({ say: console.log })
const node = nodeOfTheLockFile()
const run = (script, args) =>
  spawnSync(node, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })

const built = run('vite/bin/vite.js', ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn'])
if (built.status !== 0) {
  console.log('0 passed, 1 failed')
  process.exit(1)
}

const folder = mkdtempSync(join(tmpdir(), 'loge-test-'))
const report = join(folder, 'report.json')
const tests = run('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])
let passed = 0
let failed = 1
try {
  const result = JSON.parse(readFileSync(report, 'utf8'))
  passed = result.numPassedTests
  failed =
    result.numFailedTests +
    result.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length
} catch {
  console.log('The test runner left no report: it stopped before the end.')
}
rmSync(folder, { recursive: true, force: true })
if (passed === 0 && failed === 0) failed = 1
if (tests.status !== 0 && failed === 0) failed = 1
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
