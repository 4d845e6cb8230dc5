/** Lighthouse's own judgement of one cold load: its simulated slow 4G and slow processor, its four categories. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import lighthouse from 'lighthouse'
import { chromium, type Cookie } from 'playwright-core'
import { BROWSER_FLAGS, findBrowser } from '../../testing/browser.ts'

export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
export type Scores = Readonly<Record<(typeof CATEGORIES)[number], number>>

/** The console asks search engines to stay away (`robots.txt`), which Lighthouse holds against a page. */
const LEFT_OUT = 'is-crawlable'

const portOf = async (lines: NodeJS.ReadableStream): Promise<number> => {
  for await (const line of createInterface({ input: lines })) {
    const [, port] = /^DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line) ?? []
    if (port !== undefined) return Number(port)
  }
  throw new Error('The browser ended before it listened.')
}

/** Lighthouse wants the browser for itself: one that another client drives drops its connection. */
const withBrowser = async <Result>(work: (port: number) => Promise<Result>): Promise<Result> => {
  const { path, env } = await findBrowser()
  const profile = await mkdtemp(join(tmpdir(), 'loge-lighthouse-'))
  const flags = ['--headless', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
  const browser = spawn(path, [...BROWSER_FLAGS, ...flags], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(browser, 'exit')
  try {
    return await work(await portOf(browser.stderr))
  } finally {
    browser.kill()
    await ended
    await rm(profile, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Whoever gives the cookies has gone before Lighthouse comes. */
const signIn = async (port: number, cookies: readonly Cookie[]): Promise<void> => {
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  await browser.contexts()[0]?.addCookies([...cookies])
  await browser.close()
}

/** As whoever holds these cookies. */
export const judge = (url: string, cookies: readonly Cookie[] = []): Promise<Scores> =>
  withBrowser(async (port) => {
    if (cookies.length > 0) await signIn(port, cookies)
    const result = await lighthouse(url, {
      port,
      onlyCategories: [...CATEGORIES],
      skipAudits: [LEFT_OUT],
      logLevel: 'error',
    })
    if (result === undefined) throw new Error('Lighthouse gave no result.')
    const scoreOf = (name: string) => Math.round((result.lhr.categories[name]?.score ?? 0) * 100)
    return {
      performance: scoreOf('performance'),
      accessibility: scoreOf('accessibility'),
      'best-practices': scoreOf('best-practices'),
      seo: scoreOf('seo'),
    }
  })
