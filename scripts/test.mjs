// `npm test`: installs what is missing, builds the pages the browser specs open, runs every test, closes with one plain line.
// Where a PostgreSQL is installed on the machine, what touches the database runs a second time on it.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join, relative } from 'node:path'
import { startPostgres } from './external-postgres.mjs'
import { ensureInstalled, nodeOfTheLockFile, root } from './install.mjs'
import { buildPages } from './pages.mjs'

/** Parts of the paths of the tests whose answer may depend on whose PostgreSQL it is. */
const ON_ANY_DATABASE = [
  'storage/migrate',
  'storage/open-database',
  'features/events/server',
  'features/places/server',
  'features/people/server',
  'features/accounts/server',
  'features/notices/server',
  'features/schedules/server',
  'features/equipment/server',
  'features/access/server',
  'features/imports/server',
  'features/backups/server',
  'features/search/server',
  'server/backup',
  'testing/restore',
  'http/server/idempotency-store',
  'testing/gates/erasure-faults',
  'testing/gates/gates',
  'testing/gates/other-stores',
  'testing/gates/restricted',
  'testing/gates/retention',
  'testing/gates/two-',
  'testing/gates/undeclared-column',
  'server/jobs',
]

await ensureInstalled({ say: console.log })
const node = nodeOfTheLockFile()
const run = (script, args, settings = {}) =>
  new Promise((resolve) => {
    const child = spawn(node, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, NODE_NO_WARNINGS: '1', ...settings },
    })
    child.once('error', () => resolve(1))
    child.once('exit', (code) => resolve(code ?? 1))
  })

/** A line for each failed test, to stand at the end of a long output: its file, its name, the first line of why. */
const namesOfFailed = (result, broken) => [
  ...broken.map((file) => `failed: ${relative(root, file.name)}: ${firstLine(file.message)}`),
  ...result.testResults.flatMap((file) =>
    file.assertionResults
      .filter((test) => test.status === 'failed')
      .map(
        (test) =>
          `failed: ${relative(root, file.name)}: ${test.fullName}: ${firstLine(test.failureMessages[0])}`,
      ),
  ),
]

const firstLine = (text) => (text ?? '').split('\n')[0]

/** One run of the test runner, counted. A run that fails without a failed test counts as one. */
const runTests = async (args, settings) => {
  const folder = mkdtempSync(join(tmpdir(), 'loge-test-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const status = await run('vitest/vitest.mjs', ['run', ...reporters, ...args], settings)
  let passed = 0
  let failed = 0
  let names = []
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    const broken = result.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    passed = result.numPassedTests
    failed = result.numFailedTests + broken.length
    names = namesOfFailed(result, broken)
  } catch {
    console.log('The test runner left no report: it stopped before the end.')
  }
  rmSync(folder, { recursive: true, force: true })
  return { passed, failed: failed === 0 && (status !== 0 || passed === 0) ? 1 : failed, names }
}

const runOnInstalledPostgres = async () => {
  let postgres
  try {
    postgres = await startPostgres()
  } catch (error) {
    console.log(`The PostgreSQL of this machine does not start: ${error.message}`)
    return { passed: 0, failed: 1, names: [] }
  }
  if (postgres === undefined) {
    console.log('No PostgreSQL 15 or newer is installed here: the tests ran on the embedded one only.')
    return { passed: 0, failed: 0, names: [] }
  }
  console.log(`\nOnce more, on the PostgreSQL ${postgres.major} of this machine:`)
  try {
    return await runTests(ON_ANY_DATABASE, { LOGE_TEST_DATABASE_URL: postgres.url })
  } finally {
    await postgres.stop()
  }
}

/** Packages put brokers here, off the path of ordinary users. */
process.env.PATH = [process.env.PATH ?? '', '/usr/local/sbin', '/usr/sbin'].join(delimiter)

/** The driver's contract looks for Mosquitto by itself; that it was not there should not pass unseen. */
const sayWhetherMosquitto = () => {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .some((folder) => existsSync(join(folder, 'mosquitto')))
  if (!found) console.log('No Mosquitto is installed here: MQTT was tried on the embedded broker only.')
}

try {
  buildPages(console.log)
  process.env.LOGE_TEST_PAGES = join(root, 'web/dist')
} catch (error) {
  console.log(`${error.message}\n0 passed, 1 failed`)
  process.exit(1)
}

const chosen = process.argv.slice(2)
const counts = [await runTests(chosen)]
if (chosen.length === 0) {
  if (process.env.LOGE_TEST_DATABASE_URL === undefined) counts.push(await runOnInstalledPostgres())
  sayWhetherMosquitto()
}
const sum = (name) => counts.reduce((total, count) => total + count[name], 0)
for (const line of counts.flatMap((count) => count.names)) console.log(line)
console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
process.exit(sum('failed') === 0 ? 0 : 1)
