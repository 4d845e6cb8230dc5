/** `screens`: every page of the app in a whole house, before an automated reader (axe) and before Lighthouse. */
import { readFile } from 'node:fs/promises'
import { DAY_MS } from '@loge/kernel'
import { realWorld } from '@loge/kernel/real-world'
import type { Browser, BrowserContext, Cookie } from 'playwright-core'
import { launchBrowser } from '../testing/browser.ts'
import { type House, openHouse } from '../testing/console/house.ts'
import { type Bar, type Bench, type BenchResult, type Row } from './bench.ts'
import { judge, type Scores } from './first-load/lighthouse.ts'
import { axeFindings, WCAG } from '../testing/console/axe.ts'

const LIGHTHOUSE_MIN = 98
/** A desk by day, a telephone by night. */
const LOOKS = [
  { viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
] as const

const ROUTES = new URL('../web/routes.tsx', import.meta.url)
/** What anybody may open; all else is for who is signed in, and kept from search engines. */
const PUBLIC = new Set(['/sign-in'])

interface Visited {
  readonly house: House
  readonly browser: Browser
  readonly cookies: readonly Cookie[]
}

const asAdministrator = async (house: House, browser: Browser): Promise<readonly Cookie[]> => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(await house.signInLink())
  await page.getByRole('button', { name: 'Sign in with this link' }).click()
  await page.waitForURL(({ pathname }) => pathname !== '/sign-in')
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

interface Listed {
  readonly data: readonly { readonly id: string }[]
}

const ask = async <Answer>({ house, cookies }: Visited, path: string, body?: object): Promise<Answer> => {
  const answer = await fetch(`${house.origin}/api/v1${path}`, {
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: house.origin,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Answer
}

/** The list of the API behind each address that shows one of many. */
const LISTS: Readonly<Record<string, string>> = {
  '/residents/$id': '/people',
  '/access/campaigns/$id': '/access-campaigns',
}

/** A real id in the place of `$id`, so that the page shows somebody. */
const showing = async (address: string, visited: Visited): Promise<string> => {
  const list = LISTS[address]
  if (list === undefined) throw new Error(`say in LISTS which list ${address} shows one of`)
  const { data } = await ask<Listed>(visited, `${list}?limit=1`)
  const id = data[0]?.id
  if (id === undefined) throw new Error(`there is nothing to show at ${address}`)
  return address.replace('$id', id)
}

/** Every address the app knows, read where they are listed: none is forgotten here. */
const addresses = async (visited: Visited): Promise<readonly string[]> => {
  const source = await readFile(ROUTES, 'utf8')
  const known = [...source.matchAll(/\bpath: '(\/[^']*)'/g)].map(([, path]) => path ?? '')
  return Promise.all(known.map(async (path) => (path.includes('$') ? showing(path, visited) : path)))
}

const findingsIn = async (context: BrowserContext, url: string): Promise<readonly string[]> => {
  const page = await context.newPage()
  await page.goto(url)
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('load')
  await page.locator('[role=status] .skl').first().waitFor({ state: 'detached' })
  return axeFindings(page, { tags: WCAG })
}

const axeOf = async ({ browser, house, cookies }: Visited, path: string): Promise<readonly string[]> => {
  const found: string[] = []
  for (const look of LOOKS) {
    const context = await browser.newContext({ ...look, locale: 'en-GB', reducedMotion: 'reduce' })
    if (!PUBLIC.has(path)) await context.addCookies([...cookies])
    found.push(...(await findingsIn(context, house.origin + path)))
    await context.close()
  }
  return found
}

const rowsOf = (workload: string, findings: number, scores: Scores): readonly Row[] =>
  [['axe findings', findings] as const, ...Object.entries(scores)].map(([name, value]) => ({
    bench: 'screens',
    subject: 'loge',
    workload,
    metric: name === 'axe findings' ? name : `lighthouse-${name}`,
    value,
    unit: '',
    runs: 1,
  }))

const judged = async (visited: Visited, path: string): Promise<{ rows: readonly Row[]; bar: Bar }> => {
  const findings = await axeOf(visited, path)
  const isPublic = PUBLIC.has(path)
  const scores = await judge(visited.house.origin + path, isPublic ? [] : visited.cookies)
  const name = path.replace(/_[0-9a-f]{32}/, '_…')
  const said = Object.entries(scores).map(([category, score]) => `${category} ${score}`)
  return {
    rows: rowsOf(name, findings.length, scores),
    bar: {
      what: `${name}: ${[`axe ${findings.length}`, ...said, ...findings].join(', ')}`,
      met: findings.length === 0 && Object.values(scores).every((score) => score >= LIGHTHOUSE_MIN),
    },
  }
}

const firstOf = async (visited: Visited, list: string): Promise<string> =>
  (await ask<Listed>(visited, `${list}?limit=1`)).data[0]?.id ?? ''

/** A right that is in force, and a review of it under way. */
const openCampaign = async (visited: Visited): Promise<void> => {
  const siteId = await firstOf(visited, '/sites')
  const lines = [{ entranceIds: [await firstOf(visited, '/entrances')], scheduleId: null }]
  const group = await ask<{ id: string }>(visited, '/access-profiles', { siteId, name: 'Care', lines })
  const to = { kind: 'person', personId: await firstOf(visited, '/people') }
  await ask(visited, '/access-grants', { siteId, accessProfileId: group.id, to, reason: 'Care' })
  const dueOn = new Date(realWorld.now() + 7 * DAY_MS).toISOString().slice(0, 10)
  await ask(visited, '/access-campaigns', { siteIds: [siteId], reason: 'Yearly review', dueOn })
}

const judgeAll = async (house: House, browser: Browser): Promise<BenchResult> => {
  await house.installDoor('hall-b')
  const visited = { house, browser, cookies: await asAdministrator(house, browser) }
  await openCampaign(visited)
  const rows: Row[] = []
  const bars: Bar[] = []
  for (const path of await addresses(visited)) {
    const { rows: own, bar } = await judged(visited, path)
    rows.push(...own)
    bars.push(bar)
  }
  return { rows, bars }
}

export const screensBench: Bench = {
  name: 'screens',
  summary: `Every page before axe (0 findings) and Lighthouse (at least ${LIGHTHOUSE_MIN} in each category).`,
  run: async () => {
    const house = await openHouse()
    try {
      const browser = await launchBrowser()
      try {
        return await judgeAll(house, browser)
      } finally {
        await browser.close()
      }
    } finally {
      await house.close()
    }
  },
}
