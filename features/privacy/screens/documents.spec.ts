/** Gate 9: what pages leave on a device is what the register declares, in each state of the choice; and terms come first. */
import type { Register } from '@loge/features/law/core'
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
const CONSOLE = ['/', '/doors', '/access', '/events', '/residents', '/settings', '/privacy/documents']

const call = <Value>(page: Page, method: string, path: string, body?: object): Promise<Value> =>
  page.evaluate(
    async ([verb, address, content]) => {
      const answer = await fetch(`/api/v1${address}`, {
        method: verb,
        headers: { 'content-type': 'application/json' },
        ...(content === undefined ? {} : { body: JSON.stringify(content) }),
      })
      const text = await answer.text()
      if (!answer.ok) throw new Error(`${address}: ${answer.status} ${text}`)
      return text === '' ? undefined : JSON.parse(text)
    },
    [method, path, body] as const,
  ) as Promise<Value>

const AUDIENCE = {
  id: 'audience',
  name: 'loge-audience',
  provider: 'Loge',
  kind: 'audience',
  store: 'cookie',
  lifetime: { unit: 'month', count: 13 },
  surface: 'console',
  purpose: { en: 'counts visits', fr: 'compte les visites' },
} as const

/** The operator is named, and visits may be counted by whoever agrees. */
const publishRegister = async (page: Page): Promise<Register> => {
  const { content } = await call<{ content: Register }>(page, 'GET', '/register')
  const controller = {
    ...content.controller,
    name: 'Syndic Marchand',
    legalForm: 'SAS',
    registration: 'RCS Nantes 123 456 789',
    address: 'Nantes',
    email: 'dpo@tilleuls.example',
  }
  const next = { ...content, controller, trackers: [...content.trackers, AUDIENCE] }
  const { version } = await call<{ version: { hash: string } }>(page, 'PUT', '/register/draft', {
    content: next,
    replaces: null,
  })
  await call(page, 'POST', '/register/draft/publish', { hash: version.hash })
  return next
}

const leftOn = async ({ page, context }: Visitor): Promise<readonly string[]> => {
  const stored = await page.evaluate(async () => [
    ...Object.keys(localStorage),
    ...Object.keys(sessionStorage),
    ...(await indexedDB.databases()).map(({ name }) => name ?? ''),
  ])
  return [...(await context.cookies()).map(({ name }) => name), ...stored]
}

/** Every page, once it says something. */
const crawl = async (visitor: Visitor, paths: readonly string[]): Promise<ReadonlySet<string>> => {
  const found = new Set<string>()
  for (const path of paths) {
    await visitor.page.goto(`${spec.house.origin}${path}`)
    await visitor.page.getByRole('heading', { level: 1 }).first().waitFor()
    await visitor.page.getByRole('contentinfo').waitFor()
    for (const name of await leftOn(visitor)) found.add(name)
  }
  return found
}

test('[S1-16, S1-17, S2-49 2/2] a crawl in four states finds what is declared, and nothing before a choice', async () => {
  const officer = await spec.sitDownSignedIn('/')
  await officer.page.getByRole('heading', { level: 1 }).first().waitFor()
  const register = await publishRegister(officer.page)
  const declared = register.trackers.map(({ name }) => name)
  const necessary = register.trackers.filter(({ kind }) => kind === 'necessary').map(({ name }) => name)
  const hosts = new Set<string>()
  officer.page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  const everywhere = () => crawl(officer, [...PUBLIC, ...CONSOLE])

  const beforeAny = await everywhere()
  expect(necessary).toEqual(expect.arrayContaining([...beforeAny]))
  expect([...beforeAny]).not.toContain('loge-choice')

  await officer.page.getByRole('button', { name: 'Refuse all' }).click()
  await officer.page.getByRole('button', { name: 'Refuse all' }).waitFor({ state: 'detached' })
  expect(necessary).toEqual(expect.arrayContaining([...(await everywhere())]))

  await officer.page.goto(`${spec.house.origin}/cookies?lang=en#choices`)
  await officer.page.getByRole('button', { name: 'Accept all' }).click()
  await officer.page.getByText('You accepted: Audience measurement').waitFor()
  await officer.page.evaluate(() => {
    document.cookie = 'loge-audience=1; Path=/; Max-Age=1000'
  })
  const accepted = await everywhere()
  expect(declared).toEqual(expect.arrayContaining([...accepted]))
  expect([...accepted]).toContain('loge-audience')

  await officer.page.goto(`${spec.house.origin}/cookies?lang=en#choices`)
  await officer.page.getByRole('button', { name: 'Refuse all' }).click()
  await officer.page.getByText('You refused everything that is not necessary.').waitFor()
  const withdrawn = await everywhere()
  expect(necessary).toEqual(expect.arrayContaining([...withdrawn]))
  expect([...hosts].filter((host) => host.startsWith('http'))).toEqual([spec.house.origin])
})

test('[S0-33] terms are published, come first for who is signed in, never before the doors, and once', async () => {
  const { page } = await spec.sitDownSignedIn('/privacy/documents')
  await page.getByText('Write the next terms').click()
  await page.getByRole('button', { name: 'Keep as draft' }).click()
  await page.getByText('Go on with the draft').click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByRole('heading', { name: 'Terms of use' }).first().waitFor()
  await page.goto(`${spec.house.origin}/doors`)
  await page.getByRole('heading', { name: 'Doors & equipment' }).waitFor()
  await page.goto(`${spec.house.origin}/`)
  await page.getByText('Before you go on, agree to this.').waitFor()
  await page.getByRole('button', { name: 'Refuse all' }).click()
  await page.getByRole('button', { name: 'I agree' }).click()
  await page.getByText('Before you go on, agree to this.').waitFor({ state: 'detached' })
  await page.goto(`${spec.house.origin}/settings`)
  await page.getByText('Terms and policies are in force').waitFor()
})
