/** Every command of docs/guides/api-in-ten-calls.md, as it stands there, against a real house. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { LOGE, NPM_START, settingsFor, typed, type Settings, type WholeProcess } from './whole-process.ts'

const GUIDE = fileURLToPath(new URL('../docs/guides/api-in-ten-calls.md', import.meta.url))

let folder: string
let settings: Settings
let house: WholeProcess

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-api-guide-'))
  await chmod(folder, 0o755)
  settings = { ...(await settingsFor(join(folder, 'data'))), LOGE_SIMULATION: 'on' }
  house = typed(NPM_START, settings)
  await house.says('Sign in: ')
}, 180_000)
afterAll(async () => {
  await house.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

interface Section {
  readonly title: string
  readonly commands: string
}

/** What stands in the blocks of each part of the guide. */
const sectionsOf = (guide: string): readonly Section[] =>
  guide.split(/^## /m).map((part) => ({
    title: part.split('\n')[0] ?? '',
    commands: [...part.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? '').join(''),
  }))

const run = async (script: string): Promise<{ readonly code: unknown; readonly said: string }> => {
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', script])
  let said = ''
  for (const stream of [shell.stdout, shell.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code]: unknown[] = await once(shell, 'close')
  return { code, said }
}

it('answers each of the ten calls', async () => {
  const made = typed([...LOGE, 'key', 'create', '--role', 'administrator', '--json'], settings)
  await made.ended
  const { key }: { key: string } = JSON.parse(made.said())
  const sections = sectionsOf(await readFile(GUIDE, 'utf8'))
  const script = sections
    .map(({ title, commands }) => `printf '\\n## %s\\n' '${title.replaceAll("'", '')}'\n${commands}`)
    .join('\n')
    .replace(/^npx loge .*$/m, '')
    .replace(/^LOGE_KEY=….*$/m, `LOGE_KEY=${key}`)
    .replace('127.0.0.1:8420', `localhost:${settings['LOGE_HTTP_PORT']}`)
  const { code, said } = await run(script)
  expect(code, said).toBe(0)
  const answers = said.split(/^## /m).slice(2)
  const expected = [
    'Europe/Paris',
    /^(yes|pending)$/m,
    '',
    '"decision"',
    '"evidence"',
    '"data"',
    '',
    'Tried',
    'cmd_',
    'event: start',
    'input_invalid',
  ]
  expect(answers).toHaveLength(expected.length)
  for (const [at, words] of expected.entries()) expect(answers[at]).toMatch(words)
}, 120_000)
