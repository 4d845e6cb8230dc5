/** `npm start` or `npx loge …` as a person runs it, in a folder and on ports of its own: for tests that end it, starve it, refuse it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { realWorld } from '@loge/kernel/real-world'
import { freePort } from './free-port.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

export type Settings = Readonly<Record<`LOGE_${string}`, string>>

/** Free ports, this folder, nobody simulated. */
export const settingsFor = async (dataDir: string): Promise<Settings> => ({
  LOGE_DATA_DIR: dataDir,
  LOGE_HTTP_PORT: String(await freePort()),
  LOGE_MQTT_PORT: String(await freePort()),
  LOGE_EDGE_PORT: String(await freePort()),
  LOGE_SIMULATOR_PORT: String(await freePort()),
  LOGE_SIMULATION: 'off',
})

/** Command and arguments of what a person types. */
export const NPM_START = ['npm', 'start', '--silent'] as const
export const LOGE = ['node', 'server/loge.mjs'] as const

export interface WholeProcess {
  readonly pid: number
  /** Everything it printed. */
  said(): string
  /** Resolves with what was printed once that contains `words`; rejects when it ends before. */
  says(words: string): Promise<string>
  /** Its exit code, `null` after a signal. */
  readonly ended: Promise<number | null>
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

class Typed implements WholeProcess {
  readonly ended: Promise<number | null>
  readonly #child: ChildProcess
  #said = ''

  constructor(command: readonly string[], settings: Settings) {
    const [program = '', ...args] = command
    this.#child = spawn(program, args, {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child.stdout?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()))
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#said += chunk.toString()))
    this.ended = once(this.#child, 'close').then(([code]: unknown[]) =>
      typeof code === 'number' ? code : null,
    )
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  said(): string {
    return this.#said
  }

  async says(words: string): Promise<string> {
    while (!this.#said.includes(words)) {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        throw new Error(`it ended without saying "${words}":\n${this.#said}`)
      await realWorld.sleep(20)
    }
    return this.#said
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    this.#child.kill(signal)
    await this.ended
  }
}

export const typed = (command: readonly string[], settings: Settings): WholeProcess =>
  new Typed(command, settings)

export interface Descendant {
  readonly pid: number
  readonly command: string
}

const parentOf = (pid: string): number => {
  try {
    // The name before it is in brackets and may hold anything.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
  } catch {
    return 0
  }
}

const commandOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return ''
  }
}

/** Everything this process started, and what that started; on Linux. */
export const descendantsOf = (pid: number): readonly Descendant[] => {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  const children = all.filter((name) => parentOf(name) === pid).map(Number)
  return children.flatMap((child) => [{ pid: child, command: commandOf(child) }, ...descendantsOf(child)])
}

/** Still there, and not only waiting to be buried. */
export const isRunning = ({ pid, command }: Descendant): boolean =>
  command !== '' && commandOf(pid) === command
