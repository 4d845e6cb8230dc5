/** Every page a visitor and an administrator can reach asks nobody else for anything, and says which way leads out. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()
const PUBLIC = [
  '/sign-in',
  '/terms?lang=en',
  '/privacy-policy?lang=en',
  '/cookies?lang=en',
  '/legal?lang=en',
  '/privacy-centre?lang=en',
  '/privacy-centre/request?lang=en',
  '/contact?lang=en',
]

interface WayOut {
  readonly href: string
  readonly rel: readonly string[]
  readonly said: string
}

/** Links to somebody else's site, with what a screen reader hears of them. */
const waysOut = (page: Page): Promise<readonly WayOut[]> =>
  page.locator('a[href^="http"]').evaluateAll((links) =>
    links
      .filter((link): link is HTMLAnchorElement => link instanceof HTMLAnchorElement)
      .filter(({ host }) => host !== location.host)
      .map((link) => ({
        href: link.href,
        rel: [...link.relList],
        said: [link, ...link.querySelectorAll('[aria-label]')]
          .map((part) => `${part.getAttribute('aria-label') ?? ''} ${part.textContent}`)
          .join(' '),
      })),
  )

/** Pages of the console its navigation leads to. */
const inNavigation = (page: Page): Promise<readonly string[]> =>
  page
    .locator('nav a[href^="/"]')
    .evaluateAll((links) => [
      ...new Set(links.map((link) => new URL((link as HTMLAnchorElement).href).pathname)),
    ])

interface Seen {
  readonly asked: Set<string>
  readonly out: WayOut[]
}

const look = async (page: Page, path: string, seen: Seen): Promise<void> => {
  await page.goto(`${spec.house.origin}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  seen.out.push(...(await waysOut(page)))
}

const watched = (page: Page): Seen => {
  const asked = new Set<string>()
  page.on('request', (request) => {
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') || protocol.startsWith('ws')) asked.add(host)
  })
  return { asked, out: [] }
}

const judge = ({ asked, out }: Seen): void => {
  expect([...asked]).toEqual([new URL(spec.house.origin).host])
  for (const { href, rel, said } of out) {
    expect([href, rel]).toEqual([href, expect.arrayContaining(['noopener', 'noreferrer'])])
    expect([href, said]).toEqual([href, expect.stringMatching(/external site|another site/)])
  }
}

test('before any choice the pages everybody reads ask no other host, and mark each way out [S1-1 2/4, S0-92 2/3]', async () => {
  const { page } = await spec.sitDown('/sign-in')
  const seen = watched(page)
  for (const path of PUBLIC) await look(page, path, seen)
  judge(seen)
  expect(seen.out.length).toBeGreaterThan(0)
})

test('nor do the pages of the console, one after the other [S1-1 3/4, S0-92 3/3]', async () => {
  const { page } = await spec.sitDownSignedIn('/')
  const seen = watched(page)
  await look(page, '/', seen)
  const paths = await inNavigation(page)
  expect(paths.length).toBeGreaterThan(8)
  for (const path of new Set([...paths, '/my-data'])) await look(page, path, seen)
  judge(seen)
  expect(seen.out.length).toBeGreaterThan(0)
})
