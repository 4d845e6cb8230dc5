/** On a telephone everybody finds and uses the same rights; and the log says in the words of the law what was done. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { specInHouse } from '../../../testing/console/spec.ts'

const spec = specInHouse()
const DESK = { width: 1440, height: 900 }
const TELEPHONE = { width: 390, height: 844 }

/** Everything one can press, choose or fill in the page itself, by what it is called. */
const offered = (page: Page): Promise<readonly string[]> =>
  page
    .getByRole('main')
    .locator('a[href], button, select, input:not([type=hidden]), textarea, summary')
    .evaluateAll((all) =>
      all
        .filter((one) => one.checkVisibility() && one.closest('[aria-hidden=true]') === null)
        .map((one) => {
          const label = 'labels' in one ? (one as HTMLInputElement).labels?.[0]?.textContent : undefined
          const options = [...one.querySelectorAll('option')].map(({ textContent }) => textContent).join('|')
          const said = one.getAttribute('aria-label') ?? label ?? one.textContent
          return `${one.localName}: ${(said ?? '').trim()} ${options}`.trim()
        })
        .toSorted((a, b) => a.localeCompare(b)),
    )

/** Once everything named is there, the two sizes offer the same. */
const sameOn = async (page: Page, path: string, named: readonly string[]) => {
  await page.goto(`${spec.house.origin}${path}`)
  const at = async (size: typeof DESK) => {
    await page.setViewportSize(size)
    return offered(page)
  }
  await expect
    .poll(
      async () => {
        const wide = await at(DESK)
        const small = await at(TELEPHONE)
        return {
          missing: named.filter((one) => !small.some((said) => said.includes(one))),
          onlyWide: wide.filter((one) => !small.includes(one)),
        }
      },
      { timeout: 20_000 },
    )
    .toEqual({ missing: [], onlyWide: [] })
}

test('[S4-119 2/2] a telephone offers each right that the desk offers, in the application and on the site', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await sameOn(page, '/me/data', ['Ask…', 'No advertising', 'Say what I wish…', 'Download', 'Save'])
  const { page: anybody } = await spec.sitDown('/privacy-centre?lang=en')
  await sameOn(anybody, '/privacy-centre?lang=en', ['a:'])
  await sameOn(anybody, '/privacy-centre/request?lang=en', ['Your name', 'Send the request'])
  await sameOn(anybody, '/cookies?lang=en', ['a:'])
})

test('[S4-119 2/2] on a telephone a copy is taken, advertising refused and an erasure asked for', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page.setViewportSize(TELEPHONE)
  await page.getByRole('link', { name: 'My data' }).click()
  await page.getByRole('heading', { name: 'My data', level: 1 }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download A copy of everything' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/\.json$/)
  await page.getByRole('switch', { name: 'No advertising' }).press('Space')
  await page.getByText(/^You said no/).waitFor()
  const asks = page.getByRole('region', { name: 'Ask for something' })
  await asks.getByRole('button', { name: 'Ask…' }).click()
  await asks.getByLabel('What you ask').selectOption('Withdraw and erase my data')
  await asks.getByText(/lines? go/).waitFor()
  await asks.getByRole('button', { name: 'Send' }).press('Enter')
  const line = asks.getByRole('listitem').filter({ hasText: 'Withdraw and erase my data' })
  await line.getByText(/^Answer by/).waitFor()
})

test('[S3-10 3/3] an entry of the log says which operation it was', async () => {
  const { page } = await spec.sitDownSignedIn('/settings')
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  const id = await page.evaluate(async () => {
    const made = await fetch('/api/v1/people', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ givenName: 'Lea', familyName: 'Brun' }),
    })
    const { id: personId } = await made.json()
    const answer = await fetch(`/api/v1/events?type=person.created&limit=50`)
    const { data } = await answer.json()
    const event = data.find(
      ({ subject, payload }: { subject: { personId: string | null }; payload: Record<string, unknown> }) =>
        subject.personId === personId || payload['personId'] === personId,
    )
    return (event ?? data[0])?.id as string
  })
  await page.goto(`${spec.house.origin}/events?event=${id}`)
  await page.getByText('As it was written down').click()
  const said = page.locator('dl.kv div').filter({ hasText: 'what was done with data' })
  await said.getByText('collection').waitFor()
})
