/** Runs the files in which a test claims a promise, or reads what a run of the tests left. */
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestResult } from './judge.ts'

const ROOT = join(import.meta.dirname, '../..')

interface Report {
  readonly testResults: readonly {
    readonly name: string
    readonly status: string
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

/** A report of `vitest --reporter=json`. A test that did not run counts as one that failed. */
export const readReport = async (file: string): Promise<readonly TestResult[]> => {
  const { testResults } = JSON.parse(await readFile(file, 'utf8')) as Report
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ fullName, status }) => ({ title: fullName, passed: status === 'passed' })),
  )
}

const vitest = (args: readonly string[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    })
    child.once('error', reject)
    child.once('exit', () => resolve())
  })

/** What failed is in the report; a runner that leaves none is an error of its own. */
export const runClaims = async (files: readonly string[]): Promise<readonly TestResult[]> => {
  // Without a file the runner would run them all.
  if (files.length === 0) return []
  const folder = await mkdtemp(join(tmpdir(), 'loge-promises-'))
  const report = join(folder, 'report.json')
  try {
    await vitest(['--reporter=json', `--outputFile=${report}`, ...files])
    return await readReport(report)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
