/** Everything a manager looks after is in one place: signed in once, nothing is further than two clicks from the first page. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../testing/console/spec.ts'

const spec = specInHouse()

const say = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([verb, url, text]) => {
      const headers = { 'content-type': 'application/json' }
      const answer = await fetch(`/api/v1${url}`, {
        method: verb,
        headers,
        ...(text === '' ? {} : { body: text }),
      })
      return (await answer.json()) as Record<string, never>
    },
    [method, path, body === undefined ? '' : JSON.stringify(body)] as const,
  )

/** What is looked after, and the links that lead there from the first page. */
const PLACES: readonly (readonly [string, readonly RegExp[], RegExp])[] = [
  ['people', [/^Residents/], /\/residents/],
  ['access rights', [/^Access/], /\/access/],
  ['equipment', [/^Doors/], /\/doors/],
  ['logs', [/^Event/], /\/events/],
  ['settings', [/^Settings/], /\/settings/],
  ['notifications', [/^Settings/, /^Messages sent by mail/], /\/settings\/messages/],
]

test('people, rights, equipment, logs, settings and notifications of two sites stand in one shell, two clicks away at most, with one sign-in [S0-1]', async () => {
  const { page: desk } = await spec.sitDownSignedIn('/')
  const made = await say(desk, 'POST', '/sites', {
    name: 'Les Acacias',
    timeZone: 'Europe/Paris',
    holidayRegion: 'FR',
    street: '1 rue Basse',
    postalCode: '44000',
    city: 'Nantes',
    country: 'FR',
  })
  expect(made).toMatchObject({ name: 'Les Acacias' })
  const { data: roles } = (await say(desk, 'GET', '/roles')) as unknown as {
    data: readonly { id: string; code: string }[]
  }
  const roleId = roles.find(({ code }) => code === 'manager')?.id
  const account = await say(desk, 'POST', '/accounts', {
    newPerson: { givenName: 'Nora', familyName: 'Petit' },
    email: 'nora@tilleuls.example',
    roles: [{ roleId, scope: { kind: 'organization' } }],
  })
  const { url } = (await say(desk, 'POST', `/accounts/${account['id']}/sign-in-links`)) as unknown as {
    url: string
  }
  const { pathname, hash } = new URL(url)
  const { page } = await spec.sitDown(`${pathname}${hash}`)
  const asked: string[] = []
  await page.getByRole('button', { name: 'Sign in with this link' }).click()
  await page.waitForURL(({ pathname: at }) => at !== '/sign-in')
  page.on('request', (request) => {
    if (request.isNavigationRequest()) asked.push(request.url())
  })
  for (const [what, links, address] of PLACES) {
    await page.goto(`${spec.house.origin}/`)
    const shell = page.getByRole('navigation', { name: 'Main' })
    await shell.waitFor()
    asked.length = 0
    expect(links.length).toBeLessThanOrEqual(2)
    for (const name of links) await page.getByRole('link', { name }).first().click()
    await page.waitForURL(address)
    await page.getByRole('main').getByRole('heading', { level: 1 }).first().waitFor()
    // The same page goes on in the same shell: nothing else was opened, and nobody asked who it is.
    await shell.waitFor()
    expect([what, asked]).toEqual([what, []])
    await expect.poll(() => page.getByLabel('E-mail').count()).toBe(0)
  }
})
