/** `npm start` and what it starts: nothing outlives it, whichever of them is killed, and the next start loses nothing. */
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  descendantsOf,
  isRunning,
  LOGE,
  NPM_START,
  settingsFor,
  typed,
  type Descendant,
  type Settings,
  type WholeProcess,
} from './whole-process.ts'

let folder: string
let settings: Settings
let loge: WholeProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'loge-processes-'))
  await chmod(folder, 0o755)
  settings = { ...(await settingsFor(join(folder, 'data'))), LOGE_SIMULATION: 'on' }
})
afterAll(async () => {
  await loge?.end('SIGTERM')
  await rm(folder, { recursive: true, force: true })
})

const begin = async (): Promise<WholeProcess> => {
  loge = typed(NPM_START, settings)
  await loge.says('Sign in: ')
  return loge
}

const PARTS = {
  'the script of npm start': 'scripts/start.mjs',
  'the server': 'server/start.ts',
  'the broker': 'edge/broker/main.ts',
  'the edge': 'edge/main.mjs',
  'the simulated residence': 'testing/residence/main.ts',
  PostgreSQL: 'bin/postgres -D',
} as const
type Part = keyof typeof PARTS

const partOf = ({ pid }: WholeProcess, part: Part): Descendant | undefined =>
  descendantsOf(pid).find(({ command }) => command.includes(PARTS[part]))

const kill = (process_: Descendant | undefined): void => {
  if (process_ === undefined) throw new Error('it is not there')
  process.kill(process_.pid, 'SIGKILL')
}

const SOON = { timeout: 6_000, interval: 50 }
/** What the edge is told of doors it did not know a moment ago, and people who are still on their way. */
const FURNISHED = { timeout: 50_000, interval: 100 }
/** A child that dies is started again after a pause, and needs a moment. */
const RESTARTED = { timeout: 15_000, interval: 50 }

const noneLeft = (family: readonly Descendant[]): Promise<void> =>
  expect.poll(() => family.filter(isRunning).map(({ command }) => command), SOON).toEqual([])

/** The doors of the residence, and where its lift stops. */
const entrances = async () => {
  const made = typed([...LOGE, 'key', 'create', '--role', 'administrator', '--json'], settings)
  await made.ended
  const { key }: { key: string } = JSON.parse(made.said())
  const address = `http://127.0.0.1:${settings['LOGE_HTTP_PORT']}/api/v1/entrances?limit=100`
  const answer = await fetch(address, { headers: { authorization: `Bearer ${key}` } })
  const { data }: { data: readonly { readonly kind: string; readonly name: string }[] } = JSON.parse(
    await answer.text(),
  )
  const isFloor = ({ kind }: { readonly kind: string }) => kind === 'liftFloor'
  return { floors: data.filter(isFloor).length, doors: data.filter((one) => !isFloor(one)).length }
}

const simulator = (path: string, act?: object): Promise<Response> =>
  fetch(`http://127.0.0.1:${settings['LOGE_SIMULATOR_PORT']}${path}`, {
    ...(act === undefined ? {} : { method: 'POST', body: JSON.stringify(act) }),
    headers: { 'content-type': 'application/json' },
  })

const locksOf = async (...keys: readonly string[]): Promise<readonly (string | undefined)[]> => {
  const answer = await simulator('/state')
  const { devices }: { devices: readonly { key: string; says: { lock?: string } }[] } = JSON.parse(
    await answer.text(),
  )
  return keys.map((key) => devices.find((one) => one.key === key)?.says.lock)
}

describe.runIf(process.platform === 'linux')('npm start', () => {
  it('makes nothing twice when its first start is killed while the residence is furnished', async () => {
    const first = typed(NPM_START, settings)
    loge = first
    await first.says('edge (')
    const family = descendantsOf(first.pid)
    await expect
      .poll(() => descendantsOf(first.pid).some(({ command }) => command.endsWith('install/main.ts doors')))
      .toBe(true)
    await first.end('SIGKILL')
    await noneLeft(family)
    await begin()
    expect(await entrances()).toEqual({ doors: 12, floors: 5 })
  }, 120_000)

  it('unlocks the ways out of the hall while there is smoke in it, and locks them without the server', async () => {
    if (loge?.said().includes('Sign in: ') !== true) await begin()
    await simulator('/act', { act: 'speed', speed: 0 })
    const ways = ['hall-a', 'carriage-door', 'hall-b'] as const
    await simulator('/act', { act: 'smoke', device: 'hall-a-smoke' })
    await expect.poll(() => locksOf(...ways), FURNISHED).toEqual(['UNLOCKED', 'UNLOCKED', 'LOCKED'])
    await simulator('/act', { act: 'uplink', cut: true })
    await simulator('/act', { act: 'clear', device: 'hall-a-smoke' })
    await expect.poll(() => locksOf(...ways), FURNISHED).toEqual(['LOCKED', 'LOCKED', 'LOCKED'])
    await simulator('/act', { act: 'uplink', cut: false })
  }, 120_000)

  it.each(['the broker', 'the edge', 'the simulated residence', 'PostgreSQL'] as const)(
    'starts %s again when that is killed',
    async (part) => {
      const running = loge?.said().includes('Sign in: ') ? loge : await begin()
      const before = partOf(running, part)
      kill(before)
      await expect.poll(() => partOf(running, part)?.pid ?? before?.pid, RESTARTED).not.toBe(before?.pid)
    },
    60_000,
  )

  it.each(['npm', 'the script of npm start', 'the server'] as const)(
    'leaves no process behind when %s is killed, and starts again with everything',
    async (part) => {
      const running = loge ?? (await begin())
      const family = descendantsOf(running.pid)
      expect(family.map(({ command }) => command).join('\n')).toContain(PARTS.PostgreSQL)
      if (part === 'npm') await running.end('SIGKILL')
      else kill(partOf(running, part))
      await noneLeft(family)
      await begin()
      expect(await entrances()).toEqual({ doors: 12, floors: 5 })
    },
    60_000,
  )

  it('leaves no process behind when npm is told to stop', async () => {
    const running = loge ?? (await begin())
    const family = descendantsOf(running.pid)
    await running.end('SIGTERM')
    loge = undefined
    await noneLeft(family)
  }, 60_000)
})
