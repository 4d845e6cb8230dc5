/** Each check of a build asks which of our packages have known holes, and one that is grave stops it. */
import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')

const hole = (severity: string) => ({
  auditReportVersion: 2,
  vulnerabilities: { fastify: { name: 'fastify', severity, range: '<5.9.9' } },
})

test.each([
  ['no hole', { auditReportVersion: 2, vulnerabilities: {} }, 0, ''],
  ['a slight one', hole('low'), 0, ''],
  ['a high one', hole('high'), 1, 'fastify <5.9.9: high\n'],
  ['a critical one', hole('critical'), 1, 'fastify <5.9.9: critical\n'],
  [
    'no answer',
    { statusCode: 405, error: {} },
    2,
    'not audited: the registry did not say which packages have known holes\n',
  ],
])('a build with %s in its packages is judged by it [S1-121 3/3]', async (_what, report, status, says) => {
  const folder = await mkdtemp(join(tmpdir(), 'loge-audit-'))
  const file = join(folder, 'report.json')
  await writeFile(file, JSON.stringify(report))
  const done = spawnSync(process.execPath, [join(root, 'scripts/audit.mjs'), file], { encoding: 'utf8' })
  await rm(folder, { recursive: true })
  expect([done.status, done.stdout]).toEqual([status, says])
  // What every build runs asks for it.
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Readonly<Record<string, string>>
  }
  expect(scripts['check']).toContain('scripts/check.mjs')
  expect(await readFile(join(root, 'scripts/check.mjs'), 'utf8')).toContain("join(root, 'scripts/audit.mjs')")
})
