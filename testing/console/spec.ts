/** What specs in a real browser share: one house and one browser for a file, and people who sit down at it. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, vi } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { House, type HouseKind, openHouse } from './house.ts'

export interface Visitor {
  readonly page: Page
  readonly context: BrowserContext
}

export interface Spec {
  readonly house: House
  /** Somebody at a browser of their own, at the page of this address. */
  sitDown(path: string): Promise<Visitor>
  /** The same, come in by a one-time link of the administrator, wherever that leads. */
  sitDownByLink(): Promise<Visitor>
  /** The same, signed in as the administrator. */
  sitDownSignedIn(path: string): Promise<Visitor>
}

/** A story takes a few seconds; a machine that does other work at the same time takes several times that. */
const PATIENCE_MS = 40_000

export type Language = 'en' | 'fr'
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', fr: 'fr-FR' }
const BY_THIS_LINK = /^(Sign in with this link|Se connecter avec ce lien)$/

/** The clock of a browser goes on with that of the house. */
const aheadBy = (ms: number): void => {
  const Real = globalThis.Date
  globalThis.Date = new Proxy(Real, {
    construct: (date, given: unknown[]): object =>
      Reflect.construct(date, given.length === 0 ? [date.now() + ms] : given),
    get: (date, name) => (name === 'now' ? () => date.now() + ms : Reflect.get(date, name)),
  })
}

/** To be called once at the top of a file. */
export const specInHouse = (kind?: HouseKind, language: Language = 'en'): Spec => {
  vi.setConfig({ testTimeout: 3 * PATIENCE_MS })
  let house: House | undefined
  let browser: Browser | undefined
  const contexts: BrowserContext[] = []
  const failures: string[] = []

  beforeAll(async () => {
    ;[house, browser] = await Promise.all([openHouse(kind), launchBrowser()])
  }, 180_000)

  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    expect(failures.splice(0)).toEqual([])
  })

  afterAll(async () => {
    await browser?.close()
    await house?.close()
    vi.resetConfig()
  })

  const arrive = async (): Promise<BrowserContext> => {
    if (browser === undefined) throw new Error('somebody sits down before the browser is there')
    const context = await browser.newContext({ locale: LOCALES[language], reducedMotion: 'reduce' })
    const aheadMs = there().aheadMs
    if (aheadMs > 0) await context.addInitScript(aheadBy, aheadMs)
    context.setDefaultTimeout(PATIENCE_MS)
    contexts.push(context)
    return context
  }
  const open = async (address: string, context?: BrowserContext): Promise<Visitor> => {
    const own = context ?? (await arrive())
    const page = await own.newPage()
    page.on('pageerror', (error) => failures.push(error.message))
    await page.goto(address)
    return { page, context: own }
  }
  const there = (): House => {
    if (house === undefined) throw new Error('somebody sits down before the house is there')
    return house
  }
  const sitDownByLink = async (): Promise<Visitor> => {
    const visitor = await open(await there().signInLink())
    await visitor.page.getByRole('button', { name: BY_THIS_LINK }).click()
    await visitor.page.waitForURL(({ pathname }) => pathname !== '/sign-in')
    return visitor
  }
  return {
    get house() {
      return there()
    },
    sitDown: (path) => open(`${there().origin}${path}`),
    sitDownByLink,
    sitDownSignedIn: async (path) => {
      const context = await arrive()
      const [, token] = (await there().signInLink()).split('#link=')
      const signedIn = await context.request.post(`${there().origin}/api/v1/sign-in/links/consume`, {
        data: { token },
        headers: { 'sec-fetch-site': 'same-origin' },
      })
      expect(signedIn.status()).toBe(200)
      return open(`${there().origin}${path}`, context)
    },
  }
}
