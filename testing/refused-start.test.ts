/** What keeps Loge from starting is said by the real `npm start` and `loge serve`: what, why, and what to do about it. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LOGE, NPM_START, settingsFor, typed, type Settings } from './whole-process.ts'

const SERVE = [...LOGE, 'serve'] as const
const BOTH = [
  ['npm start', NPM_START],
  ['loge serve', SERVE],
] as const

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-refused-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** What it said before it ended by itself, with an exit code that says so. */
const refusal = async (command: readonly string[], settings: Settings): Promise<string> => {
  const process_ = typed(command, settings)
  expect(await process_.ended).toBeGreaterThan(0)
  // A refusal is a sentence, never a stack.
  expect(process_.said()).not.toMatch(/\n\s+at .*:\d+:\d+/)
  return process_.said()
}

const taking = async (port: string): Promise<Server> => {
  const server = createServer().listen(Number(port), '127.0.0.1')
  await once(server, 'listening')
  return server
}

describe.each(BOTH)('%s', (name, command) => {
  const dataDir = () => join(folder, name.replace(' ', '-'))

  it('tells every setting that is wrong', async () => {
    const settings = { ...(await settingsFor(dataDir())), LOGE_HTTP_PORT: 'eighty', LOGE_LOG_LEVEL: 'loud' }
    const said = await refusal(command, settings)
    expect(said).toMatch(/LOGE_HTTP_PORT must be a port from 1 to 65535, for example 8420/)
    expect(said).toMatch(/LOGE_LOG_LEVEL must be one of error, warn, info, debug/)
  }, 60_000)

  it('says that the port of the console is taken, and how to choose another', async () => {
    const settings = await settingsFor(dataDir())
    const port = settings['LOGE_HTTP_PORT'] ?? ''
    const other = await taking(port)
    expect(await refusal(command, settings)).toMatch(
      new RegExp(
        `Port ${port} .* is taken by another program. Stop it, or set LOGE_HTTP_PORT to a free port`,
      ),
    )
    other.close()
  }, 60_000)

  it('says where it may not write, and what to do', async () => {
    const file = join(folder, 'a file')
    await writeFile(file, '')
    for (const place of [join(file, 'data'), '/proc/loge'])
      expect(await refusal(command, await settingsFor(place))).toContain(
        `${place} cannot be written. Correct its permissions, or set LOGE_DATA_DIR to another folder.`,
      )
  }, 60_000)

  it('says that another Loge has its data', async () => {
    const settings = await settingsFor(join(folder, 'taken'))
    const first = typed(SERVE, settings)
    await first.says('Loge answers at')
    const said = await refusal(command, await settingsFor(join(folder, 'taken')))
    expect(said).toMatch(/Another Loge is running on .*taken. Stop it first, or set LOGE_DATA_DIR/)
    await first.end('SIGTERM')
  }, 60_000)
})

describe('a command about what is there', () => {
  it.each([
    ['backup', '--to', 'kept.tar', '--keys-beside'],
    ['verify-log'],
    ['link'],
    ['key', 'create', '--role', 'administrator'],
  ])(
    'loge %s makes no house where there is none',
    async (...command) => {
      const nowhere = join(folder, 'nowhere')
      expect(await refusal([...LOGE, ...command], await settingsFor(nowhere))).toContain(
        `There is no Loge in ${nowhere}. Set LOGE_DATA_DIR to its data folder`,
      )
      await expect(readdir(nowhere)).rejects.toThrow('ENOENT')
    },
    60_000,
  )
})

describe('npm start', () => {
  it.each([
    ['LOGE_MQTT_PORT', /is taken by another program: stop it or set LOGE_MQTT_PORT to a free port/],
    ['LOGE_EDGE_PORT', /the port of the status page is taken; set LOGE_EDGE_PORT to a free one/],
    ['LOGE_SIMULATOR_PORT', /is taken by another program: stop it or set LOGE_SIMULATOR_PORT/],
  ] as const)(
    'says that %s is taken, and how to choose another',
    async (name, sentence) => {
      const settings: Settings = { ...(await settingsFor(join(folder, 'ports'))), LOGE_SIMULATION: 'on' }
      const other = await taking(settings[name] ?? '')
      expect(await refusal(NPM_START, settings)).toMatch(sentence)
      other.close()
    },
    120_000,
  )

  it('leaves nothing half made, and nothing running, when a port is taken at the very first start', async () => {
    const place = join(folder, 'fresh')
    const settings = await settingsFor(place)
    const other = await taking(settings['LOGE_MQTT_PORT'] ?? '')
    await refusal(NPM_START, settings)
    other.close()
    expect((await readdir(place, { recursive: true })).filter((name) => name.endsWith('.new'))).toEqual([])
    const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const commands = await Promise.all(
      // One that has just ended has no command line any more.
      pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
    )
    expect(commands.filter((command) => command.includes(place))).toEqual([])
  }, 60_000)
})

/** A small disk of its own, seen by the command alone and gone with it. Only root may do that. */
const onSmallDisk = (place: string, command: readonly string[], kilobytes: number): readonly string[] => [
  'unshare',
  '--mount',
  'sh',
  '-c',
  `mkdir -p "$0" && mount -t tmpfs -o size=${kilobytes}k none "$0" && chmod 755 "$0" && exec "$@"`,
  place,
  ...command,
]

const canMount = spawnSync('unshare', ['--mount', 'true']).status === 0

describe.runIf(canMount).each(BOTH)('%s on a full disk', (_name, command) => {
  it.each([64, 24_000])(
    'says so, and what to do, when %i kB are left',
    async (kilobytes) => {
      const place = join(folder, 'small')
      const said = await refusal(onSmallDisk(place, command, kilobytes), await settingsFor(place))
      expect(said).toContain(`There is no room left for ${place}. Free some space, then start again.`)
    },
    60_000,
  )
})
