/**
 * A real browser for specs and benches: `LOGE_CHROMIUM`, else the one of the lock file with the libraries it needs
 * inflated beside it, so that neither root nor apt is needed and every machine tries the same one (it draws no window,
 * which takes two thirds of the time of a desktop's); on other kinds of machines a Chromium on the PATH.
 */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A browser that keeps to itself: nothing is fetched, updated or synchronised behind the test's back. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
]

const onPath = (): string | undefined =>
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path))

interface Found {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

const VERSION = (
  createRequire(import.meta.url)('../node_modules/@sparticuz/chromium/package.json') as { version: string }
).version

const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOTEMPTY', 'EEXIST'].includes(String(error.code))

/**
 * Inflates aside and puts in place at once: the package takes what it finds where it would write, so that a worker
 * could start the half of a file another worker is writing, and everybody what an older version left.
 */
const inflateTo = async (folder: string): Promise<void> => {
  const aside = mkdtempSync(`${folder}-`)
  try {
    const script = fileURLToPath(new URL('inflate-browser.mjs', import.meta.url))
    await promisify(execFile)(process.execPath, [script, folder], { env: { ...process.env, TMPDIR: aside } })
    renameSync(aside, folder)
  } catch (error) {
    rmSync(aside, { recursive: true, force: true })
    if (!isTaken(error)) throw error
  }
}

const fromNpm = async (): Promise<Found> => {
  const folder = join(tmpdir(), `loge-chromium-${VERSION}`)
  if (!existsSync(folder)) await inflateTo(folder)
  const libraries = join(folder, 'al2023', 'lib')
  return {
    path: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      HOME: process.env['HOME'] ?? tmpdir(),
    },
  }
}

/** The package holds a browser for one kind of machine. */
const npmHasOne = process.platform === 'linux' && process.arch === 'x64'

let found: Promise<Found> | undefined

/** Where the browser is and what it needs around it; inflated once per machine. */
export const findBrowser = (): Promise<Found> => {
  const chosen = process.env['LOGE_CHROMIUM'] ?? (npmHasOne ? undefined : onPath())
  found ??= chosen === undefined ? fromNpm() : Promise.resolve({ path: chosen, env: {} })
  return found
}

export const launchBrowser = async (options: LaunchOptions = {}): Promise<Browser> => {
  const { path, env } = await findBrowser()
  return chromium.launch({
    executablePath: path,
    headless: true,
    ...options,
    env: { ...(process.env as Record<string, string>), ...env },
    args: [...BROWSER_FLAGS, ...(options.args ?? [])],
  })
}
