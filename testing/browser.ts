/**
 * A real browser for specs and benches: `LOGE_CHROMIUM`, a Chromium on the PATH, else the one from npm with the
 * libraries it needs inflated beside it, so that neither root nor apt is needed.
 */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import sparticuz, { inflate } from '@sparticuz/chromium'
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

const fromNpm = async (): Promise<Found> => {
  const bin = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin')
  const libraries = join(await inflate(join(bin, 'al2023.tar.br')), 'lib')
  const fonts = await inflate(join(bin, 'fonts.tar.br'))
  return {
    path: await sparticuz.executablePath(),
    env: {
      LD_LIBRARY_PATH: [libraries, process.env['LD_LIBRARY_PATH']].filter(Boolean).join(':'),
      FONTCONFIG_PATH: fonts,
      HOME: process.env['HOME'] ?? tmpdir(),
    },
  }
}

let found: Promise<Found> | undefined

/** Where the browser is and what it needs around it; inflated once per machine. */
export const findBrowser = (): Promise<Found> => {
  const chosen = process.env['LOGE_CHROMIUM'] ?? onPath()
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
