/**
 * One child process of `npm start`: ready when it prints a JSON line with `"ready": true`, started again with a
 * growing pause when it dies, stopped with SIGTERM and, five seconds later, SIGKILL.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createWriteStream, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import type { Clock } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'

export interface ChildOptions {
  readonly name: string
  /** Path of the TypeScript entry, from the root of the repository. */
  readonly entry: string
  readonly root: string
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  readonly say: (line: string) => void
  /** The pauses before it is started again, one longer than the other. */
  readonly restartMs?: readonly number[]
}

export interface Child {
  /** What the child said when it was ready. */
  readonly ready: Promise<Readonly<Record<string, unknown>>>
  stop(): Promise<void>
}

const READY_MS_MAX = 20_000
const STOP_MS_MAX = 5_000
const RESTART_MS: readonly number[] = [200, 1_000, 5_000, 15_000]
/** While an edge is down nobody enters. */
export const EDGE_RESTART_MS: readonly number[] = [200, 500, 1_000]
/** Who ran this long was well: the next end is a new story, not the next of a row. */
const STABLE_MS = 60_000

/** Pauses that grow as long as a child does not stay up. */
export const createRestartPauses = (clock: Pick<Clock, 'monotonicMs'>, pausesMs = RESTART_MS) => {
  let restarts = 0
  let startedAtMs = clock.monotonicMs()
  return {
    started: (): void => {
      startedAtMs = clock.monotonicMs()
    },
    next: (): number => {
      if (clock.monotonicMs() - startedAtMs >= STABLE_MS) restarts = 0
      const pauseMs = pausesMs[Math.min(restarts, pausesMs.length - 1)] ?? 1_000
      restarts += 1
      return pauseMs
    },
  }
}

/** Arguments of Node for a process that ends with us, however we end; its input must be a pipe from us. */
export const stopWithParent = (root: string): readonly string[] => [
  '--import',
  pathToFileURL(join(root, 'server', 'stop-with-parent.mjs')).href,
]

const parseReady = (line: string): Readonly<Record<string, unknown>> | undefined => {
  if (!line.startsWith('{')) return undefined
  try {
    const message: unknown = JSON.parse(line)
    return typeof message === 'object' && message !== null && 'ready' in message ? { ...message } : undefined
  } catch {
    return undefined
  }
}

const firstSentence = (text: string): string => text.trim().split('\n').at(-1) ?? ''

class RestartingChild implements Child {
  readonly ready: Promise<Readonly<Record<string, unknown>>>
  readonly #options: ChildOptions
  readonly #log: WriteStream
  #announce: (message: Readonly<Record<string, unknown>>) => void = () => undefined
  #fail: (error: Error) => void = () => undefined
  #process: ChildProcess | undefined
  #isReady = false
  #isStopping = false
  readonly #pauses: ReturnType<typeof createRestartPauses>

  constructor(options: ChildOptions) {
    this.#options = options
    this.#pauses = createRestartPauses(realWorld, options.restartMs)
    const path = join(options.dataDir, 'logs', `${options.name}.log`)
    this.#log = createWriteStream(path, { flags: 'a', mode: 0o600 })
    // A full disk costs lines; an error nobody hears would end every process at once.
    this.#log.on('error', () => undefined)
    this.ready = new Promise((resolve, reject) => {
      this.#announce = resolve
      this.#fail = reject
    })
    const { name } = options
    const late = new Error(`${name} was not ready after ${READY_MS_MAX / 1000} s (see logs/${name}.log)`)
    const timer = setTimeout(() => this.#fail(late), READY_MS_MAX)
    // Nobody may be waiting any more when a child fails late; the log and the console line tell it.
    this.ready.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    )
    this.#launch()
  }

  async stop(): Promise<void> {
    this.#isStopping = true
    const child = this.#process
    if (child === undefined || child.exitCode !== null) return
    await new Promise<void>((resolve) => {
      const kill = setTimeout(() => child.kill('SIGKILL'), STOP_MS_MAX)
      child.once('exit', () => {
        clearTimeout(kill)
        resolve()
      })
      child.kill('SIGTERM')
    })
    this.#log.end()
  }

  #launch(): void {
    const { root, entry, env } = this.#options
    const child = spawn(process.execPath, [...stopWithParent(root), join(root, entry)], {
      cwd: root,
      env: { ...process.env, ...env, NODE_NO_WARNINGS: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
      // In its own group, so that Ctrl+C reaches us first and children are stopped in order.
      detached: true,
    })
    this.#process = child
    this.#pauses.started()
    let lastWords = ''
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line))
    child.stderr.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk.toString()}`.slice(-2_000)
      this.#log.write(chunk)
    })
    child.on('exit', (code) => this.#ended(code, lastWords))
  }

  #hear(line: string): void {
    this.#log.write(`${line}\n`)
    const message = parseReady(line)
    if (message === undefined) return
    this.#isReady = true
    this.#announce(message)
  }

  #ended(code: number | null, lastWords: string): void {
    this.#process = undefined
    if (this.#isStopping) return
    const { name, say } = this.#options
    if (!this.#isReady) {
      const end = code === null ? 'by signal' : String(code)
      this.#fail(new Error(`${name} stopped before it was ready (exit ${end}): ${firstSentence(lastWords)}`))
      return
    }
    const pauseMs = this.#pauses.next()
    say(`${name} stopped by itself; starting it again in ${pauseMs / 1000} s (see logs/${name}.log)`)
    setTimeout(() => {
      if (!this.#isStopping) this.#launch()
    }, pauseMs)
  }
}

export const startChild = (options: ChildOptions): Child => new RestartingChild(options)

/** Runs an entry to its end; its last line on standard output is its answer. Throws with its last words when it fails. */
export const runToEnd = (
  options: Omit<ChildOptions, 'say'> & { readonly args: readonly string[] },
): Promise<string> =>
  new Promise((resolve, reject) => {
    const { root, entry, args, env } = options
    const child = spawn(process.execPath, [...stopWithParent(root), join(root, entry), ...args], {
      cwd: root,
      env: { ...process.env, ...env, NODE_NO_WARNINGS: '1' },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let said = ''
    let lastWords = ''
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => {
      lastWords = `${lastWords}${chunk.toString()}`.slice(-4_000)
    })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(firstSentence(said))
      else
        reject(new Error(`${options.name} did not finish (exit ${code ?? 'by signal'}): ${lastWords.trim()}`))
    })
  })
