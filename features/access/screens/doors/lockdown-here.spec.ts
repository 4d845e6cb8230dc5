/** Who may enter during a lockdown: nobody, and the pane says why, since when, until when, and who could without it. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { launchBrowser } from '../../../../testing/browser.ts'
import { builtConsole } from '../../../../testing/console/build.ts'
import { wireId } from '../../../../testing/console/residence.ts'
import { type ConsoleServer, startConsole } from '../../../../testing/console/server.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

/** A busy machine takes its time. */
const PATIENCE_MS = 30_000
vi.setConfig({ testTimeout: 4 * PATIENCE_MS })
let browser: Browser
let house: ConsoleServer

beforeAll(async () => {
  house = await startConsole(await builtConsole())
  browser = await launchBrowser()
  house.otherwise(/^\/entrances\/\w+\/who$/, () => ({
    at: '2026-01-05T08:00:00Z',
    total: 0,
    byProfile: [],
    lockdown: {
      since: '2026-01-05T07:00:00Z',
      until: '2026-01-05T09:00:00Z',
      without: { total: 191, byProfile: [{ accessProfileId: wireId('apr', 1), count: 191 }] },
    },
    nextCursor: null,
    data: [],
  }))
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await house?.close()
  vi.resetConfig()
})

const LANGUAGES = [
  {
    locale: 'en-GB',
    width: 1440,
    stands: /A lockdown has stood here since .*\. Until .* at the latest\./,
    without: /Without it, 191 people could enter: .* \(191\)\./,
    see: 'See the emergency',
  },
  {
    locale: 'fr-FR',
    width: 390,
    stands: /Confinement ici depuis .*\. Jusqu’à .* au plus tard\./,
    without: /Sans cela, 191 personnes pourraient entrer\s:\s.* \(191\)\./,
    see: 'Voir l’urgence',
  },
]

test.each(LANGUAGES)('is told at a door in $locale', async ({ locale, width, stands, without, see }) => {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    locale,
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(PATIENCE_MS)
  try {
    const page = await context.newPage()
    await page.goto(`${house.origin}/doors?entrance=${wireId('ent', 1)}`)
    const notice = page.locator('.pane section').filter({ hasText: stands }).first()
    await notice.waitFor()
    await notice.getByText(without).waitFor()
    expect(await axeFindings(page, { within: '.pane' })).toEqual([])
    await notice.getByRole('link', { name: see }).click()
    await page.waitForURL('**/emergency')
  } finally {
    await context.close()
  }
})
