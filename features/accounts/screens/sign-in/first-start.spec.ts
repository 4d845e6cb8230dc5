/** A real installation starts with nobody: who opens the one-time link says who they are, on a telephone too. */
import { expect, test } from 'vitest'
import { specInHouse } from '../../../../testing/console/spec.ts'
import { axeFindings } from '../../../../testing/console/axe.ts'

const spec = specInHouse({ simulation: 'off' })

test('who installs names themselves and the residence before anything else, and comes back by the address given', async () => {
  const link = new URL(await spec.house.signInLink())
  const { page } = await spec.sitDown(`${link.pathname}${link.hash}`)
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Sign in with this link' }).click()
  const title = page.getByRole('heading', { level: 1, name: 'Who installs Loge?' })
  await title.waitFor()
  // No other page lets them past it.
  await page.goto(`${spec.house.origin}/residents`)
  await title.waitFor()
  await expect.poll(() => page.getByText('Ma résidence').count()).toBe(0)
  const save = page.getByRole('button', { name: 'Save and go on' })
  await save.click()
  await expect.poll(() => page.getByText('This is needed.').count()).toBe(7)
  expect(await axeFindings(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)

  await page.getByLabel('Title').selectOption('mrs')
  for (const [label, text] of [
    ['First name', 'Ada'],
    ['Last name', 'Okafor'],
    ['Email address', 'ada@'],
    ['Name of the residence', 'Les Tilleuls'],
    ['Street and number', '12 rue Lamartine'],
    ['Postcode', '44000'],
    ['Town', 'Nantes'],
    ['Time zone', 'Europe/Nowhere'],
  ] as const)
    await page.getByLabel(label).fill(text)
  await save.click()
  await page.getByText('An email address has an @').waitFor()
  await page.getByLabel('Email address').fill('ada@tilleuls.example')
  await save.click()
  // Refused by the server, with everything still there to be put right.
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Time zone').fill('Europe/Paris')
  await save.click()
  await page.getByRole('heading', { level: 1, name: 'Choose how you will come back' }).waitFor()
  await page.getByText('You will type it with this address: ada@tilleuls.example').waitFor()
  await page.getByText('12 rue Lamartine, Nantes').waitFor()
  await page.getByRole('button', { name: 'Not now' }).click()
  await page.waitForURL(({ pathname }) => pathname === '/')

  const read = async (path: string) => (await page.request.get(`${spec.house.origin}/api/v1${path}`)).json()
  const { account, sites } = await read('/me')
  expect([account.personName, account.email]).toEqual(['Ada Okafor', 'ada@tilleuls.example'])
  expect(await read(`/sites/${sites[0].id}`)).toMatchObject({
    name: 'Les Tilleuls',
    street: '12 rue Lamartine',
    timeZone: 'Europe/Paris',
  })
  expect(await read(`/people/${account.personId}`)).toMatchObject({ civility: 'mrs', language: 'en' })
})
