/** What ready-made registers say of cookies, in a real browser: before a choice, refused, accepted, taken back. */
import { readFile } from 'node:fs/promises'
import { completed, type Register } from '@loge/features/law/core'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse, type Visitor } from '../../../testing/console/spec.ts'

const spec = specInHouse()
const PUBLIC = [
  '/terms',
  '/privacy-policy',
  '/cookies',
  '/legal',
  '/privacy-centre',
  '/privacy-centre/request',
]
const THIRTEEN_MONTHS_S = 397 * 86_400

const publish = async (page: Page, preset: string): Promise<Register> => {
  const file = new URL(`../../law/presets/${preset}.json`, import.meta.url)
  const content = completed(JSON.parse(await readFile(file, 'utf8')) as Register)
  await page.evaluate(async (register) => {
    const call = async (method: string, path: string, body?: unknown) => {
      const answer = await fetch(`/api/v1${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return answer.json()
    }
    const { version } = await call('PUT', '/register/draft', { content: register, replaces: null })
    await call('POST', '/register/draft/publish', { hash: version.hash })
  }, content)
  return page.evaluate(async () => (await (await fetch('/api/v1/register')).json()).content)
}

const namesLeft = async ({ page, context }: Visitor): Promise<readonly string[]> => [
  ...(await context.cookies()).map(({ name }) => name),
  ...(await page.evaluate(() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)])),
  ...(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''))),
]

const go = async (page: Page, path: string) => {
  await page.goto(`${spec.house.origin}${path}`)
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  await page.getByRole('contentinfo').waitFor()
}

const crawl = async (visitor: Visitor, paths: readonly string[]): Promise<readonly string[]> => {
  const found = new Set<string>()
  for (const path of paths) {
    await go(visitor.page, path)
    for (const name of await namesLeft(visitor)) found.add(name)
  }
  return [...found].toSorted()
}

/** Pressed on the page of choices, until it says so. */
const choose = async ({ page }: Visitor, button: string, said: string) => {
  await go(page, '/cookies?lang=en#choices')
  await page.getByRole('button', { name: button }).click()
  await page.getByText(said).waitFor()
}

const counting = ({ page }: Visitor): string[] => {
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/public/audience')) sent.push(request.postData() ?? '')
  })
  return sent
}

const audienceOf = async ({ context }: Visitor, name: string) =>
  (await context.cookies()).find((cookie) => cookie.name === name)

test('of the site only visits are counted, after a yes, on every size of screen, and never by others [S1-13, S1-18, S1-87, S1-88, S1-92 2/2, S4-85 2/2]', async () => {
  const officer = await spec.sitDownSignedIn('/settings')
  await officer.page.getByRole('heading', { level: 1 }).first().waitFor()
  const register = await publish(officer.page, 'sonio')
  const kinds = new Set(register.trackers.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual(['audience', 'necessary'])
  const declared = register.trackers.map(({ name }) => name)
  const necessary = register.trackers.filter(({ kind }) => kind === 'necessary').map(({ name }) => name)
  for (const [width, height] of [
    [1440, 900],
    [820, 1180],
    [390, 844],
  ] as const) {
    const visitor = await spec.sitDown('/terms?lang=en')
    const { page, context } = visitor
    await page.setViewportSize({ width, height })
    const asked = new Set<string>()
    page.on('request', (request) => asked.add(new URL(request.url()).origin))
    const sent = counting(visitor)
    expect(necessary).toEqual(expect.arrayContaining([...(await crawl(visitor, PUBLIC))]))
    expect(sent).toEqual([])
    await choose(visitor, 'Accept all', 'You accepted: Audience measurement')
    const found = await crawl(visitor, PUBLIC)
    expect(declared).toEqual(expect.arrayContaining([...found]))
    expect(found).toContain('loge-audience')
    const first = await audienceOf(visitor, 'loge-audience')
    expect((first?.expires ?? 0) - Date.now() / 1000).toBeLessThanOrEqual(THIRTEEN_MONTHS_S)
    // A later visit neither renews it nor changes it, and its value is in nothing that is sent.
    await go(page, '/legal')
    const later = await audienceOf(visitor, 'loge-audience')
    expect([later?.value, later?.expires]).toEqual([first?.value, first?.expires])
    expect(sent.length).toBeGreaterThan(0)
    const [, id = 'none'] = (first?.value ?? '').split('~')
    expect(id).toMatch(/^\d+$/)
    for (const body of sent) expect(body).not.toContain(id)
    expect([...asked]).toEqual([spec.house.origin])
    // Of another organization at the same address it is another.
    await context.addCookies([{ name: 'loge-audience', value: 'elsewhere~1', url: spec.house.origin }])
    await go(page, '/legal')
    await expect.poll(async () => (await audienceOf(visitor, 'loge-audience'))?.value).not.toBe('elsewhere~1')
    await choose(visitor, 'Refuse all', 'You refused everything')
    expect(necessary).toEqual(expect.arrayContaining([...(await crawl(visitor, PUBLIC))]))
    // Nothing loads a script of anybody else, nor any but ours.
    const scripts = await page.evaluate(() =>
      Array.from(document.scripts, ({ src }) => new URL(src).pathname),
    )
    expect(scripts.toSorted()).toEqual(['/choices.js', '/public.js'])
  }
})

test('in the application visits are counted without asking, and a no leaves nothing behind [S1-82 2/2, S1-91 2/2]', async () => {
  const officer = await spec.sitDownSignedIn('/settings')
  await officer.page.getByRole('heading', { level: 1 }).first().waitFor()
  const sent = counting(officer)
  await expect
    .poll(async () => (await audienceOf(officer, 'loge-app-audience'))?.name)
    .toBe('loge-app-audience')
  await go(officer.page, '/events')
  await expect.poll(() => sent.length).toBeGreaterThan(0)
  expect(Object.keys(JSON.parse(sent[0] ?? '{}')).toSorted()).toEqual(expect.arrayContaining(['surface']))
  await choose(officer, 'Refuse all', 'You refused everything')
  const after = sent.length
  const left = await crawl(officer, ['/events', '/doors', '/residents', '/settings'])
  expect(left).not.toContain('loge-app-audience')
  // Remembered by what is necessary, beyond the choice itself.
  expect(left).toContain('loge.uncounted')
  expect(sent.length).toBe(after)
})

test('refused, what eases or advertises is not there; only what is necessary, each with its reason [S4-69, S4-71, S4-65]', async () => {
  const officer = await spec.sitDownSignedIn('/settings')
  await officer.page.getByRole('heading', { level: 1 }).first().waitFor()
  const register = await publish(officer.page, 'soco')
  const necessary = register.trackers.filter(({ kind }) => kind === 'necessary')
  for (const { purpose } of necessary) expect(purpose.fr.length).toBeGreaterThan(10)
  const names = necessary.map(({ name }) => name)
  const visitor = await spec.sitDown('/terms?lang=en')
  // Before a choice no kind but the necessary, advertising above all.
  expect(names).toEqual(expect.arrayContaining([...(await crawl(visitor, PUBLIC))]))
  const { page } = visitor
  await go(page, '/cookies?lang=en#choices')
  const advertising = page.getByRole('main').getByRole('checkbox', { name: 'Advertising' })
  await advertising.waitFor()
  await expect.poll(() => advertising.isChecked()).toBe(false)
  // Three ways to refuse: here, in the browser, and at an independent place.
  for (const host of ['mozilla.org', 'youronlinechoices.com', 'cnil.fr'])
    await page.locator(`a[href*="${host}"]`).first().waitFor()
  await choose(visitor, 'Refuse all', 'You refused everything')
  expect(names).toEqual(expect.arrayContaining([...(await crawl(visitor, PUBLIC))]))
})
