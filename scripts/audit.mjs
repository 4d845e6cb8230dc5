// Are there known holes in the packages that Loge runs on? `node scripts/audit.mjs`, or of a report: `… report.json`.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const GRAVE = new Set(['high', 'critical'])

const ask = () =>
  spawnSync('npm', ['audit', '--json', '--omit=dev'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
    shell: process.platform === 'win32',
  }).stdout

const parsed = (text) => {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}

const [, , file] = process.argv
const { vulnerabilities } = parsed(file === undefined ? ask() : readFileSync(file, 'utf8'))
if (vulnerabilities === undefined) {
  // Away from the registry there is no answer, which is not the answer that all is well.
  console.log('not audited: the registry did not say which packages have known holes')
  process.exit(2)
}
const grave = Object.values(vulnerabilities).filter(({ severity }) => GRAVE.has(severity))
for (const { name, severity, range } of grave) console.log(`${name} ${range}: ${severity}`)
process.exit(grave.length === 0 ? 0 : 1)
